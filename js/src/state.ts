// What a person has chosen. Plain data and pure functions; the signals at the end only hold them.
import { type Signal, signal } from "@preact/signals-core";

export interface Pin {
  readonly tokens: readonly number[];
  readonly patches: readonly number[];
  /** Slot in the list of pin colours; also its letter. */
  readonly colour: number;
}

/** What all views of one model share, and what Python reads and sets. */
export interface Shared {
  readonly selected_tokens: readonly number[];
  readonly selected_patches: readonly number[];
  readonly pins: readonly Pin[];
}

export interface History {
  readonly past: readonly Shared[];
  readonly now: Shared;
  readonly future: readonly Shared[];
}

/** What one view shows for as long as a pointer or the keyboard rests on something. Units, special ones included. */
export interface Hover {
  readonly rows: readonly number[];
  readonly cols: readonly number[];
  readonly from: "caption" | "picture" | "list";
}

export const NOTHING: Shared = { selected_tokens: [], selected_patches: [], pins: [] };
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

export function selectTokens(state: Shared, tokens: readonly number[], mode: Mode = "only"): Shared {
  return { ...state, selected_tokens: choose(state.selected_tokens, tokens, mode) };
}

export function selectPatches(state: Shared, patches: readonly number[], mode: Mode = "only"): Shared {
  return { ...state, selected_patches: choose(state.selected_patches, patches, mode) };
}

export function select(state: Shared, tokens: readonly number[], patches: readonly number[]): Shared {
  return { ...state, selected_tokens: sorted(tokens), selected_patches: sorted(patches) };
}

export function clear(state: Shared): Shared {
  return select(state, [], []);
}

export function isEmpty(state: Shared): boolean {
  return state.selected_tokens.length + state.selected_patches.length === 0;
}

/** Keeps the selection under the first free colour; a selection that is kept already is not kept twice. */
export function pin(state: Shared): Shared {
  if (isEmpty(state) || pinned(state)) return state;
  const used = new Set(state.pins.map((each) => each.colour));
  let colour = 0;
  while (used.has(colour)) colour += 1;
  const made: Pin = { tokens: state.selected_tokens, patches: state.selected_patches, colour };
  return { ...state, pins: [...state.pins, made] };
}

export function pinned(state: Shared): Pin | undefined {
  return state.pins.find(
    (each) => same(each.tokens, state.selected_tokens) && same(each.patches, state.selected_patches),
  );
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

export function equal(a: Shared, b: Shared): boolean {
  return (
    same(a.selected_tokens, b.selected_tokens) &&
    same(a.selected_patches, b.selected_patches) &&
    a.pins.length === b.pins.length &&
    a.pins.every((each, i) => samePin(each, b.pins[i]!))
  );
}

function samePin(a: Pin, b: Pin): boolean {
  return a.colour === b.colour && same(a.tokens, b.tokens) && same(a.patches, b.patches);
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
