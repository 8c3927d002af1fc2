// The ends of scales while they are locked: the same strength looks the same whatever is chosen.
import { places } from "./format.ts";
import { heat, largest, sum, unitsOf } from "./numbers.ts";
import { order, other } from "./sides.ts";
import type { Pair, Side, SideName } from "./wire.ts";

/** For either side, the end of its scale when `chosen` content units of the other side are chosen. */
export interface Limits extends Readonly<Record<SideName, (chosen: number) => number>> {
  /** The same ends where the largest fiftieth of the values is left beyond them. */
  readonly robust: Readonly<Record<SideName, (chosen: number) => number>>;
  /** Places after the point of the numbers that are shown. */
  readonly digits: number;
}

export function limitsOf(pair: Pair): Limits {
  const limits = { a: limitOn(pair, "a", ALL), b: limitOn(pair, "b", ALL) };
  const robust = { a: late(() => limitOn(pair, "a", MOST)), b: late(() => limitOn(pair, "b", MOST)) };
  return { ...limits, robust, digits: places(limits[order(pair)[1]](Number.POSITIVE_INFINITY)) };
}

/** Shares of the values that lie within a scale: locked, and robust. */
export const ALL = 1;
export const MOST = 0.98;

/** Made when it is first asked: most views never are. */
function late(make: () => (chosen: number) => number): (chosen: number) => number {
  let made: ((chosen: number) => number) | undefined;
  return (chosen) => {
    made ??= make();
    return made(chosen);
  };
}

function limitOn(pair: Pair, side: SideName, within: number): (chosen: number) => number {
  const from = other(side);
  if (pair[from].kind === "caption") {
    const limit = limitFromWords(pair, from, within);
    return () => limit;
  }
  const limits = limitsFromCells(pair, from);
  const part = within < 1 ? partFromCells(pair, from, within) : 1;
  return (chosen) => part * limits[Math.min(Math.max(1, chosen), limits.length - 1)]!;
}

/** The least end of a scale within which a share of the values lies; where that is nothing, the largest value. */
export function endOf(values: readonly number[], within: number): number {
  if (within >= 1) return largest(values);
  const sizes = Float64Array.from(values, Math.abs).sort();
  return sizes[Math.ceil(within * sizes.length) - 1] || largest(values);
}

/** The end of a scale that fits what is chosen now. */
export function ownEnd(side: Side, values: Float64Array, robust: boolean): number {
  return endOf(groupValues(side, values), robust ? MOST : ALL);
}

/** Content units that are seen as one: the pieces of a word, or a cell. */
export function groups(side: Side): readonly (readonly number[])[] {
  return side.kind === "caption" ? side.words.map(({ tokens }) => tokens) : side.content.map((_, i) => [i]);
}

/** The values of words or cells. */
export function groupValues(side: Side, values: Float64Array): number[] {
  return groups(side).map((group) => sum(group.map((i) => values[i]!)));
}

/** The largest value of a word or a cell. */
export function largestGroup(side: Side, values: Float64Array): number {
  return largest(groupValues(side, values));
}

/** The end of all that any word or phrase of a caption gives to single words or cells of the other side. */
function limitFromWords(pair: Pair, from: SideName, within: number): number {
  const side = pair[from];
  if (side.kind !== "caption") return 0;
  const on = pair[other(from)];
  const values = [...side.words, ...side.phrases].flatMap(({ tokens }) =>
    groupValues(on, heat(pair, from, unitsOf(side, tokens))),
  );
  return endOf(values, within);
}

/** What part of the largest value that any word or cell gets from a single patch holds a share of these values. */
function partFromCells(pair: Pair, from: SideName, within: number): number {
  const on = pair[other(from)];
  const values = groups(on).flatMap((group) => [...heat(pair, other(from), unitsOf(on, group))]);
  const all = endOf(values, ALL);
  return all > 0 ? endOf(values, within) / all : 1;
}

/**
 * The most, of either sign, that a single word or cell gets from any `k` patches of a picture. It rises with k, so
 * that a large region and a single patch both use the whole range.
 */
function limitsFromCells(pair: Pair, from: SideName): Float64Array {
  const on = pair[other(from)];
  const out = new Float64Array(pair[from].content.length + 1);
  for (const group of groups(on)) {
    const sorted = heat(pair, other(from), unitsOf(on, group)).sort();
    raise(out, sorted, -1);
    raise(out, sorted.reverse(), 1);
  }
  return out;
}

function raise(limits: Float64Array, sorted: Float64Array, sign: number): void {
  let total = 0;
  for (let k = 0; k < sorted.length; k += 1) {
    total += Math.max(0, sign * sorted[k]!);
    limits[k + 1] = Math.max(limits[k + 1]!, total);
  }
}
