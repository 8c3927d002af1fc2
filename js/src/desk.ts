// Questions to Python, each under an id of its own, so that progress, answers and errors find the one who asked.
// (anywidget's own `invoke` gives up after three seconds and swallows what went wrong.)
import type { Bytes } from "./wire.ts";

/** `kind` says what is asked; everything else belongs to that kind. */
export interface Question {
  readonly kind: string;
  readonly [name: string]: unknown;
}

export interface Answer {
  readonly content: Readonly<Record<string, unknown>>;
  readonly buffers: readonly DataView[];
}

/** How far Python is: `done` of `total` parts of `what`; before it has begun there is nothing to say. */
export interface Progress {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

export interface Ears {
  /** Aborting it cancels the question. */
  readonly signal?: AbortSignal;
  /** Python has seen the question: no other cell keeps it from answering. */
  readonly accepted?: () => void;
  readonly progress?: (progress: Progress) => void;
}

export interface Desk {
  /** Rejects with `Refused` (what went wrong and what to do about it), or with an AbortError. */
  ask(question: Question, buffers?: readonly Bytes[], ears?: Ears): Promise<Answer>;
}

/** What Python could not do, and what to do about it, in words for a person. */
export class Refused extends Error {}

/** Said where the question did not even leave the page. */
const LOST = "The question did not reach Python. Run the cell again.";

const UNANSWERED = "Python could not answer.";

/** The part of anywidget's model that carries messages. */
export interface Line {
  send(content: unknown, callbacks?: unknown, buffers?: unknown): unknown;
  on(name: "msg:custom", callback: (content: unknown, buffers: DataView[]) => void): void;
  off(name: "msg:custom", callback: (content: unknown, buffers: DataView[]) => void): void;
}

interface Reply {
  readonly type: "accepted" | "progress" | "answer" | "failed" | "cancelled";
  readonly id: string;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly remedy?: string;
  readonly what?: string;
  readonly done?: number;
  readonly total?: number;
}

interface Waiting {
  readonly ears: Ears;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: Error) => void;
}

export function desk(line: Line, stop: AbortSignal): Desk {
  const waiting = new Map<string, Waiting>();
  const asked = idMaker();
  const hear = (content: unknown, buffers: DataView[] = []) => {
    const reply = content as Reply;
    const who = waiting.get(reply?.id);
    if (!who) return;
    if (reply.type === "accepted") who.ears.accepted?.();
    else if (reply.type === "progress") who.ears.progress?.(reply as Progress & Reply);
    else {
      waiting.delete(reply.id);
      if (reply.type === "answer") who.resolve({ content: reply.content ?? {}, buffers });
      else if (reply.type === "cancelled") who.reject(new DOMException("cancelled", "AbortError"));
      else who.reject(new Refused([reply.message ?? UNANSWERED, reply.remedy].filter(Boolean).join(" ")));
    }
  };
  line.on("msg:custom", hear);
  stop.addEventListener("abort", () => line.off("msg:custom", hear), { once: true });
  const ask: Desk["ask"] = (question, buffers = [], ears = {}) =>
    new Promise((resolve, reject) => {
      const id = asked();
      waiting.set(id, { ears, resolve, reject });
      const cancel = () => {
        if (!waiting.delete(id)) return;
        line.send({ type: "cancel", id });
        reject(new DOMException("cancelled", "AbortError"));
      };
      ears.signal?.addEventListener("abort", cancel, { once: true });
      const lost = () => {
        if (waiting.delete(id)) reject(new Refused(LOST));
      };
      try {
        // some hosts send later, and answer with a promise
        void Promise.resolve(line.send({ type: "ask", id, question }, undefined, buffers)).catch(lost);
      } catch {
        lost();
      }
    });
  return { ask };
}

/** Ids that no other browser tab uses for the same model. */
function idMaker(): () => string {
  const tab = Math.random().toString(36).slice(2);
  let count = 0;
  return () => {
    count += 1;
    return `${tab}-${count}`;
  };
}
