// Pointer and keyboard on the picture: hover previews, click keeps a patch, drag keeps a box.
import { type Context, on, point } from "../context.ts";
import { places, signed } from "../format.ts";
import { step } from "../keys.ts";
import { cellsBetween, colsOf } from "../numbers.ts";
import { cellName, peakCell } from "../regions.ts";
import { type Mode, selectPatches } from "../state.ts";
import { totalOf } from "../words.ts";

/** The picture while somebody works on it. Cells are row-major. */
interface Work {
  readonly context: Context;
  readonly root: HTMLElement;
  /** Where a drag began; null while there is none. */
  anchor: number | null;
  /** Where the keyboard is, and where its box began. */
  cursor: number | null;
  corner: number | null;
}

export function listen(context: Context, root: HTMLElement): void {
  const work: Work = { context, root, anchor: null, cursor: null, corner: null };
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
    const { rows, cols } = context.host.pair.picture;
    const next = step(event.key, here, rows, cols);
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
function cursorOf({ context, cursor }: Work): number {
  return cursor ?? Math.max(0, peakCell(context.shown.peek().heat));
}

function go(work: Work, cell: number): void {
  work.cursor = cell;
  const cells = box(work, work.corner, cell);
  preview(work, cells);
  tell(work.context, cells);
}

/** Cells between a corner and a cell; the cell alone where there is no corner. */
function box({ context }: Work, corner: number | null, cell: number): number[] {
  return corner === null ? [cell] : cellsBetween(context.host.pair.picture.cols, corner, cell);
}

function cellAt({ context, root }: Work, event: PointerEvent): number {
  const { rows, cols } = context.host.pair.picture;
  const edge = root.getBoundingClientRect();
  const part = (at: number, size: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.floor((at / size) * count)));
  const row = part(event.clientY - edge.top, edge.height, rows);
  return row * cols + part(event.clientX - edge.left, edge.width, cols);
}

function preview({ context }: Work, cells: readonly number[]): void {
  point(context, { rows: [], cols: colsOf(context.host.pair, cells), from: "picture" });
}

function keep({ context }: Work, cells: readonly number[], mode: Mode): void {
  context.host.store.act((now) => selectPatches(now, cells, mode));
  tell(context, cells);
}

function tell({ host, limits, announce, shown }: Context, cells: readonly number[]): void {
  const { pair } = host;
  const kept = host.store.history.peek().now.selected_patches;
  const rows = shown.peek().rowsFrom === "kept" ? shown.peek().rows : [];
  const value = signed(totalOf(pair, rows, colsOf(pair, cells)), places(limits.heat));
  const name = cells.length === 1 ? cellName(cells[0]!, pair.picture.cols) : `${cells.length} patches`;
  announce(`${name}, ${value}${cells.every((cell) => kept.includes(cell)) ? ", kept" : ""}`);
}
