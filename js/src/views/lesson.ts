// The steps of a lesson: a title, a text, where one is, and the way on. It stays while the view below it changes.
import { computed, type ReadonlySignal } from "@preact/signals-core";
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import type { Frame } from "../explorer.ts";
import { answerTo, isSettled, type Lesson, stateAt, stepKey, tally } from "../lesson.ts";
import { equal } from "../state.ts";
import { quiz } from "./quiz.ts";

/** The panel, and what all its parts share. */
export interface Guide {
  readonly frame: Frame;
  readonly lesson: Lesson;
  /** The step that is shown. */
  readonly index: ReadonlySignal<number>;
}

export function lessonPanel(frame: Frame, lesson: Lesson): HTMLElement {
  const { store } = frame.session;
  const guide = { frame, lesson, index: computed(() => store.history.value.now.step ?? 0) };
  return h(
    "section",
    { class: "lesson", role: "group", "aria-label": lesson.title ? `Lesson: ${lesson.title}` : "Lesson" },
    h("div", { class: "where" }, ...place(guide), dots(guide), ways(guide)),
    ...texts(guide),
    quiz(guide),
    ending(guide),
  );
}

/** Goes to a step, in one change that can be undone, and says where one is. */
export function goTo({ session, announce }: Frame, lesson: Lesson, index: number): void {
  session.store.act((now) => stateAt(lesson, index, now));
  const { title, text } = lesson.steps[index]!;
  const parts = [nameOf(lesson, index), title, text].filter(Boolean);
  announce(parts.map((part) => (/[.?!…]$/.test(part) ? part : `${part}.`)).join(" "));
}

/** Whether a key led to another step. */
export function lessonKey(event: KeyboardEvent, frame: Frame): boolean {
  const { lesson, store } = frame.session;
  if (!lesson) return false;
  const index = store.history.peek().now.step ?? 0;
  const next = stepKey(event.key, index, lesson.steps.length);
  if (next === null) return false;
  if (next !== index) goTo(frame, lesson, next);
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function nameOf({ steps }: Lesson, index: number): string {
  return `Step ${index + 1} of ${steps.length}`;
}

function place({ frame, lesson, index }: Guide): HTMLElement[] {
  const count = h("span", { class: "count" });
  watch(frame, () => say(count, `${index.value + 1} of ${lesson.steps.length}`));
  const title = lesson.title ? [h("span", { class: "course", dir: "auto" }, lesson.title)] : [];
  return [h("p", { class: "note" }, ...title, count)];
}

/** One dot for each step; one of them is in the order of Tab, the arrows lead to the others. */
function dots(guide: Guide): HTMLElement {
  const { frame, lesson, index } = guide;
  const visited = new Set<number>();
  const all = lesson.steps.map((step, i) => {
    const kind = step.quiz ? "dot asks" : "dot";
    const dot = h("button", { type: "button", class: kind, "data-step": i });
    on(frame, dot, "click", () => goTo(frame, lesson, i));
    return dot;
  });
  watch(frame, () => {
    visited.add(index.value);
    for (const [i, dot] of all.entries()) {
      const name = dotName(lesson, i);
      assign(dot, {
        tabindex: i === index.value ? 0 : -1,
        "aria-current": i === index.value ? "step" : undefined,
        "aria-label": name,
        title: name,
        "data-visited": visited.has(i),
      });
    }
  });
  const row = h("div", { class: "dots", role: "group", "aria-label": "Steps" }, ...all);
  on(frame, row, "keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const here = all.indexOf(event.target as HTMLButtonElement);
    if (by === undefined || here < 0) return;
    all[Math.min(all.length - 1, Math.max(0, here + by))]!.focus();
    event.preventDefault();
  });
  return row;
}

/** "Step 2 of 7: Where is the dog? Question, answered." */
function dotName(lesson: Lesson, index: number): string {
  const { title, quiz: asks } = lesson.steps[index]!;
  const answer = answerTo(lesson.answers.value, index);
  const state = !asks ? "" : isSettled(asks, answer) ? (answer!.right ? "found" : "shown") : "open";
  const tail = state && ` (question, ${state})`;
  return `${nameOf(lesson, index)}${title ? `: ${title}` : ""}${tail}`;
}

function ways(guide: Guide): HTMLElement {
  const { frame, lesson, index } = guide;
  const { store } = frame.session;
  const last = lesson.steps.length - 1;
  const button = (name: string, text: string, title: string, run: () => void) => {
    const made = h("button", { type: "button", class: name, title }, text);
    on(frame, made, "click", () => {
      if (!made.hasAttribute("aria-disabled")) run();
    });
    return made;
  };
  const back = button("restore", "Back to this step", "Show again what this step shows", () =>
    goTo(frame, lesson, index.peek()),
  );
  const previous = button("previous", "Previous", "To the step before (, or [)", () =>
    goTo(frame, lesson, index.peek() - 1),
  );
  const next = button("next", "Next", "To the next step (. or ])", () =>
    goTo(frame, lesson, index.peek() + 1),
  );
  watch(frame, () => {
    void lesson.answers.value;
    const { now } = store.history.value;
    // Not `disabled`: a button that had the focus would take it along, and the keys with it.
    assign(back, { "aria-disabled": equal(now, stateAt(lesson, index.value, now)) });
    assign(previous, { "aria-disabled": index.value === 0 });
    assign(next, { "aria-disabled": index.value === last });
  });
  return h("div", { class: "actions" }, back, previous, next);
}

function texts({ frame, lesson, index }: Guide): HTMLElement[] {
  const title = h("h2", { dir: "auto" });
  const text = h("div", { class: "text" });
  watch(frame, () => {
    const step = lesson.steps[index.value]!;
    say(title, step.title || (step.quiz ? "A question" : nameOf(lesson, index.value)));
    text.replaceChildren(...paragraphs(step.text));
  });
  return [title, text];
}

/** Plain text, whatever it holds; an empty line begins a new paragraph. */
export function paragraphs(text: string): HTMLElement[] {
  const parts = text.split(/\n\s*\n/).filter((part) => part.trim());
  return parts.map((part) => h("p", { dir: "auto" }, part.trim()));
}

/** At the last step: what became of the questions, and the way back to the start. */
function ending(guide: Guide): HTMLElement {
  const { frame, lesson, index } = guide;
  const line = h("span", {});
  const again = h("button", { type: "button", class: "link" }, "Start again");
  on(frame, again, "click", () => {
    lesson.answers.value = [];
    goTo(frame, lesson, 0);
  });
  const root = h("p", { class: "tally" }, line, " ", again);
  watch(frame, () => {
    const { asked, right, shown } = tally(lesson);
    root.hidden = asked === 0 || index.value < lesson.steps.length - 1;
    say(line, tallied(asked, right, asked - right - shown));
  });
  return root;
}

/** "You found 2 of 3; one question is still open." */
export function tallied(asked: number, right: number, open: number): string {
  const found =
    right === asked ? `You found ${asked === 1 ? "it" : `all ${asked}`}` : `You found ${right} of ${asked}`;
  if (open === 0) return `${found}.`;
  return `${found}; ${open === 1 ? "one question is" : `${open} questions are`} still open.`;
}
