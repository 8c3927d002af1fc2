// How far somebody is in a lesson on a page: kept while the tab is open, so that loading the page again loses nothing.
import { effect } from "@preact/signals-core";
import { type Answer, type Lesson, stateAt } from "./lesson.ts";
import type { Store } from "./state.ts";

interface Progress {
  readonly step: number;
  readonly answers: readonly Answer[];
}

/** Takes up what was kept of this very lesson, and keeps it from now on. Where a browser keeps nothing, nothing is lost. */
export function keepProgress(lesson: Lesson, store: Store): void {
  const key = keyOf(lesson);
  takeUp(lesson, store, recall(key));
  effect(() => {
    const progress: Progress = { step: store.history.value.now.step ?? 0, answers: lesson.answers.value };
    try {
      sessionStorage.setItem(key, JSON.stringify(progress));
    } catch {
      // private windows and sandboxed frames refuse
    }
  });
}

/** The state that the page opens with: going there is no step that could be undone. */
function takeUp(lesson: Lesson, store: Store, kept: Progress | null): void {
  if (!kept || !lesson.steps[kept.step]) return;
  lesson.answers.value = kept.answers.filter(({ step }) => lesson.steps[step]?.quiz);
  const { history } = store;
  history.value = { ...history.peek(), now: stateAt(lesson, kept.step, history.peek().now) };
}

/** Another lesson, or another edition of this one, begins at its own beginning. */
function keyOf({ title, steps }: Lesson): string {
  const all = JSON.stringify([title, steps]);
  const sum = [...all].reduce((hash, letter) => (31 * hash + letter.codePointAt(0)!) | 0, 0);
  return `pairlens lesson ${location.pathname} ${sum}`;
}

function recall(key: string): Progress | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "null") as Progress | null;
    return kept && Number.isInteger(kept.step) && Array.isArray(kept.answers) ? kept : null;
  } catch {
    return null;
  }
}
