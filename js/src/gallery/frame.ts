// One view of a gallery: the bar, the wall, and in its place the pair that is open.

import { inksOf } from "../colour.ts";
import { watch } from "../context.ts";
import { h } from "../dom.ts";
import { liveRegion } from "../live.ts";
import { PLAIN } from "../look.ts";
import type { Parts } from "../parts.ts";
import { styleWith } from "../style.ts";
import own from "../styles/gallery.css";
import { followTheme } from "../theme.ts";
import { bar } from "./bar.ts";
import { openedView } from "./opened.ts";
import type { State } from "./state.ts";
import { wall } from "./wall.ts";
import { many, sorting } from "./words.ts";

export function draw(state: State, element: HTMLElement, parts: Parts, stop: AbortSignal): HTMLElement {
  const scope = { stop };
  const live = liveRegion(stop);
  const asked = bar(scope, state);
  const tiles = wall(scope, state);
  const legend = h(
    "p",
    { class: "note key", hidden: state.about.total === 0 },
    "Heat: where the underlined words met the picture, each on a scale of its own. ",
    h("span", { class: "for" }, "for"),
    ", ",
    h("span", { class: "against" }, "against"),
    ". Enter opens a pair, Space chooses it, / finds.",
  );
  const all = h("div", { class: "all" }, asked.element, tiles.element, legend);
  const one = openedView(scope, state, parts, live.announce);
  const root = h("div", { class: "view gallery" }, all, one.element, live.element);
  const box = h("div", { class: "gallery-box", "data-lm-suppress-shortcuts": true });
  const shadow = box.attachShadow({ mode: "open" });
  shadow.append(h("style", {}, styleWith([own])), root);
  followTheme((theme) => {
    root.dataset.theme = theme;
    const inks = inksOf(PLAIN, theme);
    root.style.setProperty("--for", inks.for);
    root.style.setProperty("--against", inks.against);
  }, stop);
  let was: number | null = null;
  watch(scope, () => {
    const now = state.opened.value;
    all.hidden = now !== null;
    if (was === null && now !== null) one.focus();
    if (was !== null && now === null) tiles.focus(was);
    was = now;
  });
  watch(scope, () => {
    const text = `${many(state.shown.value.length, state.about.total)}, ${sorting(state.table.peek(), state.query.value)}`;
    if (state.table.peek().version >= 0) live.announce(text);
  });
  root.addEventListener("keydown", (event) => onKey(event, state, one, asked.search), { signal: stop });
  stop.addEventListener("abort", () => box.remove(), { once: true });
  element.append(box);
  return box;
}

const TYPED = new Set(["text", "search", "number", "url"]);

function isTyping(event: KeyboardEvent): boolean {
  const target = event.composedPath()[0];
  if (target instanceof HTMLInputElement) return TYPED.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function onKey(
  event: KeyboardEvent,
  state: State,
  one: { go(by: number): void; close(): void },
  search: HTMLInputElement,
): void {
  const control = event.ctrlKey || event.metaKey || event.altKey;
  if (event.defaultPrevented || control || isTyping(event)) return;
  const open = state.opened.peek() !== null;
  const key = event.key.toLowerCase();
  if (open && key === "j") one.go(1);
  else if (open && key === "k") one.go(-1);
  else if (open && key === "escape") one.close();
  else if (!open && key === "/") search.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
