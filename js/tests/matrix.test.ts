import { signal } from "@preact/signals-core";
import { describe, expect, it, vi } from "vitest";
import type { Context } from "../src/context.ts";
import { gridOf } from "../src/grid.ts";
import { pinOf } from "../src/pinning.ts";
import { NOTHING } from "../src/state.ts";
import { matrix } from "../src/views/matrix.ts";
import { stepped } from "../src/views/matrix_keys.ts";
import { cut } from "../src/views/matrix_labels.ts";
import { apart, marksOf } from "../src/views/matrix_marks.ts";
import { margins } from "../src/views/matrix_paint.ts";
import { FIT, type Zoom } from "../src/zoom.ts";
import { contextOf } from "./made.ts";
import { small } from "./small.ts";

const LOOK = { pieces: false, special: false, order: "reading", robust: false } as const;

// Without a layout the matrix is 300 × 200 here: labels take 28 (three letters and a gutter) and 32 of it.
const SPACE = { width: 300, height: 200 };

function drawn(context: Context, zoom: Zoom = FIT): { box: HTMLElement; zoom: { value: Zoom } } {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(SPACE.width);
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(SPACE.height);
  const tell: (() => void)[] = [];
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(run: () => void) {
        tell.push(run);
      }
      observe() {}
      disconnect() {}
    },
  );
  const held = signal(zoom);
  const root = matrix(context, held);
  for (const run of tell) run();
  return { box: root.querySelector<HTMLElement>(".matrix")!, zoom: held };
}

const mouse = (name: string, x: number, y: number, options = {}) =>
  new MouseEvent(name, { clientX: x, clientY: y, bubbles: true, ...options });
const key = (name: string, options = {}) =>
  new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true, ...options });

/** The middle of a cell: labels of five letters before the cells, a number above them. */
const at = (row: number, col: number) => [14 + 36 + 64 * col + 30, 14 + 18 + 64 * row + 30] as const;

function click(box: HTMLElement, row: number, col: number, options = {}): void {
  box.dispatchEvent(mouse("pointerdown", ...at(row, col)));
  box.dispatchEvent(mouse("pointerup", ...at(row, col), options));
}

describe("a matrix under the pointer", () => {
  it("previews the word and the patch of a cell, a word at its label, and nothing beside", () => {
    const context = contextOf(small());
    const { box } = drawn(context);
    box.dispatchEvent(mouse("pointermove", ...at(1, 2)));
    expect(context.view.hover.value).toMatchObject({ b: [2, 3], a: [3] });
    box.dispatchEvent(mouse("pointermove", 5, at(0, 0)[1]));
    expect(context.view.hover.value).toMatchObject({ b: [1], a: [] });
    box.dispatchEvent(mouse("pointermove", 299, 199));
    expect(context.view.hover.value).toBeNull();
  });
  it("keeps the word and the patch of a cell, and lets them go", () => {
    const context = contextOf(small());
    const { box } = drawn(context);
    const now = () => context.host.store.history.value.now;
    click(box, 1, 3);
    expect(now()).toMatchObject({ b: [1, 2], a: [3] });
    click(box, 1, 3);
    expect(now()).toMatchObject({ b: [], a: [] });
    click(box, 0, 0);
    click(box, 1, 2, { shiftKey: true });
    expect(now()).toMatchObject({ b: [0, 1, 2], a: [0, 1, 2] });
    click(box, 0, 3, { ctrlKey: true });
    expect(now()).toMatchObject({ b: [0, 1, 2], a: [0, 1, 2, 3] });
  });
  it("that is dragged moves and keeps nothing", () => {
    const context = contextOf(small());
    const { box } = drawn(context);
    box.dispatchEvent(mouse("pointerdown", ...at(0, 0)));
    box.dispatchEvent(mouse("pointermove", ...at(1, 1)));
    box.dispatchEvent(mouse("pointerup", ...at(1, 1)));
    expect(context.host.store.history.value.now).toEqual(NOTHING);
  });
  it("keeps no special units, and says so", () => {
    const said: string[] = [];
    const context = contextOf(small(), { look: { ...NOTHING.look, special: true } }, {}, (text) =>
      said.push(text),
    );
    const { box } = drawn(context);
    box.dispatchEvent(key("Home"));
    for (let i = 0; i < 9; i += 1) box.dispatchEvent(key("ArrowUp"));
    box.dispatchEvent(key("Enter"));
    expect(context.host.store.history.value.now.b).toEqual([]);
    expect(said.at(-1)).toBe("special units cannot be kept");
  });
});

