// Puts one linked view into an element: its own shadow root, its own state, the model's shared choices.
import { computed } from "@preact/signals-core";
import type { Context } from "./context.ts";
import { h } from "./dom.ts";
import type { Host } from "./host.ts";
import { commonKey } from "./keys.ts";
import { liveRegion } from "./live.ts";
import { limitsOf, show } from "./shown.ts";
import { makeViewState } from "./state.ts";
import style from "./style.css";
import { followTheme } from "./theme.ts";
import { caption } from "./views/caption.ts";
import { ledger } from "./views/ledger.ts";
import { legend } from "./views/legend.ts";
import { notices } from "./views/notices.ts";
import { options } from "./views/options.ts";
import { picture } from "./views/picture.ts";
import { pins, strongest } from "./views/pins.ts";
import { readout } from "./views/readout.ts";
import { specials } from "./views/specials.ts";

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

function layout(context: Context): HTMLElement[] {
  return [
    h("div", { class: "head" }, caption(context), readout(context), notices(context)),
    h(
      "div",
      { class: "body" },
      h("div", { class: "main" }, picture(context), specials(context), legend(context)),
      h("div", { class: "side" }, pins(context), strongest(context), ledger(context)),
    ),
    options(context),
  ];
}

/** Keys stay inside the view: a notebook would run or delete cells with them. */
function onKey(event: KeyboardEvent, { host, view, announce }: Context): void {
  if (event.defaultPrevented || isTyping(event)) return;
  if (!commonKey(event, host.store, view)) return;
  const { selected_tokens, selected_patches, pins } = host.store.history.peek().now;
  announce(
    `${selected_tokens.length} word pieces and ${selected_patches.length} patches kept, ${pins.length} pinned`,
  );
  event.preventDefault();
  event.stopPropagation();
}

function isTyping(event: KeyboardEvent): boolean {
  return event.composedPath()[0] instanceof HTMLTextAreaElement;
}
