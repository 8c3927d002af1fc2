// Arithmetic on one explained pair. No DOM, no state: the same sums that Python's PairAttribution makes.
import { other } from "./sides.ts";
import type { Caption, Pair, Side, SideName } from "./wire.ts";

/** Units of content units: of tokens, or of row-major cells. */
export function unitsOf(side: Side, content: readonly number[]): number[] {
  return content.map((each) => side.content[each]!);
}

/** One cell of the matrix; rows behind those that were sent are padding and zero. */
export function at(pair: Pair, row: number, col: number): number {
  return row < pair.sent ? pair.matrix[row * pair.a.kinds.length + col]! : 0;
}

/** What every unit of the other side has with `units` of this side. */
export function given(pair: Pair, side: SideName, units: readonly number[]): Float64Array {
  const out = new Float64Array(pair[other(side)].kinds.length);
  for (const unit of units) {
    for (let i = 0; i < out.length; i += 1) out[i]! += side === "a" ? at(pair, i, unit) : at(pair, unit, i);
  }
  return out;
}

/** A side's values at its content units alone; row-major for a picture. */
export function atContent(side: Side, values: Float64Array): Float64Array {
  return Float64Array.from(side.content, (unit) => values[unit]!);
}

/** What every content unit of the other side has with `units` of this side. */
export function heat(pair: Pair, side: SideName, units: readonly number[]): Float64Array {
  return atContent(pair[other(side)], given(pair, side, units));
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Sum of the block of units of both sides. */
export function block(pair: Pair, a: readonly number[], b: readonly number[]): number {
  let total = 0;
  for (const row of b) for (const col of a) total += at(pair, row, col);
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
export function joined(caption: Caption, tokens: readonly number[]): string {
  const { text, words } = caption;
  const chosen = new Set(tokens);
  const parts: { last: number; start: number; end: number; text: string }[] = [];
  for (const [index, word] of words.entries()) {
    const own = word.tokens.filter((token) => chosen.has(token));
    const before = parts.at(-1);
    if (own.length === 0) continue;
    if (own.length < word.tokens.length) {
      parts.push({ last: Number.NaN, start: 0, end: 0, text: pieces(caption, own) });
    } else if (before && before.last === index - 1) {
      Object.assign(before, { last: index, end: word.end, text: text.slice(before.start, word.end) });
    } else parts.push({ last: index, start: word.start, end: word.end, text: word.text });
  }
  return parts.map((part) => part.text).join(" … ");
}

function pieces(caption: Caption, tokens: readonly number[]): string {
  return tokens.map((token) => pieceText(caption, token)).join("");
}

/** A token as it stands in the caption. */
export function pieceText(caption: Caption, token: number): string {
  const row = caption.content[token]!;
  const [start, end] = caption.spans[row]!;
  return end > start ? caption.text.slice(start, end) : caption.pieces[row]!;
}
