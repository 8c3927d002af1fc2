// Units of the picture that lie nowhere on it (class, register): chips that can be pointed at.
import { type Context, on, point, watch } from "../context.ts";
import { h } from "../dom.ts";
import { pictureSpecials } from "../units.ts";

export function specials(context: Context): HTMLElement {
  const { host, view } = context;
  const chips = pictureSpecials(host.pair).map(({ text, cols }) => {
    const chip = h("button", { type: "button", class: "unit special" }, text);
    on(context, chip, ["pointerenter", "focus"], () => point(context, { rows: [], cols, from: "picture" }));
    on(context, chip, ["pointerleave", "blur"], () => point(context, null));
    return chip;
  });
  const root = h("div", { class: "specials" }, h("span", { class: "note" }, "Off the picture:"), ...chips);
  watch(context, () => {
    root.hidden = !view.special.value || chips.length === 0;
  });
  return root;
}
