import { describe, expect, it } from "vitest";
import { GAP, layoutFor, move, rowsInSight } from "../../src/gallery/grid.ts";

describe("the layout", () => {
  it.each([40, 147, 148, 307, 308, 480, 1000, 1400])("of %d pixels fits them", (available) => {
    const layout = layoutFor(available);
    const right = layout.at(layout.columns - 1).x + layout.width;
    expect(right).toBeLessThanOrEqual(Math.max(available, 60));
    expect(layout.columns).toBeGreaterThanOrEqual(1);
    expect(layout.at(layout.columns)).toEqual({ x: 0, y: layout.rowHeight });
    expect(layout.rowHeight).toBeGreaterThan(layout.width + GAP);
  });
  it("has a row for what is left over, and none for nothing", () => {
    const layout = layoutFor(1000);
    expect(layout.columns).toBe(6);
    expect([layout.height(0), layout.height(6), layout.height(7)]).toEqual([
      0,
      layout.rowHeight,
      2 * layout.rowHeight,
    ]);
  });
});

describe("what is drawn", () => {
  const layout = layoutFor(1000);
  it("is what is in sight and a screen on either side, of any number", () => {
    const seen = rowsInSight(layout, 100 * layout.rowHeight, 2 * layout.rowHeight, 20_000);
    expect(seen).toEqual({ first: 600, last: 618, from: 588, to: 630 });
  });
  it("never leaves the pairs that there are", () => {
    expect(rowsInSight(layout, 0, 600, 4)).toEqual({ first: 0, last: 4, from: 0, to: 4 });
    expect(rowsInSight(layout, 1e7, 600, 4)).toEqual({ first: 4, last: 4, from: 4, to: 4 });
    expect(rowsInSight(layout, 0, 600, 0)).toEqual({ first: 0, last: 0, from: 0, to: 0 });
  });
});

describe("keys", () => {
  it.each([
    ["ArrowRight", 4, 5],
    ["ArrowRight", 10, 10],
    ["ArrowLeft", 0, 0],
    ["ArrowLeft", 4, 3],
    ["ArrowDown", 1, 5],
    ["ArrowDown", 8, 8],
    ["ArrowUp", 5, 1],
    ["ArrowUp", 2, 2],
    ["PageDown", 1, 9],
    ["PageDown", 6, 10],
    ["PageUp", 10, 2],
    ["PageUp", 3, 0],
    ["Home", 7, 0],
    ["End", 2, 10],
    ["x", 2, null],
  ])("%s leads from %d to %s", (key, from, to) => {
    expect(move(key, from, 4, 8, 11)).toBe(to);
  });
});
