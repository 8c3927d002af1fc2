// What keys and buttons do: one function for each, with the sentence that people who listen are told.
import { beside, counts, onward } from "./book.ts";
import { nothingWrong, type Severity, severer, toggle } from "./judgement.ts";
import type { Action } from "./setup.ts";
import { ending, nameOf, progress, severityName } from "./told.ts";
import type { Work } from "./work.ts";

export type Tell = (sentence: string) => void;

export const NOTHING_MARKED =
  "Nothing is marked. Choose what is wrong, or say that nothing is: then it counts as decided.";
const OPENING = "The next pair is still being opened.";

export interface Moves {
  label(key: string): void;
  severity(value: Severity | null): void;
  run(action: Exclude<Action, "help" | "note">): void;
  go(index: number): void;
}

export function movesOf(work: Work, tell: Tell, caption: () => string): Moves {
  const { setup, now, book, filter } = work;
  const act: Work["act"] = (deed, merging) => {
    const acted = work.act(deed, merging);
    if (!acted && work.opening.peek() !== null) tell(OPENING);
    return acted;
  };
  const place = (index: number) => `Pair ${index + 1} of ${setup.total}`;
  const go = async (index: number, before = "") => {
    const open = await work.go(index);
    if (open) tell(`${before}${place(index)}: ${caption()}`);
    else if (work.broken.peek()) tell(work.broken.peek()!.text);
  };
  const onwards = (said: string) => {
    const from = work.broken.peek()?.index ?? now.peek().index;
    const next = onward(book.peek(), filter.peek(), from);
    const tally = counts(book.peek());
    if (next === null) {
      work.notice.value = ending(tally);
      tell(`${said} ${ending(tally)}`);
      return;
    }
    void go(next, `${said} ${progress(tally)}. Next: `);
  };
  const step = (by: 1 | -1) => {
    const from = work.broken.peek()?.index ?? work.opening.peek() ?? now.peek().index;
    const next = beside(book.peek(), filter.peek(), from, by);
    if (next !== null) void go(next);
    else tell(by > 0 ? "That was the last one." : "That was the first one.");
  };
  const decide = (deed: Parameters<Work["act"]>[0], said: string) => {
    if (work.opening.peek() !== null) {
      tell(OPENING);
      return;
    }
    if (!work.broken.peek()) act(deed);
    onwards(work.broken.peek() ? "" : said);
  };
  const submit = () => {
    const { labels, status } = now.peek().judgement;
    if (labels.length === 0 && status !== "submitted" && !work.broken.peek()) {
      work.notice.value = NOTHING_MARKED;
      tell(NOTHING_MARKED);
    } else decide({ status: "submitted" }, "Submitted.");
  };
  const back = (which: "undo" | "redo") => {
    void work.back(which).then(
      (said) => {
        work.notice.value = said;
        tell(said);
      },
      (error: unknown) => {
        work.notice.value = error instanceof Error ? error.message : String(error);
        tell(work.notice.peek());
      },
    );
  };
  return {
    label(key) {
      const deed = toggle(now.peek().judgement, key);
      if (act(deed)) tell(`${nameOf(setup, key)}: ${deed.add ? "marked" : "not marked"}.`);
    },
    severity(value) {
      if (act({ severity: value })) tell(`Severity: ${severityName(value)}.`);
    },
    run(action) {
      if (action === "submit") submit();
      else if (action === "nothing") decide(nothingWrong(now.peek().judgement), "Nothing wrong.");
      else if (action === "skip") decide({ status: "skipped" }, "Skipped.");
      else if (action === "severity") this.severity(severer(now.peek().judgement).severity ?? null);
      else if (action === "previous" || action === "next") step(action === "next" ? 1 : -1);
      else back(action);
    },
    go: (index) => void go(index),
  };
}

/** Fetches what one is likely to see next: the pair that a decision leads to, and the one after this. */
export function ahead(work: Work): void {
  const { book, filter, cases, session } = work;
  if (session.status.peek() !== "live") return;
  const from = work.now.peek().index;
  const next = onward(book.peek(), filter.peek(), from);
  const after = beside(book.peek(), filter.peek(), from, 1);
  for (const index of new Set([next, after]))
    if (index !== null && !cases.has(index)) cases.open(index).catch(() => {}); // said when it is opened
}