describe("a matrix at the keyboard", () => {
  it("begins at the strongest cell, moves, keeps, takes several, and tells", () => {
    const said: string[] = [];
    const context = contextOf(small(), {}, {}, (text) => said.push(text));
    const { box } = drawn(context);
    box.dispatchEvent(key("ArrowLeft"));
    expect(said.at(-1)).toBe("dog × patch in row 1, column 1, +4.0000");
    box.dispatchEvent(key("Enter"));
    expect(said.at(-1)).toBe("dog × patch in row 1, column 1, +4.0000, kept");
    box.dispatchEvent(key("ArrowRight", { shiftKey: true }));
    box.dispatchEvent(key("Enter"));
    expect(context.host.store.history.value.now).toMatchObject({ b: [1, 2], a: [0, 1] });
  });
  it("stays inside", () => {
    const sheet = { area: { width: 9, height: 9, rows: 2, cols: 4 } };
    expect(stepped("ArrowUp", { row: 0, col: 1 }, sheet)).toEqual({ row: 0, col: 1 });
    expect(stepped("End", { row: 1, col: 1 }, sheet)).toEqual({ row: 1, col: 3 });
    expect(stepped("PageDown", { row: 0, col: 1 }, sheet)).toEqual({ row: 1, col: 1 });
    expect(stepped("x", { row: 0, col: 0 }, sheet)).toBeNull();
  });
  it("leaves other keys, and those of the host, alone", () => {
    const { box } = drawn(contextOf(small()));
    for (const event of [key("p"), key("z", { ctrlKey: true }), key("+", { ctrlKey: true })]) {
      box.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(false);
    }
  });
});

describe("marks", () => {
  const grid = gridOf(small(), LOOK);
  const context = contextOf(small(), { b: [1, 2], pins: [pinOf({ a: [0, 2], b: [] }, 1)] });
  it("are runs of rows and columns that are kept, pinned and pointed at", () => {
    context.view.hover.value = { a: [1, 2], b: [1], from: "a" };
    const { now } = context.host.store.history.value;
    const marks = marksOf({ pair: small(), grid }, context.shown.value, now);
    expect(marks.kept).toEqual({ rows: [[1, 1]], cols: [] });
    expect([marks.rows, marks.cols]).toEqual([[[0, 0]], [[0, 1]]]);
    expect(marks.pins[0]).toMatchObject({
      rows: [],
      cols: [
        [0, 0],
        [2, 2],
      ],
    });
  });
  it("of pins that are hidden are none", () => {
    const pins = [pinOf({ a: [0], b: [0], shown: false }, 0)];
    const marks = marksOf({ pair: small(), grid }, context.shown.value, { ...NOTHING, pins });
    expect(marks.pins[0]).toMatchObject({ rows: [], cols: [] });
  });
  it("have labels that do not stand on each other", () => {
    expect(apart([[0, 3]], 20, 12)).toEqual([0, 1, 2, 3]);
    expect(
      apart(
        [
          [0, 6],
          [8, 8],
        ],
        5,
        12,
      ),
    ).toEqual([0, 3, 6]);
  });
});

describe("labels", () => {
  const pen = { measureText: (text: string) => ({ width: 10 * text.length }) as TextMetrics };
  it("take as much space as they need, and no more than they may", () => {
    const grid = gridOf(small(), LOOK);
    const length = (text: string) => 7 * text.length;
    expect(margins({ pair: small(), grid }, SPACE, length)).toEqual({ left: 50, top: 33 });
    expect(margins({ pair: small(), grid }, { width: 60, height: 60 }, length).left).toBe(18 + 14);
  });
  it("are cut where they are longer, never within a letter", () => {
    expect(cut(pen, "forest", 60)).toBe("forest");
    expect(cut(pen, "forests", 60)).toBe("fores…");
    expect(cut(pen, "🐶🐶🐶🐶", 60)).toBe("🐶🐶…");
  });
});
