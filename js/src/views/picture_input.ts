// Pointer and keyboard on a picture: hover previews, click keeps a patch, drag keeps what its tool draws.
import { type Context, on, onFocus, point } from "../context.ts";
import { assign } from "../dom.ts";
import { signed } from "../format.ts";
import { step } from "../keys.ts";
import { cellsBetween, unitsOf } from "../numbers.ts";
import { pinned } from "../pinning.ts";
import { cellName, peakCell } from "../regions.ts";
import { other } from "../sides.ts";
import { inGrid, spoken } from "../spoken.ts";
import { type Mode, selectOn, sorted } from "../state.ts";
import { cellOf, cellsInside, cellsUnder, type Point } from "../strokes.ts";
import type { Picture, SideName } from "../wire.ts";
import { totalOf } from "../words.ts";

/** The picture while somebody works on it. Cells are row-major. */
interface Work {
  readonly context: Context;
  readonly name: SideName;
  readonly side: Picture;
  readonly root: HTMLElement;
  readonly hand: SVGElement;
  /** A drag, point by point; null while there is none. */
  drag: Drag | null;
  /** Where the keyboard is, and where its box began. */
  cursor: number | null;
  corner: number | null;
}

interface Drag {
  readonly line: Point[];
  /** Cells that a brush has touched. */
  readonly touched: Set<number>;
  /** What was kept when the brush came down, and whether it wipes that out. */
  readonly before: readonly number[];
  readonly wipes: boolean;
}

export function listen(
  context: Context,
  name: SideName,
  side: Picture,
  root: HTMLElement,
  hand: SVGElement,
): void {
  const work: Work = { context, name, side, root, hand, drag: null, cursor: null, corner: null };
  byPointer(work);
  byKeyboard(work);
}

function byPointer(work: Work): void {
  const { context, root } = work;
  on(context, root, "pointermove", (event) => {
    if (work.drag) extend(work, work.drag, pointAt(work, event));
    else preview(work, [cellAt(work, event)]);
  });
  on(context, root, "pointerleave", () => {
    if (!work.drag) point(context, null);
  });
  on(context, root, "pointerdown", (event) => {
    if (event.button !== 0) return;
    if (!event.isPrimary) return leave(work); // a second finger: both of them enlarge the page
    begin(work, pointAt(work, event));
    root.setPointerCapture(event.pointerId);
  });
  on(context, root, "pointerup", (event) => {
    if (!work.drag) return;
    extend(work, work.drag, pointAt(work, event));
    drop(work, work.drag, event.ctrlKey || event.metaKey || event.shiftKey);
  });
  on(context, root, "pointercancel", () => {
    leave(work);
    point(context, null);
  });
}

/** A brush that comes down on a patch that is kept wipes; what is pinned is put away, and a new choice begins. */
function begin(work: Work, at: Point): void {
  const { context, name, side } = work;
  const { now } = context.host.store.history.peek();
  const cell = cellOf(at, side.rows, side.cols);
  const before = pinned(now) ? [] : now[name];
  work.drag = { line: [at], touched: new Set([cell]), before, wipes: before.includes(cell) };
  work.cursor = cell;
}

function extend(work: Work, drag: Drag, to: Point): void {
  const { rows, cols } = work.side;
  for (const cell of cellsUnder(drag.line.at(-1)!, to, rows, cols)) drag.touched.add(cell);
  drag.line.push(to);
  if (work.context.view.tool.peek() === "lasso") assign(work.hand, { d: pathOf(drag.line) });
  preview(work, drawn(work, drag));
}

/** The cells that a drag has chosen so far. */
function drawn({ context, side }: Work, { line, touched, before, wipes }: Drag): number[] {
  const { rows, cols } = side;
  const tool = context.view.tool.peek();
  if (tool === "brush") {
    return wipes ? before.filter((cell) => !touched.has(cell)) : sorted([...before, ...touched]);
  }
  const last = cellOf(line.at(-1)!, rows, cols);
  if (tool === "box") return cellsBetween(cols, cellOf(line[0]!, rows, cols), last);
  const inside = touched.size > 1 ? cellsInside(line, rows, cols) : [];
  return inside.length > 0 ? inside : [last]; // a line round nothing is as good as a click
}

