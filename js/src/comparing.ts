// Asking for layers, methods and noise beside what is shown: it goes on while one looks at what came already.
import { type Signal, signal } from "@preact/signals-core";
import { type Desk, type Progress, Refused } from "./desk.ts";
import type { Store } from "./state.ts";

export interface Run {
  /** `done` until something else is explained. */
  readonly phase: "idle" | "running" | "done" | "stopped" | "failed";
  readonly progress: Progress | null;
  /** What could not be done, and why. */
  readonly told: readonly string[];
}

export interface Comparing {
  readonly run: Signal<Run>;
  start(desk: Desk): Promise<void>;
  stop(): void;
}

const IDLE: Run = { phase: "idle", progress: null, told: [] };

/** By store, because all views of one model wait for the same. */
const runs = new WeakMap<Store, Comparing>();

export function comparingOf(store: Store): Comparing {
  const found = runs.get(store) ?? make();
  runs.set(store, found);
  return found;
}

function make(): Comparing {
  const run = signal<Run>(IDLE);
  let current: AbortController | null = null;
  const start = async (desk: Desk) => {
    if (current) return;
    const own = new AbortController();
    current = own;
    run.value = { ...IDLE, phase: "running" };
    try {
      const ears = {
        signal: own.signal,
        progress: (progress: Progress) => {
          run.value = { ...run.peek(), progress };
        },
      };
      const { content } = await desk.ask({ kind: "maps" }, [], ears);
      run.value = { ...IDLE, phase: "done", told: (content.skipped ?? []) as readonly string[] };
    } catch (error) {
      const failed = error instanceof Refused;
      run.value = { ...IDLE, phase: failed ? "failed" : "stopped", told: failed ? [error.message] : [] };
    } finally {
      current = null;
    }
  };
  return { run, start, stop: () => current?.abort() };
}
