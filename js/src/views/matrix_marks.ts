// What is marked on the matrix: rows and columns that are pointed at, kept or pinned. On a canvas of its own, so that
// pointing at something never paints a cell.
import { pinColour } from "../colour.ts";
import { type Line, runsOf } from "../grid.ts";
import { range, unitsOf } from "../numbers.ts";
import type { Shown } from "../shown.ts";
import type { Shared } from "../state.ts";
import { cellSize } from "../zoom.ts";
import { cut } from "./matrix_labels.ts";
import { BOLD, font, GUTTER, type Pen, type Sheet } from "./matrix_paint.ts";

type Runs = readonly (readonly [first: number, last: number])[];

export interface Marks {
  /** What is pointed at or previewed. */
  readonly rows: Runs;
  readonly cols: Runs;
  readonly kept: { readonly rows: Runs; readonly cols: Runs };
  readonly pins: readonly { readonly colour: string; readonly rows: Runs; readonly cols: Runs }[];
}

export function marksOf({ pair, grid }: Pick<Sheet, "pair" | "grid">, shown: Shown, now: Shared): Marks {
  const on = (side: "rows" | "cols") => {
    const name = side === "rows" ? grid.rowSide : grid.colSide;
    const { units, from } = shown[name];
    const lines: readonly Line[] = grid[side];
    return {
      pointed: from === "hover" || from === "preview" ? runsOf(lines, units) : [],
      kept: runsOf(lines, unitsOf(pair[name], now[name])),
      pins: now.pins.map((pin) => (pin.shown ? runsOf(lines, unitsOf(pair[name], pin[name])) : [])),
    };
  };
  const [rows, cols] = [on("rows"), on("cols")];
  return {
    rows: rows.pointed,
    cols: cols.pointed,
    kept: { rows: rows.kept, cols: cols.kept },
    pins: now.pins.map(({ colour }, i) => ({
      colour: pinColour(colour),
      rows: rows.pins[i]!,
      cols: cols.pins[i]!,
    })),
  };
}

export function drawMarks(pen: Pen, sheet: Sheet, marks: Marks): void {
  const { left, top, area, ink } = sheet;
  const space = new Path2D();
  space.rect(left - 2, top - 2, area.width + 4, area.height + 4);
  pen.save();
  pen.clip(space);
  outline(pen, sheet, marks.kept.rows, marks.kept.cols, ink.accent, 2);
  bands(pen, sheet, marks.rows, marks.cols);
  pen.restore();
  bars(pen, sheet, marks.kept.rows, marks.kept.cols, ink.accent, 4, 3);
  marks.pins
    .filter(({ rows, cols }) => rows.length + cols.length > 0)
    .slice(0, 3)
    .forEach(({ colour, rows, cols }, i) => {
      bars(pen, sheet, rows, cols, colour, 7 + 3 * i, 2);
    });
  labels(pen, sheet, marks);
}

/** A frame round every block of what is kept; a side of which nothing is kept is all of it. */
function outline(pen: Pen, sheet: Sheet, rows: Runs, cols: Runs, colour: string, thick: number): void {
  if (rows.length + cols.length === 0) return;
  const { area } = sheet;
  pen.strokeStyle = colour;
  pen.lineWidth = thick;
  for (const row of rows.length > 0 ? rows : [[0, area.rows - 1] as const]) {
    for (const col of cols.length > 0 ? cols : [[0, area.cols - 1] as const]) {
      pen.strokeRect(...rectangle(sheet, row, col));
    }
  }
}

/** Thin lines along rows and columns that are pointed at, and a strong frame where a single one of each cross. */
function bands(pen: Pen, sheet: Sheet, rows: Runs, cols: Runs): void {
  outline(pen, sheet, rows, [], sheet.ink.soft, 1);
  outline(pen, sheet, [], cols, sheet.ink.soft, 1);
  if (rows.length > 0 && cols.length > 0) outline(pen, sheet, rows, cols, sheet.ink.ink, 2);
}

