// The same numbers as a table, for whoever listens or prefers figures: words (or the strongest patches) with their
// sums, and under them what is strongest for the one that is kept. Sums are taken over what is kept on the other side.
import { computed, type Signal, signal } from "@preact/signals-core";
import { type Context, on, point, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import {
  answersOf,
  type Figure,
  figuresOf,
  LISTED,
  nextSort,
  type Sort,
  type SortKey,
  sortedBy,
} from "../figures.ts";
import { percent, signed } from "../format.ts";
import { nameOf } from "../names.ts";
import { share, unitsOf } from "../numbers.ts";
import { alike, capital, order, other, sideName } from "../sides.ts";
import { selectOn } from "../state.ts";
import type { Pair, SideName } from "../wire.ts";

/** How many of what is strongest for a kept word are listed. */
const ANSWERS = 8;

export function table(context: Context): HTMLElement {
  const { host } = context;
  const { pair, store } = host;
  const [lead, rest] = order(pair);
  const keptOn = (name: SideName) => computed(() => store.history.value.now[name].join());
  const kept = { a: keptOn("a"), b: keptOn("b") };
  const chosen = (name: SideName) => kept[name].value.split(",").filter(Boolean).map(Number);
  const sort = signal<Sort>({ key: "place", down: false });
  const figures = computed(() =>
    figuresOf(
      pair,
      lead,
      { pieces: context.look.pieces.value, special: context.look.special.value },
      { content: chosen(rest) },
    ),
  );
  const head = h("caption", {});
  const body = h("tbody", {});
  let rows: { figure: Figure; element: HTMLElement }[] = [];
  let drawn = new AbortController(); // ends with the rows that it was made for
  watch(context, () => {
    drawn.abort();
    drawn = new AbortController();
    const own = { ...context, stop: AbortSignal.any([context.stop, drawn.signal]) };
    rows = sortedBy(figures.value, sort.value).map((figure) => ({ figure, element: row(own, lead, figure) }));
    body.replaceChildren(...rows.map(({ element }) => element));
    head.textContent = captionOf(pair, lead, chosen(rest));
  });
  watch(context, () => {
    void [figures.value, sort.value];
    const own = new Set(chosen(lead));
    for (const { figure, element } of rows) {
      const { content } = figure.line;
      const isKept = content.length > 0 && content.every((each) => own.has(each));
      assign(element, { "data-kept": isKept });
      const button = element.querySelector("button");
      if (button) assign(button, { "aria-pressed": String(isKept) });
    }
  });
  const main = h("table", {}, head, h("thead", {}, headRow(context, pair, lead, sort)), body);
  const answers = h("div", { class: "answers" });
  watch(context, () => {
    const own = chosen(lead);
    answers.replaceChildren(
      ...(own.length > 0 ? [answerTable(context, lead, own)] : [invitation(pair, lead)]),
    );
  });
  return h(
    "div",
    { class: "table-panel", tabindex: 0, role: "group", "aria-label": "Table of the numbers" },
    main,
    answers,
  );
}

/** "Each word with the whole picture", "The 20 patches … that have the most with 4 patches at the upper left" */
function captionOf(pair: Pair, lead: SideName, kept: readonly number[]): string {
  const rest = other(lead);
  const whole = alike(pair) ? `the whole ${sideName(pair, rest)}` : "the whole picture";
  const partner = kept.length > 0 ? nameOf(pair, rest, unitsOf(pair[rest], kept)) : whole;
  if (pair[lead].kind === "caption") {
    const which = alike(pair) ? `Each word of the ${sideName(pair, lead)}` : "Each word";
    return `${which} with ${partner}`;
  }
  const count = Math.min(LISTED, pair[lead].content.length);
  const which = count === 1 ? "The only patch" : `The ${count} patches`;
  return `${which} of the ${sideName(pair, lead)} that ${count === 1 ? "there is" : "have the most"}, with ${partner}`;
}

function headRow(context: Context, pair: Pair, lead: SideName, sort: Signal<Sort>): HTMLElement {
  const unit = pair[lead].kind === "caption" ? "Word" : "Patch";
  const where = alike(pair) ? `Strongest in the ${sideName(pair, other(lead))}` : "Strongest place";
  const title = "Of what it has of the larger sign, the share that lies there";
  return h(
    "tr",
    {},
    sortable(context, sort, "place", unit),
    sortable(context, sort, "sum", "Sum"),
    h("th", { scope: "col", class: "number" }, "Of the score"),
    h("th", { scope: "col", title }, `${where}, share`),
  );
}

function sortable(context: Context, sort: Signal<Sort>, key: SortKey, text: string): HTMLElement {
  const button = h("button", { type: "button", title: `Sort by ${text.toLowerCase()}` }, text);
  const cell = h("th", { scope: "col", class: key === "sum" ? "number" : undefined }, button);
  on(context, button, "click", () => {
    sort.value = nextSort(sort.value, key);
  });
  watch(context, () => {
    const { key: by, down } = sort.value;
    assign(cell, { "aria-sort": by === key ? (down ? "descending" : "ascending") : undefined });
  });
  return cell;
}

function row(context: Context, lead: SideName, { line, sum, share: ratio, strongest }: Figure): HTMLElement {
  const { text, content, units } = line;
  const figure = signed(sum, context.limits.digits);
  const name = content.length > 0 ? keeper(context, lead, text, content) : h("span", { class: "note" }, text);
  const made = h(
    "tr",
    {},
    h("th", { scope: "row" }, name),
    h("td", { class: "number" }, figure),
    h("td", { class: "number" }, ratio === null || Number(figure) === 0 ? "" : percent(ratio)),
    h("td", {}, strongest),
  );
  on(context, made, "pointerenter", () => point(context, { a: [], b: [], [lead]: units, from: "list" }));
  on(context, made, "pointerleave", () => point(context, null));
  return made;
}

/** A name that keeps what it names, or lets go of it. */
function keeper(context: Context, side: SideName, text: string, content: readonly number[]): HTMLElement {
  const { store, pair } = context.host;
  const button = h("button", { type: "button", class: "keeper" }, text);
  on(context, button, "click", () => store.act((now) => selectOn(now, side, content, "click")));
  on(context, button, "focus", () => {
    if (button.matches(":focus-visible"))
      point(context, { a: [], b: [], [side]: unitsOf(pair[side], content), from: "list" });
  });
  on(context, button, "blur", () => point(context, null));
  return button;
}

/** What is strongest on the other side for what is kept. */
function answerTable(context: Context, lead: SideName, kept: readonly number[]): HTMLElement {
  const { host, limits } = context;
  const { pair } = host;
  const rest = other(lead);
  const name = nameOf(pair, lead, unitsOf(pair[lead], kept));
  const unit = pair[rest].kind === "caption" ? "word" : "patch";
  const items = answersOf(pair, lead, kept, ANSWERS).map(({ content, text, value }) => {
    const ratio = share(value, Math.abs(pair.ledger.score));
    const made = h(
      "tr",
      {},
      h("th", { scope: "row" }, text),
      h("td", { class: "number" }, signed(value, limits.digits)),
      h("td", { class: "number" }, ratio === null ? "" : percent(ratio)),
    );
    const units = { [lead]: unitsOf(pair[lead], kept), [rest]: unitsOf(pair[rest], content) };
    on(context, made, "pointerenter", () => point(context, { a: [], b: [], ...units, from: "list" }));
    on(context, made, "pointerleave", () => point(context, null));
    return made;
  });
  const plural = unit === "word" ? "words" : "patches";
  const of = alike(pair) ? ` of the ${sideName(pair, rest)}` : "";
  return h(
    "table",
    {},
    h("caption", {}, `Strongest ${plural}${of} for ${name}`),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, capital(unit)),
        h("th", { scope: "col", class: "number" }, "Value"),
        h("th", { scope: "col", class: "number" }, "Of the score"),
      ),
    ),
    h("tbody", {}, ...items),
  );
}

function invitation(pair: Pair, lead: SideName): HTMLElement {
  const unit = pair[lead].kind === "caption" ? "word" : "patch";
  const answers = pair[other(lead)].kind === "caption" ? "words" : "patches";
  return h("p", { class: "note" }, `Keep a ${unit} to list its strongest ${answers}.`);
}
