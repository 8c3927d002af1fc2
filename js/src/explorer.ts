// Puts one linked view into an element: its own shadow root, its own state, the model's shared choices.
import { computed, untracked } from "@preact/signals-core";
import type { Asking } from "./asking.ts";
import { inksOf } from "./colour.ts";
import { type Context, looksOf, watch } from "./context.ts";
import { h } from "./dom.ts";
import { heldFocus } from "./focus.ts";
import type { Explained, Host, Session } from "./host.ts";
import { commonKey } from "./keys.ts";
import { layout } from "./layout.ts";
import { limitsOf } from "./limits.ts";
import { liveRegion } from "./live.ts";
import { show } from "./shown.ts";
import { alike, order, sideName } from "./sides.ts";
import { makeViewState, type ViewState } from "./state.ts";
import { styleWith } from "./style.ts";
import { followTheme } from "./theme.ts";
import { bookmarkKey } from "./views/bookmarks.ts";

/** What outlives the explanation that is shown: it is there from the first to the last. */
export interface Frame {
  readonly session: Session;
  readonly view: ViewState;
  readonly stop: AbortSignal;
  readonly announce: (sentence: string) => void;
  /** What a live explorer is asked in this view. */
  readonly asking?: Asking;
}

export function mount(session: Session, element: HTMLElement, stop: AbortSignal): HTMLElement {
  const live = liveRegion(stop);
  const { lesson, asks } = usedBy(session);
  const asking = asks?.askingOf(session, stop);
  const frame: Frame = {
    session,
    view: makeViewState(),
    stop,
    announce: live.announce,
    ...(asking ? { asking } : {}),
  };
  const box = h("div", { class: "pairlens", "data-lm-suppress-shortcuts": true });
  const shadow = box.attachShadow({ mode: "open" });
  const stage = h("div", { class: "stage" });
  const guide = lesson ? [lesson.lessonPanel(frame, session.lesson!)] : [];
  const bar = asks ? [asks.questionBar(frame)] : [];
  const root = h("div", { class: "view" }, ...guide, ...bar, stage, live.element);
  const styles = [lesson, asks].flatMap((part) => (part ? [part.style] : []));
  shadow.append(h("style", {}, styleWith(styles)), root);
  followTheme((theme) => {
    root.dataset.theme = theme;
    frame.view.theme.value = theme;
  }, stop);
  watch(frame, () => ink(frame, root));
  play(frame, stage);
  asks?.fields(frame, box);
  asks?.receive(frame, root);
  root.addEventListener("keydown", (event) => onKey(event, frame), { signal: stop });
  stop.addEventListener("abort", () => box.remove(), { once: true });
  element.append(box);
  return box;
}

/** The parts that this view uses, which were loaded before it. */
function usedBy({ lesson, live, desk, parts }: Session) {
  return {
    lesson: lesson ? parts.has("lesson") : undefined,
    asks: desk && live.peek() ? parts.has("live") : undefined,
  };
}

/** The colours of texts and lines "for" and "against": those of the map, as they read on this page. */
function ink({ session, view }: Frame, root: HTMLElement): void {
  const inks = inksOf(session.store.history.value.now.look, view.theme.value);
  root.style.setProperty("--for", inks.for);
  root.style.setProperty("--against", inks.against);
}

/** Draws what is explained, anew for each explanation; what had the focus has it again. */
function play(frame: Frame, stage: HTMLElement): void {
  let drawn = new AbortController();
  watch(frame, () => {
    const { explained: known, lesson, parts } = frame.session;
    const guessing = lesson?.guessing.value ? parts.has("lesson") : undefined;
    const explained = guessing ? guessing.blinded(known.value) : known.value;
    drawn.abort();
    drawn = new AbortController();
    const stop = AbortSignal.any([frame.stop, drawn.signal]);
    const restore = heldFocus(stage, true);
    frame.view.hover.value = null;
    // what drawing reads is watched by the parts, not by the whole
    untracked(() => stage.replaceChildren(...layout(contextOf(frame, explained, stop))));
    restore();
  });
}

/** What the parts of one explanation's view are given. */
export function contextOf(
  { session, view, announce }: Frame,
  explained: Explained,
  stop: AbortSignal,
): Context {
  const host: Host = { ...session, ...explained };
  const look = looksOf(session.store);
  const limits = limitsOf(explained.pair);
  const shown = computed(() =>
    show(explained.pair, limits, {
      shared: session.store.history.value.now,
      hover: view.hover.value,
      locked: look.locked.value,
      robust: look.robust.value,
      dismissed: view.dismissed.value,
    }),
  );
  return { host, view, look, limits, shown, stop, announce };
}

/** Keys stay inside the view: a notebook would run or delete cells with them. */
function onKey(event: KeyboardEvent, frame: Frame): void {
  const { session, view, announce } = frame;
  if (event.defaultPrevented || isTyping(event)) return;
  const { lesson, asks } = usedBy(session);
  if (lesson?.lessonKey(event, frame) || bookmarkKey(event, view) || asks?.editKey(event, frame)) return;
  if (!commonKey(event, session.store, view)) return;
  announce(keptNow(session));
  event.preventDefault();
  event.stopPropagation();
}

/** "3 word pieces and 2 patches kept, 1 pinned" */
function keptNow({ explained, store }: Session): string {
  const { pair } = explained.peek();
  const { now } = store.history.peek();
  const [one, two] = order(pair).map((name) => {
    const units = pair[name].kind === "caption" ? "word pieces" : "patches";
    return alike(pair)
      ? `${now[name].length} ${units} of the ${sideName(pair, name)}`
      : `${now[name].length} ${units}`;
  });
  return `${one} and ${two} kept, ${now.pins.length} pinned`;
}

const TYPED = new Set(["text", "search", "number", "url"]);

function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (target instanceof HTMLInputElement) return TYPED.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
