// Pointers on the matrix: hover previews a word and a patch, click keeps both, a drag moves; wheel and pinch zoom.
import type { ReadonlySignal, Signal } from "@preact/signals-core";
import { type Context, on, point } from "../context.ts";
import type { SideName } from "../wire.ts";
import { cellAt, movedBy, type Zoom, zoomedAt } from "../zoom.ts";
import { byKeyboard } from "./matrix_keys.ts";
import type { Sheet } from "./matrix_paint.ts";
import { hoverOf, keep, type Spot, type Work } from "./matrix_work.ts";

/** What a pointer is on: a cell, the label of a row or a column, or nothing. */
type Target = { readonly row: number | null; readonly col: number | null };

/** A pointer may tremble so far and still click. */
const STILL = 4;
/** Wheels that count in lines. */
const LINE = 16;

export function listen(
  context: Context,
  root: HTMLElement,
  sheet: ReadonlySignal<Sheet>,
  zoom: Signal<Zoom>,
): void {
  const down = new Map<number, Spot>();
  const work: Work = { context, root, sheet, zoom, down, moved: false, cursor: null, corner: null };
  byPointer(work);
  byWheel(work);
  byKeyboard(work);
}

function byPointer(work: Work): void {
  const { context, root, down } = work;
  on(context, root, "pointermove", (event) => {
    const before = down.get(event.pointerId);
    if (before) drag(work, event, before);
    else preview(work, targetAt(work, spot(root, event)));
  });
  on(context, root, "pointerleave", () => {
    if (down.size === 0) point(context, null);
  });
  on(context, root, "pointerdown", (event) => {
    if (event.button !== 0) return;
    work.moved = down.size > 0;
    down.set(event.pointerId, spot(root, event));
    root.setPointerCapture(event.pointerId);
  });
  on(context, root, "pointerup", (event) => {
    if (!down.delete(event.pointerId) || work.moved) return;
    press(work, targetAt(work, spot(root, event)), event);
  });
  on(context, root, "pointercancel", (event) => {
    down.delete(event.pointerId);
    point(context, null);
  });
}

function drag(work: Work, event: PointerEvent, before: Spot): void {
  const { root, down, zoom, sheet } = work;
  const now = spot(root, event);
  const rest = [...down].find(([id]) => id !== event.pointerId)?.[1];
  const far = Math.hypot(now.x - before.x, now.y - before.y);
  if (!work.moved && far < STILL) return;
  work.moved = true;
  down.set(event.pointerId, now);
  const { area, zoom: at, left, top } = sheet.peek();
  if (rest) {
    const apart = (one: Spot) => Math.max(1, Math.hypot(one.x - rest.x, one.y - rest.y));
    const middle = { x: (now.x + rest.x) / 2 - left, y: (now.y + rest.y) / 2 - top };
    zoom.value = zoomedAt(at, area, apart(now) / apart(before), middle);
  } else zoom.value = movedBy(at, area, before.x - now.x, before.y - now.y);
}

function byWheel({ context, root, sheet, zoom }: Work): void {
  on(context, root, "wheel", (event) => {
    const { area, zoom: at, left, top } = sheet.peek();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
    const [x, y] = [event.deltaX * unit, event.deltaY * unit];
    const { x: px, y: py } = spot(root, event);
    const next =
      event.ctrlKey || event.metaKey
        ? zoomedAt(at, area, Math.exp(-y / 200), { x: px - left, y: py - top })
        : event.shiftKey && x === 0
          ? movedBy(at, area, y, 0)
          : movedBy(at, area, x, y);
    // at its ends the matrix lets the page scroll
    const stays = next.x === at.x && next.y === at.y && next.factor === at.factor;
    if (stays && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom.value = next;
  });
}

function spot(root: HTMLElement, event: MouseEvent): Spot {
  const edge = root.getBoundingClientRect();
  return { x: event.clientX - edge.left, y: event.clientY - edge.top };
}

function targetAt({ sheet }: Work, { x, y }: Spot): Target {
  const { pair, grid, area, left, top, zoom } = sheet.peek();
  const cell = cellAt(zoom, area, Math.max(0, x - left), Math.max(0, y - top));
  if (!cell || x >= left + area.width || y >= top + area.height) return { row: null, col: null };
  if (x >= left && y >= top) return cell;
  // only words have labels of their own
  const isWord = (name: SideName) => pair[name].kind === "caption";
  if (x < left && y >= top && isWord(grid.rowSide)) return { row: cell.row, col: null };
  if (y < top && x >= left && isWord(grid.colSide)) return { row: null, col: cell.col };
  return { row: null, col: null };
}

function preview(work: Work, { row, col }: Target): void {
  if (row === null && col === null) point(work.context, null);
  else point(work.context, hoverOf(work, { row: row ?? -1, col: col ?? -1 }, null));
}

function press(work: Work, { row, col }: Target, event: MouseEvent): void {
  if (row === null && col === null) return;
  const cell = { row: row ?? -1, col: col ?? -1 };
  const from = event.shiftKey && work.cursor && row !== null && col !== null ? work.cursor : cell;
  keep(work, from, cell, event.ctrlKey || event.metaKey);
  if (row !== null && col !== null && !event.shiftKey) work.cursor = cell;
}
