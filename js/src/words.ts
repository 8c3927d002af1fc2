// Sentences about numbers. Everything that the view says in words is made here.
import { count, percent, places, plain, signed } from "./format.ts";
import * as numbers from "./numbers.ts";
import { cellName, placed } from "./regions.ts";
import { isFlat, type Limits, type Shown } from "./shown.ts";
import type { Pair } from "./wire.ts";

export interface Readout {
  readonly eyebrow: string;
  readonly subject: string;
  readonly value: string;
  readonly share: string;
  readonly detail: string;
}

export function readout(pair: Pair, limits: Limits, shown: Shown): Readout {
  const rows = shown.rowsFrom === "preview" && shown.cols.length > 0 ? [] : shown.rows;
  if (rows.length === 0 && shown.cols.length === 0) return idle(pair);
  const subject = [rowsName(pair, rows), colsName(pair, shown.cols)].filter(Boolean).join(" × ");
  const value = totalOf(pair, rows, shown.cols);
  const figure = signed(value, places(limits.heat));
  return {
    eyebrow: shown.rowsFrom === "preview" && rows.length > 0 ? "Strongest phrase" : "",
    subject,
    value: figure,
    share: Number(figure) === 0 ? "" : shareOfScore(pair, value),
    detail: detailOf(pair, limits, shown, rows),
  };
}

/** The sum of a choice: an empty side stands for all content words, or all patches. */
export function totalOf(pair: Pair, rows: readonly number[], cols: readonly number[]): number {
  return numbers.block(pair, rows.length > 0 ? rows : pair.content, cols.length > 0 ? cols : pair.patches);
}

export function shareOfScore(pair: Pair, value: number): string {
  const ratio = numbers.share(value, Math.abs(pair.ledger.score));
  return ratio === null ? "" : `${percent(ratio)} of the score`;
}

function idle(pair: Pair): Readout {
  const most = Math.abs(pair.top_pairs[0]?.value ?? 0);
  const flat = isFlat(pair);
  return {
    eyebrow: "",
    subject: flat ? "No pair stands out" : "Nothing selected",
    value: "",
    share: "",
    detail: flat
      ? most === 0
        ? "Every value between words and patches is zero."
        : `The largest sum of a phrase and its region is ${plain(most, places(most))}.`
      : "Hover a word to see where it met the picture, or the picture to see which words it met.",
  };
}

function detailOf(pair: Pair, limits: Limits, shown: Shown, rows: readonly number[]): string {
  const everywhere = shown.cols.length === 0 || shown.cols.length === pair.patches.length;
  if (rows.length > 0 && everywhere) return whereabouts(pair, shown);
  const inside = rows.length > 0 ? shareInside(pair, shown) : "";
  return inside ? `${inside} lies there` : wordList(pair, limits, shown);
}

/** "strongest at the lower right, 61 % of its positive attribution" */
export function whereabouts(pair: Pair, shown: Shown): string {
  if (pair.patches.length === 1) return "this picture is a single patch";
  if (shown.region.length === 0) return "nothing on the picture, for or against";
  const ratio = numbers.shareOfSign(shown.heat, shown.region, shown.sign);
  const [verb, kind] = shown.sign > 0 ? ["strongest", "positive"] : ["most against", "negative"];
  const tail = ratio === null ? "" : `, ${percent(ratio)} of its ${kind} attribution`;
  return `${verb} ${placed(shown.region, pair.picture.rows, pair.picture.cols)}${tail}`;
}

function shareInside(pair: Pair, shown: Shown): string {
  const cells = cellsOf(pair, shown.cols);
  if (cells.length !== shown.cols.length) return "";
  const sign = numbers.sum(cells.map((cell) => shown.heat[cell]!)) < 0 ? -1 : 1;
  const ratio = numbers.shareOfSign(shown.heat, cells, sign);
  return ratio === null ? "" : `${percent(ratio)} of its ${sign > 0 ? "positive" : "negative"} attribution`;
}

