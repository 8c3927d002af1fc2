// What a view shows now: a pure function of the numbers, what is kept and what is hovered.
import * as numbers from "./numbers.ts";
import { peakCell, peakRegion } from "./regions.ts";
import type { Hover, Shared } from "./state.ts";
import type { Pair } from "./wire.ts";

export type Source = "hover" | "kept" | "preview" | "none";

export interface Shown {
  /** Text units whose heat lies on the picture, and why those. */
  readonly rows: readonly number[];
  readonly rowsFrom: Source;
  /** Image units that the words answer to, and why those. */
  readonly cols: readonly number[];
  readonly colsFrom: Source;
  /** Row-major, one value per patch. */
  readonly heat: Float64Array;
  readonly heatLimit: number;
  /** Cells round the heat's peak, and its sign. */
  readonly region: readonly number[];
  readonly sign: 1 | -1;
  /** One value per text unit. */
  readonly words: Float64Array;
  readonly wordLimit: number;
}

/** What does not change while one pair is shown. */
export interface Limits {
  readonly heat: number;
  readonly words: Float64Array;
}

export function limitsOf(pair: Pair): Limits {
  return { heat: numbers.heatLimit(pair), words: numbers.wordLimits(pair) };
}

export interface Asked {
  readonly shared: Shared;
  readonly hover: Hover | null;
  readonly locked: boolean;
  readonly dismissed: boolean;
}

export function show(pair: Pair, limits: Limits, asked: Asked): Shown {
  const [rows, rowsFrom] = shownRows(pair, asked);
  const [cols, colsFrom] = shownCols(pair, asked);
  const heat = numbers.heat(pair, rows);
  const words = numbers.scores(pair, cols);
  const sign = rowsFrom === "preview" && pair.top_pairs[0]!.value < 0 ? -1 : mainSign(heat);
  return {
    rows,
    rowsFrom,
    cols,
    colsFrom,
    heat,
    heatLimit: asked.locked ? limits.heat : numbers.largest(heat),
    region: peakRegion(heat, pair.picture.cols, sign),
    sign,
    words,
    wordLimit: asked.locked ? limits.words[patchCount(pair, cols)]! : largestWord(pair, words),
  };
}

function shownRows(pair: Pair, { shared, hover, dismissed }: Asked): [readonly number[], Source] {
  if (hover && hover.rows.length > 0) return [hover.rows, "hover"];
  if (shared.selected_tokens.length > 0) return [numbers.rowsOf(pair, shared.selected_tokens), "kept"];
  if (dismissed || shared.selected_patches.length > 0) return [[], "none"];
  const first = strongest(pair);
  return first.length > 0 ? [numbers.rowsOf(pair, first), "preview"] : [[], "none"];
}

function shownCols(pair: Pair, { shared, hover }: Asked): [readonly number[], Source] {
  if (hover && hover.cols.length > 0) return [hover.cols, "hover"];
  if (shared.selected_patches.length > 0) return [numbers.colsOf(pair, shared.selected_patches), "kept"];
  return [[], "none"];
}

/** Tokens of the phrase that a first glance should show; empty when nothing stands out. */
export function strongest(pair: Pair): readonly number[] {
  return isFlat(pair) ? [] : pair.top_pairs[0]!.tokens;
}

/** Below this no pair stands out; the static card and the shell summary draw the line there too. */
const FAINT = 1e-3;

export function isFlat(pair: Pair): boolean {
  return Math.abs(pair.top_pairs[0]?.value ?? 0) < FAINT;
}

/** The sign to speak of: against only where it clearly outweighs for. */
function mainSign(heat: Float64Array): 1 | -1 {
  const most = heat[peakCell(heat, 1)] ?? 0;
  const least = heat[peakCell(heat, -1)] ?? 0;
  return -least > 2 * most ? -1 : 1;
}

/** A unit that is no patch (the class token) has the range of the whole picture. */
function patchCount(pair: Pair, cols: readonly number[]): number {
  const patches = new Set(pair.patches);
  return cols.some((col) => !patches.has(col)) ? pair.patches.length : cols.length;
}

function largestWord(pair: Pair, words: Float64Array): number {
  return numbers.largest(
    pair.caption.words.map((word) =>
      numbers.sum(numbers.rowsOf(pair, word.tokens).map((row) => words[row]!)),
    ),
  );
}
