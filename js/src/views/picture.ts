// The picture with its heat: one canvas pixel per patch, scaled up by the browser, so that cells stay crisp
// and a new size, theme or pixel ratio needs no redrawing. Outlines lie above it as SVG.
import { paint, pinColour, pinInk, pinLetter } from "../colour.ts";
import { type Context, watch } from "../context.ts";
import { assign, h, s } from "../dom.ts";
import { heat, rowsOf } from "../numbers.ts";
import { outline, peakRegion } from "../regions.ts";
import type { Pin } from "../state.ts";
import type { Pair } from "../wire.ts";
import { listen } from "./picture_input.ts";

export function picture(context: Context): HTMLElement {
  const { host, view } = context;
  const { rows, cols, width, height } = host.pair.picture;
  const image = h("img", { src: host.picture, alt: "", draggable: "false" });
  const canvas = h("canvas", { width: cols, height: rows, "aria-hidden": "true" });
  const lines = s("svg", {
    viewBox: `0 0 ${cols} ${rows}`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  const tags = h("div", { class: "tags", "aria-hidden": "true" });
  const root = h(
    "div",
    {
      class: "picture",
      role: "application",
      "aria-roledescription": "patch grid",
      "aria-label": `Picture of ${rows} by ${cols} patches. Arrow keys move, Enter keeps, Shift and arrows draw a box.`,
      tabindex: 0,
      style: `aspect-ratio: ${width} / ${height}; --shape: ${width / height}`,
    },
    image,
    canvas,
    lines,
    tags,
  );
  watch(context, () => drawHeat(canvas, context));
  watch(context, () => {
    canvas.style.opacity = String(view.opacity.value);
    assign(root, { "data-smooth": view.smooth.value, "data-grey": view.grey.value });
  });
  watch(context, () => drawLines(lines, context));
  watch(context, () => drawTags(tags, context));
  listen(context, root);
  return root;
}

function drawHeat(canvas: HTMLCanvasElement, { shown }: Context): void {
  const { heat: values, heatLimit } = shown.value;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const pixels = pen.createImageData(canvas.width, canvas.height);
  paint(values, heatLimit, pixels.data);
  pen.putImageData(pixels, 0, 0);
}

/** Outlines, each on a pale casing so that it shows on any picture. */
function drawLines(lines: SVGSVGElement, { host, shown }: Context): void {
  const { pair, store } = host;
  const { now } = store.history.value;
  const { region, cols, colsFrom } = shown.value;
  const wide = pair.picture.cols;
  const drawn = colsFrom === "none" ? border(region, wide, "peak") : [];
  drawn.push(...border(now.selected_patches, wide, "kept"));
  for (const pin of now.pins) {
    const kind = pin.patches.length > 0 ? "pin" : "pin peak";
    drawn.push(...border(pinCells(pair, pin), wide, kind, pinColour(pin.colour)));
  }
  if (colsFrom === "hover") drawn.push(...border(cellsOf(pair, cols), wide, "hovered"));
  lines.replaceChildren(...drawn);
}

function border(cells: readonly number[], cols: number, kind: string, colour?: string): SVGPathElement[] {
  if (cells.length === 0) return [];
  const d = outline(cells, cols);
  const style = colour ? `stroke: ${colour}` : undefined;
  return [s("path", { d, class: "casing" }), s("path", { d, class: kind, style })];
}

/** A pin without a region of its own is shown where its phrase peaks. */
function pinCells(pair: Pair, pin: Pin): readonly number[] {
  return pin.patches.length > 0
    ? pin.patches
    : peakRegion(heat(pair, rowsOf(pair, pin.tokens)), pair.picture.cols);
}

/** A letter at each pin's first cell; pins that begin at the same cell stand side by side. */
function drawTags(tags: HTMLElement, { host }: Context): void {
  const { rows, cols } = host.pair.picture;
  const taken = new Map<number, number>();
  const drawn = host.store.history.value.now.pins.flatMap((pin) => {
    const { colour } = pin;
    const first = pinCells(host.pair, pin)[0];
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

function cellsOf(pair: Pair, cols: readonly number[]): number[] {
  const chosen = new Set(cols);
  return pair.patches.flatMap((col, cell) => (chosen.has(col) ? [cell] : []));
}
