import { describe, expect, it, vi } from "vitest";
import type { Contents, Parts } from "../src/parts.ts";
import { later } from "../src/views/later.ts";
import { contextOf } from "./made.ts";
import { ALL } from "./parts.ts";
import { small } from "./small.ts";

function opened(parts: Parts) {
  const sheet = document.createElement("section");
  sheet.append(...later("exports")(contextOf(small(), {}, { parts })));
  const told = () => sheet.querySelector('[role="status"]')?.textContent ?? "";
  const again = () => sheet.querySelector<HTMLButtonElement>(".later button")!;
  return { sheet, told, again };
}

/** Parts of which none is loaded yet. */
function coming(load: () => Promise<Contents["export"]>): Parts {
  return { has: () => undefined, load: load as unknown as Parts["load"] };
}

const whole = () => ALL.load("export");

describe("a sheet whose code is loaded when it is opened", () => {
  it("is there at once where the code is", () => {
    expect(opened(ALL).sheet.querySelector(".exports")).not.toBeNull();
  });
  it("comes in place of nothing else", async () => {
    const { sheet } = opened(coming(whole));
    await vi.waitFor(() => expect(sheet.querySelector(".exports")).not.toBeNull());
    expect(sheet.querySelector(".later")).toBeNull();
    expect([...sheet.children].map(({ className }) => className)).toEqual(["exports", "told"]);
  });
  it("says that it waits only where it takes a while", async () => {
    let come = (_: Contents["export"]) => {};
    const { sheet, told } = opened(coming(() => new Promise((resolve) => (come = resolve))));
    expect(told()).toBe("");
    await vi.waitFor(() => expect(told()).toBe("Loading …"));
    come(await whole());
    await vi.waitFor(() => expect(sheet.querySelector(".exports")).not.toBeNull());
  });
  it("says what went wrong where one looks, and tries again when asked to", async () => {
    const load = vi.fn(whole).mockRejectedValueOnce(new Error("It is <b>broken</b>."));
    const { sheet, told, again } = opened(coming(load));
    expect(again().hidden).toBe(true);
    await vi.waitFor(() => expect(told()).toBe("This could not be loaded. It is <b>broken</b>."));
    expect(again().hidden).toBe(false);
    again().click();
    await vi.waitFor(() => expect(sheet.querySelector(".exports")).not.toBeNull());
    expect(load).toHaveBeenCalledTimes(2);
  });
});
