// Words × patches (or words × words, patches × patches) as one grid of numbers, as a person meets them. Pure.
import { ALL, endOf, MOST } from "./limits.ts";
import type { Order } from "./look.ts";
import { block as sumOf } from "./numbers.ts";
import { cellName } from "./regions.ts";
import { order, other } from "./sides.ts";
import { specialUnits, textUnits } from "./units.ts";
import type { Pair, Side, SideName } from "./wire.ts";

/** A row or a column: a word, a word piece, a patch, or special units of one kind. */
export interface Line {
  readonly text: string;
  readonly units: readonly number[];
  /** Content units; empty for special ones. */
  readonly content: readonly number[];
}

export interface Grid {
  /** The side whose lines are rows: the caption, or the first of two. */
  readonly rowSide: SideName;
  readonly colSide: SideName;
  readonly rows: readonly Line[];
  readonly cols: readonly Line[];
  /** Row by row. */
  readonly values: Float64Array;
  /** End of the scale; values of special units may lie beyond it. */
  readonly limit: number;
}

export interface GridLook {
  readonly pieces: boolean;
  readonly special: boolean;
  readonly order: Order;
  readonly robust: boolean;
}

export function linesOf(side: Side, pieces: boolean, special: boolean): Line[] {
  if (side.kind === "caption") {
    const units = textUnits(side, pieces, special).filter((unit) => typeof unit !== "string");
    // words behind the model's last unit have none
    const read = units.filter(({ rows }) => rows.length > 0);
    return read.map(({ text, rows, tokens }) => ({ text, units: rows, content: tokens }));
  }
  const specials = special ? specialUnits(side).map((each) => ({ ...each, content: [] })) : [];
  const cells = side.content.map((unit, cell) => ({
    text: cellName(cell, side.cols),
    units: [unit],
    content: [cell],
  }));
  return [...specials, ...cells];
}

export function gridOf(pair: Pair, look: GridLook): Grid {
  const [rowSide, colSide] = order(pair);
  const lines = (name: SideName) => linesOf(pair[name], look.pieces, look.special);
  const rows = lines(rowSide);
  const cols = lines(colSide);
  const grid = { rowSide, colSide, rows, cols, values: valuesOf(pair, rowSide, rows, cols) };
  const ordered = look.order === "strength" ? byStrength(grid) : grid;
  return { ...ordered, limit: limitOf(ordered, look.robust) };
}

type Open = Omit<Grid, "limit">;

function valuesOf(pair: Pair, rowSide: SideName, rows: readonly Line[], cols: readonly Line[]): Float64Array {
  const out = new Float64Array(rows.length * cols.length);
  const colSide = other(rowSide);
  rows.forEach((row, i) => {
    cols.forEach((col, j) => {
      const units = { a: row.units, b: row.units, [colSide]: col.units };
      out[i * cols.length + j] = sumOf(pair, units.a, units.b);
    });
  });
  return out;
}

/** Columns with the largest absolute sum over the rows that can be chosen come first; of equal ones, the first. */
function byStrength(grid: Open): Open {
  const { rows, cols, values } = grid;
  const strength = cols.map((_, j) =>
    rows.reduce(
      (sum, { content }, i) => sum + (content.length > 0 ? Math.abs(values[i * cols.length + j]!) : 0),
      0,
    ),
  );
  const placed = cols.map((_, j) => j).sort((a, b) => strength[b]! - strength[a]!);
  const sorted = new Float64Array(values.length);
  for (let i = 0; i < rows.length; i += 1) {
    placed.forEach((from, to) => {
      sorted[i * cols.length + to] = values[i * cols.length + from]!;
    });
  }
  return { ...grid, cols: placed.map((j) => cols[j]!), values: sorted };
}

/** Special units would drown the rest: only what can be chosen sets the scale. */
function limitOf({ rows, cols, values }: Open, robust: boolean): number {
  const own = [...values].filter((_, i) => {
    const [row, col] = [rows[Math.floor(i / cols.length)]!, cols[i % cols.length]!];
    return row.content.length > 0 && col.content.length > 0;
  });
  return endOf(own, robust ? MOST : ALL);
}

/** Runs of neighbouring places whose line has a part of `units`: first and last of each. */
export function runsOf(lines: readonly Line[], units: readonly number[]): [first: number, last: number][] {
  if (units.length === 0) return [];
  const chosen = new Set(units);
  const runs: [number, number][] = [];
  lines.forEach((line, i) => {
    if (!line.units.some((unit) => chosen.has(unit))) return;
    const before = runs.at(-1);
    if (before && before[1] === i - 1) before[1] = i;
    else runs.push([i, i]);
  });
  return runs;
}

/** A smaller grid of the largest value, of either sign, of every `down` × `across` cells. */
export function pooled(grid: Pick<Grid, "values" | "rows" | "cols">, down: number, across: number) {
  const [rows, cols] = [Math.ceil(grid.rows.length / down), Math.ceil(grid.cols.length / across)];
  if (down === 1 && across === 1) return { rows, cols, values: grid.values };
  const values = new Float64Array(rows * cols);
  const width = grid.cols.length;
  for (let i = 0; i < grid.values.length; i += 1) {
    const at = Math.floor(Math.floor(i / width) / down) * cols + Math.floor((i % width) / across);
    if (Math.abs(grid.values[i]!) > Math.abs(values[at]!)) values[at] = grid.values[i]!;
  }
  return { rows, cols, values };
}
