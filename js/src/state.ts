// What a person has chosen. Plain data and pure functions; the signals at the end only hold them.
import { type Signal, signal } from "@preact/signals-core";
import type { SideName } from "./wire.ts";

export interface Pin {
  /** Content units of either side: tokens of a caption, row-major cells of a picture. */
  readonly a: readonly number[];
  readonly b: readonly number[];
  /** Slot in the list of pin colours; also its letter. */
  readonly colour: number;
}

/** What all views of one model share, and what Python reads and sets: content units of either side, and pins. */
export interface Shared {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly pins: readonly Pin[];
}

export interface History {
  readonly past: readonly Shared[];
  readonly now: Shared;
  readonly future: readonly Shared[];
}

/** What one view shows for as long as a pointer or the keyboard rests on something. Units, special ones included. */
export interface Hover {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly from: SideName | "list";
}

export const NOTHING: Shared = { a: [], b: [], pins: [] };
const REMEMBERED = 200;

export function sorted(values: Iterable<number>): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** `only`: exactly these; `click`: these, or none where it was these already; `add`: in, or out where all are in. */
export type Mode = "only" | "click" | "add";

export function choose(old: readonly number[], chosen: readonly number[], mode: Mode): number[] {
  const these = sorted(chosen);
  if (mode === "only") return these;
  if (mode === "click") return same(old, these) ? [] : these;
  const before = new Set(old);
  const allIn = these.every((value) => before.has(value));
  return allIn ? old.filter((value) => !these.includes(value)) : sorted([...old, ...these]);
}

/** Selects content units on one side; the other side stays as it is. */
export function selectOn(
  state: Shared,
  side: SideName,
  units: readonly number[],
  mode: Mode = "only",
): Shared {
  return { ...state, [side]: choose(state[side], units, mode) };
}

export function select(state: Shared, a: readonly number[], b: readonly number[]): Shared {
  return { ...state, a: sorted(a), b: sorted(b) };
}

export function clear(state: Shared): Shared {
  return select(state, [], []);
}

export function isEmpty(state: Shared): boolean {
  return state.a.length + state.b.length === 0;
}

/** Keeps the selection under the first free colour; a selection that is kept already is not kept twice. */
export function pin(state: Shared): Shared {
  if (isEmpty(state) || pinned(state)) return state;
  const used = new Set(state.pins.map((each) => each.colour));
  let colour = 0;
  while (used.has(colour)) colour += 1;
  const made: Pin = { a: state.a, b: state.b, colour };
  return { ...state, pins: [...state.pins, made] };
}

export function pinned(state: Shared): Pin | undefined {
  return state.pins.find((each) => same(each.a, state.a) && same(each.b, state.b));
}

export function unpin(state: Shared, colour: number): Shared {
  return { ...state, pins: state.pins.filter((each) => each.colour !== colour) };
}

export function commit(history: History, next: Shared): History {
  if (equal(history.now, next)) return history;
  return { past: [...history.past, history.now].slice(-REMEMBERED), now: next, future: [] };
}

export function undo({ past, now, future }: History): History {
  const last = past.at(-1);
  return last ? { past: past.slice(0, -1), now: last, future: [now, ...future] } : { past, now, future };
}

export function redo({ past, now, future }: History): History {
  const [next, ...rest] = future;
  return next ? { past: [...past, now], now: next, future: rest } : { past, now, future };
}

export function equal(one: Shared, two: Shared): boolean {
  return (
    same(one.a, two.a) &&
    same(one.b, two.b) &&
    one.pins.length === two.pins.length &&
    one.pins.every((each, i) => samePin(each, two.pins[i]!))
  );
}

function samePin(one: Pin, two: Pin): boolean {
  return one.colour === two.colour && same(one.a, two.a) && same(one.b, two.b);
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** The shared choices of one model. */
export interface Store {
  readonly history: Signal<History>;
  /** Makes `change` of what is chosen now, to be undone later. */
  act(change: (now: Shared) => Shared): void;
  undo(): void;
  redo(): void;
}

export function makeStore(start: Shared = NOTHING): Store {
  const history = signal<History>({ past: [], now: start, future: [] });
  const to = (next: History) => {
    history.value = next;
  };
  return {
    history,
    act: (change) => to(commit(history.peek(), change(history.peek().now))),
    undo: () => to(undo(history.peek())),
    redo: () => to(redo(history.peek())),
  };
}

/** What belongs to one view alone. */
export interface ViewState {
  readonly hover: Signal<Hover | null>;
  readonly locked: Signal<boolean>;
  readonly opacity: Signal<number>;
  readonly smooth: Signal<boolean>;
  readonly grey: Signal<boolean>;
  readonly pieces: Signal<boolean>;
  readonly special: Signal<boolean>;
  /** The opening preview was let go. */
  readonly dismissed: Signal<boolean>;
}

export function makeViewState(): ViewState {
  return {
    hover: signal<Hover | null>(null),
    locked: signal(true),
    opacity: signal(0.85),
    smooth: signal(false),
    grey: signal(false),
    pieces: signal(false),
    special: signal(false),
    dismissed: signal(false),
  };
}
