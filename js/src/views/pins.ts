// Two lists: what a person pinned, and the strongest pairs. A row previews when pointed at, and keeps when pressed.
import { pinColour, pinInk, pinLetter } from "../colour.ts";
import { type Context, on, point, watch } from "../context.ts";
import { h } from "../dom.ts";
import { percent, signed } from "../format.ts";
import { nameOf } from "../names.ts";
import { joined, share, unitsOf } from "../numbers.ts";
import { unpin } from "../pinning.ts";
import { place, placed } from "../regions.ts";
import { alike, order, sideName } from "../sides.ts";
import { type Hover, type Pin, select } from "../state.ts";
import type { Pair, SideName } from "../wire.ts";
import { totalOf } from "../words.ts";

/** Pairs below this share of the strongest are noise to a reader. */
const WORTH = 0.1;

/** What the last column of a list says. */
const SHARE = "share of the score";

export function pins(context: Context): HTMLElement {
  const { host } = context;
  const list = h("ul", { class: "rows" });
  const empty = h(
    "p",
    { class: "note" },
    `Keep ${keepable(host.pair)}, then pin it here to compare it with others.`,
  );
  const share = h("small", {}, SHARE);
  let drawn = new AbortController(); // ends with the rows that it was made for
  watch(context, () => {
    const kept = host.store.history.value.now.pins;
    drawn.abort();
    drawn = new AbortController();
    const own = { ...context, stop: AbortSignal.any([context.stop, drawn.signal]) };
    list.replaceChildren(...kept.map((pin) => pinRow(own, pin)));
    empty.hidden = kept.length > 0;
    share.hidden = kept.length === 0;
  });
  return h("section", { "aria-label": "Pins" }, h("h2", {}, "Pins", share), list, empty);
}

function keepable(pair: Pair): string {
  if (!alike(pair)) return "a word or a region";
  return pair.a.kind === "caption" ? "a word or a phrase" : "a patch or a region";
}

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

function withTimes(pair: Pair, name: string): string {
  return alike(pair) ? `× ${name}` : name;
}

function nothing(pair: Pair): string {
  if (!alike(pair)) return "No phrase meets any part of the picture.";
  return `Nothing of one ${pair.a.kind} meets anything of the other.`;
}

interface Row {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly name: string;
  readonly where: string;
  readonly value: number;
}

function pinRow(context: Context, pin: Pin): HTMLElement {
  const { host } = context;
  const { pair, store } = host;
  const units = { a: unitsOf(pair.a, pin.a), b: unitsOf(pair.b, pin.b) };
  const names = order(pair)
    .map((side) => nameOf(pair, side, units[side]))
    .filter(Boolean);
  const value = totalOf(pair, units.a, units.b);
  const made = row(context, { ...pin, name: names[0]!, where: whereOf(pair, pin, names[1]), value });
  const badge = h(
    "span",
    { class: "badge", style: `--pin: ${pinColour(pin.colour)}; --on-pin: ${pinInk(pin.colour)}` },
    pinLetter(pin.colour),
  );
  const away = h(
    "button",
    { type: "button", class: "away", "aria-label": `Unpin ${names.join(", ")}`, title: "Unpin" },
    "×",
  );
  on(context, away, "click", () => {
    store.act((now) => unpin(now, pin.colour));
    point(context, null); // the row goes without the pointer leaving it
  });
  made.querySelector(".what")!.prepend(badge);
  made.classList.add("pinned");
  made.append(away);
  return made;
}

/** What stands behind a pin's name: its other end; where there is none, which of two sides it is on. */
function whereOf(pair: Pair, pin: Pin, end: string | undefined): string {
  if (end !== undefined) return withTimes(pair, end);
  return alike(pair) ? `, ${sideName(pair, pin.a.length > 0 ? "a" : "b")}` : "";
}

function row(context: Context, { a, b, name, where, value }: Row): HTMLElement {
  const { host, limits } = context;
  const ratio = share(value, Math.abs(host.pair.ledger.score));
  const button = h(
    "button",
    { type: "button", class: "row" },
    h(
      "span",
      { class: "what" },
      h("span", { class: "name" }, name),
      where ? h("span", { class: "where" }, where.startsWith(",") ? where : ` ${where}`) : "",
    ),
    h("span", { class: "value" }, signed(value, limits.digits)),
    h("span", { class: "share" }, ratio === null ? "" : percent(ratio)),
  );
  const { pair } = host;
  const hover: Hover = { a: unitsOf(pair.a, a), b: unitsOf(pair.b, b), from: "list" };
  on(context, button, ["pointerenter", "focus"], () => point(context, hover));
  on(context, button, ["pointerleave", "blur"], () => point(context, null));
  on(context, button, "click", () => host.store.act((now) => select(now, a, b)));
  return h("li", {}, button);
}
