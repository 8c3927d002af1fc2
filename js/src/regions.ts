// Regions of the grid: the one round a map's peak, its outline, and words for where it lies.

/**
 * The 4-connected cells of one sign round the peak that reach at least half of it; empty where the map is zero.
 * `sign` asks for the peak of that sign; 0 for the larger of the two.
 */
export function peakRegion(values: Float64Array, cols: number, sign = 0): number[] {
  const peak = peakCell(values, sign);
  if (peak < 0) return [];
  const half = values[peak]! / 2;
  const reaches = (cell: number) => (half > 0 ? values[cell]! >= half : values[cell]! <= half);
  const found = new Set([peak]);
  for (const cell of found) {
    for (const next of neighbours(cell, cols, values.length)) if (reaches(next)) found.add(next);
  }
  return [...found].sort((a, b) => a - b);
}

export function peakCell(values: Float64Array, sign = 0): number {
  let best = -1;
  let most = 0;
  values.forEach((value, cell) => {
    const size = sign === 0 ? Math.abs(value) : value * sign;
    if (size > most) [best, most] = [cell, size];
  });
  return best;
}

function neighbours(cell: number, cols: number, count: number): number[] {
  const col = cell % cols;
  return [
    cell - cols,
    cell + cols,
    ...(col > 0 ? [cell - 1] : []),
    ...(col < cols - 1 ? [cell + 1] : []),
  ].filter((next) => next >= 0 && next < count);
}

/** SVG path of the border of a set of cells, in units of cells. */
export function outline(cells: readonly number[], cols: number): string {
  const inside = new Set(cells);
  const has = (row: number, col: number) =>
    col >= 0 && col < cols && row >= 0 && inside.has(row * cols + col);
  const across = edges();
  const down = edges();
  for (const cell of [...inside].sort((a, b) => a - b)) {
    const [row, col] = [Math.floor(cell / cols), cell % cols];
    if (!has(row - 1, col)) across.add(row, col);
    if (!has(row + 1, col)) across.add(row + 1, col);
    if (!has(row, col - 1)) down.add(col, row);
    if (!has(row, col + 1)) down.add(col + 1, row);
  }
  return [
    ...across.runs.map(({ line, from, to }) => `M${from} ${line}H${to}`),
    ...down.runs.map(({ line, from, to }) => `M${line} ${from}V${to}`),
  ].join("");
}

interface Run {
  readonly line: number;
  readonly from: number;
  to: number;
}

/** Edges of length 1 along lines; each is joined to the one that ends where it begins. */
function edges(): { readonly runs: Run[]; add(line: number, from: number): void } {
  const runs: Run[] = [];
  const ends = new Map<string, Run>();
  const add = (line: number, from: number) => {
    const run = ends.get(`${line}:${from}`);
    ends.delete(`${line}:${from}`);
    const grown = run ?? { line, from, to: from };
    grown.to = from + 1;
    if (!run) runs.push(grown);
    ends.set(`${line}:${grown.to}`, grown);
  };
  return { runs, add };
}

/** Words for where cells lie, as Python's `place_words` says them: "lower right", "centre", "most of the picture". */
export function place(cells: readonly number[], rows: number, cols: number): string {
  if (cells.length === rows * cols) return "the whole picture";
  if (cells.length > 0.6 * rows * cols) return "most of the picture";
  const mean = (of: (cell: number) => number) =>
    cells.reduce((total, cell) => total + of(cell), 0) / cells.length;
  const row = Math.floor((3 * (mean((cell) => Math.floor(cell / cols)) + 0.5)) / rows);
  const col = Math.floor((3 * (mean((cell) => cell % cols) + 0.5)) / cols);
  if (row !== 1 && col === 1) return row === 0 ? "top" : "bottom";
  return [["upper", "", "lower"][row], ["left", "", "right"][col]].filter(Boolean).join(" ") || "centre";
}

/** "at the lower right", "over most of the picture". */
export function placed(cells: readonly number[], rows: number, cols: number): string {
  const words = place(cells, rows, cols);
  return words.endsWith("picture") ? `over ${words}` : `at the ${words}`;
}

/** The name of a cell: row and column, counted from 1. */
export function cellName(cell: number, cols: number): string {
  return `patch in row ${Math.floor(cell / cols) + 1}, column ${(cell % cols) + 1}`;
}
