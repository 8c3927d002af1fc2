// Questions to a Python that may be busy, or gone: neither leaves anybody waiting without a word.
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type Desk, Refused } from "../desk.ts";
import type { Status } from "../host.ts";

export const GONE = "The kernel is gone: run the cell again to fetch more.";

/** Milliseconds after which Python must have seen a question. */
const LATE = 1500;

export interface Patient {
  readonly desk: Desk;
  /** Whether Python does something else: a question waits that it has not seen. */
  readonly busy: ReadonlySignal<boolean>;
}

/** The same desk, where every question ends once the kernel is gone. */
export function patient(desk: Desk, kernel: ReadonlySignal<Status>): Patient {
  const unseen = new Set<object>();
  const busy = signal(false);
  const tell = () => {
    busy.value = unseen.size > 0;
  };
  const ask: Desk["ask"] = (question, buffers, ears) =>
    new Promise((resolve, reject) => {
      const own = {};
      const timer = setTimeout(() => {
        unseen.add(own);
        tell();
      }, LATE);
      const seen = () => {
        clearTimeout(timer);
        unseen.delete(own);
        tell();
      };
      let unfollow = () => {};
      const end = (tellWho: () => void) => {
        seen();
        queueMicrotask(() => unfollow()); // it may not be there yet
        tellWho();
      };
      unfollow = kernel.subscribe((now) => {
        if (now === "gone") end(() => reject(new Refused(GONE)));
      });
      if (kernel.peek() === "gone") return;
      const asked = desk.ask(question, buffers, { ...ears, accepted: seen });
      asked.then(
        (answer) => end(() => resolve(answer)),
        (error: Error) => end(() => reject(error)),
      );
    });
  return { desk: { ask }, busy };
}
