// The units that a side is cut into, as a person meets them: words, word pieces, special units.
import { pieceText, unitsOf } from "./numbers.ts";
import type { Caption, Pair, Side, SideName, Word } from "./wire.ts";

/** Something in a caption that can be hovered and, where it has tokens, kept. */
export interface TextUnit {
  readonly text: string;
  readonly rows: readonly number[];
  /** Content tokens; empty for special units. */
  readonly tokens: readonly number[];
  readonly special: boolean;
  /** No token of the model's has any part of it. */
  readonly unread: boolean;
}

/** A caption in reading order: units, and the characters between them. */
export function textUnits(caption: Caption, pieces: boolean, special: boolean): (TextUnit | string)[] {
  const { text, words } = caption;
  const specials = special ? specialUnits(caption).map(asText) : [];
  const out: (TextUnit | string)[] = specials.filter(({ rows }) => isFirst(caption, rows));
  let at = 0;
  for (const word of words) {
    if (word.start > at) out.push(text.slice(at, word.start));
    const unread = isUnread(caption, word);
    const whole = { ...unit(caption, word.text, word.tokens), unread };
    out.push(...(pieces && !unread ? piecesOf(caption, word.tokens) : [whole]));
    at = Math.max(at, word.end);
  }
  if (at < text.length) out.push(text.slice(at));
  return [...out, ...specials.filter(({ rows }) => !isFirst(caption, rows))];
}

/** Words behind a model's last unit: it never got them. One that a neighbour's token covers is read with that one. */
function isUnread({ spans, kinds }: Caption, { tokens, start, end }: Word): boolean {
  const covers = ([from, to]: readonly [number, number]) => from < end && to > start;
  return tokens.length === 0 && !spans.some((span, i) => kinds[i] === "content" && covers(span));
}

/** The words of a caption that its model did not read, in order. */
export function unreadWords(caption: Caption): string[] {
  return caption.words.filter((word) => isUnread(caption, word)).map(({ text }) => text);
}

/** Begin stands before the words; end, padding and an appended class token behind them. */
function isFirst({ kinds }: Caption, rows: readonly number[]): boolean {
  return kinds[rows[0]!] === "begin";
}

function unit(caption: Caption, text: string, tokens: readonly number[]): TextUnit {
  return { text, tokens, rows: unitsOf(caption, tokens), special: false, unread: false };
}

function piecesOf(caption: Caption, tokens: readonly number[]): TextUnit[] {
  return tokens.map((token) => unit(caption, pieceText(caption, token), [token]));
}

function asText({ text, units }: SpecialUnit): TextUnit {
  return { text, rows: units, tokens: [], special: true, unread: false };
}

export interface SpecialUnit {
  readonly text: string;
  readonly units: readonly number[];
}

/** Units that are no word and lie nowhere on a picture: all of one kind as a single entry, in order. */
export function specialUnits({ kinds }: Side): SpecialUnit[] {
  const special = [...new Set(kinds)].filter((kind) => kind !== "content" && kind !== "patch");
  return special.map((kind) => {
    const units = kinds.flatMap((each, i) => (each === kind ? [i] : []));
    return { text: units.length === 1 ? kind : `${kind} × ${units.length}`, units };
  });
}

/** What to show for a block of the ledger; null for parts that units cannot show. Fields name rows (b) first. */
export function blockUnits(pair: Pair, key: string): Record<SideName, number[]> | null {
  if (key === "content_patch") return { a: [...pair.a.content], b: [...pair.b.content] };
  if (key === "content_special") return { a: specialsOf(pair.a), b: [] };
  if (key === "special_patch") return { a: [], b: specialsOf(pair.b) };
  return null;
}

function specialsOf(side: Side): number[] {
  return specialUnits(side).flatMap(({ units }) => [...units]);
}
