import { describe, expect, it } from "vitest";
import { NOTHING, redo, undo } from "../src/state.ts";
import { listed, press, strongest } from "../src/views/strongest.ts";
import { agreed } from "./agreed.ts";
import { contextOf } from "./made.ts";
import { small } from "./small.ts";

const values = (kind: "all" | "for" | "against") => listed(small(), kind, 4).map(({ value }) => value);

describe("the list of strong pairs", () => {
  it("holds both signs, or one of them", () => {
    expect([values("all"), values("for"), values("against")]).toEqual([[15, -1.6], [15], [-1.6]]);
  });
  it("leaves out what is noise beside the strongest, until its sign is asked for", () => {
    const pair = small({
      top_pairs: [
        { a: [0], b: [0], value: 1 },
        { a: [1], b: [0], value: -0.05 },
        { a: [2], b: [0], value: -0.00001 },
      ],
    });
    expect(listed(pair, "all", 4)).toHaveLength(1);
    expect(listed(pair, "against", 4).map(({ value }) => value)).toEqual([-0.05]);
  });
  it("is never longer than six, for every sample", () => {
    for (const name of ["husky", "captions", "pictures"]) {
      const { decoded } = agreed(name);
      for (const kind of ["all", "for", "against"] as const) {
        expect(listed(decoded, kind, 4).length).toBeLessThanOrEqual(6);
      }
    }
  });
});

describe("pressing a strong pair", () => {
  const top = { a: [0, 1], b: [0, 1, 2] };
  it("selects and pins it, in one step", () => {
    const now = press(NOTHING, top);
    expect(now).toMatchObject({ ...top, pins: [{ ...top, colour: 0 }] });
  });
  it("twice lets the selection go and leaves the pin, three times shows it again", () => {
    const once = press(NOTHING, top);
    const twice = press(once, top);
    expect(twice).toMatchObject({ a: [], b: [], pins: [top] });
    expect(press(twice, top)).toEqual(once);
  });
  it("is undone with one step back", () => {
    const context = contextOf(small());
    const { store } = context.host;
    const button = strongest(context).querySelector<HTMLElement>(".row")!;
    button.click();
    const { now } = store.history.value;
    expect(now.pins).toHaveLength(1);
    expect(undo(store.history.value).now).toEqual(NOTHING);
    expect(redo(undo(store.history.value)).now).toEqual(now);
  });
});

describe("drawn strong pairs", () => {
  it("are rows with a name, a place, a number and its share", () => {
    expect(strongest(contextOf(small()))).toMatchSnapshot();
  });
  const names = (root: HTMLElement) => [...root.querySelectorAll(".name")].map((name) => name.textContent);
  const press = (root: HTMLElement, text: string) =>
    [...root.querySelectorAll("button")].find((button) => button.textContent === text)!.click();
  it("are those of the sign that is asked for", () => {
    const root = strongest(contextOf(small()));
    expect(names(root)).toEqual(["black dog", "black"]);
    press(root, "Against");
    expect(names(root)).toEqual(["black"]);
    expect(root.querySelector('[aria-pressed="true"]')!.textContent).toBe("Against");
  });
  it("carry the letter of the pin that holds them", () => {
    const root = strongest(contextOf(small()));
    const badge = root.querySelector<HTMLElement>(".badge")!;
    expect(badge.hidden).toBe(true);
    root.querySelector<HTMLElement>(".row")!.click();
    expect(badge.hidden).toBe(false);
    expect(badge.textContent).toBe("A");
  });
  it("say so where there are none of a sign, or none at all", () => {
    const one = strongest(contextOf(small({ top_pairs: [{ a: [0], b: [0], value: 1 }] })));
    press(one, "Against");
    expect(one.querySelector("p")!.textContent).toBe("No pair lowers the score noticeably.");
    const none = strongest(contextOf(small({ top_pairs: [] })));
    expect(none.querySelector("p")!.textContent).toBe("No phrase meets any part of the picture.");
    expect(none.querySelector("button")).toBeNull();
  });
});
