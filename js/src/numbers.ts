// Arithmetic on one explained pair. No DOM, no state: the same sums that Python's PairAttribution makes.
import type { Pair } from "./wire.ts";

/** Rows of content tokens. */
export function rowsOf(pair: Pair, tokens: readonly number[]): number[] {
  return tokens.map((token) => pair.content[token]!);
}

/** Columns of row-major cells. */
export function colsOf(pair: Pair, cells: readonly number[]): number[] {
  return cells.map((cell) => pair.patches[cell]!);
}

/** One cell of the matrix; rows behind those that were sent are padding and zero. */
export function at(pair: Pair, row: number, col: number): number {
  return row < pair.sent ? pair.matrix[row * pair.units + col]! : 0;
}

/** Sum over `rows` at every patch, row-major. */
export function heat(pair: Pair, rows: readonly number[]): Float64Array {
  const out = new Float64Array(pair.patches.length);
  for (const row of rows) {
    for (let cell = 0; cell < out.length; cell += 1) out[cell]! += at(pair, row, pair.patches[cell]!);
  }
  return out;
}

/** Sum over `cols` at every text unit. */
export function scores(pair: Pair, cols: readonly number[]): Float64Array {
  const out = new Float64Array(pair.caption.kinds.length);
  for (let row = 0; row < pair.sent; row += 1) {
    for (const col of cols) out[row]! += at(pair, row, col);
  }
  return out;
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Sum of the block of `rows` and `cols`. */
export function block(pair: Pair, rows: readonly number[], cols: readonly number[]): number {
  let total = 0;
  for (const row of rows) for (const col of cols) total += at(pair, row, col);
  return total;
}

export function largest(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/** `part / whole`, or null where a share would say nothing. */
export function share(part: number, whole: number): number | null {
  const ratio = part / whole;
  return Number.isFinite(ratio) && Math.abs(ratio) < 10 ? ratio : null;
}

/** Of all cells with the sign of `sign`, the share of their sum that lies in `cells`. */
export function shareOfSign(values: Float64Array, cells: readonly number[], sign: number): number | null {
  const ofSign = (value: number) => Math.max(0, value * sign);
  return share(sum(cells.map((cell) => ofSign(values[cell]!))), sum(Array.from(values, ofSign)));
}

/** The largest cell of any single word's or phrase's map: the locked end of the colour scale. */
export function heatLimit(pair: Pair): number {
  const groups = [...pair.caption.words, ...pair.phrases];
  return Math.max(0, ...groups.map((group) => largest(heat(pair, rowsOf(pair, group.tokens)))));
}

/**
 * The most, of either sign, that any single word gets from any `k` patches: the locked end of the underlines.
 * `limits[k]` rises with k, so that a large region and a single patch both use the whole range.
 */
export function wordLimits(pair: Pair): Float64Array {
  const out = new Float64Array(pair.patches.length + 1);
  for (const word of pair.caption.words) {
    const sorted = heat(pair, rowsOf(pair, word.tokens)).sort();
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

/** Cells of the grid between two corners, both included. */
export function cellsBetween(cols: number, a: number, b: number): number[] {
  const [top, bottom] = ordered(Math.floor(a / cols), Math.floor(b / cols));
  const [left, right] = ordered(a % cols, b % cols);
  const out: number[] = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let col = left; col <= right; col += 1) out.push(row * cols + col);
  }
  return out;
}

/** Whole numbers from the smaller to the larger, both included. */
export function range(a: number, b: number): number[] {
  const [low, high] = ordered(a, b);
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}

function ordered(a: number, b: number): [number, number] {
  return a < b ? [a, b] : [b, a];
}

/** The words' text that the tokens make up, as it stands in the caption: "black dog", "black … dog". */
export function joined(pair: Pair, tokens: readonly number[]): string {
  const { text, words } = pair.caption;
  const chosen = new Set(tokens);
  const parts: { last: number; start: number; end: number; text: string }[] = [];
  for (const [index, word] of words.entries()) {
    const own = word.tokens.filter((token) => chosen.has(token));
    const before = parts.at(-1);
    if (own.length === 0) continue;
    if (own.length < word.tokens.length) {
      parts.push({ last: Number.NaN, start: 0, end: 0, text: pieces(pair, own) });
    } else if (before && before.last === index - 1) {
      Object.assign(before, { last: index, end: word.end, text: text.slice(before.start, word.end) });
    } else parts.push({ last: index, start: word.start, end: word.end, text: word.text });
  }
  return parts.map((part) => part.text).join(" … ");
}

function pieces(pair: Pair, tokens: readonly number[]): string {
  return tokens.map((token) => pieceText(pair, token)).join("");
}

/** A token as it stands in the caption. */
export function pieceText(pair: Pair, token: number): string {
  const row = pair.content[token]!;
  const [start, end] = pair.caption.spans[row]!;
  return end > start ? pair.caption.text.slice(start, end) : pair.caption.pieces[row]!;
}
