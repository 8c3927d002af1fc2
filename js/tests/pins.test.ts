import { beforeEach, describe, expect, it } from "vitest";
import { type Context, setLook } from "../src/context.ts";
import { pinOf } from "../src/pinning.ts";
import { legend } from "../src/views/legend.ts";
import { notices } from "../src/views/notices.ts";
import { pins } from "../src/views/pins.ts";
import { readout } from "../src/views/readout.ts";
import { agreed } from "./agreed.ts";
import { contextOf } from "./made.ts";
import { small } from "./small.ts";

const PINS = [pinOf({ b: [0], a: [] }, 0), pinOf({ b: [1, 2], a: [] }, 1)];

const key = (target: Element, name: string) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));
const choose = (select: HTMLSelectElement, value: string) => {
  select.value = value;
  select.dispatchEvent(new Event("change"));
};

describe("the panel of pins", () => {
  let context: Context;
  let panel: HTMLElement;
  const now = () => context.host.store.history.value.now;
  const names = () => [...panel.querySelectorAll(".pinned .what")].map((each) => each.textContent);
  const rows = () => [...panel.querySelectorAll<HTMLElement>(".pinned .row")];
  const named = (name: string) => panel.querySelector<HTMLElement>(`[aria-label="${name}"]`)!;
  const selects = () => [...panel.querySelectorAll("select")];

  beforeEach(() => {
    context = contextOf(small(), { pins: PINS });
    panel = pins(context);
    document.body.replaceChildren(panel);
  });

  it("says each sum, its share of the pairs and of the score", () => {
    const figures = rows().map((each) =>
      [...each.querySelectorAll(".value, .share")].map((one) => one.textContent),
    );
    expect(figures).toEqual([
      ["+2.0000", "13\u00a0%", "19\u00a0%"],
      ["+14.0000", "88\u00a0%", "133\u00a0%"],
    ]);
  });
  it("gives a pin a name, and takes it back with undo", () => {
    rows()[0]!.dispatchEvent(new MouseEvent("dblclick"));
    const input = panel.querySelector("input")!;
    expect(input.value).toBe("black");
    input.value = " the coat ";
    key(input, "Enter");
    expect(names()).toEqual(["the coat", "dog"]);
    expect(panel.querySelector("input")).toBeNull();
    context.host.store.undo();
    expect(names()).toEqual(["black", "dog"]);
  });
  it("leaves a name with Escape, and gives the pin's own back for an empty one", () => {
    key(rows()[0]!, "F2");
    panel.querySelector("input")!.value = "x";
    key(panel.querySelector("input")!, "Escape");
    expect(names()[0]).toBe("black");
    for (const [text, name] of [
      ["coat", "coat"],
      ["", "black"],
    ] as const) {
      named(`Rename ${names()[0]}`).click();
      panel.querySelector("input")!.value = text;
      key(panel.querySelector("input")!, "Enter");
      expect(names()[0]).toBe(name);
    }
  });
  it("hides a pin and shows it again, and the focus stays", () => {
    named("Show black").focus();
    named("Show black").click();
    expect(now().pins.map(({ shown }) => shown)).toEqual([false, true]);
    expect(document.activeElement).toBe(named("Show black"));
    key(rows()[0]!, "h");
    expect(now().pins[0]!.shown).toBe(true);
  });
  it("lets a pin go", () => {
    key(rows()[1]!, "Delete");
    named("Unpin black").click();
    expect(now().pins).toEqual([]);
    expect(panel.querySelector<HTMLElement>(".combine")!.hidden).toBe(true);
    expect(panel.textContent).toContain("Keep a word or a region");
  });
  it("shows a difference before it is made, makes it, and looks at it", () => {
    const add = panel.querySelector<HTMLElement>(".add")!;
    expect(add.title).toBe("black − dog: −12.0000");
    add.dispatchEvent(new MouseEvent("pointerenter"));
    expect([...context.shown.value.a.heat]).toEqual([-3, -6, 0, -3]);
    add.click();
    expect(names()).toEqual(["black", "dog", "black − dog"]);
    expect(now().focus).toBe(2);
    expect(rows()[2]!.hasAttribute("aria-current")).toBe(true);
    context.host.store.undo();
    expect(now()).toMatchObject({ pins: PINS, focus: null });
  });
  it("adds, in either order", () => {
    const [one, sign, two] = selects();
    choose(two!, "0");
    choose(sign!, "+");
    expect([one!.value, two!.value]).toEqual(["1", "0"]);
    panel.querySelector<HTMLElement>(".add")!.click();
    expect(names()[2]).toBe("dog + black");
  });
  it("makes everything else of a pin", () => {
    choose(selects()[0]!, "");
    expect([...selects()[1]!.options].map(({ text }) => text)).toEqual(["minus"]);
    panel.querySelector<HTMLElement>(".add")!.click();
    expect(now()).toMatchObject({ b: [0], focus: null }); // all but dog is there already
    key(rows()[0]!, "e");
    expect(now().b).toEqual([1, 2]);
    expect(now().pins).toHaveLength(2);
  });
  it("has nothing to add where nothing is left", () => {
    context.host.store.act((state) => ({ ...state, pins: [pinOf({ b: [0, 1, 2], a: [] }, 0)] }));
    const add = panel.querySelector<HTMLElement>(".add")!;
    expect(add.getAttribute("aria-disabled")).toBe("true");
    add.click();
    expect(now().pins).toHaveLength(1);
  });
  it("reads what a column means while one points at it", () => {
    const [pairs] = panel.querySelectorAll<HTMLElement>(".term");
    pairs!.dispatchEvent(new MouseEvent("pointerenter"));
    expect(panel.querySelector(".hint")!.textContent).toBe(
      "Share of +16.0000: all that words and patches add together.",
    );
  });
  it.each(["captions", "pictures"])("works for two %s", (name) => {
    const { decoded } = agreed(name);
    const alike = contextOf(decoded, { pins: [pinOf({ a: [1], b: [] }, 0), pinOf({ a: [1], b: [2] }, 1)] });
    const list = pins(alike);
    list.querySelector<HTMLElement>(".add")!.click();
    expect(list.querySelectorAll(".pinned")).toHaveLength(3);
    expect(list.querySelectorAll(".where")[0]!.textContent).toMatch(/^, first/);
  });
});

