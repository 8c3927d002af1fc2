import { describe, expect, it } from "vitest";
import {
  brought,
  cellAt,
  cellSize,
  FIT,
  labelled,
  mostZoom,
  movedBy,
  settled,
  zoomedAt,
} from "../src/zoom.ts";

const AREA = { width: 400, height: 300, rows: 30, cols: 100 };

describe("zoom", () => {
  it("begins with every cell in sight", () => {
    expect(cellSize(FIT, AREA)).toEqual({ width: 4, height: 10 });
    expect(cellAt(FIT, AREA, 399, 299)).toEqual({ row: 29, col: 99 });
  });
  it("leaves the cell under the pointer where it is", () => {
    const at = { x: 123, y: 87 };
    const before = cellAt(FIT, AREA, at.x, at.y);
    let zoom = FIT;
    for (let i = 0; i < 12; i += 1) {
      zoom = zoomedAt(zoom, AREA, 1.25, at);
      expect(cellAt(zoom, AREA, at.x, at.y)).toEqual(before);
    }
    for (let i = 0; i < 12; i += 1) zoom = zoomedAt(zoom, AREA, 0.8, at);
    expect(zoom.factor).toBeCloseTo(1);
    expect(Math.abs(zoom.x) + Math.abs(zoom.y)).toBeLessThan(1e-6);
  });
  it("ends where cells are large both ways, neither side beyond that", () => {
    const most = zoomedAt(FIT, AREA, 1e9, { x: 0, y: 0 });
    expect(most.factor).toBe(mostZoom(AREA));
    expect(cellSize(most, AREA)).toEqual({ width: 36, height: 36 });
  });
  it("never shows empty space beside the cells", () => {
    const near = zoomedAt(FIT, AREA, 4, { x: 0, y: 0 });
    expect(movedBy(near, AREA, -50, -50)).toEqual(near);
    const far = movedBy(near, AREA, 1e6, 1e6);
    expect(cellAt(far, AREA, 399, 299)).toEqual({ row: 29, col: 99 });
    expect(settled({ factor: 0.1, x: 9, y: 9 }, AREA)).toEqual(FIT);
  });
  it("lets few cells be small rather than fill the space", () => {
    const one = { ...AREA, rows: 1, cols: 1 };
    expect(cellSize(FIT, one)).toEqual({ width: 64, height: 64 });
    expect(mostZoom(one)).toBe(1);
    expect(cellAt(FIT, one, 65, 10)).toBeNull();
  });
  it("survives a space of no size and a grid of no cells", () => {
    const none = { width: 0, height: 0, rows: 0, cols: 0 };
    expect(Number.isFinite(mostZoom(none))).toBe(true);
    expect(cellAt(FIT, none, 0, 0)).toBeNull();
    expect(settled(FIT, none)).toEqual(FIT);
  });
  it("brings a cell into sight and no further", () => {
    const near = zoomedAt(FIT, AREA, 9, { x: 0, y: 0 });
    const to = brought(near, AREA, { row: 20, col: 60 });
    const { width, height } = cellSize(to, AREA);
    expect([61 * width - to.x, 21 * height - to.y]).toEqual([400, 300]);
    expect(brought(to, AREA, { row: 20, col: 60 })).toEqual(to);
    expect(brought(to, AREA, { row: 0, col: 0 })).toEqual(near);
  });
});

describe("labels", () => {
  it("stand apart, and only where they are in sight", () => {
    expect(labelled(10, 20, 0, 200, 12)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(labelled(30, 5, 0, 150, 12)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    expect(labelled(30, 20, 100, 100, 12)).toEqual([5, 6, 7, 8, 9]);
    expect(labelled(0, 20, 0, 100, 12)).toEqual([]);
  });
});
