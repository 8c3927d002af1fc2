// What a gallery's view knows and what a person has chosen in it; everything shown is a function of these.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Status } from "../host.ts";
import { emptyTable, type Table } from "./columns.ts";
import { EVERYTHING, ordered, type Query } from "./query.ts";
import type { About, Source } from "./source.ts";

export interface State {
  readonly about: About;
  readonly source: Source;
  readonly table: Signal<Table>;
  readonly query: Signal<Query>;
  /** Places of the pairs that are shown, in order. */
  readonly shown: ReadonlySignal<Int32Array<ArrayBuffer>>;
  /** The pair that is open, by its place in the collection. */
  readonly opened: Signal<number | null>;
  /** Pairs that were chosen, to be handed on. */
  readonly chosen: Signal<ReadonlySet<number>>;
  /** Why rows could not be fetched; empty where they could. */
  readonly trouble: Signal<string>;
  /** Why tiles in sight could not be; likewise. */
  readonly lost: Signal<string>;
  /** How often somebody asked to try again. */
  readonly tries: Signal<number>;
  readonly kernel: Signal<Status>;
  /** Whether Python does something else. */
  readonly busy: ReadonlySignal<boolean>;
}

export function stateOf(
  about: About,
  source: Source,
  query: Partial<Query> = {},
  python: Partial<Pick<State, "kernel" | "busy">> = {},
): State {
  const table = signal(emptyTable(about.total));
  const asked = signal<Query>({ ...EVERYTHING, ...query });
  return {
    about,
    source,
    table,
    query: asked,
    shown: computed(() => ordered(table.value, asked.value)),
    opened: signal<number | null>(null),
    chosen: signal<ReadonlySet<number>>(new Set()),
    trouble: signal(""),
    lost: signal(""),
    tries: signal(0),
    kernel: signal<Status>("page"),
    busy: signal(false),
    ...python,
  };
}

export function ask(state: State, change: Partial<Query>): void {
  state.query.value = { ...state.query.peek(), ...change };
}

export function toggle({ chosen }: State, index: number): void {
  const next = new Set(chosen.peek());
  if (!next.delete(index)) next.add(index);
  chosen.value = next;
}

/** The pair so many places after the one that is open, among those shown; null at the ends. */
export function beside({ shown, opened }: State, by: number): number | null {
  const order = shown.value;
  const at = opened.value === null ? -1 : order.indexOf(opened.value);
  const to = at + by;
  return at >= 0 && to >= 0 && to < order.length ? order[to]! : null;
}
