// An annotator without a notebook: pairs, a store that is a map, a Python that answers when it is told to.
import { signal } from "@preact/signals-core";
import { bookOf } from "../../src/annotate/book.ts";
import type { Known, Opened } from "../../src/annotate/cases.ts";
import { type Deed, done, type Judgement, NOTHING_SAID } from "../../src/annotate/judgement.ts";
import { type Change, type Keep, queueOf } from "../../src/annotate/queue.ts";
import type { Setup } from "../../src/annotate/setup.ts";
import { workOf } from "../../src/annotate/work.ts";
import { type Answer, type Desk, type Ears, type Question, Refused } from "../../src/desk.ts";
import type { Explained, Status } from "../../src/host.ts";
import { makeStore, NOTHING } from "../../src/state.ts";
import { sessionOf } from "../made.ts";
import { small } from "../small.ts";

export const SETUP: Setup = {
  store: "failures.db",
  place: "here",
  reviewer: "ada",
  categories: [
    { key: "wrong_object", name: "Wrong object", definition: "Another thing.", hotkey: "1" },
    { key: "missed_object", name: "Missed object", definition: "It is not found.", hotkey: "2" },
  ],
  keys: {
    submit: ["Enter"],
    nothing: ["0"],
    skip: ["S"],
    previous: [",", "["],
    next: [".", "]"],
    severity: ["V"],
    note: ["N"],
    undo: ["U"],
    redo: ["Y"],
    help: ["?"],
  },
  total: 4,
  readonly: "",
};

/** A browser's storage that lives as long as the test. */
export function keepOf(
  entries: Record<string, string> = {},
): Keep & { readonly entries: Map<string, string> } {
  const held = new Map(Object.entries(entries));
  return {
    entries: held,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    key: (i) => [...held.keys()][i] ?? null,
    get length() {
      return held.size;
    },
  };
}

export function change(
  id: string,
  deed: Deed = { add: ["wrong_object"] },
  more: Partial<Change> = {},
): Change {
  const after = done(NOTHING_SAID, deed);
  return {
    id,
    item: "item0",
    index: 0,
    reviewer: "ada",
    at: "2026-01-01T00:00:00Z",
    step: id,
    deed,
    after,
    ...more,
  };
}

/** A store in memory that answers like Python, or does not. */
export class Python {
  readonly cases = new Map<string, Judgement>();
  readonly written: string[] = [];
  readonly bases: string[] = [];
  /** What is said instead of writing. */
  trouble = "";
  refuses = "";
  /** Nobody answers. */
  silent = false;
  sees = true;
  private count = 0;

  readonly desk: Desk = {
    ask: (question, _, ears) => this.answer(question, ears ?? {}),
  };

  private async answer(question: Question, ears: Ears): Promise<Answer> {
    if (this.sees) ears.accepted?.();
    if (this.silent) return new Promise(() => {});
    await Promise.resolve();
    if (question.kind === "write") return this.content(this.write(question));
    if (question.kind === "back") return this.content(this.back());
    throw new Refused("Nobody answers that.");
  }

  private write({ change: wanted, base }: Question): Record<string, unknown> {
    if (this.trouble) throw new Refused(this.trouble);
    if (this.refuses) return { refused: this.refuses };
    const { id, item, deed } = wanted as Change;
    if (!this.written.includes(id)) {
      this.written.push(id);
      this.bases.push(String(base));
      this.cases.set(item, done(this.cases.get(item) ?? NOTHING_SAID, deed));
    }
    this.count += 1;
    return { ...this.known(item), merged: false, undo: true, redo: false };
  }

  private back(): Record<string, unknown> {
    const before = this.cases.get("item0")!;
    this.cases.set("item0", NOTHING_SAID);
    this.count += 1;
    return { done: true, before, ...this.known("item0"), undo: false, redo: true };
  }

  known(item: string): Known {
    const judgement = this.cases.get(item) ?? NOTHING_SAID;
    const changed = this.cases.has(item) ? `change ${this.count}` : "";
    return { index: Number(item.slice(4)), item, judgement, changed, others: [] };
  }

  private content(content: Record<string, unknown>): Answer {
    return { content, buffers: [] };
  }
}

export function workWith(python = new Python(), keep: Keep | null = keepOf(), total = 4) {
  const pair = small();
  const explained = (index: number): Explained => ({
    revision: String(index),
    pair,
    pictures: { a: "data:,", b: "" },
  });
  const all = new Map(Array.from({ length: total }, (_, index) => [String(index), explained(index)]));
  const store = makeStore({ ...NOTHING, revision: "0" });
  const status = signal<Status>("live");
  const session = sessionOf(pair, {}, { store, status });
  Object.assign(session, {
    explained: {
      get value() {
        return all.get(store.history.value.now.revision)!;
      },
      peek: () => all.get(store.history.peek().now.revision)!,
    },
  });
  const stop = new AbortController();
  const broken = new Map<number, string>();
  const cases = {
    open: async (index: number): Promise<Opened> => {
      if (broken.has(index)) throw new Refused(broken.get(index)!);
      return { ...python.known(`item${index}`), explained: explained(index) };
    },
    find: (): undefined => undefined,
    has: () => true,
  };
  let tell: (told: readonly Known[]) => void = () => {};
  const start = {
    setup: { ...SETUP, total },
    book: bookOf(new Uint8Array(total), []),
    first: python.known("item0"),
    can: { undo: false, redo: false },
    heard: (run: (told: readonly Known[]) => void) => {
      tell = run;
      return () => {};
    },
  };
  const queue = queueOf(keep, "here", "ada");
  const work = workOf(start, session, python.desk, cases, queue, stop.signal);
  return { work, python, queue, status, store, stop, broken, tell: (told: readonly Known[]) => tell(told) };
}

/** Lets everything that was promised happen. */
export async function settle(times = 12): Promise<void> {
  for (let i = 0; i < times; i += 1) await Promise.resolve();
}
