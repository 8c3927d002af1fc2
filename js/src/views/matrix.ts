// Words × patches as one grid of cells, beside small pictures that say where a patch is. Cells and labels lie on one
// canvas, what is pointed at and kept on another above it.
import { computed, type Signal, signal } from "@preact/signals-core";
import { type Context, paletteNow, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { gridOf } from "../grid.ts";
import { sideName } from "../sides.ts";
import type { Pair } from "../wire.ts";
import { cellSize, settled, type Zoom } from "../zoom.ts";
import { listen } from "./matrix_input.ts";
import { drawLabels } from "./matrix_labels.ts";
import { drawMarks, marksOf } from "./matrix_marks.ts";
import { BOLD, drawCells, finest, font, imageOf, inkOf, margins, type Sheet } from "./matrix_paint.ts";
import { matrixTools } from "./matrix_tools.ts";

interface Size {
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen per pixel of the page. */
  readonly ratio: number;
}

/** What a text is long without a canvas to measure it on. */
const LETTER = 7;

export function matrix(context: Context, zoom: Signal<Zoom>): HTMLElement {
  const { host, look, view } = context;
  const { pair } = host;
  const cells = h("canvas", { "aria-hidden": "true" });
  const marks = h("canvas", { "aria-hidden": "true" });
  const box = h("div", { class: "matrix", role: "application", tabindex: 0 }, cells, marks);
  const size = signal<Size>({ width: 0, height: 0, ratio: 1 });
  followSize(box, size, context.stop);
  const grid = computed(() =>
    gridOf(pair, {
      pieces: look.pieces.value,
      special: look.special.value,
      order: look.order.value,
      robust: look.robust.value,
    }),
  );
  const ink = computed(() => {
    void [view.theme.value, size.value];
    return inkOf(box);
  });
  const place = computed(() => {
    const { width, height } = size.value;
    const { left, top } = margins({ pair, grid: grid.value }, size.value, (text) => {
      const pen = cells.getContext("2d");
      if (!pen) return LETTER * text.length;
      pen.font = font(ink.value, BOLD);
      return pen.measureText(text).width;
    });
    const { rows, cols } = grid.value;
    const [wide, high] = [Math.max(0, width - left - 2), Math.max(0, height - top - 2)];
    return { left, top, area: { width: wide, height: high, rows: rows.length, cols: cols.length } };
  });
  const sheet = computed((): Sheet => {
    const { area } = place.value;
    const to = settled(zoom.value, area);
    return {
      pair,
      grid: grid.value,
      order: look.order.value,
      ...place.value,
      zoom: to,
      ink: ink.value,
    };
  });
  const down = computed(() => finest(sheet.value, size.value.ratio)[0]);
  const across = computed(() => finest(sheet.value, size.value.ratio)[1]);
  const image = computed(() =>
    imageOf(grid.value, paletteNow(context, view.theme.value), down.value, across.value),
  );
  watch(context, () => {
    const pen = cleared(cells, size.value);
    if (!pen || !image.value) return;
    drawCells(pen, sheet.value, image.value, down.value, across.value);
    drawLabels(pen, sheet.value);
  });
  watch(context, () => {
    const pen = cleared(marks, size.value);
    if (!pen) return;
    drawMarks(
      pen,
      sheet.value,
      marksOf({ pair, grid: grid.value }, context.shown.value, host.store.history.value.now),
    );
  });
  watch(context, () => {
    const { rows, cols } = grid.value;
    assign(box, {
      "aria-roledescription": "matrix",
      "aria-label": `${named(pair, rows.length, cols.length)}. Arrow keys move, Enter keeps, Shift and arrows take several, plus and minus zoom.`,
    });
  });
  watch(context, () => assign(box, { "data-moves": moves(sheet.value) }));
  listen(context, box, sheet, zoom);
  return h(
    "div",
    { class: "matrix-panel", style: `--shape: ${shapeOf(pair)}` },
    h("div", { class: "matrix-place" }, box),
    matrixTools(context, sheet, zoom),
  );
}

/** Whether there is more than is in sight. */
function moves({ zoom, area }: Sheet): boolean {
  const { width, height } = cellSize(zoom, area);
  return width * area.cols > area.width + 1 || height * area.rows > area.height + 1;
}

function named(pair: Pair, rows: number, cols: number): string {
  if (pair.a.kind !== pair.b.kind) return `Matrix of ${rows} words by ${cols} patches`;
  const units = pair.a.kind === "caption" ? "words" : "patches";
  return `Matrix of ${rows} ${units} of the ${sideName(pair, "a")} by ${cols} of the ${sideName(pair, "b")}`;
}

/** Width by height of the space: that of the picture in whose place the matrix stands. */
function shapeOf(pair: Pair): number {
  const side = [pair.a, pair.b].find(({ kind }) => kind === "picture");
  return side?.kind === "picture" && pair.a.kind !== pair.b.kind ? side.width / side.height : 1.2;
}

/** Keeps both canvases as fine as the screen, whatever its size and pixel ratio become. */
function followSize(box: HTMLElement, size: Signal<Size>, stop: AbortSignal): void {
  const look = () => {
    const { clientWidth: width, clientHeight: height } = box;
    const ratio = window.devicePixelRatio || 1;
    const old = size.peek();
    if (old.width === width && old.height === height && old.ratio === ratio) return;
    size.value = { width, height, ratio };
  };
  const observer = new ResizeObserver(look);
  observer.observe(box);
  window.addEventListener("resize", look, { signal: stop }); // zooming the page changes the ratio, and this tells
  stop.addEventListener("abort", () => observer.disconnect(), { once: true });
}

/** An empty canvas of the right size, and a pen that counts in pixels of the page. */
function cleared(canvas: HTMLCanvasElement, { width, height, ratio }: Size): CanvasRenderingContext2D | null {
  const [wide, high] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (wide === 0 || high === 0) return null;
  if (canvas.width !== wide || canvas.height !== high) Object.assign(canvas, { width: wide, height: high });
  const pen = canvas.getContext("2d");
  if (!pen) return null;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  return pen;
}
