// Rows of the table: what each word (or patch) has with the other side, and where that lies. Pure.
import { percent } from "./format.ts";
import { type Line, linesOf } from "./grid.ts";
import { groups } from "./limits.ts";
import * as numbers from "./numbers.ts";
import { joined } from "./numbers.ts";
import { cellName, peakCell, peakRegion, placed } from "./regions.ts";
import { other } from "./sides.ts";
import type { Pair, SideName } from "./wire.ts";

export interface Figure {
  readonly line: Line;
  /** Where the line stands in reading order. */
  readonly place: number;
  readonly sum: number;
  /** Of the score; null where a share says nothing. */
  readonly share: number | null;
  /** Where on the other side it is strongest, in words. */
  readonly strongest: string;
}

export interface Kept {
  /** Content units of the other side that sums are taken over; empty for all. */
  readonly content: readonly number[];
}

/** Of a picture, so many patches are listed. */
export const LISTED = 20;

/** The lines of a side, in reading order; of a picture only those that have the most. */
export function figuresOf(
  pair: Pair,
  name: SideName,
  look: { readonly pieces: boolean; readonly special: boolean },
  kept: Kept,
): Figure[] {
  const side = pair[name];
  const all = linesOf(side, look.pieces, look.special).map((line, place) =>
    figureOf(pair, name, line, place, kept),
  );
  if (side.kind === "caption") return all;
  return strongestOf(all, LISTED).sort((one, two) => one.place - two.place);
}

function figureOf(pair: Pair, name: SideName, line: Line, place: number, { content }: Kept): Figure {
  const heat = numbers.heat(pair, name, line.units);
  const sum = numbers.sum(content.length > 0 ? content.map((i) => heat[i]!) : heat);
  const share = numbers.share(sum, Math.abs(pair.ledger.score));
  return { line, place, sum, share, strongest: strongestPlace(pair, other(name), heat) };
}

/** "at the lower right, 61 %": the region or the word with most of the larger sign. */
function strongestPlace(pair: Pair, name: SideName, heat: Float64Array): string {
  const side = pair[name];
  if (side.kind === "picture") {
    const region = peakRegion(heat, side.cols);
    if (region.length === 0) return "nowhere";
    return `${placed(region, side.rows, side.cols)}${shareIn(heat, region)}`;
  }
  const words = groups(side);
  const sums = Float64Array.from(words, (tokens) => numbers.sum(tokens.map((token) => heat[token]!)));
  const best = peakCell(sums);
  return best < 0 ? "no word" : `${joined(side, words[best]!)}${shareIn(sums, [best])}`;
}

function shareIn(values: Float64Array, cells: readonly number[]): string {
  const sign = numbers.sum(cells.map((cell) => values[cell]!)) < 0 ? -1 : 1;
  const ratio = numbers.shareOfSign(values, cells, sign);
  return ratio === null ? "" : `, ${percent(ratio)}`;
}

/** The units of the other side that have the most with what is chosen, strongest first. */
export function answersOf(
  pair: Pair,
  name: SideName,
  chosen: readonly number[],
  most: number,
): { content: readonly number[]; text: string; value: number }[] {
  const side = pair[other(name)];
  const heat = numbers.heat(pair, name, numbers.unitsOf(pair[name], chosen));
  const all = groups(side).map((content) => ({
    content,
    text: side.kind === "picture" ? cellName(content[0]!, side.cols) : joined(side, content),
    value: numbers.sum(content.map((i) => heat[i]!)),
  }));
  return all
    .filter(({ value }) => value !== 0)
    .sort((one, two) => Math.abs(two.value) - Math.abs(one.value))
    .slice(0, most);
}

function strongestOf(figures: readonly Figure[], most: number): Figure[] {
  return [...figures].sort((one, two) => Math.abs(two.sum) - Math.abs(one.sum)).slice(0, most);
}

export type SortKey = "place" | "sum";

export interface Sort {
  readonly key: SortKey;
  readonly down: boolean;
}

/** Sorted copies; of equal ones, the first stays first. */
export function sortedBy(figures: readonly Figure[], { key, down }: Sort): Figure[] {
  return [...figures].sort((one, two) => (down ? two[key] - one[key] : one[key] - two[key]));
}

/** The next way to sort when a column's head is pressed: numbers from the largest, words as they are read. */
export function nextSort(now: Sort, key: SortKey): Sort {
  if (now.key !== key) return { key, down: key !== "place" };
  return { key, down: !now.down };
}
