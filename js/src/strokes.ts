// What a hand draws on a grid: the cells under a stroke, and the cells inside a closed line.

/** Of a picture, in cells: (1.5, 0.5) is the centre of the second cell of the first row. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export function cellOf({ x, y }: Point, rows: number, cols: number): number {
  const inside = (at: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at)));
  return inside(y, rows) * cols + inside(x, cols);
}

/** Cells that a straight stroke touches; a quick hand leaves no gaps. */
export function cellsUnder(from: Point, to: Point, rows: number, cols: number): number[] {
  const steps = Math.max(1, Math.ceil(4 * Math.hypot(to.x - from.x, to.y - from.y)));
  const at = (i: number): Point => ({
    x: from.x + ((to.x - from.x) * i) / steps,
    y: from.y + ((to.y - from.y) * i) / steps,
  });
  return [...new Set(Array.from({ length: steps + 1 }, (_, i) => cellOf(at(i), rows, cols)))];
}

/** Cells whose centre lies inside a line that is closed from its last point to its first, by the even-odd rule. */
export function cellsInside(line: readonly Point[], rows: number, cols: number): number[] {
  const cells: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const y = row + 0.5;
    const cuts = crossings(line, y);
    for (let col = 0; col < cols; col += 1) {
      const before = cuts.filter((x) => x < col + 0.5).length;
      if (before % 2 === 1) cells.push(row * cols + col);
    }
  }
  return cells;
}

/** Where a closed line crosses a height. */
function crossings(line: readonly Point[], y: number): number[] {
  return line.flatMap((from, i) => {
    const to = line[(i + 1) % line.length]!;
    if (from.y > y === to.y > y) return [];
    return [from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x)];
  });
}