/** "for: dog +0.0011, black +0.0006 · against: husky −0.0003" */
export function wordList(pair: Pair, limits: Limits, shown: Shown, most = 3): string {
  const digits = places(limits.heat);
  const values = pair.caption.words.map((word) => ({
    text: word.text,
    value: numbers.sum(numbers.rowsOf(pair, word.tokens).map((row) => shown.words[row]!)),
  }));
  const side = (sign: number) =>
    values
      .filter(({ value }) => Number(signed(value, digits).replace("−", "-")) * sign > 0)
      .sort((a, b) => sign * (b.value - a.value))
      .slice(0, most)
      .map(({ text, value }) => `${text} ${signed(value, digits)}`)
      .join(", ");
  const parts = [["for", side(1)] as const, ["against", side(-1)] as const].filter(([, list]) => list);
  return parts.length > 0 ? parts.map(([name, list]) => `${name}: ${list}`).join(" · ") : "no word answers";
}

function cellsOf(pair: Pair, cols: readonly number[]): number[] {
  const cellOf = new Map(pair.patches.map((col, cell) => [col, cell]));
  return cols.flatMap((col) => cellOf.get(col) ?? []);
}

/** Letters from which the whole caption is called "all words". */
const LONG = 30;

export function rowsName(pair: Pair, rows: readonly number[]): string {
  if (rows.length === 0) return "";
  const tokenOf = new Map(pair.content.map((row, token) => [row, token]));
  const tokens = rows.flatMap((row) => tokenOf.get(row) ?? []);
  if (tokens.length > 0) {
    const name = numbers.joined(pair, tokens);
    return tokens.length === pair.content.length && name.length > LONG ? "all words" : name;
  }
  if (rows.length === 1) return pair.caption.pieces[rows[0]!]!;
  const padding = rows.every((row) => pair.caption.kinds[row] === "padding");
  return padding ? count(rows.length, "padding unit") : "the caption's special units";
}

export function colsName(pair: Pair, cols: readonly number[]): string {
  if (cols.length === 0) return "";
  const cells = cellsOf(pair, cols);
  if (cells.length === 0)
    return cols.length === 1 ? `[${pair.picture.kinds[cols[0]!]}]` : "the picture's special units";
  if (cells.length === pair.patches.length) return "the whole picture";
  if (cells.length === 1) return cellName(cells[0]!, pair.picture.cols);
  const where = placed(cells, pair.picture.rows, pair.picture.cols);
  return `${count(cells.length, "patch", "patches")} ${where}`;
}

export interface Warning {
  readonly text: string;
  /** Which option shows more. */
  readonly offers: "special" | null;
}

/** What is wrong with the numbers, in plain words; nothing for most pairs. */
export function warnings(pair: Pair): Warning[] {
  const texts = [unsettled(pair), offPicture(pair), unknown(pair), broken(pair)];
  return texts.filter((warning) => warning !== null);
}

function unsettled({ converged, ledger }: Pair): Warning | null {
  if (converged) return null;
  const left = `${signed(ledger.residual, places(Math.abs(ledger.residual)))} of the score is unaccounted for`;
  const remedy = ledger.exact
    ? "Take the numbers as rough, or explain again with more steps (steps=64)."
    : "Take the numbers as rough.";
  return { text: `The parts do not add up well: ${left}. ${remedy}`, offers: null };
}

function offPicture({ ledger }: Pair): Warning | null {
  const { content_patch, content_special, special_patch, special_special } = ledger.mass;
  if (content_special + special_patch + special_special <= content_patch) return null;
  const share = percent(content_patch);
  return {
    text: `Only ${share} of what caption and picture exchange lies between words and patches. The rest sits on units that are no word and no place: begin, end, class, padding.`,
    offers: "special",
  };
}

function unknown({ unknown_words }: Pair): Warning | null {
  if (unknown_words.length === 0) return null;
  return { text: `The model never saw these words: ${unknown_words.join(", ")}.`, offers: null };
}

function broken({ broken: values }: Pair): Warning | null {
  if (values === 0) return null;
  const [are, counts] = values === 1 ? ["value is", "counts"] : ["values are", "count"];
  return { text: `${values} ${are} not a number and ${counts} as zero here.`, offers: null };
}
