// The keyboard on the matrix: arrows move, Shift takes several, Enter keeps, plus and minus zoom.
import { on, onFocus, point } from "../context.ts";
import { step } from "../keys.ts";
import { brought, type Cell, FIT, zoomedAt } from "../zoom.ts";
import type { Sheet } from "./matrix_paint.ts";
import { cursorOf, hoverOf, keep, tell, type Work } from "./matrix_work.ts";

/** What one press of a key zooms. */
export const STEP = 1.5;
/** Rows that a page has. */
const PAGE = 10;

export function byKeyboard(work: Work): void {
  const { context, root } = work;
  const forget = () => {
    work.corner = null;
  };
  onFocus(context, root, () => go(work, cursorOf(work)), forget);
  on(context, root, "keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key !== "Enter") return;
    }
    const here = cursorOf(work);
    const next = stepped(event.key, here, work.sheet.peek());
    if (next) {
      work.corner = event.shiftKey ? (work.corner ?? here) : null;
      go(work, next);
    } else if (event.key === "Enter" || event.key === " ") {
      keep(work, work.corner ?? here, here, event.ctrlKey || event.metaKey);
      work.corner = null;
    } else if (!zoomKey(work, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Where a key leads; null for other keys. Stays inside. */
export function stepped(key: string, { row, col }: Cell, { area }: Pick<Sheet, "area">): Cell | null {
  const { rows, cols } = area;
  if (key === "PageUp") return { row: Math.max(0, row - PAGE), col };
  if (key === "PageDown") return { row: Math.min(rows - 1, row + PAGE), col };
  const to = step(key, row * cols + col, rows, cols);
  return to === null ? null : { row: Math.floor(to / cols), col: to % cols };
}

function zoomKey(work: Work, key: string): boolean {
  if (key === "0") work.zoom.value = FIT;
  else if (key === "+" || key === "=") zoomHere(work, STEP);
  else if (key === "-" || key === "−") zoomHere(work, 1 / STEP);
  else return false;
  return true;
}

/** The keyboard zooms where it is. */
function zoomHere(work: Work, by: number): void {
  const { area, zoom } = work.sheet.peek();
  const next = zoomedAt(zoom, area, by, { x: area.width / 2, y: area.height / 2 });
  work.zoom.value = brought(next, area, cursorOf(work));
}

function go(work: Work, cell: Cell): void {
  const { area, zoom } = work.sheet.peek();
  work.cursor = cell;
  const next = brought(zoom, area, cell);
  if (next.x !== zoom.x || next.y !== zoom.y) work.zoom.value = next;
  const hover = hoverOf(work, work.corner ?? cell, cell);
  point(work.context, hover);
  tell(work, hover);
}
