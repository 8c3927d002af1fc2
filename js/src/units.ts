// The units that a caption and a picture are cut into, as a person meets them: words, word pieces, special units.
import { pieceText, rowsOf } from "./numbers.ts";
import type { Pair } from "./wire.ts";

/** Something in the caption that can be hovered and, where it has tokens, kept. */
export interface TextUnit {
  readonly text: string;
  readonly rows: readonly number[];
  /** Content tokens; empty for special units. */
  readonly tokens: readonly number[];
  readonly special: boolean;
}

/** The caption in reading order: units, and the characters between them. */
export function textUnits(pair: Pair, pieces: boolean, special: boolean): (TextUnit | string)[] {
  const { text, words } = pair.caption;
  const out: (TextUnit | string)[] = special ? specialUnits(pair, "begin") : [];
  let at = 0;
  for (const word of words) {
    if (word.start > at) out.push(text.slice(at, word.start));
    out.push(...(pieces ? piecesOf(pair, word.tokens) : [unit(pair, word.text, word.tokens)]));
    at = Math.max(at, word.end);
  }
  if (at < text.length) out.push(text.slice(at));
  return special ? [...out, ...specialUnits(pair, "end"), ...specialUnits(pair, "padding")] : out;
}

function unit(pair: Pair, text: string, tokens: readonly number[]): TextUnit {
  return { text, tokens, rows: rowsOf(pair, tokens), special: false };
}

function piecesOf(pair: Pair, tokens: readonly number[]): TextUnit[] {
  return tokens.map((token) => unit(pair, pieceText(pair, token), [token]));
}

/** All units of one special kind as a single one; none where there are none. */
function specialUnits(pair: Pair, kind: string): TextUnit[] {
  const rows = pair.caption.kinds.flatMap((each, row) => (each === kind ? [row] : []));
  if (rows.length === 0) return [];
  const text = rows.length === 1 ? kind : `${kind} × ${rows.length}`;
  return [{ text, rows, tokens: [], special: true }];
}

export interface PictureUnit {
  readonly text: string;
  readonly cols: readonly number[];
}

/** Image units that lie nowhere on the picture, one entry per kind. */
export function pictureSpecials(pair: Pair): PictureUnit[] {
  const kinds = [...new Set(pair.picture.kinds)].filter((kind) => kind !== "patch");
  return kinds.map((kind) => {
    const cols = pair.picture.kinds.flatMap((each, col) => (each === kind ? [col] : []));
    return { text: cols.length === 1 ? kind : `${kind} × ${cols.length}`, cols };
  });
}

/** What to show for a block of the ledger; null for parts that neither words nor patches can show. */
export function blockUnits(pair: Pair, key: string): { rows: number[]; cols: number[] } | null {
  const special = (kinds: readonly string[], usual: string) =>
    kinds.flatMap((kind, i) => (kind === usual ? [] : [i]));
  if (key === "content_patch") return { rows: [...pair.content], cols: [...pair.patches] };
  if (key === "content_special") return { rows: [], cols: special(pair.picture.kinds, "patch") };
  if (key === "special_patch") return { rows: special(pair.caption.kinds, "content"), cols: [] };
  return null;
}
