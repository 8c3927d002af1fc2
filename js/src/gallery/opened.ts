// One pair of the gallery, opened: its linked view, what is known of it, and the way to the next.
import { computed, signal } from "@preact/signals-core";
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { mount } from "../explorer.ts";
import type { Explained, Session, Status } from "../host.ts";
import type { Parts } from "../parts.ts";
import { makeStore } from "../state.ts";
import { chosenOf } from "../traits.ts";
import type { Said } from "./columns.ts";
import { type Opened, releaseAll } from "./source.ts";
import { beside, type State } from "./state.ts";
import { grouped, labelled, SEVERITIES, value } from "./words.ts";

type Scope = { readonly stop: AbortSignal };

export interface OpenedView {
  readonly element: HTMLElement;
  /** Goes to another pair, if there is one. */
  go(by: number): void;
  close(): void;
  focus(): void;
}

export function openedView(
  scope: Scope,
  state: State,
  parts: Parts,
  announce: (text: string) => void,
): OpenedView {
  const close = button("‹ All pairs", "Esc");
  const previous = button("‹ Previous", "K");
  const next = button("Next ›", "J");
  const place = h("span", { class: "place" });
  const about = h("div", { class: "about" });
  const stage = h("div", { class: "open-stage" });
  const wait = h("p", { class: "note" });
  const element = h(
    "section",
    { class: "opened", "aria-label": "One pair" },
    h("div", { class: "way" }, close, place, h("span", { class: "steps" }, previous, next)),
    about,
    wait,
    stage,
  );
  const go = (by: number) => {
    const to = beside(state, by);
    if (to !== null) state.opened.value = to;
  };
  on(scope, close, "click", () => {
    state.opened.value = null;
  });
  on(scope, previous, "click", () => go(-1));
  on(scope, next, "click", () => go(1));
  let shown = new AbortController();
  let last: number | null = null;
  watch(scope, () => {
    const index = state.opened.value;
    element.hidden = index === null;
    if (index === last) return;
    last = index;
    shown.abort();
    shown = new AbortController();
    if (index === null) {
      stage.replaceChildren();
      return;
    }
    const stop = AbortSignal.any([scope.stop, shown.signal]);
    say(wait, "");
    void open(index, stop);
  });
  watch(scope, () => {
    const index = state.opened.value;
    if (index === null) return;
    const order = state.shown.value;
    const at = order.indexOf(index);
    say(place, at < 0 ? "not among those shown now" : `${grouped(at + 1)} of ${grouped(order.length)}`);
    assign(previous, { "aria-disabled": beside(state, -1) === null });
    assign(next, { "aria-disabled": beside(state, 1) === null });
    about.replaceChildren(...known(state, index));
  });
  const patience = signal<ReturnType<typeof setTimeout> | undefined>(undefined);

  async function open(index: number, stop: AbortSignal): Promise<void> {
    patience.value = setTimeout(() => say(wait, "Fetching its numbers…"), 250);
    stop.addEventListener("abort", () => clearTimeout(patience.peek()), { once: true });
    try {
      const found = await state.source.open(index, stop);
      if (stop.aborted) return releaseAll(found.explained.pictures);
      stage.replaceChildren();
      mount(sessionOf(found, parts), stage, stop);
      stop.addEventListener("abort", () => releaseAll(found.explained.pictures), { once: true });
      say(wait, "");
      const order = state.shown.peek();
      const caption = state.table.peek().captions[index] ?? "";
      announce(`Pair ${order.indexOf(index) + 1} of ${order.length}: ${caption}`);
    } catch (error) {
      if (stop.aborted) return;
      stage.replaceChildren();
      say(wait, `This pair cannot be shown. ${(error as Error).message}`);
    } finally {
      clearTimeout(patience.peek());
    }
  }
  return {
    element,
    go,
    close() {
      state.opened.value = null;
    },
    focus: () => close.focus({ preventScroll: true }),
  };
}

/** A session of its own: what is chosen in it lives as long as it is open. */
function sessionOf({ explained, pins }: Opened, parts: Parts): Session {
  const get = (name: string) => (name === "pins" ? pins : undefined);
  const only: Explained = explained;
  return {
    store: makeStore(chosenOf(only.pair, get, only.revision)),
    status: signal<Status>("page"),
    explained: computed(() => only),
    variants: signal([]),
    knows: (revision) => revision === only.revision,
    live: signal(null),
    lesson: null,
    desk: null,
    parts,
  };
}

/** Every number of the pair, and what reviewers said. */
function known({ table, about }: State, index: number): HTMLElement[] {
  const now = table.value;
  const texts = now.heads
    .filter(({ kind }) => kind === "text")
    .map(({ key, name }) => [name, now.texts.get(key)?.[index] ?? "", ""] as const);
  const numbers = now.heads
    .filter(
      ({ kind, key }) => kind === "number" && !Number.isNaN(now.numbers.get(key)?.[index] ?? Number.NaN),
    )
    .map((head) => [head.name, value(now.numbers.get(head.key)?.[index], head), head.sentence] as const);
  const rows = [...texts.filter(([, text]) => text), ...numbers].map(([name, text, title]) =>
    h("div", { title }, h("dt", { dir: "auto" }, name), h("dd", { dir: "auto" }, text)),
  );
  const said = (now.said.get(index) ?? []).map((each) => saying(each, about.labels));
  return [
    h("dl", { class: "facts" }, ...rows),
    ...(said.length > 0 ? [h("ul", { class: "sayings" }, ...said)] : []),
  ];
}

function saying(said: Said, labels: Readonly<Record<string, string>>): HTMLElement {
  const severity = SEVERITIES[said.severity ?? 0] ?? "";
  const what = [labelled(said, labels), severity].filter(Boolean).join(", ");
  return h(
    "li",
    {},
    h("span", { class: "chip", dir: "auto", "data-status": said.status }, what),
    " ",
    h("span", { class: "note", dir: "auto" }, said.reviewer),
    ...(said.note ? [h("p", { class: "noted", dir: "auto" }, said.note)] : []),
  );
}

function button(text: string, key: string): HTMLButtonElement {
  return h("button", { type: "button", class: "quiet", title: key, "aria-keyshortcuts": key }, text);
}
