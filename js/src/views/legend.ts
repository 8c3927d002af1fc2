// The legend of heat and underlines: whose they are, the scale, and what is changed often.
import { type Context, on, setLook, watch } from "../context.ts";
import { h, say } from "../dom.ts";
import { plain, signed } from "../format.ts";
import { nameOf } from "../names.ts";
import { pinName } from "../pin_names.ts";
import { order, other, sideName } from "../sides.ts";
import type { SideName } from "../wire.ts";
import { menus } from "./menu.ts";
import { scaleBar } from "./scale.ts";
import { heatMenu, strokeMenu } from "./scale_menu.ts";
import { noteOf, noteOnPictures, noteOnWords } from "./scale_notes.ts";
import { tick } from "./tick.ts";

/** Of a picture with a caption. */
export function legend(context: Context): HTMLElement {
  const name = order(context.host.pair)[1];
  return h(
    "div",
    { class: "legend" },
    title(context, name),
    scale(context, name),
    controls(context),
    note(context, noteOf),
  );
}

/** Under each of two pictures: whose heat lies on it, and its scale. */
export function ownScale(context: Context, name: SideName): HTMLElement {
  return h("div", { class: "legend own" }, title(context, name), scale(context, name));
}

/** Under both of two pictures: what holds for both. */
export function sharedControls(context: Context): HTMLElement {
  return h("div", { class: "legend" }, controls(context), note(context, noteOnPictures));
}

/** For two captions: what the underlines mean. */
export function strokes(context: Context): HTMLElement {
  const { shown, limits } = context;
  const height = h("span", { class: "height" });
  const stroke = (sign: string) => h("i", { class: "stroke", "data-sign": sign, "aria-hidden": "true" });
  watch(context, () => {
    const end = Math.max(shown.value.a.limit, shown.value.b.limit);
    say(height, end > 0 ? `full height ${plain(end, limits.digits)}` : "every value is zero");
  });
  const key = h(
    "div",
    { class: "scale strokes" },
    stroke("for"),
    "for",
    stroke("against"),
    "against",
    height,
  );
  const lock = tick(context, "locked", "Locked scale", LOCKED);
  const more = menus(context, strokeMenu);
  return h(
    "div",
    { class: "legend" },
    h("div", { class: "controls" }, key, lock, more),
    note(context, noteOnWords),
  );
}

const LOCKED = "One scale for every selection, so that colours can be compared";

function note(context: Context, text: (context: Context) => string): HTMLElement {
  const line = h("p", { class: "note" });
  watch(context, () => say(line, text(context)));
  return line;
}

function title(context: Context, name: SideName): HTMLElement {
  const line = h("p", { class: "note title" });
  watch(context, () => say(line, titleOf(context, name)));
  return line;
}

function scale(context: Context, name: SideName): HTMLElement {
  return scaleBar(context, {
    label: "Colour scale, value per patch",
    limit: () => context.shown.value[name].limit,
    value: () => pointedAt(context, name),
  });
}

/** The heat of the patch that is pointed at. */
function pointedAt({ view, shown }: Context, name: SideName): number | null {
  const hover = view.hover.value;
  const [unit, ...more] = hover?.from === name ? hover[name] : [];
  return unit === undefined || more.length > 0 ? null : shown.value[name].answer[unit]!;
}

function controls(context: Context): HTMLElement {
  const { look } = context;
  const opacity = h("input", { type: "range", min: 0, max: 1, step: 0.05, value: look.opacity.peek() });
  opacity.setAttribute("aria-label", "Opacity of the heat");
  watch(context, () => {
    opacity.value = String(look.opacity.value);
  });
  on(context, opacity, "input", () => setLook(context, { opacity: Number(opacity.value) }));
  return h(
    "div",
    { class: "controls" },
    tick(context, "locked", "Locked scale", LOCKED),
    h("label", {}, "Opacity", opacity),
    menus(context, heatMenu),
  );
}

/** Whose heat lies on a picture: it stays there while a patch is pointed at, whose own value is said. */
function titleOf(context: Context, name: SideName): string {
  const { host, look, limits } = context;
  const { pair } = host;
  const chosen = nameOfHeat(context, other(name));
  const value = pointedAt(context, name);
  const smooth = look.smooth.value ? ", smoothed" : "";
  const tail = value === null ? `value per patch${smooth}` : `${signed(value, limits.digits)} in this patch`;
  if (pair[other(name)].kind === "picture") {
    return chosen ? `With ${chosen}: ${tail}` : `No heat: point at the ${sideName(pair, other(name))}`;
  }
  return chosen ? `On the picture: ${chosen}, ${tail}` : "No heat on the picture: point at a word";
}

function nameOfHeat({ host, shown }: Context, from: SideName): string {
  const { pin, units } = shown.value[from];
  return pin ? pinName(host.pair, pin, host.store.history.value.now.pins) : nameOf(host.pair, from, units);
}
