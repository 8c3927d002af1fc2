// A picture with its heat: one canvas pixel per patch, scaled up by the browser, so that cells stay crisp
// and a new size, theme or pixel ratio needs no redrawing. Outlines lie above it as SVG.
import { computed } from "@preact/signals-core";
import { paint, pinColour, pinInk, pinLetter } from "../colour.ts";
import { type Context, paletteNow, watch } from "../context.ts";
import { assign, h, s } from "../dom.ts";
import { atContent, given, unitsOf } from "../numbers.ts";
import { heldOn, isPlain } from "../pinning.ts";
import { outline, peakRegion } from "../regions.ts";
import { answerOf } from "../shown.ts";
import { capital, other, sideName } from "../sides.ts";
import type { Pin } from "../state.ts";
import type { Pair, Picture, SideName } from "../wire.ts";
import { listen } from "./picture_input.ts";

export function picture(context: Context, name: SideName, side: Picture): HTMLElement {
  const { host, look, view } = context;
  const { rows, cols, width, height } = side;
  const image = h("img", { src: host.pictures[name], alt: "", draggable: "false" });
  const canvas = h("canvas", { width: cols, height: rows, "aria-hidden": "true" });
  const lines = s("svg", {
    viewBox: `0 0 ${cols} ${rows}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  const tags = h("div", { class: "tags", "aria-hidden": "true" });
  const hand = s("path", { class: "hand" }); // the line that is being drawn
  const root = h(
    "div",
    {
      class: "picture",
      role: "application",
      "aria-roledescription": "patch grid",
      "aria-label": `${capital(sideName(host.pair, name))} of ${rows} by ${cols} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,
      tabindex: 0,
      style: `aspect-ratio: ${width} / ${height}; --shape: ${width / height}`,
    },
    image,
    canvas,
    lines,
    tags,
  );
  watch(context, () => drawHeat(canvas, context, name));
  watch(context, () => {
    canvas.style.opacity = String(look.opacity.value);
    assign(root, { "data-smooth": look.smooth.value, "data-grey": look.grey.value });
  });
  const pins = computed(() => drawnPins(context, name, side));
  watch(context, () => {
    lines.replaceChildren(...bordersOf(context, name, side, pins.value).flatMap(path), hand);
  });
  watch(context, () => {
    root.dataset.tool = view.tool.value;
  });
  watch(context, () => tags.replaceChildren(...tagsOf(pins.value).map((each) => tag(side, each))));
  listen(context, name, side, root, hand);
  return root;
}

function drawHeat(canvas: HTMLCanvasElement, context: Context, name: SideName): void {
  const { heat: values, limit } = context.shown.value[name];
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const pixels = pen.createImageData(canvas.width, canvas.height);
  paint(values, limit, paletteNow(context), pixels.data);
  pen.putImageData(pixels, 0, 0);
}

/** A pin as it lies on the picture: its region, or where what it holds on the other side has its peak. */
export interface DrawnPin {
  readonly colour: number;
  readonly cells: readonly number[];
  readonly kind: "pin" | "pin peak";
}

/** Pins that are shown; they stay as they are while one points at things. */
export function drawnPins({ host }: Context, name: SideName, side: Picture): DrawnPin[] {
  const drawn = host.store.history.value.now.pins.filter(({ shown }) => shown);
  return drawn.map((pin) => {
    const held = heldOn(pin, name);
    return held.length > 0
      ? { colour: pin.colour, cells: held, kind: "pin" }
      : { colour: pin.colour, cells: peakOf(host.pair, name, side, pin), kind: "pin peak" };
  });
}

function peakOf(pair: Pair, name: SideName, side: Picture, pin: Pin): number[] {
  const from = other(name);
  const values = isPlain(pin) ? given(pair, from, unitsOf(pair[from], pin[from])) : answerOf(pair, name, pin);
  return peakRegion(atContent(side, values), side.cols);
}

/** An outline in units of cells. */
export interface Border {
  readonly d: string;
  /** "kept", "hovered", "peak", "pin" or "pin peak" */
  readonly kind: string;
  readonly colour?: string;
}

/** All outlines that lie on a picture now, the last on top. */
export function bordersOf(
  { host, shown }: Context,
  name: SideName,
  side: Picture,
  pins: readonly DrawnPin[],
): Border[] {
  const { region, units, from, pin: sum } = shown.value[name];
  const drawn = from === "none" ? border(region, side.cols, "peak") : [];
  drawn.push(...border(host.store.history.value.now[name], side.cols, "kept"));
  for (const { cells, kind, colour } of pins)
    drawn.push(...border(cells, side.cols, kind, pinColour(colour)));
  if (from === "hover" || from === "preview" || sum)
    drawn.push(...border(cellsOf(side, units), side.cols, "hovered"));
  return drawn;
}

function border(cells: readonly number[], cols: number, kind: string, colour?: string): Border[] {
  if (cells.length === 0) return [];
  const d = outline(cells, cols);
  return [colour ? { d, kind, colour } : { d, kind }];
}

/** Each outline lies on a pale casing, so that it shows on any picture. */
function path({ d, kind, colour }: Border): SVGPathElement[] {
  const style = colour ? `stroke: ${colour}` : undefined;
  return [s("path", { d, class: "casing" }), s("path", { d, class: kind, style })];
}

/** A letter at a pin's first cell; pins that begin at the same cell stand side by side. */
export interface Tag {
  readonly slot: number;
  readonly cell: number;
  readonly place: number;
}

export function tagsOf(pins: readonly DrawnPin[]): Tag[] {
  const taken = new Map<number, number>();
  return pins.flatMap(({ colour: slot, cells: [cell] }) => {
    if (cell === undefined) return [];
    const place = taken.get(cell) ?? 0;
    taken.set(cell, place + 1);
    return [{ slot, cell, place }];
  });
}

function tag({ rows, cols }: Picture, { slot, cell, place }: Tag): HTMLElement {
  const [top, left] = [Math.floor(cell / cols) / rows, (cell % cols) / cols];
  const at = `top: ${100 * top}%; left: calc(${100 * left}% + ${18 * place}px)`;
  const style = `${at}; --pin: ${pinColour(slot)}; --on-pin: ${pinInk(slot)}`;
  return h("span", { class: "tag", style }, pinLetter(slot));
}

function cellsOf(side: Picture, units: readonly number[]): number[] {
  const chosen = new Set(units);
  return side.content.flatMap((unit, cell) => (chosen.has(unit) ? [cell] : []));
}
