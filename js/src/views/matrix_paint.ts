// Painting the matrix: the cells once into an image, which is only moved and scaled from then on; labels beside them.
import { type Palette, paint } from "../colour.ts";
import { type Grid, pooled } from "../grid.ts";
import type { Order } from "../look.ts";
import type { Pair } from "../wire.ts";
import { type Area, cellSize, type Zoom } from "../zoom.ts";

/** What texts and lines look like, as the page says it. */
export interface Ink {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly tint: string;
  readonly accent: string;
  readonly family: string;
  readonly size: number;
}

/** Everything that says where something lies on the matrix's canvases. */
export interface Sheet {
  readonly pair: Pair;
  readonly grid: Grid;
  readonly order: Order;
  readonly zoom: Zoom;
  readonly area: Area;
  /** Space for labels before and above the cells. */
  readonly left: number;
  readonly top: number;
  readonly ink: Ink;
}

export type Pen = CanvasRenderingContext2D;

/** Between labels and cells: bars of what is kept and of pins. */
export const GUTTER = 14;
/** Share of the space that labels may take. */
const LABELS = 0.3;
/** Labels of picture rows or columns: a number. */
const NUMBERED = 18;
/** Least distance between lines that part rows of the picture. */
const WIDE = 20;

export function inkOf(box: HTMLElement): Ink {
  const style = getComputedStyle(box);
  const named = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: named("ink"),
    soft: named("soft"),
    line: named("line"),
    tint: named("tint-2"),
    accent: named("accent"),
    family: style.fontFamily,
    size: Math.max(11, Number.parseFloat(style.fontSize) - 1 || 12),
  };
}

/** A label that is pointed at is bold. */
export const BOLD = 600;

export function font({ size, family }: Ink, weight = 400): string {
  return `${weight} ${size}px ${family}`;
}

/** Space for the labels of either side, given how long a text is. */
export function margins(
  { pair, grid }: Pick<Sheet, "pair" | "grid">,
  space: { readonly width: number; readonly height: number },
  length: (text: string) => number,
): { left: number; top: number } {
  const most = (texts: readonly string[]) => Math.max(0, ...texts.map(length));
  const labels = (side: "rows" | "cols", whole: number) => {
    const kind = pair[side === "rows" ? grid.rowSide : grid.colSide].kind;
    const own = kind === "picture" ? NUMBERED : most(grid[side].map(({ text }) => text));
    return Math.ceil(Math.min(LABELS * whole, own + 1)) + GUTTER;
  };
  return { left: labels("rows", space.width), top: labels("cols", space.height) };
}

/** The cells as an image, as fine as the screen can show: where cells are finer, the largest stands for several. */
export function imageOf(
  grid: Grid,
  palette: Palette,
  down: number,
  across: number,
): HTMLCanvasElement | null {
  const { rows, cols, values } = pooled(grid, down, across);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: cols, height: rows });
  const pen = canvas.getContext("2d");
  if (!pen || values.length === 0) return null;
  const pixels = pen.createImageData(cols, rows);
  paint(values, grid.limit, palette, pixels.data);
  pen.putImageData(pixels, 0, 0);
  return canvas;
}

/** How many cells share a pixel of the screen, each way. */
export function finest({ zoom, area }: Sheet, ratio: number): [down: number, across: number] {
  const { width, height } = cellSize(zoom, area);
  const shared = (size: number) => (size > 0 ? Math.max(1, Math.floor(1 / (size * ratio) + 0.01)) : 1);
  return [shared(height), shared(width)];
}

export function drawCells(
  pen: Pen,
  sheet: Sheet,
  image: HTMLCanvasElement,
  down: number,
  across: number,
): void {
  const { zoom, area, left, top, grid, ink } = sheet;
  const { width, height } = cellSize(zoom, area);
  const [wide, high] = [
    Math.min(area.width, width * area.cols - zoom.x),
    Math.min(area.height, height * area.rows - zoom.y),
  ];
  pen.save();
  pen.beginPath();
  pen.rect(left, top, wide, high);
  pen.clip();
  pen.imageSmoothingEnabled = false;
  const size = [image.width * across * width, image.height * down * height] as const;
  pen.drawImage(image, left - zoom.x, top - zoom.y, ...size);
  separate(pen, sheet, grid);
  pen.restore();
  pen.strokeStyle = ink.line;
  pen.strokeRect(left - 0.5, top - 0.5, wide + 1, high + 1);
}

/** Faint lines where a row of the picture ends, in reading order. */
function separate(pen: Pen, { pair, zoom, area, left, top, order, ink }: Sheet, grid: Grid): void {
  const { width, height } = cellSize(zoom, area);
  const rest = pair[grid.colSide];
  const lead = pair[grid.rowSide];
  pen.fillStyle = ink.line;
  if (rest.kind === "picture" && order === "reading" && width * rest.cols >= WIDE) {
    for (const at of starts(grid.cols.length, rest.cols))
      pen.fillRect(left - zoom.x + at * width - 0.5, top, 1, area.height);
  }
  if (lead.kind === "picture" && height * lead.cols >= WIDE) {
    for (const at of starts(grid.rows.length, lead.cols))
      pen.fillRect(left, top - zoom.y + at * height - 0.5, area.width, 1);
  }
}

/** Where rows of the picture begin behind the first one; special units stand before all of them. */
export function starts(lines: number, cols: number): number[] {
  const special = lines % cols;
  const rows = Math.floor(lines / cols);
  return Array.from({ length: rows }, (_, i) => special + i * cols).filter((at) => at > 0);
}
