// A picture with its heat: one canvas pixel per patch, scaled up by the browser, so that cells stay crisp
// and a new size, theme or pixel ratio needs no redrawing. Outlines lie above it as SVG.
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
  watch(context, () => {
    drawLines(lines, context, name, side);
    lines.append(hand);
  });
  watch(context, () => {
    root.dataset.tool = view.tool.value;
  });
  watch(context, () => drawTags(tags, context, name, side));
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

/** Outlines, each on a pale casing so that it shows on any picture. */
function drawLines(lines: SVGSVGElement, { host, shown }: Context, name: SideName, side: Picture): void {
  const { now } = host.store.history.value;
  const { region, units, from, pin: sum } = shown.value[name];
  const drawn = from === "none" ? border(region, side.cols, "peak") : [];
  drawn.push(...border(now[name], side.cols, "kept"));
  for (const pin of now.pins.filter((each) => each.shown)) {
    const kind = heldOn(pin, name).length > 0 ? "pin" : "pin peak";
    drawn.push(...border(pinCells(host.pair, name, side, pin), side.cols, kind, pinColour(pin.colour)));
  }
  if (from === "hover" || from === "preview" || sum)
    drawn.push(...border(cellsOf(side, units), side.cols, "hovered"));
  lines.replaceChildren(...drawn);
}

function border(cells: readonly number[], cols: number, kind: string, colour?: string): SVGPathElement[] {
  if (cells.length === 0) return [];
  const d = outline(cells, cols);
  const style = colour ? `stroke: ${colour}` : undefined;
  return [s("path", { d, class: "casing" }), s("path", { d, class: kind, style })];
}

/** A pin without a region of its own is shown where what it holds on the other side has its peak. */
function pinCells(pair: Pair, name: SideName, side: Picture, pin: Pin): readonly number[] {
  const held = heldOn(pin, name);
  if (held.length > 0) return held;
  const from = other(name);
  const values = isPlain(pin) ? given(pair, from, unitsOf(pair[from], pin[from])) : answerOf(pair, name, pin);
  return peakRegion(atContent(side, values), side.cols);
}

/** A letter at each pin's first cell; pins that begin at the same cell stand side by side. */
function drawTags(tags: HTMLElement, { host }: Context, name: SideName, side: Picture): void {
  const { rows, cols } = side;
  const taken = new Map<number, number>();
  const drawn = host.store.history.value.now.pins.flatMap((pin) => {
    const { colour } = pin;
    if (!pin.shown) return [];
    const first = pinCells(host.pair, name, side, pin)[0];
    if (first === undefined) return [];
    const place = taken.get(first) ?? 0;
    taken.set(first, place + 1);
    const [top, left] = [Math.floor(first / cols) / rows, (first % cols) / cols];
    const at = `top: ${100 * top}%; left: calc(${100 * left}% + ${18 * place}px)`;
    const style = `${at}; --pin: ${pinColour(colour)}; --on-pin: ${pinInk(colour)}`;
    return [h("span", { class: "tag", style }, pinLetter(colour))];
  });
  tags.replaceChildren(...drawn);
}

function cellsOf(side: Picture, units: readonly number[]): number[] {
  const chosen = new Set(units);
  return side.content.flatMap((unit, cell) => (chosen.has(unit) ? [cell] : []));
}
