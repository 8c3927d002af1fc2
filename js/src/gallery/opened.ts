// One pair of the gallery, opened: its linked view, what is known of it, and the way to the next.
import { computed, signal } from "@preact/signals-core";
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { mount } from "../explorer.ts";
import type { Explained, Session, Status } from "../host.ts";
import type { Parts } from "../parts.ts";
import { makeStore } from "../state.ts";
import { chosenOf } from "../traits.ts";
import { known } from "./known.ts";
import { type Opened, releaseAll } from "./source.ts";
import { beside, type State } from "./state.ts";
import { grouped } from "./words.ts";

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
  const again = h("button", { type: "button", class: "quiet", hidden: true }, "Try again");
  const element = h(
    "section",
    { class: "opened", "aria-label": "One pair", tabindex: -1 },
    h("div", { class: "way" }, close, place, h("span", { class: "steps" }, previous, next)),
    about,
    h("div", { class: "waits" }, wait, again),
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
  on(scope, again, "click", () => {
    if (last === null) return;
    element.focus({ preventScroll: true });
    begin(last);
  });
  let asking = new AbortController();
  let shown = new AbortController();
  let last: number | null = null;
  watch(scope, () => {
    const index = state.opened.value;
    element.hidden = index === null;
    if (index === last) return;
    last = index;
    if (index !== null) begin(index);
    else {
      asking.abort();
      clear();
    }
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

  /** What was open stays until the next one is there, so that nothing flickers; but nobody can touch it. */
  function begin(index: number): void {
    asking.abort();
    asking = new AbortController();
    say(wait, "");
    again.hidden = true;
    hold();
    stage.inert = true;
    void open(index, AbortSignal.any([scope.stop, asking.signal]));
  }

  /** Who was in the view stays in the pair, so that keys go on. */
  function hold(): void {
    const { activeElement } = element.getRootNode() as Document | ShadowRoot;
    if (activeElement && stage.contains(activeElement)) element.focus({ preventScroll: true });
  }

  function clear(): void {
    shown.abort();
    shown = new AbortController();
    stage.replaceChildren();
    stage.inert = false;
  }

  async function open(index: number, stop: AbortSignal): Promise<void> {
    const patience = setTimeout(() => say(wait, "Fetching its numbers…"), 250);
    stop.addEventListener("abort", () => clearTimeout(patience), { once: true });
    try {
      const found = await state.source.open(index, stop);
      if (stop.aborted) return releaseAll(found.explained.pictures);
      clear();
      const here = AbortSignal.any([scope.stop, shown.signal]);
      mount(sessionOf(found, parts), stage, here);
      here.addEventListener("abort", () => releaseAll(found.explained.pictures), { once: true });
      say(wait, "");
      const order = state.shown.peek();
      const caption = state.table.peek().captions[index] ?? "";
      announce(`Pair ${order.indexOf(index) + 1} of ${order.length}: ${caption}`);
    } catch (error) {
      if (stop.aborted) return;
      clear();
      const text = `This pair cannot be shown. ${(error as Error).message}`;
      say(wait, text);
      again.hidden = false;
      announce(text);
    } finally {
      clearTimeout(patience);
    }
  }
  return {
    element,
    go,
    close() {
      state.opened.value = null;
    },
    focus: () => element.focus({ preventScroll: true }),
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

function button(text: string, key: string): HTMLButtonElement {
  return h("button", { type: "button", class: "quiet", title: key, "aria-keyshortcuts": key }, text);
}
