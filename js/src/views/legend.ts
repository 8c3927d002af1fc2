// The scale: both ends in numbers and in words, whether it is locked, and how strongly it covers the picture.
import { gradient } from "../colour.ts";
import { type Context, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { places, plain, signed } from "../format.ts";
import { largest } from "../numbers.ts";
import { rowsName } from "../words.ts";

export function legend(context: Context): HTMLElement {
  const { view, stop, shown } = context;
  const low = h("span", { class: "end" });
  const high = h("span", { class: "end" });
  const title = h("p", { class: "note title" });
  const note = h("p", { class: "note" });
  const bar = h("span", { class: "ramp", "aria-hidden": "true", style: `--ramp: ${gradient()}` });
  const locked = h("input", { type: "checkbox", role: "switch", checked: true });
  const opacity = h("input", {
    type: "range",
    min: 0,
    max: 1,
    step: 0.05,
    value: view.opacity.peek(),
    "aria-label": "Opacity of the heat",
  });
  locked.addEventListener(
    "change",
    () => {
      view.locked.value = locked.checked;
    },
    { signal: stop },
  );
  opacity.addEventListener(
    "input",
    () => {
      view.opacity.value = Number(opacity.value);
    },
    { signal: stop },
  );
  watch(context, () => {
    const { heatLimit } = shown.value;
    const digits = places(heatLimit);
    say(low, heatLimit > 0 ? plain(-heatLimit, digits) : "0");
    say(high, heatLimit > 0 ? signed(heatLimit, digits) : "0");
    assign(bar, { "data-empty": heatLimit === 0 });
    say(title, titleOf(context));
    say(note, noteOf(context));
  });
  return h(
    "div",
    { class: "legend" },
    title,
    h(
      "div",
      { class: "scale", role: "group", "aria-label": "Colour scale, per patch" },
      h("span", { class: "side" }, "against"),
      low,
      bar,
      high,
      h("span", { class: "side" }, "for"),
    ),
    h(
      "div",
      { class: "controls" },
      h(
        "label",
        { title: "One scale for every selection, so that colours can be compared" },
        locked,
        "Locked scale",
      ),
      h("label", {}, "Opacity", opacity),
    ),
    note,
  );
}

/** Whose heat lies on the picture: it stays there while a patch is pointed at. */
function titleOf({ host, shown }: Context): string {
  const name = rowsName(host.pair, shown.value.rows);
  return name ? `On the picture: ${name}, value per patch` : "No heat on the picture: point at a word";
}

/** What a person must know to read the colours now; empty when the legend says it all. */
function noteOf({ view, shown, limits }: Context): string {
  if (!view.locked.value)
    return "Unlocked: colours fit this selection only; do not compare them with another.";
  const most = largest(shown.value.heat);
  if (most <= limits.heat * 1.0001) return "";
  return `Some patches lie beyond the scale: up to ${plain(most, places(limits.heat))}.`;
}
