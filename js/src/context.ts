// What every view is given, and how it subscribes for as long as it lives.
import { effect, type ReadonlySignal } from "@preact/signals-core";
import type { Host } from "./host.ts";
import type { Limits, Shown } from "./shown.ts";
import type { ViewState } from "./state.ts";

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

/** Runs now and whenever a signal that it read changes, until the view is taken away. */
export function watch(context: Context, run: () => void): void {
  context.stop.addEventListener("abort", effect(run), { once: true });
}
