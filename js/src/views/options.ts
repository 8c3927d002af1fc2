// What is rarely changed, behind one menu; and the keys.
import type { Signal } from "@preact/signals-core";
import { type Context, watch } from "../context.ts";
import { h } from "../dom.ts";
import { KEYS } from "../keys.ts";

export function options(context: Context): HTMLElement {
  const { view, host, stop } = context;
  const toggle = (text: string, on: Signal<boolean>, explanation: string) => {
    const box = h("input", { type: "checkbox" });
    box.addEventListener(
      "change",
      () => {
        on.value = box.checked;
      },
      { signal: stop },
    );
    watch(context, () => {
      box.checked = on.value;
    });
    return h("label", {}, box, h("span", {}, text, h("small", {}, explanation)));
  };
  const { pair } = host;
  const root = h(
    "details",
    { class: "options" },
    h("summary", {}, "Options and keys"),
    h(
      "div",
      { class: "sheet" },
      toggle(
        "Special units",
        view.special,
        "Begin, end, padding and class: they carry attribution, but are no word and no place.",
      ),
      toggle("Word pieces", view.pieces, "The caption as the model reads it."),
      toggle("Smooth heat", view.smooth, "Blends neighbouring patches. The patches are what was measured."),
      toggle(
        "Grey picture",
        view.grey,
        "Takes the picture's own colours away, so that only the heat has any.",
      ),
      h("dl", { class: "keys" }, ...KEYS.flatMap(([key, does]) => [h("dt", {}, key), h("dd", {}, does)])),
      h("p", { class: "note" }, `${pair.model}, layers ${layers(pair.layers, pair.depths)}, ${pair.method}`),
    ),
  );
  root.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape" || !root.open) return;
      root.open = false;
      root.querySelector("summary")!.focus();
      event.stopPropagation();
    },
    { signal: stop },
  );
  return root;
}

function layers([image, text]: readonly [number, number], [deep, long]: readonly [number, number]): string {
  return `${image} of ${deep} (picture) and ${text} of ${long} (caption)`;
}
