// What a person holds for comparison: the list of pins, and arithmetic with them.
import { computed } from "@preact/signals-core";
import { type Context, on, watch } from "../context.ts";
import { h, say } from "../dom.ts";
import { heldFocus } from "../focus.ts";
import { plain, signed } from "../format.ts";
import { alike, contents } from "../sides.ts";
import type { Pair } from "../wire.ts";
import { pairsOf } from "../words.ts";
import { combine } from "./combine.ts";
import { walk } from "./menu.ts";
import { pinRow } from "./pin_row.ts";

const HINT = "Press a pin to look at it, double-click it to give it a name.";

export function pins(context: Context): HTMLElement {
  const { host } = context;
  const kept = computed(() => host.store.history.value.now.pins);
  const list = h("ul", { class: "rows" });
  const empty = h(
    "p",
    { class: "note" },
    `Keep ${keepable(host.pair)}, then pin it here to compare it with others.`,
  );
  const hint = h("p", { class: "note hint", id: "pin-keys" }, HINT);
  const heads = headings(context, hint);
  let drawn = new AbortController(); // ends with the rows that it was made for
  watch(context, () => {
    const held = kept.value;
    drawn.abort();
    drawn = new AbortController();
    const own = { ...context, stop: AbortSignal.any([context.stop, drawn.signal]) };
    const restore = heldFocus(list);
    list.replaceChildren(...held.map((pin) => pinRow(own, pin, held)));
    restore();
    empty.hidden = held.length > 0;
    for (const part of [heads, hint]) part.hidden = held.length === 0;
  });
  walk(context, list, ".row");
  const title = h("h2", {}, "Pins", heads);
  return h(
    "section",
    { class: "pins", role: "group", "aria-label": "Pins" },
    title,
    list,
    empty,
    combine(context, kept),
    hint,
  );
}

/** Names of the columns; what each means is read below while one points at it. */
function headings(context: Context, hint: HTMLElement): HTMLElement {
  const { pair } = context.host;
  const { digits } = context.limits;
  const all = signed(pairsOf(pair), digits);
  const meanings = [
    ["of pairs", `Share of ${all}: all that ${contents(pair)} add together.`],
    ["of score", `Share of ${plain(pair.ledger.score, digits)}: the whole score, special units and all.`],
  ] as const;
  const terms = meanings.map(([name, meaning]) => {
    const term = h("span", { class: "term", tabindex: 0, "aria-label": meaning, role: "note" }, name);
    on(context, term, ["pointerenter", "focus"], () => say(hint, meaning));
    on(context, term, ["pointerleave", "blur"], () => say(hint, HINT));
    return term;
  });
  return h("span", { class: "heads" }, ...terms);
}

function keepable(pair: Pair): string {
  if (!alike(pair)) return "a word or a region";
  return pair.a.kind === "caption" ? "a word or a phrase" : "a patch or a region";
}