describe("the legend", () => {
  const husky = agreed("husky").decoded;
  const open = (context: Context) => {
    const drawn = legend(context);
    drawn.querySelector<HTMLElement>(".menu")!.click();
    return drawn;
  };

  it("says how many patches lie beyond a robust scale", () => {
    const context = contextOf(husky, { b: [1, 2, 3] });
    const drawn = open(context);
    const ends = () => [...drawn.querySelectorAll(".end")].map((end) => end.textContent);
    const before = ends();
    setLook(context, { robust: true });
    expect(ends()).not.toEqual(before);
    expect(drawn.textContent).toMatch(
      /ends where 98\u00a0% of the values lie\. Here \d of 49 patches lies? beyond it/,
    );
  });
  it("marks the value of the patch that is pointed at, and says it", () => {
    const context = contextOf(small(), { b: [1, 2] });
    const drawn = legend(context);
    const mark = drawn.querySelector<HTMLElement>(".mark")!;
    expect(mark.hidden).toBe(true);
    context.view.hover.value = { a: [2], b: [], from: "a" };
    expect(mark.hidden).toBe(false);
    expect(mark.style.left).toBe("90%"); // 8 of 10, to the right of the middle
    expect(drawn.textContent).toContain("dog, +8.0000 in this patch");
  });
  it("exchanges the colours and offers three pairs of them", () => {
    const context = contextOf(small());
    const drawn = open(context);
    const maps = [...drawn.querySelectorAll<HTMLElement>(".palette")];
    expect(maps.map((map) => map.textContent)).toEqual(["blue, orange", "purple, green", "violet, yellow"]);
    maps[1]!.click();
    expect(context.look.map.value).toBe("green-purple");
    expect(maps.map((map) => map.getAttribute("aria-pressed"))).toEqual(["false", "true", "false"]);
    setLook(context, { flipped: true });
    expect(drawn.textContent).toContain("Purple is for, green is against.");
    expect(maps[0]!.textContent).toBe("orange, blue");
  });
});

describe("beside them", () => {
  it("what was undone can be done again", () => {
    const context = contextOf(small(), { b: [0] });
    const drawn = readout(context);
    const button = (name: string) =>
      [...drawn.querySelectorAll("button")].find(({ textContent }) => textContent === name)!;
    button("Pin").click();
    button("Undo").click();
    expect(context.host.store.history.value.now.pins).toEqual([]);
    button("Redo").click();
    expect(context.host.store.history.value.now.pins).toHaveLength(1);
    expect(button("Redo").getAttribute("aria-disabled")).toBe("true");
  });
  it("what was noted while explaining stands as text", () => {
    const drawn = notices(contextOf(small({ notes: ["<b>Turned</b> upright."] })));
    expect(drawn.querySelector("b")).toBeNull();
    expect(drawn.textContent).toContain("<b>Turned</b> upright.");
  });
});
