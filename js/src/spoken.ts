// What is said to people who listen: where "lower right" is seen at a glance, rows and columns are told.
import type { Limits } from "./limits.ts";
import { placed } from "./regions.ts";
import type { Shown } from "./shown.ts";
import { SIDES } from "./sides.ts";
import type { Pin } from "./state.ts";
import type { Pair } from "./wire.ts";
import { readout } from "./words.ts";

/** "strongest at rows 3–6, columns 2–5, 61 % of its positive attribution"; a caption's answer is its words. */
export function spoken(pair: Pair, limits: Limits, shown: Shown, pins: readonly Pin[] = []): string {
  const { detail } = readout(pair, limits, shown, pins);
  return SIDES.reduce((text, name) => {
    const side = pair[name];
    const { region } = shown[name];
    if (side.kind !== "picture" || region.length === 0) return text;
    return text.replace(placed(region, side.rows, side.cols), `at ${inGrid(region, side.cols)}`);
  }, detail);
}

/** "rows 3–6, columns 2–5" of some cells, counted from 1. */
export function inGrid(cells: readonly number[], cols: number): string {
  const rows = span(
    "row",
    cells.map((cell) => Math.floor(cell / cols)),
  );
  const columns = span(
    "column",
    cells.map((cell) => cell % cols),
  );
  return `${rows}, ${columns}`;
}

function span(name: string, values: readonly number[]): string {
  const [first, last] = [Math.min(...values) + 1, Math.max(...values) + 1];
  return first === last ? `${name} ${first}` : `${name}s ${first}–${last}`;
}
