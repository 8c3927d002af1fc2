// The scale: both ends in numbers and in words, whether it is locked, and how strongly it covers the picture.
import type { Signal } from "@preact/signals-core";
import { gradient } from "../colour.ts";
import { type Context, on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { count, places, plain, signed } from "../format.ts";
import { largest } from "../numbers.ts";
import { rowsName } from "../words.ts";

export function legend(context: Context): HTMLElement {
  const title = h("p", { class: "note title" });
  const note = h("p", { class: "note" });
  watch(context, () => {
    say(title, titleOf(context));
    say(note, noteOf(context));
  });
  return h("div", { class: "legend" }, title, scale(context), controls(context), note);
}

function scale(context: Context): HTMLElement {
  const low = h("span", { class: "end" });
  const high = h("span", { class: "end" });
  const ramp = h("span", { class: "ramp", "aria-hidden": "true", style: `--ramp: ${gradient()}` });
  watch(context, () => {
    const { heatLimit } = context.shown.value;
    const digits = places(heatLimit);
    say(low, heatLimit > 0 ? plain(-heatLimit, digits) : "0");
    say(high, heatLimit > 0 ? signed(heatLimit, digits) : "0");
    assign(ramp, { "data-empty": heatLimit === 0 });
  });
  return h(
    "div",
    { class: "scale", role: "group", "aria-label": "Colour scale, value per patch" },
    h("span", { class: "pole" }, "against"),
    low,
    ramp,
    high,
    h("span", { class: "pole" }, "for"),
  );
}

function controls(context: Context): HTMLElement {
  const { view } = context;
  const opacity = h("input", { type: "range", min: 0, max: 1, step: 0.05, value: view.opacity.peek() });
  opacity.setAttribute("aria-label", "Opacity of the heat");
  on(context, opacity, "input", () => set(view.opacity, Number(opacity.value)));
  return h(
    "div",
    { class: "controls" },
    tick(
      context,
      view.locked,
      "Locked scale",
      "One scale for every selection, so that colours can be compared",
    ),
    h("label", {}, "Opacity", opacity),
    tick(
      context,
      view.grey,
      "Grey picture",
      "Takes the picture's colours away, so that only the heat has any",
    ),
  );
}

/** A labelled checkbox that follows a signal. */
export function tick(context: Context, state: Signal<boolean>, text: string, title: string): HTMLElement {
  const box = h("input", { type: "checkbox" });
  on(context, box, "change", () => set(state, box.checked));
  watch(context, () => {
    box.checked = state.value;
  });
  return h("label", { title }, box, text);
}

function set<T>(to: Signal<T>, value: T): void {
  to.value = value;
}

/** Whose heat lies on the picture: it stays there while a patch is pointed at. */
function titleOf({ host, view, shown }: Context): string {
  const name = rowsName(host.pair, shown.value.rows);
  if (!name) return "No heat on the picture: point at a word";
  return `On the picture: ${name}, value per patch${view.smooth.value ? ", smoothed" : ""}`;
}

/** Said for as long as nothing is chosen. */
const HINT = "Point at words or at the picture; click to keep, drag for several.";

/** What a person must know to read the colours and underlines now. */
function noteOf({ host, view, shown, limits }: Context): string {
  if (!view.locked.value)
    return "Unlocked: colours fit this selection only; do not compare them with another.";
  const { heat, cols, rowsFrom, wordLimit } = shown.value;
  const most = largest(heat);
  const digits = places(limits.heat);
  if (most > limits.heat * 1.0001) return `Some patches lie beyond the scale: up to ${plain(most, digits)}.`;
  if (cols.length === 0) return rowsFrom === "preview" ? HINT : "";
  const patches = new Set(host.pair.patches);
  const many = cols.every((col) => patches.has(col)) ? cols.length : patches.size;
  return `Full underline: ${plain(wordLimit, digits)}, the most any word gets from ${count(many, "patch", "patches")}.`;
}