function drop(work: Work, drag: Drag, adds: boolean): void {
  const cells = drawn(work, drag);
  const single = drag.touched.size === 1;
  leave(work);
  if (work.context.view.tool.peek() === "brush") keep(work, cells, "only");
  else keep(work, cells, adds ? "add" : single ? "click" : "only");
}

function leave(work: Work): void {
  work.drag = null;
  assign(work.hand, { d: undefined });
}

function pathOf(line: readonly Point[]): string {
  return `M${line.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`).join("L")}Z`;
}

function byKeyboard(work: Work): void {
  const { context, root } = work;
  const forget = () => {
    work.corner = null;
  };
  onFocus(context, root, () => go(work, cursorOf(work)), forget);
  on(context, root, "keydown", (event) => {
    const here = cursorOf(work);
    const next = step(event.key, here, work.side.rows, work.side.cols);
    if (next !== null) {
      work.corner = event.shiftKey ? (work.corner ?? here) : null;
      go(work, next);
    } else if (event.key === "Enter" || event.key === " ") {
      keep(work, box(work, work.corner, here), event.ctrlKey || event.metaKey ? "add" : "click");
      work.corner = null;
    } else {
      if (event.key === "Escape") leave(work); // lets go of a drag, too
      return;
    }
    event.preventDefault();
  });
}

/** Where the keyboard is; at first, where the heat is strongest. */
function cursorOf({ context, name, cursor }: Work): number {
  return cursor ?? Math.max(0, peakCell(context.shown.peek()[name].heat));
}

function go(work: Work, cell: number): void {
  work.cursor = cell;
  const cells = box(work, work.corner, cell);
  preview(work, cells);
  tell(work, cells);
}

/** Cells between a corner and a cell; the cell alone where there is no corner. */
function box({ side }: Work, corner: number | null, cell: number): number[] {
  return corner === null ? [cell] : cellsBetween(side.cols, corner, cell);
}

function cellAt(work: Work, event: PointerEvent): number {
  return cellOf(pointAt(work, event), work.side.rows, work.side.cols);
}

function pointAt({ side, root }: Work, event: PointerEvent): Point {
  const edge = root.getBoundingClientRect();
  return {
    x: ((event.clientX - edge.left) / edge.width) * side.cols,
    y: ((event.clientY - edge.top) / edge.height) * side.rows,
  };
}

function preview({ context, name, side }: Work, cells: readonly number[]): void {
  point(context, { a: [], b: [], [name]: unitsOf(side, cells), from: name });
}

function keep(work: Work, cells: readonly number[], mode: Mode): void {
  work.context.host.store.act((now) => selectOn(now, work.name, cells, mode));
  tell(work, cells);
}

function tell({ context, name, side }: Work, cells: readonly number[]): void {
  const { host, limits, announce, shown } = context;
  const kept = host.store.history.peek().now[name];
  const opposite = shown.peek()[other(name)];
  const units = { a: [], b: [], [name]: unitsOf(side, cells) };
  if (opposite.from === "kept") Object.assign(units, { [other(name)]: opposite.units });
  const value = host.blind ? "" : `, ${signed(totalOf(host.pair, units.a, units.b), limits.digits)}`;
  const said =
    cells.length === 1
      ? cellName(cells[0]!, side.cols)
      : `${cells.length} patches, ${inGrid(cells, side.cols)}`;
  const where = host.blind
    ? ""
    : `: ${spoken(host.pair, limits, shown.peek(), host.store.history.peek().now.pins)}`;
  announce(`${said}${value}${cells.every((cell) => kept.includes(cell)) ? ", kept" : ""}${where}`);
}
