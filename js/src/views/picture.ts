// The picture with its heat: one canvas pixel per patch, scaled up by the browser, so that cells stay crisp
// and a new size, theme or pixel ratio needs no redrawing. Outlines lie above it as SVG.
import { paint, pinColour, pinInk, pinLetter } from "../colour.ts";
import { type Context, watch } from "../context.ts";
import { assign, h, s } from "../dom.ts";
import { places, signed } from "../format.ts";
import { step } from "../keys.ts";
import { cellsBetween, colsOf, heat, rowsOf } from "../numbers.ts";
import { cellName, outline, peakCell, peakRegion } from "../regions.ts";
import { type Mode, type Pin, selectPatches } from "../state.ts";
import type { Pair } from "../wire.ts";
import { totalOf } from "../words.ts";

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
  const drawn = now.pins.flatMap((pin) =>
    border(pinCells(pair, pin), wide, pin.patches.length > 0 ? "pin" : "pin peak", pinColour(pin.colour)),
  );
  if (now.selected_patches.length > 0) drawn.push(...border(now.selected_patches, wide, "kept"));
  if (colsFrom === "none") drawn.push(...border(region, wide, "peak"));
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

function drawTags(tags: HTMLElement, { host }: Context): void {
  const { rows, cols } = host.pair.picture;
  tags.replaceChildren(
    ...host.store.history.value.now.pins.flatMap((pin) => {
      const first = pinCells(host.pair, pin)[0];
      if (first === undefined) return [];
      const [top, left] = [Math.floor(first / cols) / rows, (first % cols) / cols];
      const style = `top: ${100 * top}%; left: ${100 * left}%; --pin: ${pinColour(pin.colour)}; --on-pin: ${pinInk(pin.colour)}`;
      return [h("span", { class: "tag", style }, pinLetter(pin.colour))];
    }),
  );
}

function cellsOf(pair: Pair, cols: readonly number[]): number[] {
  const chosen = new Set(cols);
  return pair.patches.flatMap((col, cell) => (chosen.has(col) ? [cell] : []));
}

function listen(context: Context, root: HTMLElement): void {
  const { host, view, stop, shown } = context;
  const { rows, cols } = host.pair.picture;
  let anchor: number | null = null; // where a drag began
  let cursor: number | null = null; // where the keyboard is
  let corner: number | null = null; // where its box began
  const on = <K extends keyof HTMLElementEventMap>(name: K, run: (event: HTMLElementEventMap[K]) => void) =>
    root.addEventListener(name, run, { signal: stop });

  const preview = (cells: readonly number[]) => {
    const next = colsOf(host.pair, cells);
    const old = view.hover.peek();
    if (old?.from === "picture" && old.cols.join() === next.join()) return;
    view.hover.value = { rows: [], cols: next, from: "picture" };
  };
  const keep = (cells: readonly number[], mode: Mode) => {
    host.store.act((now) => selectPatches(now, cells, mode));
  };
  const cellAt = (event: PointerEvent) => {
    const box = root.getBoundingClientRect();
    const part = (at: number, size: number, count: number) =>
      Math.min(count - 1, Math.max(0, Math.floor((at / size) * count)));
    return (
      part(event.clientY - box.top, box.height, rows) * cols + part(event.clientX - box.left, box.width, cols)
    );
  };

  on("pointermove", (event) => {
    const cell = cellAt(event);
    preview(anchor === null ? [cell] : cellsBetween(cols, anchor, cell));
  });
  on("pointerleave", () => {
    if (anchor === null) view.hover.value = null;
  });
  on("pointerdown", (event) => {
    if (event.button !== 0) return;
    anchor = cellAt(event);
    cursor = anchor;
    root.setPointerCapture(event.pointerId);
  });
  on("pointerup", (event) => {
    if (anchor === null) return;
    const cells = cellsBetween(cols, anchor, cellAt(event));
    const add = event.ctrlKey || event.metaKey || event.shiftKey;
    keep(cells, add ? "add" : cells.length === 1 ? "click" : "only");
    anchor = null;
  });
  on("pointercancel", () => {
    anchor = null;
    view.hover.value = null;
  });
  on("focusin", () => {
    if (root.matches(":focus-visible")) point(cursor ?? peak());
  });
  on("focusout", () => {
    view.hover.value = null;
    corner = null;
  });
  on("keydown", (event) => {
    const here = cursor ?? peak();
    const next = step(event.key, here, rows, cols);
    if (next !== null) {
      corner = event.shiftKey ? (corner ?? here) : null;
      point(next);
    } else if (event.key === "Enter" || event.key === " ") {
      const cells = boxed(here);
      keep(cells, event.ctrlKey || event.metaKey ? "add" : "click");
      corner = null;
      tell(context, cells);
    } else return;
    event.preventDefault();
  });

  const peak = () => Math.max(0, peakCell(shown.peek().heat));
  const boxed = (cell: number) => (corner === null ? [cell] : cellsBetween(cols, corner, cell));
  const point = (cell: number) => {
    cursor = cell;
    preview(boxed(cell));
    tell(context, boxed(cell));
  };
}

function tell({ host, limits, announce, shown }: Context, cells: readonly number[]): void {
  const { pair } = host;
  const kept = host.store.history.peek().now.selected_patches;
  const rows = shown.peek().rowsFrom === "kept" ? shown.peek().rows : [];
  const value = signed(totalOf(pair, rows, colsOf(pair, cells)), places(limits.heat));
  const name = cells.length === 1 ? cellName(cells[0]!, pair.picture.cols) : `${cells.length} patches`;
  announce(`${name}, ${value}${cells.every((cell) => kept.includes(cell)) ? ", kept" : ""}`);
}
