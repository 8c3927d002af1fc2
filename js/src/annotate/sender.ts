// Sends what is in the queue, in order and one at a time, until the store has it; waits and tries again where it fails.
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type Desk, Refused } from "../desk.ts";
import type { Status as Kernel } from "../host.ts";
import type { Known } from "./cases.ts";
import type { Change, Queue } from "./queue.ts";

/** `busy`: Python is at something else; `failed`: the store says no; `gone`: there is no kernel to send to. */
export type Phase = "none" | "saving" | "busy" | "saved" | "failed" | "gone";

export interface Saving {
  readonly phase: Phase;
  /** Why, and what to do about it. */
  readonly text: string;
  /** How many changes are not confirmed. */
  readonly waiting: number;
  /** When the last one was. */
  readonly at: Date | null;
}

/** Python's answer to a change. */
export interface Written extends Known {
  /** Somebody else had changed the case meanwhile: the judgement holds both. */
  readonly merged: boolean;
  readonly undo: boolean;
  readonly redo: boolean;
}

interface Reply extends Written {
  /** Why this very change can never be written; others may. */
  readonly refused?: string;
}

export interface Sender {
  readonly saving: ReadonlySignal<Saving>;
  /** Sends a change, after those before it; with a delay, so that it may still be replaced. */
  send(change: Change, delay?: number): void;
  /** Whether a change may still be replaced: it waits. */
  waits(id: string): boolean;
  /** Sends what is delayed, and tries again what failed. */
  hurry(): void;
  /** When nothing waits any more; false where it cannot be sent now. */
  settled(): Promise<boolean>;
}

export interface Times {
  /** Milliseconds after which Python must have seen a change. */
  readonly busy: number;
  /** Milliseconds until what failed is tried again; doubled each time, to a limit. */
  readonly again: number;
  readonly longest: number;
}
const TIMES: Times = { busy: 1000, again: 10_000, longest: 120_000 };

const BUSY = "Python is busy with another cell. Your work is kept here and is sent when it is done.";
const SILENT =
  "Python does not answer. Your work is kept here, and is sent again. If no other cell is running, run this cell again: then it is saved.";
const GONE = "The kernel is gone. Your work is kept in this browser: run the cell again, and it is saved.";
const GONE_UNKEPT =
  "The kernel is gone, and this browser keeps nothing. Save as a file before you close the page.";

export function senderOf(
  desk: Desk,
  kernel: ReadonlySignal<Kernel>,
  queue: Queue,
  /** When a case was changed last, as far as this view knows. */
  base: (item: string) => string,
  written: (change: Change, reply: Written) => void,
  stop: AbortSignal,
  times = TIMES,
): Sender {
  const saving = signal<Saving>({ phase: "none", text: "", waiting: queue.all().length, at: null });
  const aside = new Set<string>(); // what is refused for good: it stays in the queue, for the file
  const tried = new Set<string>(); // the store may have them, whatever became of the answer
  let refusal = "";
  let flying: string | null = null;
  let delayed: string | null = null;
  let delay: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let pause = times.again;
  let turn = 0;
  let watchers: ((sent: boolean) => void)[] = [];

  const due = () => queue.all().find(({ id }) => !aside.has(id) && id !== delayed);
  const open = () => queue.all().filter(({ id }) => !aside.has(id));
  const tell = (phase: Phase, text = "") => {
    const at = phase === "saved" ? new Date() : saving.peek().at;
    saving.value = { phase, text, waiting: queue.all().length, at };
    if (phase === "saving" || phase === "busy") return;
    if (phase === "saved" && open().length > 0) return;
    const told = watchers;
    watchers = [];
    for (const watcher of told) watcher(phase === "saved" || phase === "none");
  };
  const gone = () => tell("gone", queue.kept ? GONE : GONE_UNKEPT);

  const pump = () => {
    if (flying !== null || stop.aborted) return;
    const next = due();
    if (!next) return;
    if (kernel.peek() === "gone") {
      gone();
      return;
    }
    void fly(next);
  };
  const fly = async (change: Change) => {
    turn += 1;
    const own = turn;
    flying = change.id;
    tried.add(change.id);
    if (saving.peek().phase !== "failed" && saving.peek().phase !== "busy") tell("saving");
    const late = setTimeout(() => {
      if (own === turn && saving.peek().text !== SILENT) tell("busy", BUSY);
    }, times.busy);
    // nobody has seen it: it may have got lost, and may come twice
    const lost = setTimeout(() => {
      if (own !== turn) return;
      tell("busy", SILENT);
      void fly(change);
    }, times.again);
    const accepted = () => {
      clearTimeout(late);
      clearTimeout(lost);
      if (own === turn && saving.peek().phase === "busy") tell("saving");
    };
    try {
      const { content } = await desk.ask({ kind: "write", change, base: base(change.item) }, [], {
        accepted,
      });
      if (own !== turn) return;
      flying = null;
      took(change, content as unknown as Reply);
    } catch (error) {
      if (own !== turn) return;
      flying = null;
      failed(error instanceof Refused ? error.message : "The change was not written.");
    } finally {
      clearTimeout(late);
      clearTimeout(lost);
    }
  };
  const took = (change: Change, reply: Reply) => {
    pause = times.again;
    if (reply.refused) {
      aside.add(change.id);
      refusal = reply.refused;
      tell("failed", refusal);
    } else {
      queue.drop(change.id);
      written(change, reply);
      if (open().length > 0) tell("saving");
      else if (aside.size > 0) tell("failed", refusal);
      else tell("saved");
    }
    pump();
  };
  const failed = (text: string) => {
    tell("failed", text);
    clearTimeout(again);
    again = setTimeout(pump, pause);
    pause = Math.min(times.longest, 2 * pause);
  };
  const ripe = () => {
    clearTimeout(delay);
    delayed = null;
  };

  const unwatch = kernel.subscribe((now) => {
    if (now === "gone" && queue.all().length > 0) {
      turn += 1; // what is under way is not answered any more
      flying = null;
      gone();
    } else if (now !== "gone") pump();
  });
  stop.addEventListener(
    "abort",
    () => {
      unwatch();
      clearTimeout(delay);
      clearTimeout(again);
    },
    { once: true },
  );
  return {
    saving,
    send(change, wait = 0) {
      if (delayed !== change.id) ripe();
      queue.put(change);
      if (wait > 0) {
        clearTimeout(delay);
        delayed = change.id;
        delay = setTimeout(() => {
          ripe();
          pump();
        }, wait);
      }
      saving.value = { ...saving.peek(), waiting: queue.all().length };
      pump();
    },
    waits: (id) => !tried.has(id) && queue.all().some((change) => change.id === id),
    hurry() {
      ripe();
      aside.clear();
      clearTimeout(again);
      if (saving.peek().phase === "failed" && queue.all().length > 0) tell("saving");
      pump();
    },
    settled() {
      ripe();
      if (open().length === 0) return Promise.resolve(true);
      const found = new Promise<boolean>((resolve) => watchers.push(resolve));
      pump();
      return found;
    },
  };
}
