// The strongest pairs of a phrase or region of either side, for and against. Clicking one pins it.

import { signal } from "@preact/signals-core";
import { isolated } from "../bidi.ts";
import { pinColour, pinInk, pinLetter } from "../colour.ts";
import { type Context, on, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { signed } from "../format.ts";
import { joined } from "../numbers.ts";
import { isPlain, pin, pinned } from "../pinning.ts";
import { place, placed } from "../regions.ts";
import { alike, order } from "../sides.ts";
import { clear, type Pin, type Shared, same, select } from "../state.ts";
import type { Pair, SideName, TopPair } from "../wire.ts";
import { row, withTimes } from "./rows.ts";

/** Pairs below this share of the strongest are noise to a reader, until pairs of their sign are asked for. */
const WORTH = 0.1;
/** Rows of a list. */
const MOST = 6;

/** Which pairs are listed. */
export type Kind = "all" | "for" | "against";

const KINDS: readonly { readonly kind: Kind; readonly text: string; readonly title: string }[] = [
  { kind: "all", text: "All", title: "The strongest pairs, whatever their sign" },
  { kind: "for", text: "For", title: "Pairs that raise the score" },
  { kind: "against", text: "Against", title: "Pairs that lower the score" },
];

/** The pairs of a list: of one sign all that do not round to zero, else those that are worth a look. */
export function listed(pair: Pair, kind: Kind, digits: number): TopPair[] {
  const most = Math.abs(pair.top_pairs[0]?.value ?? 0);
  const fits = ({ value }: TopPair) => {
    if (kind === "all") return Math.abs(value) >= WORTH * most;
    return (kind === "for" ? value > 0 : value < 0) && Number(signed(Math.abs(value), digits)) !== 0;
  };
  return pair.top_pairs.filter(fits).slice(0, MOST);
}

/** Selects a pair and pins it; one that is pinned is selected, and let go of where it is selected already. */
export function press(state: Shared, { a, b }: Pick<TopPair, "a" | "b">): Shared {
  const chosen = select(state, a, b);
  const isChosen = state.focus === null && same(state.a, chosen.a) && same(state.b, chosen.b);
  if (!pinned(chosen)) return pin(chosen);
  return isChosen ? clear(state) : chosen;
}

export function strongest(context: Context): HTMLElement {
  const { pair } = context.host;
  const kind = signal<Kind>("all");
  const list = h("ul", { class: "rows" });
  const none = h("p", { class: "note" });
  let drawn = new AbortController(); // ends with the rows that it was made for
  watch(context, () => {
    drawn.abort();
    drawn = new AbortController();
    const own = { ...context, stop: AbortSignal.any([context.stop, drawn.signal]) };
    const rows = listed(pair, kind.value, context.limits.digits).map((top) => item(own, top));
    list.replaceChildren(...rows);
    none.textContent = rows.length > 0 ? "" : nothing(pair, kind.value);
    none.hidden = rows.length > 0;
  });
  const share = pair.top_pairs.length > 0 ? [h("small", { class: "note" }, "of the score")] : [];
  const choice = pair.top_pairs.length > 0 ? [kinds(context, kind)] : [];
  return h(
    "section",
    { class: "strongest", role: "group", "aria-label": "Strongest pairs" },
    h("div", { class: "titled" }, h("h2", {}, "Strongest pairs"), ...choice, ...share),
    list,
    none,
  );
}

function kinds(context: Context, chosen: { value: Kind }): HTMLElement {
  const buttons = KINDS.map(({ kind, text, title }) => {
    const button = h("button", { type: "button", title }, text);
    on(context, button, "click", () => {
      chosen.value = kind;
    });
    watch(context, () => assign(button, { "aria-pressed": String(chosen.value === kind) }));
    return button;
  });
  return h("div", { class: "choice", role: "group", "aria-label": "Which pairs" }, ...buttons);
}

function item(context: Context, top: TopPair): HTMLElement {
  const { pair, store } = context.host;
  const { a, b, value } = top;
  const [lead, rest] = order(pair);
  const ends = { a: endName(pair, "a", a), b: endName(pair, "b", b) };
  const parts = { a, b, name: ends[lead], where: withTimes(pair, ends[rest]), value };
  const made = row(context, parts, () => store.act((now) => press(now, top)));
  const badge = h("span", { class: "badge" });
  made.querySelector(".what")!.prepend(badge);
  const button = made.querySelector("button")!;
  watch(context, () => {
    const holding = holds(store.history.value.now.pins, top);
    badge.hidden = holding === undefined;
    badge.textContent = holding ? pinLetter(holding.colour) : "";
    badge.style.cssText = holding
      ? `--pin: ${pinColour(holding.colour)}; --on-pin: ${pinInk(holding.colour)}`
      : "";
    assign(button, { title: holding ? "Show this pin, or let go of it" : "Keep and pin this pair" });
  });
  return made;
}

/** The pin that holds just this pair. */
function holds(pins: readonly Pin[], { a, b }: TopPair): Pin | undefined {
  return pins.find((each) => isPlain(each) && same(each.a, a) && same(each.b, b));
}

/** One end of a strong pair: the phrase, or where the region lies. */
function endName(pair: Pair, name: SideName, units: readonly number[]): string {
  const side = pair[name];
  if (side.kind === "caption") return isolated(joined(side, units));
  return (alike(pair) ? place : placed)(units, side.rows, side.cols);
}

function nothing(pair: Pair, kind: Kind): string {
  if (pair.top_pairs.length > 0) {
    return kind === "for" ? "No pair raises the score noticeably." : "No pair lowers the score noticeably.";
  }
  if (!alike(pair)) return "No phrase meets any part of the picture.";
  return `Nothing of one ${pair.a.kind} meets anything of the other.`;
}
