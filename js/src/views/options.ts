// What is rarely changed, behind one menu; and the keys.
import type { Signal } from "@preact/signals-core";
import { type Context, on } from "../context.ts";
import { h } from "../dom.ts";
import { KEYS } from "../keys.ts";
import { tick } from "./legend.ts";

export function options(context: Context): HTMLElement {
  const { view, host } = context;
  const { layers, depths, model, method } = host.pair;
  const root = h(
    "details",
    { class: "options" },
    h("summary", {}, "Options and keys"),
    h(
      "div",
      { class: "sheet" },
      option(
        context,
        view.special,
        "Special units",
        "Begin, end, padding and class: no word, no place, yet part of the score.",
      ),
      option(context, view.pieces, "Word pieces", "The caption as the model reads it."),
      option(
        context,
        view.smooth,
        "Smooth heat",
        "Blends neighbouring patches; the patches are what was measured.",
      ),
      h("dl", { class: "keys" }, ...KEYS.flatMap(([key, does]) => [h("dt", {}, key), h("dd", {}, does)])),
      h(
        "p",
        { class: "note" },
        `${model}, ${method}, picture at ${at(layers[0], depths[0])}, caption at ${at(layers[1], depths[1])}`,
      ),
    ),
  );
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !root.open) return;
    root.open = false;
    root.querySelector("summary")!.focus();
    event.stopPropagation();
  };
  on(context, root, "keydown", close);
  return root;
}

function option(context: Context, on: Signal<boolean>, text: string, explanation: string): HTMLElement {
  return h("div", { class: "option" }, tick(context, on, text, explanation), h("small", {}, explanation));
}

function at(layer: number, depth: number): string {
  return layer === depth ? "the pooling" : `layer ${layer} of ${depth}`;
}
