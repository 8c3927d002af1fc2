// The matrix while somebody works on it: what a block of cells is, keeping it, and saying so.
import type { ReadonlySignal, Signal } from "@preact/signals-core";
import type { Context } from "../context.ts";
import { signed } from "../format.ts";
import { nameOf } from "../names.ts";
import { range } from "../numbers.ts";
import { clear, type Hover, same, select, sorted } from "../state.ts";
import type { SideName } from "../wire.ts";
import { totalOf } from "../words.ts";
import type { Cell, Zoom } from "../zoom.ts";
import type { Sheet } from "./matrix_paint.ts";

export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** The matrix while somebody works on it. */
export interface Work {
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

/** Where the keyboard is; at first, at the strongest cell. */
export function cursorOf({ cursor, sheet }: Work): Cell {
  const { values, cols, rows } = sheet.peek().grid;
  if (cursor && cursor.row < rows.length && cursor.col < cols.length) return cursor;
  let best = 0;
  values.forEach((value, i) => {
    if (Math.abs(value) > Math.abs(values[best]!)) best = i;
  });
  return { row: Math.floor(best / cols.length), col: best % cols.length };
}

/** The lines between two cells; -1 stands for no line. */
export function hoverOf(work: Work, from: Cell, to: Cell | null): Hover {
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

/** Keeps the words and patches between two cells, or lets go of them; special units cannot be kept. */
export function keep(work: Work, from: Cell, to: Cell, add: boolean): void {
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
export function tell({ context }: Work, { a, b }: Pick<Hover, SideName>): void {
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
