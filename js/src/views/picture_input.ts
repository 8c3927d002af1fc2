// Pointer and keyboard on a picture: hover previews, click keeps a patch, drag keeps a box.
import { type Context, on, point } from "../context.ts";
import { signed } from "../format.ts";
import { step } from "../keys.ts";
import { cellsBetween, unitsOf } from "../numbers.ts";
import { cellName, peakCell } from "../regions.ts";
import { other } from "../sides.ts";
import { type Mode, selectOn } from "../state.ts";
import type { Picture, SideName } from "../wire.ts";
import { totalOf } from "../words.ts";

/** The picture while somebody works on it. Cells are row-major. */
interface Work {
  readonly context: Context;
  readonly name: SideName;
  readonly side: Picture;
  readonly root: HTMLElement;
  /** Where a drag began; null while there is none. */
  anchor: number | null;
  /** Where the keyboard is, and where its box began. */
  cursor: number | null;
  corner: number | null;
}

export function listen(context: Context, name: SideName, side: Picture, root: HTMLElement): void {
  const work: Work = { context, name, side, root, anchor: null, cursor: null, corner: null };
  byPointer(work);
  byKeyboard(work);
}

function byPointer(work: Work): void {
  const { context, root } = work;
  on(context, root, "pointermove", (event) => preview(work, box(work, work.anchor, cellAt(work, event))));
  on(context, root, "pointerleave", () => {
    if (work.anchor === null) point(context, null);
  });
  on(context, root, "pointerdown", (event) => {
    if (event.button !== 0) return;
    work.anchor = cellAt(work, event);
    work.cursor = work.anchor;
    root.setPointerCapture(event.pointerId);
  });
  on(context, root, "pointerup", (event) => {
    if (work.anchor === null) return;
    const cells = box(work, work.anchor, cellAt(work, event));
    const add = event.ctrlKey || event.metaKey || event.shiftKey;
    keep(work, cells, add ? "add" : cells.length === 1 ? "click" : "only");
    work.anchor = null;
  });
  on(context, root, "pointercancel", () => {
    work.anchor = null;
    point(context, null);
  });
}

function byKeyboard(work: Work): void {
  const { context, root } = work;
  on(context, root, "focusin", () => {
    if (root.matches(":focus-visible")) go(work, cursorOf(work));
  });
  on(context, root, "focusout", () => {
    work.corner = null;
    point(context, null);
  });
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
      if (event.key === "Escape") work.anchor = null; // lets go of a drag, too
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

function cellAt({ side, root }: Work, event: PointerEvent): number {
  const { rows, cols } = side;
  const edge = root.getBoundingClientRect();
  const part = (at: number, size: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.floor((at / size) * count)));
  const row = part(event.clientY - edge.top, edge.height, rows);
  return row * cols + part(event.clientX - edge.left, edge.width, cols);
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
  const value = signed(totalOf(host.pair, units.a, units.b), limits.digits);
  const said = cells.length === 1 ? cellName(cells[0]!, side.cols) : `${cells.length} patches`;
  announce(`${said}, ${value}${cells.every((cell) => kept.includes(cell)) ? ", kept" : ""}`);
}
