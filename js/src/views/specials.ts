// Units of a picture that lie nowhere on it (class, register, padding): chips that can be pointed at.
import { type Context, on, point, watch } from "../context.ts";
import { h } from "../dom.ts";
import { specialUnits } from "../units.ts";
import type { Picture, SideName } from "../wire.ts";

export function specials(context: Context, name: SideName, side: Picture): HTMLElement {
  const { look } = context;
  const chips = specialUnits(side).map(({ text, units }) => {
    const chip = h("button", { type: "button", class: "unit special" }, text);
    on(context, chip, ["pointerenter", "focus"], () =>
      point(context, { a: [], b: [], [name]: units, from: name }),
    );
    on(context, chip, ["pointerleave", "blur"], () => point(context, null));
    return chip;
  });
  const root = h("div", { class: "specials" }, h("span", { class: "note" }, "Off the picture:"), ...chips);
  watch(context, () => {
    root.hidden = !look.special.value || chips.length === 0;
  });
  return root;
}
