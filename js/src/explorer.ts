// Puts one linked view into an element: its own shadow root, its own state, the model's shared choices.
import { computed } from "@preact/signals-core";
import type { Context } from "./context.ts";
import { h } from "./dom.ts";
import type { Host } from "./host.ts";
import { commonKey } from "./keys.ts";
import { layout } from "./layout.ts";
import { limitsOf } from "./limits.ts";
import { liveRegion } from "./live.ts";
import { show } from "./shown.ts";
import { alike, order, sideName } from "./sides.ts";
import { makeViewState } from "./state.ts";
import style from "./style.css";
import { followTheme } from "./theme.ts";

export function mount(host: Host, element: HTMLElement, stop: AbortSignal): HTMLElement {
  const live = liveRegion(stop);
  const context = contextOf(host, stop, live.announce);
  const frame = h("div", { class: "pairlens", "data-lm-suppress-shortcuts": true });
  const shadow = frame.attachShadow({ mode: "open" });
  const root = h("div", { class: "view" }, ...layout(context), live.element);
  shadow.append(h("style", {}, style), root);
  followTheme((theme) => {
    root.dataset.theme = theme;
  }, stop);
  root.addEventListener("keydown", (event) => onKey(event, context), { signal: stop });
  stop.addEventListener("abort", () => frame.remove(), { once: true });
  element.append(frame);
  return frame;
}

function contextOf(host: Host, stop: AbortSignal, announce: (sentence: string) => void): Context {
  const view = makeViewState();
  const limits = limitsOf(host.pair);
  const shown = computed(() =>
    show(host.pair, limits, {
      shared: host.store.history.value.now,
      hover: view.hover.value,
      locked: view.locked.value,
      dismissed: view.dismissed.value,
    }),
  );
  return { host, view, limits, shown, stop, announce };
}

/** Keys stay inside the view: a notebook would run or delete cells with them. */
function onKey(event: KeyboardEvent, { host, view, announce }: Context): void {
  if (event.defaultPrevented || isTyping(event)) return;
  if (!commonKey(event, host.store, view)) return;
  announce(keptNow(host));
  event.preventDefault();
  event.stopPropagation();
}

/** "3 word pieces and 2 patches kept, 1 pinned" */
function keptNow({ pair, store }: Host): string {
  const { now } = store.history.peek();
  const [one, two] = order(pair).map((name) => {
    const units = pair[name].kind === "caption" ? "word pieces" : "patches";
    return alike(pair)
      ? `${now[name].length} ${units} of the ${sideName(pair, name)}`
      : `${now[name].length} ${units}`;
  });
  return `${one} and ${two} kept, ${now.pins.length} pinned`;
}

function isTyping(event: KeyboardEvent): boolean {
  return event.composedPath()[0] instanceof HTMLTextAreaElement;
}
