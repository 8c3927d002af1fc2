import { describe, expect, it } from "vitest";
import { cellOf, cellsInside, cellsUnder } from "../src/strokes.ts";

const at = (x: number, y: number) => ({ x, y });

describe("a stroke", () => {
  it("leaves no gaps, however quick the hand", () => {
    expect(cellsUnder(at(0.5, 0.5), at(4.5, 0.5), 3, 5)).toEqual([0, 1, 2, 3, 4]);
    expect(cellsUnder(at(0.2, 0.5), at(0.4, 2.5), 3, 5)).toEqual([0, 5, 10]);
  });
  it("that stands still is one cell", () => {
    expect(cellsUnder(at(1.5, 1.5), at(1.5, 1.5), 3, 5)).toEqual([6]);
  });
  it("stays on the picture", () => {
    expect(cellOf(at(-3, 99), 3, 5)).toBe(10);
    expect(cellsUnder(at(4.5, 2.5), at(9, 9), 3, 5)).toEqual([14]);
  });
});

describe("a lasso", () => {
  it("takes the cells whose centre lies inside", () => {
    const box = [at(0.6, 0.4), at(2.6, 0.4), at(2.6, 1.6), at(0.6, 1.6)];
    expect(cellsInside(box, 3, 5)).toEqual([1, 2, 6, 7]);
  });
  it("is closed from its end to its beginning", () => {
    expect(cellsInside([at(0, 0), at(4.9, 0), at(0, 2.9)], 3, 5)).toEqual([0, 1, 2, 3, 5, 6, 10]);
  });
  it("may be drawn either way round, and hollow", () => {
    const ring = [at(0, 0), at(5, 0), at(5, 3), at(0, 3)];
    const all = cellsInside(ring, 3, 5);
    expect(all).toHaveLength(15);
    expect(cellsInside([...ring].reverse(), 3, 5)).toEqual(all);
    const bow = [at(0, 0), at(5, 3), at(5, 0), at(0, 3)]; // crosses itself in the middle
    expect(cellsInside(bow, 3, 5)).not.toContain(2);
  });
  it("round nothing holds nothing", () => {
    expect(cellsInside([at(1.6, 1.6), at(1.9, 1.6), at(1.9, 1.9)], 3, 5)).toEqual([]);
    expect(cellsInside([], 3, 5)).toEqual([]);
  });
});
