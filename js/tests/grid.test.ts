import { describe, expect, it } from "vitest";
import { gridOf, linesOf, pooled, runsOf } from "../src/grid.ts";
import { agreed } from "./agreed.ts";
import { captionOf, NUMBERS, pictureOf, small } from "./small.ts";

const LOOK = { pieces: false, special: false, order: "reading", robust: false } as const;

describe("lines", () => {
  it("are words, pieces or special units of a caption", () => {
    const side = captionOf(small());
    expect(linesOf(side, false, false).map(({ text }) => text)).toEqual(["black", "dog"]);
    expect(linesOf(side, true, true).map(({ text, content }) => [text, content.length])).toEqual([
      ["begin", 0],
      ["black", 1],
      ["do", 1],
      ["g", 1],
      ["end", 0],
      ["padding × 2", 0],
    ]);
  });
  it("are patches of a picture, special units before them", () => {
    const lines = linesOf(pictureOf(small()), false, true);
    expect(lines.map(({ text, units }) => [text, units])).toEqual([
      ["class", [0]],
      ["patch in row 1, column 1", [1]],
      ["patch in row 1, column 2", [2]],
      ["patch in row 2, column 1", [3]],
      ["patch in row 2, column 2", [4]],
    ]);
  });
});

describe("a grid", () => {
  it("holds the sums of its words' pieces with each patch", () => {
    const grid = gridOf(small(), LOOK);
    expect([...grid.values]).toEqual([1, 2, 0, -1, 4, 8, 0, 2]);
    expect(grid.limit).toBe(8);
  });
  it("keeps its scale while special units are shown, however strong they are", () => {
    const grid = gridOf(small(), { ...LOOK, special: true });
    expect(Math.max(...grid.values)).toBe(9);
    expect(grid.limit).toBe(8);
  });
  it("in order of strength begins with the strongest column and takes its numbers along", () => {
    const grid = gridOf(small(), { ...LOOK, order: "strength" });
    expect(grid.cols.map(({ content }) => content[0])).toEqual([1, 0, 3, 2]);
    expect([...grid.values]).toEqual([2, 1, -1, 0, 8, 4, 2, 0]);
  });
  it("with a robust limit leaves the largest fiftieth out", () => {
    const { decoded } = agreed("husky");
    const all = gridOf(decoded, { ...LOOK, pieces: true });
    const { limit } = gridOf(decoded, { ...LOOK, pieces: true, robust: true });
    const beyond = [...all.values].filter((value) => Math.abs(value) > limit).length;
    expect(beyond / all.values.length).toBeGreaterThan(0.015);
    expect(beyond / all.values.length).toBeLessThanOrEqual(0.02);
  });
  it("adds up to what all words and patches have", () => {
    for (const name of ["husky", "oblong", "trouble", "captions", "pictures", "turned"]) {
      const { decoded } = agreed(name);
      const total = gridOf(decoded, LOOK).values.reduce((sum, value) => sum + value, 0);
      const part = decoded.ledger.rows.find(({ key }) => key === "content_patch")!.value;
      expect(total).toBeCloseTo(part, 6);
    }
  });
  it("counts what is no number as zero", () => {
    const broken = NUMBERS.map((row) => [...row]);
    broken[1]![1] = Number.NaN;
    const grid = gridOf(small({}, broken), LOOK);
    expect([...grid.values]).toEqual([0, 2, 0, -1, 4, 8, 0, 2]);
  });
  it("of zeros has no scale", () => {
    const zeros = NUMBERS.map((row) => row.map(() => 0));
    expect(gridOf(small({}, zeros), { ...LOOK, robust: true }).limit).toBe(0);
  });
});

describe("parts of a grid", () => {
  it("are runs of neighbours", () => {
    const { cols, rows } = gridOf(small(), LOOK);
    expect(runsOf(cols, [1, 2, 4])).toEqual([
      [0, 1],
      [3, 3],
    ]);
    expect(runsOf(rows, [3])).toEqual([[1, 1]]);
    expect(runsOf(rows, [])).toEqual([]);
  });
  it("are pooled to the largest of either sign", () => {
    const grid = gridOf(small(), LOOK);
    expect([...pooled(grid, 1, 2).values]).toEqual([2, -1, 8, 2]);
    expect([...pooled(grid, 2, 3).values]).toEqual([8, 2]);
    expect(pooled(grid, 1, 1).values).toBe(grid.values);
  });
});
