// What a person pinned. A row previews when pointed at, and keeps when pressed.
import { pinColour, pinInk, pinLetter } from "../colour.ts";
import { type Context, on, point, watch } from "../context.ts";
import { h } from "../dom.ts";
import { nameOf } from "../names.ts";
import { unitsOf } from "../numbers.ts";
import { unpin } from "../pinning.ts";
import { alike, order, sideName } from "../sides.ts";
import type { Pin } from "../state.ts";
import type { Pair } from "../wire.ts";
import { totalOf } from "../words.ts";
import { row, SHARE, withTimes } from "./rows.ts";

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
