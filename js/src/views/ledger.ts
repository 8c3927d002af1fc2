// The whole score as pieces that add up: each begins where the one above it ended, and the last end is the score.
import { type Context, on, point } from "../context.ts";
import { h, say } from "../dom.ts";
import { plain, rounded, signed } from "../format.ts";
import { bothSides } from "../sides.ts";
import { blockUnits } from "../units.ts";
import type { LedgerRow } from "../wire.ts";

/** Places after the point: those of the static card and the shell summary. */
const DIGITS = 4;

interface Piece extends LedgerRow {
  readonly from: number;
  readonly to: number;
}

/** Running totals of the rows, from 0 to the score. */
export function pieces(rows: readonly LedgerRow[]): Piece[] {
  let total = 0;
  return rows.map((row) => {
    const from = total;
    total += row.value;
    return { ...row, from, to: total };
  });
}

/** The range that all running totals lie in, zero included. */
export function extent(made: readonly Piece[], score: number): [number, number] {
  const ends = [0, score, ...made.flatMap(({ from, to }) => [from, to])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return high > low ? [low, high] : [0, 1];
}

export function ledger(context: Context): HTMLElement {
  const { host } = context;
  const { rows, score } = host.pair.ledger;
  const made = pieces(rows);
  const range = extent(made, score);
  const figures = rounded(
    rows.map(({ value }) => value),
    score,
    DIGITS,
  );
  const hint = "Point at a part to read what it means.";
  const explanation = h("p", { class: "explanation", "aria-live": "polite" }, hint);
  const list = h(
    "ul",
    { class: "parts" },
    ...made.map((piece, i) => part(piece, range, figures[i]!)),
    total(score, range, bothSides(host.pair)),
  );
  const tell = (event: Event) => {
    const row = (event.target as Element).closest<HTMLElement>("[data-explanation]");
    const units = blockUnits(host.pair, row?.dataset.key ?? "");
    say(explanation, row?.dataset.explanation ?? hint);
    point(context, units && { ...units, from: "list" });
  };
  const quiet = () => {
    say(explanation, hint);
    point(context, null);
  };
  on(context, list, ["pointerover", "focusin"], tell);
  on(context, list, ["pointerleave", "focusout"], quiet);
  return h(
    "section",
    { class: "ledger", role: "group", "aria-label": "Where the score comes from" },
    h("h2", {}, "Where the score comes from"),
    list,
    explanation,
  );
}

function part(piece: Piece, range: readonly [number, number], figure: number): HTMLElement {
  const { key, name, value, explanation, from, to } = piece;
  return h(
    "li",
    {
      tabindex: 0,
      "data-key": key,
      "data-explanation": explanation,
      "aria-label": `${name}: ${signed(figure, DIGITS)}. ${explanation}`,
    },
    h("span", { class: "name" }, name),
    bar(from, to, range, value < 0 ? "against" : "for"),
    h("span", { class: "value" }, signed(figure, DIGITS)),
  );
}

function total(score: number, range: readonly [number, number], both: string): HTMLElement {
  const explanation = `The cosine of ${both}: the sum of every line above.`;
  return h(
    "li",
    {
      class: "total",
      tabindex: 0,
      "data-explanation": explanation,
      "aria-label": `score: ${plain(score, DIGITS)}. ${explanation}`,
    },
    h("span", { class: "name" }, "score"),
    bar(0, score, range, "score"),
    h("span", { class: "value" }, plain(score, DIGITS)),
  );
}

function bar(from: number, to: number, [low, high]: readonly [number, number], sign: string): HTMLElement {
  const at = (value: number) => (100 * (value - low)) / (high - low);
  const [left, right] = [at(Math.min(from, to)), at(Math.max(from, to))];
  const style = `left: ${left.toFixed(2)}%; width: ${(right - left).toFixed(2)}%`;
  const piece = from === to ? [] : [h("i", { class: "piece", "data-sign": sign, style })]; // zero is empty
  return h(
    "span",
    { class: "track", "aria-hidden": "true" },
    h("i", { class: "zero", style: `left: ${at(0).toFixed(2)}%` }),
    ...piece,
    h("i", { class: "end", style: `left: ${at(to).toFixed(2)}%` }),
  );
}
