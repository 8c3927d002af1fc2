// Units of the picture that lie nowhere on it (class, register): chips that can be pointed at.
import { type Context, watch } from "../context.ts";
import { h } from "../dom.ts";
import { pictureSpecials } from "../units.ts";

export function specials(context: Context): HTMLElement {
  const { host, view, stop } = context;
  const chips = pictureSpecials(host.pair).map(({ text, cols }) => {
    const chip = h("button", { type: "button", class: "unit special" }, text);
    const enter = () => {
      view.hover.value = { rows: [], cols, from: "picture" };
    };
    const leave = () => {
      view.hover.value = null;
    };
    for (const event of ["pointerenter", "focus"]) chip.addEventListener(event, enter, { signal: stop });
    for (const event of ["pointerleave", "blur"]) chip.addEventListener(event, leave, { signal: stop });
    return chip;
  });
  const root = h("div", { class: "specials" }, h("span", { class: "note" }, "Off the picture:"), ...chips);
  watch(context, () => {
    root.hidden = !view.special.value || chips.length === 0;
  });
  return root;
}
