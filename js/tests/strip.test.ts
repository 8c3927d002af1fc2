import { computed, signal } from "@preact/signals-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { comparingOf } from "../src/comparing.ts";
import type { Context } from "../src/context.ts";
import { type Answer, type Ears, Refused } from "../src/desk.ts";
import type { Live, Session, Variant } from "../src/host.ts";
import { NOTHING, select } from "../src/state.ts";
import { strip } from "../src/views/strip.ts";
import type { Pair } from "../src/wire.ts";
import { agreed } from "./agreed.ts";
import { contextOf } from "./made.ts";
import { small } from "./small.ts";

const LIVE: Live = {
  question: { layer: { a: 2, b: 1 }, method: "jacobians", steps: "auto" },
  edit: null,
  draft: false,
  layers: { a: [], b: [] },
  methods: [],
};

let context: Context;
let root: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame", "cancelAnimationFrame"],
  });
});
afterEach(() => vi.useRealTimers());

function variantsOf(pairs: readonly Pair[]): Variant[] {
  const pictures = { a: "data:,", b: "data:," };
  return pairs.map((pair, i) => ({ revision: String(i || ""), noise: i === 3, pair, pictures }));
}

function open(pairs: readonly Pair[], changes: Partial<Session> = {}): void {
  context = contextOf(pairs[0] ?? small(), {}, { variants: signal(variantsOf(pairs)), ...changes });
  root = strip(context);
  document.body.replaceChildren(root);
  vi.advanceTimersByTime(300);
}

const four = () => [small(), small({ layers: [4, 1] }), small({ method: "occlusion" }), small()];
const tiles = () => [...root.querySelectorAll<HTMLElement>(".tile")];
const line = () => root.querySelector(".told-of")!.textContent!;
const revision = () => context.host.store.history.value.now.revision;
const key = (target: Element, name: string) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));

describe("the strip", () => {
  it("has a map for each, says which is shown and how far the others agree", () => {
    open(four());
    expect(tiles().map((tile) => tile.textContent)).toEqual([
      "layer 2shown",
      "layer 4r 1.00",
      "occlusionr 1.00",
      "random weightsr 1.00",
    ]);
    expect(tiles().map((tile) => tile.getAttribute("aria-selected"))).toEqual([
      "true",
      "false",
      "false",
      "false",
    ]);
    expect(root.querySelector('[role="listbox"]')!.getAttribute("aria-label")).toBe("Maps of black dog");
    expect(root.textContent).toContain("Maps by integrated Jacobians share one scale");
    expect(root.textContent).toContain("Random weights");
  });
  it("shows another when it is pressed, which can be undone", () => {
    open(four());
    tiles()[1]!.click();
    expect(revision()).toBe("1");
    context.host.store.undo();
    expect(revision()).toBe("");
  });
  it("is walked by keys, and nothing changes before Enter", () => {
    open(four());
    tiles()[0]!.focus();
    key(tiles()[0]!, "ArrowRight");
    key(tiles()[1]!, "End");
    expect(document.activeElement).toBe(tiles()[3]);
    expect(tiles().map((tile) => tile.tabIndex)).toEqual([-1, -1, -1, 0]);
    expect(revision()).toBe("");
    key(tiles()[3]!, "Enter");
    expect(revision()).toBe("3");
  });
  it("says of what is pointed at what it is and where its peak lies", () => {
    open(four());
    tiles()[2]!.dispatchEvent(new Event("pointerover", { bubbles: true }));
    expect(line()).toMatch(
      /^Occlusion \(score \+10\.500\): \+16\.0000, strongest .*; r 1\.00 with the one shown\.$/,
    );
    root.querySelector(".tiles")!.dispatchEvent(new Event("pointerleave"));
    expect(line()).toMatch(/^Black dog: point at a map/);
  });
  it("follows what is chosen, once a frame, and works out nothing twice", () => {
    open(four());
    context.host.store.act((now) => select(now, [], [0]));
    context.host.store.act((now) => select(now, [], [1, 2]));
    vi.advanceTimersByTime(300);
    expect(root.querySelector('[role="listbox"]')!.getAttribute("aria-label")).toBe("Maps of dog");
    const label = root.querySelector('[role="listbox"]')!;
    label.setAttribute("aria-label", "untouched");
    context.host.store.act((now) => select(now, [2], [1, 2])); // another region: the same maps
    vi.advanceTimersByTime(300);
    expect(label.getAttribute("aria-label")).toBe("untouched");
  });
  it("of two captions has sums instead of maps", () => {
    const { decoded } = agreed("captions");
    open([decoded, { ...decoded, layers: [3, 3] }]);
    expect(root.querySelector("canvas")).toBeNull();
    expect(tiles()[0]!.querySelector(".total")!.textContent).toMatch(/^[+−]0\.\d+$/);
  });
  it("is not there where there is nothing to compare, or for another explanation", () => {
    open([]);
    expect(root.hidden).toBe(true);
    const other = { revision: "9", pair: small(), pictures: { a: "", b: "" } };
    open(four(), { explained: computed(() => other), store: contextOf(small(), NOTHING).host.store });
    expect([root.hidden, tiles().length]).toEqual([true, 0]);
  });
});

describe("asking for more", () => {
  const button = (name: string) =>
    [...root.querySelectorAll<HTMLElement>(".compare button")].find(
      (each) => each.textContent === name && !each.hidden,
    );

  function live(ask: (ears: Ears) => Promise<Answer>): void {
    const desk = { ask: vi.fn((_: unknown, __: unknown, ears: Ears = {}) => ask(ears)) };
    open([], { desk, live: signal(LIVE), status: signal("live" as const) });
  }
  const settled = () => vi.advanceTimersByTimeAsync(0);

  it("is offered by a live explorer, tells how far it is, and what was left out", async () => {
    let answer: (content: object) => void = () => {};
    let ears: Ears = {};
    live((given) => {
      ears = given;
      return new Promise((resolve) => {
        answer = (content) => resolve({ content: content as Record<string, unknown>, buffers: [] });
      });
    });
    button("Compare layers and methods")!.click();
    ears.progress!({ what: "layer 4", done: 2, total: 9 });
    expect(root.querySelector(".compare .note")!.textContent).toBe("layer 4: 3 of 9");
    expect(root.querySelector("progress")!.value).toBe(2);
    answer({ skipped: ["attention: It has none."] });
    await settled();
    expect(root.querySelector(".compare .note")!.textContent).toBe("Left out: attention: It has none.");
  });
  it("can be stopped, goes on while the view is drawn anew, and can be asked again", async () => {
    let aborted = false;
    live(
      ({ signal: own }) =>
        new Promise((_, reject) => {
          own!.addEventListener("abort", () => {
            aborted = true;
            reject(new DOMException("cancelled", "AbortError"));
          });
        }),
    );
    button("Compare layers and methods")!.click();
    root = strip(context);
    button("Stop")!.click();
    await settled();
    expect([aborted, comparingOf(context.host.store).run.value.phase]).toEqual([true, "stopped"]);
    expect(button("Compare layers and methods")).toBeDefined();
  });
  it("says what went wrong", async () => {
    live(() => Promise.reject(new Refused("The encoder is gone. Make another.")));
    button("Compare layers and methods")!.click();
    await settled();
    expect(root.querySelector(".compare .note")!.textContent).toBe("The encoder is gone. Make another.");
  });
});