function rectangle(
  { zoom, area, left, top }: Sheet,
  row: readonly [number, number],
  col: readonly [number, number],
): [number, number, number, number] {
  const { width, height } = cellSize(zoom, area);
  return [
    left - zoom.x + col[0] * width,
    top - zoom.y + row[0] * height,
    (col[1] - col[0] + 1) * width,
    (row[1] - row[0] + 1) * height,
  ];
}

/** Bars beside the cells: they are seen however thin a row is. */
function bars(
  pen: Pen,
  sheet: Sheet,
  rows: Runs,
  cols: Runs,
  colour: string,
  away: number,
  thick: number,
): void {
  const { left, top, area } = sheet;
  pen.fillStyle = colour;
  for (const run of rows) {
    const [, y, , high] = rectangle(sheet, run, [0, 0]);
    const [from, to] = [Math.max(top, y), Math.min(top + area.height, y + high)];
    if (to > from) pen.fillRect(left - away, from, thick, Math.max(1.5, to - from));
  }
  for (const run of cols) {
    const [x, , wide] = rectangle(sheet, [0, 0], run);
    const [from, to] = [Math.max(left, x), Math.min(left + area.width, x + wide)];
    if (to > from) pen.fillRect(from, top - away, Math.max(1.5, to - from), thick);
  }
}

/** Names of what is pointed at, above whatever labels stand there. */
function labels(pen: Pen, sheet: Sheet, { rows, cols }: Marks): void {
  const { pair, grid, ink, left, top, area, zoom } = sheet;
  const size = cellSize(zoom, area);
  pen.font = font(ink, BOLD);
  if (pair[grid.rowSide].kind === "caption") {
    for (const row of apart(rows, size.height, ink.size)) {
      const [, y, , high] = rectangle(sheet, [row, row], [0, 0]);
      const middle = y + high / 2;
      if (middle >= top && middle <= top + area.height)
        pill(pen, ink, cut(pen, grid.rows[row]!.text, left - GUTTER), left - GUTTER, middle);
    }
  }
  if (pair[grid.colSide].kind === "caption") {
    for (const col of apart(cols, size.width, ink.size)) {
      const [x, , wide] = rectangle(sheet, [0, 0], [col, col]);
      const middle = x + wide / 2;
      if (middle < left || middle > left + area.width) continue;
      pen.save();
      pen.translate(middle, top - GUTTER);
      pen.rotate(Math.PI / 2);
      pill(pen, ink, cut(pen, grid.cols[col]!.text, top - GUTTER), 0, 0, true);
      pen.restore();
    }
  }
}

/** Lines of runs whose labels do not stand on each other; `size`: of a line, `least`: of a label. */
export function apart(runs: Runs, size: number, least: number): number[] {
  let free = Number.NEGATIVE_INFINITY;
  const out: number[] = [];
  for (const line of runs.flatMap(([first, last]) => range(first, last))) {
    if (line * size < free) continue;
    out.push(line);
    free = line * size + 1.25 * least;
  }
  return out;
}

/** A text on a ground of its own that ends at x; `turned` reads the other way, from x upwards. */
function pill(
  pen: Pen,
  { tint, ink, size }: Sheet["ink"],
  said: string,
  x: number,
  y: number,
  turned = false,
): void {
  const wide = pen.measureText(said).width;
  pen.fillStyle = tint;
  pen.beginPath();
  pen.roundRect(x - wide - 3, y - size * 0.62, wide + 5, size * 1.24, 3);
  pen.fill();
  pen.fillStyle = ink;
  pen.textBaseline = "middle";
  if (turned) {
    pen.save();
    pen.rotate(Math.PI);
    pen.textAlign = "left";
    pen.fillText(said, -x, -y);
    pen.restore();
  } else {
    pen.textAlign = "right";
    pen.fillText(said, x, y);
  }
}
