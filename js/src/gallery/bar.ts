// Above the wall: how many pairs there are, what they are sorted by, and what is asked of them.
import { computed } from "@preact/signals-core";
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { headOf } from "./columns.ts";
import { filters, showAll } from "./filters.ts";
import { GONE } from "./patience.ts";
import { ask, type State } from "./state.ts";
import { direction, grouped, many, reading } from "./words.ts";

type Scope = { readonly stop: AbortSignal };

const PAUSE = 120;

export interface Bar {
  readonly element: HTMLElement;
  readonly search: HTMLInputElement;
}

export function bar(scope: Scope, state: State): Bar {
  const count = h("span", { class: "how-many" });
  const still = h("span", { class: "note" });
  const chosen = h("button", { type: "button", class: "quiet", title: "Choose none" });
  watch(scope, () => {
    say(count, many(state.shown.value.length, state.about.total));
    say(still, reading(state.table.value));
    const n = state.chosen.value.size;
    chosen.hidden = n === 0;
    say(chosen, `${grouped(n)} chosen ×`);
  });
  on(scope, chosen, "click", () => {
    state.chosen.value = new Set();
  });
  const search = field(scope, state);
  const element = h(
    "div",
    { class: "asked", role: "group", "aria-label": "Which pairs are shown" },
    ...(state.about.title ? [h("h2", { class: "called", dir: "auto" }, state.about.title)] : []),
    h("p", { class: "counts" }, count, " ", still, showAll(scope, state), chosen),
    ...(state.about.total > 0
      ? [h("div", { class: "wishes" }, sort(scope, state), search), filters(scope, state)]
      : []), // nothing to sort, nothing to find
    trouble(scope, state),
  );
  return { element, search };
}

const BUSY = "Python is busy with another cell. What is missing comes when it is done.";

/** What keeps tiles from coming, and the way to try again. */
function trouble(scope: Scope, state: State): HTMLElement {
  const text = h("span", {});
  const again = h("button", { type: "button", class: "quiet" }, "Try again");
  const root = h("p", { class: "told trouble", role: "status" }, text, " ", again);
  watch(scope, () => {
    const lost = state.lost.value;
    const why = [...new Set([lost, state.trouble.value])].filter(Boolean).join(" ");
    const kernel = state.kernel.value;
    const told = why || (kernel === "gone" ? GONE : state.busy.value ? BUSY : "");
    say(text, told);
    root.hidden = told === "";
    again.hidden = lost === "";
  });
  on(scope, again, "click", () => {
    state.lost.value = "";
    state.tries.value += 1;
  });
  return root;
}

/** What is sorted by, which end comes first, and what it means. */
function sort(scope: Scope, state: State): HTMLElement {
  const { table, query } = state;
  const heads = computed(() =>
    table.value.heads.filter(({ kind, key }) => kind === "number" && isKnown(state, key)),
  );
  const keys = computed(() => heads.value.map(({ key }) => key).join("\n"));
  const list = h("select", { "aria-label": "Sort by" });
  watch(scope, () => {
    void keys.value;
    const options = heads.peek().map(({ key, name }) => h("option", { value: key }, name));
    list.replaceChildren(h("option", { value: "" }, "as they come"), ...options);
    list.value = query.peek().sort;
  });
  const turn = h("button", { type: "button", class: "quiet" });
  const what = h("span", { class: "note sentence" });
  watch(scope, () => {
    const head = headOf(table.value, query.value.sort);
    if (list.value !== query.value.sort) list.value = query.value.sort;
    turn.hidden = !head;
    if (head) say(turn, direction(table.value, head, query.value));
    assign(turn, { "aria-label": head && `${direction(table.value, head, query.value)}: turn round` });
    say(what, head?.sentence ?? "");
    assign(what, { title: head?.sentence });
  });
  on(scope, list, "change", () => ask(state, { sort: list.value, worstFirst: true }));
  on(scope, turn, "click", () => ask(state, { worstFirst: !query.peek().worstFirst }));
  return h("div", { class: "sort" }, h("label", {}, "Sort by ", list), turn, what);
}

/** Whether a column has a number for anything yet. */
function isKnown({ table }: State, key: string): boolean {
  return table.value.numbers.get(key)?.some((value) => !Number.isNaN(value)) ?? false;
}

function field(scope: Scope, state: State): HTMLInputElement {
  const made = h("input", {
    type: "search",
    placeholder: "Find in captions, names, notes",
    "aria-label": "Find",
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  scope.stop.addEventListener("abort", () => clearTimeout(timer), { once: true });
  on(scope, made, "input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask(state, { search: made.value }), PAUSE);
  });
  watch(scope, () => {
    const { search } = state.query.value;
    const root = made.getRootNode() as Document | ShadowRoot;
    if (made.value !== search && root.activeElement !== made) made.value = search;
  });
  return made;
}
