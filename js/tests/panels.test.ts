import { describe, expect, it } from "vitest";
import { type Context, point, setLook } from "../src/context.ts";
import type { Panel } from "../src/look.ts";
import { panels } from "../src/views/panels.ts";
import { contextOf } from "./made.ts";
import { small } from "./small.ts";

function made(
  panel: Panel = "picture",
  hasPicture = true,
): { context: Context; root: HTMLElement; drawn: AbortSignal[] } {
  const context = contextOf(small());
  setLook(context, { panel });
  const drawn: AbortSignal[] = [];
  const picture = (own: Context) => {
    drawn.push(own.stop);
    return [document.createElement("img")];
  };
  return { context, root: panels(context, hasPicture ? picture : null), drawn };
}

const tabs = (root: HTMLElement) => [...root.querySelectorAll<HTMLElement>('[role="tab"]')];
const chosen = (root: HTMLElement) =>
  tabs(root)
    .filter((tab) => tab.getAttribute("aria-selected") === "true")
    .map((tab) => tab.textContent);

describe("panels", () => {
  it("draw the one that is looked at, and no other", () => {
    const { context, root } = made();
    expect(root.querySelector("img")).not.toBeNull();
    expect(root.querySelector(".matrix, table")).toBeNull();
    setLook(context, { panel: "table" });
    expect(root.querySelector("table")).not.toBeNull();
    expect(root.querySelector("img, .matrix")).toBeNull();
    expect(chosen(root)).toEqual(["Table"]);
  });
  it("take away what listened when another comes", () => {
    const { context, drawn } = made();
    expect(drawn[0]!.aborted).toBe(false);
    setLook(context, { panel: "matrix" });
    expect(drawn[0]!.aborted).toBe(true);
    setLook(context, { panel: "picture" });
    expect(drawn.map((stop) => stop.aborted)).toEqual([true, false]);
  });
  it("are not drawn anew by what is pointed at, kept or drawn otherwise", () => {
    const { context, drawn } = made();
    point(context, { a: [1], b: [], from: "a" });
    setLook(context, { opacity: 0.3 });
    context.host.store.act((now) => ({ ...now, b: [1] }));
    expect(drawn).toHaveLength(1);
  });
  it("have the matrix first where there is no picture", () => {
    const { root } = made("picture", false);
    expect(tabs(root).map((tab) => tab.textContent)).toEqual(["Matrix", "Table"]);
    expect(root.querySelector(".matrix")).not.toBeNull();
  });
  it("are chosen with a click, undone, and gone through with the arrows", () => {
    const { context, root } = made();
    tabs(root)[1]!.click();
    expect(chosen(root)).toEqual(["Matrix"]);
    expect(tabs(root).map((tab) => tab.tabIndex)).toEqual([-1, 0, -1]);
    context.host.store.undo();
    expect(chosen(root)).toEqual(["Picture"]);
    const press = (key: string) =>
      tabs(root)
        .find((tab) => tab.tabIndex === 0)!
        .dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
    press("End");
    expect(chosen(root)).toEqual(["Table"]);
    press("ArrowLeft");
    expect(chosen(root)).toEqual(["Matrix"]);
  });
});
