// What every view is given, and how it subscribes for as long as it lives.
import { effect, type ReadonlySignal } from "@preact/signals-core";
import type { Host } from "./host.ts";
import type { Limits } from "./limits.ts";
import type { Shown } from "./shown.ts";
import type { Hover, ViewState } from "./state.ts";

export interface Context {
  readonly host: Host;
  readonly view: ViewState;
  readonly limits: Limits;
  readonly shown: ReadonlySignal<Shown>;
  /** Aborted when the view is taken away; every listener hangs on it. */
  readonly stop: AbortSignal;
  /** One sentence for people who listen. */
  announce(sentence: string): void;
}

/** Listens for as long as the view is there. */
export function on<K extends keyof HTMLElementEventMap>(
  context: Context,
  element: HTMLElement,
  names: K | readonly K[],
  run: (event: HTMLElementEventMap[K]) => void,
): void {
  for (const name of [names].flat() as K[]) element.addEventListener(name, run, { signal: context.stop });
}

/** Shows something for as long as it is pointed at; what is shown already is not shown again. */
export function point({ view }: Context, hover: Hover | null): void {
  const old = view.hover.peek();
  if (old?.from === hover?.from && same(old?.a, hover?.a) && same(old?.b, hover?.b)) return;
  view.hover.value = hover;
}

function same(a: readonly number[] = [], b: readonly number[] = []): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Runs now and whenever a signal that it read changes, until the view is taken away. */
export function watch(context: Context, run: () => void): void {
  context.stop.addEventListener("abort", effect(run), { once: true });
}
