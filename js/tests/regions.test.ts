import { describe, expect, it } from "vitest";
import { cellName, outline, peakRegion, place, placed } from "../src/regions.ts";

const grid = (...rows: number[][]) => Float64Array.from(rows.flat());

describe("peakRegion", () => {
  it("takes what hangs together with the peak at half its height or more", () => {
    expect(peakRegion(grid([4, 2, 0], [0, 1.9, 3], [2, 0, 3]), 3)).toEqual([0, 1]);
  });
  it("does not run round the edge of a row", () => {
    expect(peakRegion(grid([0, 0, 4], [4, 0, 0]), 3)).toEqual([2]);
  });
  it("asks for a sign where one is given", () => {
    expect(peakRegion(grid([4, -9, -8]), 3)).toEqual([1, 2]);
    expect(peakRegion(grid([4, -9, -8]), 3, 1)).toEqual([0]);
  });
  it("is empty where there is nothing", () => {
    expect(peakRegion(grid([0, 0]), 2)).toEqual([]);
    expect(peakRegion(grid([-1, 0]), 2, 1)).toEqual([]);
  });
});

describe("outline", () => {
  it("draws the border of one cell and joins straight lines", () => {
    expect(outline([4], 3)).toBe("M1 1H2M1 2H2M1 1V2M2 1V2");
    expect(outline([0, 1], 3)).toBe("M0 0H2M0 1H2M0 0V1M2 0V1");
  });
  it("keeps holes and does not cross from one row's end to the next row", () => {
    const ring = outline([0, 1, 2, 3, 5, 6, 7, 8], 3);
    expect(ring).toContain("M1 1H2");
    expect(ring).toContain("M1 1V2");
    expect(outline([2, 3], 3)).toBe("M2 0H3M2 1H3M0 1H1M0 2H1M2 0V1M3 0V1M0 1V2M1 1V2");
  });
  it("draws nothing for nothing", () => {
    expect(outline([], 3)).toBe("");
  });
});

describe("words for places", () => {
  it("says whole, most, corners, sides and the centre", () => {
    expect(place([0, 1, 2, 3], 2, 2)).toBe("the whole picture");
    expect(place([0, 1, 2, 3, 4, 5, 6], 3, 3)).toBe("most of the picture");
    expect(place([0], 3, 3)).toBe("upper left");
    expect(place([1], 3, 3)).toBe("top");
    expect(place([3], 3, 3)).toBe("left");
    expect(place([4], 3, 3)).toBe("centre");
    expect(place([8], 3, 3)).toBe("lower right");
  });
  it("fits them into a sentence", () => {
    expect(placed([8], 3, 3)).toBe("at the lower right");
    expect(placed([0], 1, 1)).toBe("over the whole picture");
    expect(cellName(7, 5)).toBe("patch in row 2, column 3");
  });
});
