// The scale: both ends in numbers and in words, whether it is locked, and how strongly it covers the picture.
import { gradient } from "../colour.ts";
import { type Context, on, paletteNow, setLook, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { count, places, plain, signed } from "../format.ts";
import { largestGroup } from "../limits.ts";
import type { Switch } from "../look.ts";
import { nameOf } from "../names.ts";
import { contentCount } from "../shown.ts";
import { order, other, sideName } from "../sides.ts";
import type { SideName } from "../wire.ts";

/** Of a picture with a caption. */
export function legend(context: Context): HTMLElement {
  const name = order(context.host.pair)[1];
  const note = h("p", { class: "note" });
  watch(context, () => say(note, noteOf(context)));
  return h("div", { class: "legend" }, title(context, name), scale(context, name), controls(context), note);
}

/** Under each of two pictures: whose heat lies on it, and its scale. */
export function ownScale(context: Context, name: SideName): HTMLElement {
  return h("div", { class: "legend own" }, title(context, name), scale(context, name));
}

/** Under both of two pictures: what holds for both. */
export function sharedControls(context: Context): HTMLElement {
  const note = h("p", { class: "note" });
  watch(context, () => say(note, noteOnPictures(context)));
  return h("div", { class: "legend" }, controls(context), note);
}

/** For two captions: what the underlines mean. */
export function strokes(context: Context): HTMLElement {
  const { shown, limits } = context;
  const height = h("span", { class: "height" });
  const note = h("p", { class: "note" });
  const stroke = (sign: string) => h("i", { class: "stroke", "data-sign": sign, "aria-hidden": "true" });
  watch(context, () => {
    const end = Math.max(shown.value.a.limit, shown.value.b.limit);
    say(height, end > 0 ? `full height ${plain(end, limits.digits)}` : "every value is zero");
    say(note, noteOnWords(context));
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
  return h("div", { class: "legend" }, h("div", { class: "controls" }, key, lock), note);
}

const LOCKED = "One scale for every selection, so that colours can be compared";

function title(context: Context, name: SideName): HTMLElement {
  const line = h("p", { class: "note title" });
  watch(context, () => say(line, titleOf(context, name)));
  return line;
}

function scale(context: Context, name: SideName): HTMLElement {
  const low = h("span", { class: "end" });
  const high = h("span", { class: "end" });
  const ramp = h("span", { class: "ramp", "aria-hidden": "true" });
  watch(context, () => ramp.style.setProperty("--ramp", gradient(paletteNow(context))));
  watch(context, () => {
    const { limit } = context.shown.value[name];
    const digits = places(limit);
    say(low, limit > 0 ? plain(-limit, digits) : "0");
    say(high, limit > 0 ? signed(limit, digits) : "0");
    assign(ramp, { "data-empty": limit === 0 });
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
    tick(context, "grey", "Grey picture", "Takes the picture's colours away, so that only the heat has any"),
  );
}

/** A labelled checkbox for a part of the look. */
export function tick(context: Context, name: Switch, text: string, title: string): HTMLElement {
  const box = h("input", { type: "checkbox" });
  on(context, box, "change", () => setLook(context, { [name]: box.checked }));
  watch(context, () => {
    box.checked = context.look[name].value;
  });
  return h("label", { title }, box, text);
}

/** Whose heat lies on a picture: it stays there while a patch is pointed at. */
function titleOf({ host, look, shown }: Context, name: SideName): string {
  const { pair } = host;
  const from = other(name);
  const chosen = nameOf(pair, from, shown.value[from].units);
  const tail = `value per patch${look.smooth.value ? ", smoothed" : ""}`;
  if (pair[from].kind === "picture") {
    return chosen ? `With ${chosen}: ${tail}` : `No heat: point at the ${sideName(pair, from)}`;
  }
  return chosen ? `On the picture: ${chosen}, ${tail}` : "No heat on the picture: point at a word";
}

/** Said for as long as nothing is chosen. */
const HINT = "Point at words or at the picture; click to keep, drag for several.";
const UNLOCKED = "Unlocked: colours fit this selection only; do not compare them with another.";

/** What a person must know to read the colours and underlines now. */
function noteOf(context: Context): string {
  if (!context.look.locked.value) return UNLOCKED;
  const { host, shown, limits } = context;
  const [caption, picture] = order(host.pair);
  const past = beyond(context, picture);
  if (past) return `Some patches lie beyond the scale: up to ${past}.`;
  const { units } = shown.value[picture];
  if (units.length === 0) return shown.value[caption].from === "preview" ? HINT : "";
  const many = count(contentCount(host.pair, picture, units), "patch", "patches");
  return `Full underline: ${plain(shown.value[caption].limit, limits.digits)}, the most any word gets from ${many}.`;
}

function noteOnPictures({ look, shown }: Context): string {
  if (!look.locked.value) return UNLOCKED;
  if (shown.value.a.from === "preview")
    return "Point at either picture; click to keep a patch, drag for a box.";
  return "The scale ends at the most that any patch gets from as many patches as are chosen.";
}

function noteOnWords(context: Context): string {
  if (!context.look.locked.value) return UNLOCKED.replace("colours fit", "underlines fit");
  const past = beyond(context, "a") || beyond(context, "b");
  if (past) return `Some words lie beyond the scale: up to ${past}.`;
  if (context.shown.value.a.from === "preview") return "Point at words; click to keep, drag for several.";
  return "A full underline is the most that any word gets from a word or phrase of the other caption.";
}

/** The largest value where it lies beyond the locked scale; empty where none does. */
function beyond({ host, shown, limits }: Context, name: SideName): string {
  const { heat, limit } = shown.value[name];
  const most = largestGroup(host.pair[name], heat);
  return most > limit * 1.0001 ? plain(most, limits.digits) : "";
}
