// What a person has chosen. Plain data and pure functions; the signals at the end only hold them.
import { type Signal, signal } from "@preact/signals-core";
import { type Look, PLAIN } from "./look.ts";
import type { Theme } from "./theme.ts";
import type { SideName } from "./wire.ts";

/** Content units of either side: tokens of a caption, row-major cells of a picture. An empty side stands for all. */
export interface Block {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** A selection that is held, with what is added to it and taken from it. */
export interface Pin extends Block {
  readonly plus: readonly Block[];
  readonly minus: readonly Block[];
  /** Slot in the list of pin colours; also its letter. */
  readonly colour: number;
  /** What a person calls it; empty for the name that its units have. */
  readonly name: string;
  /** Whether it is drawn on the caption and the picture. */
  readonly shown: boolean;
}

/** What is seen of an explanation: enough to see the same again. */
export interface Scene extends Block {
  readonly pins: readonly Pin[];
  /** The slot of the pin that is looked at instead of a selection. */
  readonly focus: number | null;
  readonly look: Look;
  /** Which explanation. */
  readonly revision: string;
}

export interface Bookmark extends Scene {
  readonly name: string;
}

/** What all views of one model share, and what Python reads and sets. */
export interface Shared extends Scene {
  readonly bookmarks: readonly Bookmark[];
  /** Which step of a lesson is shown; null where there is no lesson. */
  readonly step: number | null;
}

export interface History {
  readonly past: readonly Shared[];
  readonly now: Shared;
  readonly future: readonly Shared[];
  /** What the last change was; the next one of the same name is one step with it. */
  readonly merging: string | null;
}

/** What one view shows for as long as a pointer or the keyboard rests on something. Units, special ones included. */
export interface Hover {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly from: SideName | "list";
  /** A whole pin, with what is added to it and taken from it. */
  readonly pin?: Pin;
}

export const NOTHING: Shared = {
  a: [],
  b: [],
  pins: [],
  focus: null,
  look: PLAIN,
  revision: "",
  bookmarks: [],
  step: null,
};
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
  return { ...state, focus: null, [side]: choose(state[side], units, mode) };
}

export function select(state: Shared, a: readonly number[], b: readonly number[]): Shared {
  return { ...state, focus: null, a: sorted(a), b: sorted(b) };
}

export function clear(state: Shared): Shared {
  return select(state, [], []);
}

export function isEmpty(state: Shared): boolean {
  return state.a.length + state.b.length === 0 && state.focus === null;
}

export function withLook(state: Shared, change: Partial<Look>): Shared {
  return { ...state, look: { ...state.look, ...change } };
}

export function commit(history: History, next: Shared, merging: string | null = null): History {
  if (equal(history.now, next)) return history;
  if (merging !== null && merging === history.merging) return { ...history, now: next, future: [] };
  return { past: [...history.past, history.now].slice(-REMEMBERED), now: next, future: [], merging };
}

export function undo(history: History): History {
  const { past, now, future } = history;
  const last = past.at(-1);
  if (!last) return history;
  return { past: past.slice(0, -1), now: last, future: [now, ...future], merging: null };
}

export function redo(history: History): History {
  const { past, now, future } = history;
  const [next, ...rest] = future;
  return next ? { past: [...past, now], now: next, future: rest, merging: null } : history;
}

/** Whether two states are the same; all that they hold is plain data, made in one order of keys. */
export function equal(one: Shared, two: Shared): boolean {
  return one === two || JSON.stringify(one) === JSON.stringify(two);
}

export function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** The shared choices of one model. */
export interface Store {
  readonly history: Signal<History>;
  /**
   * Makes `change` of what is chosen now, to be undone later. Changes that follow each other under one name in
   * `merging` (a slider that is dragged) are undone together.
   */
  act(change: (now: Shared) => Shared, merging?: string): void;
  undo(): void;
  redo(): void;
}

export function makeStore(start: Shared = NOTHING): Store {
  const history = signal<History>({ past: [], now: start, future: [], merging: null });
  const to = (next: History) => {
    history.value = next;
  };
  return {
    history,
    act: (change, merging) => to(commit(history.peek(), change(history.peek().now), merging)),
    undo: () => to(undo(history.peek())),
    redo: () => to(redo(history.peek())),
  };
}

/** A box between two corners, patches that are painted over, or those inside a line drawn by hand. */
export const TOOLS = ["box", "brush", "lasso"] as const;
export type Tool = (typeof TOOLS)[number];

/** What belongs to one view alone. */
export interface ViewState {
  readonly hover: Signal<Hover | null>;
  /** The opening preview was let go. */
  readonly dismissed: Signal<boolean>;
  /** The caption that is being edited. */
  readonly editing: Signal<SideName | null>;
  /** The menu that is open, by its name. */
  readonly menu: Signal<string | null>;
  /** What dragging on a picture draws. */
  readonly tool: Signal<Tool>;
  readonly theme: Signal<Theme>;
}

export function makeViewState(): ViewState {
  return {
    hover: signal<Hover | null>(null),
    dismissed: signal(false),
    editing: signal<SideName | null>(null),
    menu: signal<string | null>(null),
    tool: signal<Tool>("box"),
    theme: signal<Theme>("light"),
  };
}
