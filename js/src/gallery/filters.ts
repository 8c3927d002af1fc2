// What is asked of the pairs: a text of a column, and a range of the numbers that are sorted by.
import { computed } from "@preact/signals-core";
import { on, watch } from "../context.ts";
import { h, say } from "../dom.ts";
import { headOf } from "./columns.ts";
import { choices, extent, isTexts, LABEL, type Query, STATUS } from "./query.ts";
import { ask, type State } from "./state.ts";
import { capital, grouped, value } from "./words.ts";

type Scope = { readonly stop: AbortSignal };

/** A column of more texts than that is searched, not chosen from. */
const MOST = 60;

export function filters(scope: Scope, state: State): HTMLElement {
  const columns = computed(() => filterable(state));
  const keys = computed(() => columns.value.map(({ key }) => key).join("\n"));
  const lists = h("span", { class: "lists" });
  let drawn = new AbortController();
  watch(scope, () => {
    void keys.value;
    drawn.abort();
    drawn = new AbortController();
    const inner = { stop: AbortSignal.any([scope.stop, drawn.signal]) };
    lists.replaceChildren(...columns.peek().map(({ key, name }) => chooser(inner, state, key, name)));
  });
  return h("div", { class: "wishes filters" }, lists, range(scope, state));
}

/** Takes every filter away. */
export function showAll(scope: Scope, state: State): HTMLElement {
  const clear = h("button", { type: "button", class: "quiet clear" }, "Show all");
  on(scope, clear, "click", () => ask(state, { where: {}, search: "" }));
  watch(scope, () => {
    const { where, search } = state.query.value;
    clear.hidden = Object.keys(where).length === 0 && search === "";
  });
  return clear;
}

/** Columns of texts of which there is more than one, but not too many. */
function filterable({ table, query }: State): { key: string; name: string }[] {
  const now = table.value;
  const said =
    now.said.size > 0
      ? [
          { key: STATUS, name: "Status" },
          { key: LABEL, name: "Label" },
        ]
      : [];
  const own = now.heads.filter(({ kind }) => kind === "text");
  return [...said, ...own].filter(({ key }) => {
    const n = choices(now, key).length;
    return (n > 1 && n <= MOST) || (n > 0 && key in query.peek().where);
  });
}

function chooser(scope: Scope, state: State, key: string, name: string): HTMLElement {
  const list = h("select", { "aria-label": name });
  const found = computed(() => choices(state.table.value, key));
  watch(scope, () => {
    const options = found.value.map(([text, n]) =>
      h("option", { value: text }, `${called(state, key, text)} (${grouped(n)})`),
    );
    list.replaceChildren(h("option", { value: "" }, "any"), ...options);
    list.value = wantedIn(state.query.peek(), key);
  });
  watch(scope, () => {
    list.value = wantedIn(state.query.value, key);
  });
  on(scope, list, "change", () => {
    const { [key]: _, ...others } = state.query.peek().where;
    ask(state, { where: list.value ? { ...others, [key]: [list.value] } : others });
  });
  return h("label", { dir: "auto" }, `${name} `, list);
}

function wantedIn({ where }: Query, key: string): string {
  const wanted = where[key];
  return wanted && isTexts(wanted) && wanted.length === 1 ? wanted[0]! : "";
}

function called({ about }: State, key: string, text: string): string {
  if (key === LABEL) return capital(about.labels[text] ?? text);
  return key === STATUS && text === "submitted" ? "decided" : text;
}

/** From and to of the column that is sorted by; empty is open. */
function range(scope: Scope, state: State): HTMLElement {
  const { table, query } = state;
  const from = h("input", { type: "number", step: "any", "aria-label": "from" });
  const to = h("input", { type: "number", step: "any", "aria-label": "to" });
  const name = h("span", {});
  const root = h("span", { class: "range", role: "group" }, name, " from ", from, " to ", to);
  watch(scope, () => {
    const head = headOf(table.value, query.value.sort);
    const ends = head ? extent(table.value, head.key) : null;
    root.hidden = !head || !ends;
    if (!head || !ends) return;
    say(name, head.name);
    root.setAttribute("aria-label", `Range of ${head.name}`);
    from.placeholder = value(ends[0], head);
    to.placeholder = value(ends[1], head);
    const wanted = query.value.where[head.key];
    const open = { from: null, to: null };
    const now = wanted && !isTexts(wanted) ? wanted : open;
    set(from, now.from);
    set(to, now.to);
  });
  on(scope, root, "change", () => {
    const key = query.peek().sort;
    const { [key]: _, ...others } = query.peek().where;
    const ends = { from: number(from), to: number(to) };
    const open = ends.from === null && ends.to === null;
    ask(state, { where: open ? others : { ...others, [key]: ends } });
  });
  return root;
}

function set(field: HTMLInputElement, value: number | null): void {
  if (number(field) !== value) field.value = value === null ? "" : String(value);
}

function number(field: HTMLInputElement): number | null {
  return field.value.trim() === "" || Number.isNaN(field.valueAsNumber) ? null : field.valueAsNumber;
}
