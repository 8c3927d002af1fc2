// Which pairs are decided, and the way through them. Plain data and pure functions.
import type { Judgement } from "./judgement.ts";

/** Of each pair, by its place: 0 undecided, 1 begun, 2 submitted, 3 skipped. */
export const STATES = ["undecided", "draft", "submitted", "skipped"] as const;
const [, BEGUN, DECIDED, SKIPPED] = [0, 1, 2, 3] as const;

export interface Book {
  readonly states: Uint8Array;
  /** Labels of the pairs that have any. */
  readonly labels: ReadonlyMap<number, readonly string[]>;
}

/** `all`, one of `STATES` (undecided holds what is begun), `nothing` (nothing wrong), or `label:KEY`. */
export type Filter = string;

export interface Counts {
  readonly total: number;
  readonly decided: number;
  readonly skipped: number;
  /** Decided cases without a label. */
  readonly nothing: number;
  /** How many decided cases have each label. */
  readonly labels: ReadonlyMap<string, number>;
}

export function bookOf(states: Uint8Array, labels: readonly (readonly [number, readonly string[]])[]): Book {
  return { states, labels: new Map(labels) };
}

export function noted(book: Book, index: number, judgement: Judgement | null): Book {
  const states = book.states.slice();
  states[index] = stateOf(judgement);
  const labels = new Map(book.labels);
  if (judgement && judgement.labels.length > 0) labels.set(index, judgement.labels);
  else labels.delete(index);
  return { states, labels };
}

function stateOf(judgement: Judgement | null): number {
  if (judgement?.status === "submitted") return DECIDED;
  if (judgement?.status === "skipped") return SKIPPED;
  const said = judgement && (judgement.labels.length > 0 || judgement.note || judgement.severity !== null);
  return said || (judgement?.evidence.length ?? 0) > 0 ? BEGUN : 0;
}

export function counts({ states, labels }: Book): Counts {
  const found = new Map<string, number>();
  let [decided, skipped, labelled] = [0, 0, 0];
  for (const state of states) {
    if (state === DECIDED) decided += 1;
    if (state === SKIPPED) skipped += 1;
  }
  for (const [index, keys] of labels) {
    if (states[index] !== DECIDED) continue;
    labelled += 1;
    for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  }
  return { total: states.length, decided, skipped, nothing: decided - labelled, labels: found };
}

export function passes(book: Book, filter: Filter, index: number): boolean {
  const state = book.states[index];
  if (filter === "all") return true;
  if (filter === "undecided") return isOpen(book, index);
  if (filter === "nothing") return state === DECIDED && !book.labels.has(index);
  if (filter.startsWith("label:")) return (book.labels.get(index) ?? []).includes(filter.slice(6));
  return STATES[state ?? 0] === filter;
}

/** Whether nothing was decided, and it was not put off either. */
export function isOpen({ states }: Book, index: number): boolean {
  return states[index] === 0 || states[index] === BEGUN;
}

/** The next one, or the one before, in the chosen filter; null at the end. */
export function beside(book: Book, filter: Filter, from: number, by: 1 | -1): number | null {
  for (let index = from + by; index >= 0 && index < book.states.length; index += by)
    if (passes(book, filter, index)) return index;
  return null;
}

/**
 * Where a decision leads: to the next one that is to be decided, from the start again after the last. Who goes
 * through what was put off or labelled goes on to the next of these. Null where there is none.
 */
export function onward(book: Book, filter: Filter, from: number): number | null {
  const wanted = filter === "all" ? "undecided" : filter;
  const total = book.states.length;
  for (let step = 1; step < total; step += 1) {
    const index = (from + step) % total;
    if (passes(book, wanted, index)) return index;
  }
  return null;
}
