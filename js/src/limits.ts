// The ends of scales while they are locked: the same strength looks the same whatever is chosen.
import { places } from "./format.ts";
import { heat, largest, sum, unitsOf } from "./numbers.ts";
import { order, other } from "./sides.ts";
import type { Pair, Side, SideName } from "./wire.ts";

/** For either side, the end of its scale when `chosen` content units of the other side are chosen. */
export interface Limits extends Readonly<Record<SideName, (chosen: number) => number>> {
  /** Places after the point of the numbers that are shown. */
  readonly digits: number;
}

export function limitsOf(pair: Pair): Limits {
  const limits = { a: limitOn(pair, "a"), b: limitOn(pair, "b") };
  return { ...limits, digits: places(limits[order(pair)[1]](Number.POSITIVE_INFINITY)) };
}

function limitOn(pair: Pair, side: SideName): (chosen: number) => number {
  const from = other(side);
  if (pair[from].kind === "caption") {
    const limit = limitFromWords(pair, from);
    return () => limit;
  }
  const limits = limitsFromCells(pair, from);
  return (chosen) => limits[Math.min(Math.max(1, chosen), limits.length - 1)]!;
}

/** Content units that are seen as one: the pieces of a word, or a cell. */
export function groups(side: Side): readonly (readonly number[])[] {
  return side.kind === "caption" ? side.words.map(({ tokens }) => tokens) : side.content.map((_, i) => [i]);
}

/** The largest value of a word or a cell. */
export function largestGroup(side: Side, values: Float64Array): number {
  return largest(groups(side).map((group) => sum(group.map((i) => values[i]!))));
}

/** The most that any word or phrase of a caption gives to a single word or cell of the other side. */
function limitFromWords(pair: Pair, from: SideName): number {
  const side = pair[from];
  if (side.kind !== "caption") return 0;
  const on = pair[other(from)];
  const most = [...side.words, ...side.phrases].map(({ tokens }) =>
    largestGroup(on, heat(pair, from, unitsOf(side, tokens))),
  );
  return Math.max(0, ...most);
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
