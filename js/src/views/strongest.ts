// The strongest pairs of a phrase or region of either side, as a list.
import type { Context } from "../context.ts";
import { h } from "../dom.ts";
import { joined } from "../numbers.ts";
import { place, placed } from "../regions.ts";
import { alike, order } from "../sides.ts";
import type { Pair, SideName } from "../wire.ts";
import { row, SHARE, withTimes } from "./rows.ts";

/** Pairs below this share of the strongest are noise to a reader. */
const WORTH = 0.1;

export function strongest(context: Context): HTMLElement {
  const { pair } = context.host;
  const most = Math.abs(pair.top_pairs[0]?.value ?? 0);
  const telling = pair.top_pairs.filter(({ value }) => Math.abs(value) >= WORTH * most);
  const [lead, rest] = order(pair);
  const items = telling.map(({ a, b, value }) => {
    const ends = { a: endName(pair, "a", a), b: endName(pair, "b", b) };
    return row(context, { a, b, name: ends[lead], where: withTimes(pair, ends[rest]), value });
  });
  const none = h("p", { class: "note" }, nothing(pair));
  return h(
    "section",
    { "aria-label": "Strongest pairs" },
    h("h2", {}, "Strongest pairs", items.length > 0 ? h("small", {}, SHARE) : ""),
    items.length > 0 ? h("ul", { class: "rows" }, ...items) : none,
  );
}

/** One end of a strong pair: the phrase, or where the region lies. */
function endName(pair: Pair, name: SideName, units: readonly number[]): string {
  const side = pair[name];
  if (side.kind === "caption") return joined(side, units);
  return (alike(pair) ? place : placed)(units, side.rows, side.cols);
}

function nothing(pair: Pair): string {
  if (!alike(pair)) return "No phrase meets any part of the picture.";
  return `Nothing of one ${pair.a.kind} meets anything of the other.`;
}
