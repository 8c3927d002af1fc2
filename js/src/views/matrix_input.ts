// Pointer and keyboard on the matrix: hover previews a word and a patch, click keeps both; wheel, pinch and keys zoom.
import type { ReadonlySignal, Signal } from "@preact/signals-core";
import { type Context, on, point } from "../context.ts";
import { signed } from "../format.ts";
import { nameOf } from "../names.ts";
import { range } from "../numbers.ts";
import { clear, type Hover, same, select, sorted } from "../state.ts";
import type { SideName } from "../wire.ts";
import { totalOf } from "../words.ts";
import { brought, type Cell, cellAt, FIT, movedBy, type Zoom, zoomedAt } from "../zoom.ts";
import type { Sheet } from "./matrix_paint.ts";

/** What a pointer is on: a cell, the label of a row or a column, or nothing. */
export type Target = { readonly row: number | null; readonly col: number | null };

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The matrix while somebody works on it. */
interface Work {
  readonly context: Context;
  readonly root: HTMLElement;
  readonly sheet: ReadonlySignal<Sheet>;
  readonly zoom: Signal<Zoom>;
  /** Pointers that are down, by their id: two of them pinch. */
  readonly down: Map<number, Spot>;
  /** A pointer went down and moved on from there: it moves the matrix and keeps nothing. */
  moved: boolean;
  /** Where the keyboard is, and where its block began. */
  cursor: Cell | null;
  corner: Cell | null;
}

/** What one press of a key zooms. */
export const STEP = 1.5;
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

/** Where an arrow key leads; null for other keys. Stays inside. */
export function stepped(key: string, { row, col }: Cell, { area }: Pick<Sheet, "area">): Cell | null {
  const to = (r: number, c: number) => ({
    row: Math.max(0, Math.min(area.rows - 1, r)),
    col: Math.max(0, Math.min(area.cols - 1, c)),
  });
  if (key === "ArrowLeft") return to(row, col - 1);
  if (key === "ArrowRight") return to(row, col + 1);
  if (key === "ArrowUp") return to(row - 1, col);
  if (key === "ArrowDown") return to(row + 1, col);
  if (key === "Home") return to(row, 0);
  if (key === "End") return to(row, area.cols - 1);
  if (key === "PageUp") return to(row - 10, col);
  if (key === "PageDown") return to(row + 10, col);
  return null;
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

/** Where the keyboard is; at first, at the strongest cell. */
function cursorOf({ cursor, sheet }: Work): Cell {
  const { values, cols, rows } = sheet.peek().grid;
  if (cursor && cursor.row < rows.length && cursor.col < cols.length) return cursor;
  let best = 0;
  values.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(values[best]!)) best = i;
  });
  return { row: Math.floor(best / cols.length), col: best % cols.length };
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

/** The lines between two cells; -1 stands for no line. */
function hoverOf(work: Work, from: Cell, to: Cell | null): Hover {
  const { rowSide, colSide, rows, cols } = work.sheet.peek().grid;
  const unitsOf = (lines: typeof rows, one: number, two: number) =>
    one < 0 ? [] : range(one, two).flatMap((i) => [...lines[i]!.units]);
  return {
    a: [],
    b: [],
    [rowSide]: unitsOf(rows, from.row, (to ?? from).row),
    [colSide]: unitsOf(cols, from.col, (to ?? from).col),
    from: "list",
  };
}

function press(work: Work, { row, col }: Target, event: MouseEvent): void {
  if (row === null && col === null) return;
  const cell = { row: row ?? -1, col: col ?? -1 };
  const from = event.shiftKey && work.cursor && row !== null && col !== null ? work.cursor : cell;
  keep(work, from, cell, event.ctrlKey || event.metaKey);
  if (row !== null && col !== null && !event.shiftKey) work.cursor = cell;
}

/** Keeps the words and patches between two cells, or lets go of them; special units cannot be kept. */
function keep(work: Work, from: Cell, to: Cell, add: boolean): void {
  const { context } = work;
  const { rowSide, colSide, rows, cols } = work.sheet.peek().grid;
  const contentOf = (lines: typeof rows, one: number, two: number) =>
    one < 0 ? [] : range(one, two).flatMap((i) => [...lines[i]!.content]);
  const chosen = {
    [rowSide]: sorted(contentOf(rows, from.row, to.row)),
    [colSide]: sorted(contentOf(cols, from.col, to.col)),
  } as Record<SideName, number[]>;
  const lacks = (side: SideName, at: number) => at >= 0 && chosen[side].length === 0;
  if (lacks(rowSide, from.row) || lacks(colSide, from.col)) {
    context.announce("special units cannot be kept");
    return;
  }
  context.host.store.act((now) => {
    if (add) return select(now, [...now.a, ...chosen.a], [...now.b, ...chosen.b]);
    const isKept = now.focus === null && same(now.a, chosen.a) && same(now.b, chosen.b);
    return isKept ? clear(now) : select(now, chosen.a, chosen.b);
  });
  tell(work, hoverOf(work, from, to));
}

/** "dog × patch in row 5, column 5, +0.0012, kept" */
function tell({ context }: Work, { a, b }: Pick<Hover, SideName>): void {
  const { host, limits, announce } = context;
  const { pair } = host;
  const { now } = host.store.history.peek();
  const names = [nameOf(pair, "b", b), nameOf(pair, "a", a)].filter(Boolean);
  const said = pair.a.kind === pair.b.kind || pair.a.kind === "caption" ? names.reverse() : names;
  const isKept = (["a", "b"] as const).every((side) => {
    const units = { a, b }[side].filter((unit) => pair[side].content.includes(unit));
    return same(
      now[side].map((i) => pair[side].content[i]!),
      units,
    );
  });
  announce(
    `${said.join(" × ")}, ${signed(totalOf(pair, a, b), limits.digits)}${isKept && now.a.length + now.b.length > 0 ? ", kept" : ""}`,
  );
}
