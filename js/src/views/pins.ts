// Two lists: what a person pinned, and the strongest pairs. A row previews when pointed at, and keeps when pressed.
import { pinColour, pinInk, pinLetter } from "../colour.ts";
import { type Context, on, point, watch } from "../context.ts";
import { h } from "../dom.ts";
import { percent, places, signed } from "../format.ts";
import { colsOf, rowsOf, share } from "../numbers.ts";
import { placed } from "../regions.ts";
import { type Hover, type Pin, select, unpin } from "../state.ts";
import { colsName, rowsName, totalOf } from "../words.ts";

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
    "Keep a word or a region, then pin it here to compare it with others.",
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

export function strongest(context: Context): HTMLElement {
  const { pair } = context.host;
  const { rows, cols } = pair.picture;
  const most = Math.abs(pair.top_pairs[0]?.value ?? 0);
  const telling = pair.top_pairs.filter(({ value }) => Math.abs(value) >= WORTH * most);
  const items = telling.map(({ phrase, tokens, cells, value }) =>
    row(context, { tokens, patches: cells, name: phrase, where: placed(cells, rows, cols), value }),
  );
  const none = h("p", { class: "note" }, "No phrase meets any part of the picture.");
  return h(
    "section",
    { "aria-label": "Strongest pairs" },
    h("h2", {}, "Strongest pairs", items.length > 0 ? h("small", {}, SHARE) : ""),
    items.length > 0 ? h("ul", { class: "rows" }, ...items) : none,
  );
}

interface Row {
  readonly tokens: readonly number[];
  readonly patches: readonly number[];
  readonly name: string;
  readonly where: string;
  readonly value: number;
}

function pinRow(context: Context, pin: Pin): HTMLElement {
  const { host } = context;
  const { pair, store } = host;
  const [rows, cols] = [rowsOf(pair, pin.tokens), colsOf(pair, pin.patches)];
  const names = [rowsName(pair, rows), colsName(pair, cols)].filter(Boolean);
  const made = row(context, {
    ...pin,
    name: names[0]!,
    where: names[1] ?? "",
    value: totalOf(pair, rows, cols),
  });
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

function row(context: Context, { tokens, patches, name, where, value }: Row): HTMLElement {
  const { host, limits } = context;
  const ratio = share(value, Math.abs(host.pair.ledger.score));
  const button = h(
    "button",
    { type: "button", class: "row" },
    h(
      "span",
      { class: "what" },
      h("span", { class: "name" }, name),
      where ? h("span", { class: "where" }, ` ${where}`) : "",
    ),
    h("span", { class: "value" }, signed(value, places(limits.heat))),
    h("span", { class: "share" }, ratio === null ? "" : percent(ratio)),
  );
  const { pair } = host;
  const hover: Hover = { rows: rowsOf(pair, tokens), cols: colsOf(pair, patches), from: "list" };
  on(context, button, ["pointerenter", "focus"], () => point(context, hover));
  on(context, button, ["pointerleave", "blur"], () => point(context, null));
  on(context, button, "click", () => host.store.act((now) => select(now, tokens, patches)));
  return h("li", {}, button);
}
