// A question of a lesson: what is guessed, what a guess is worth, and the answer once it may be seen.
import { batch } from "@preact/signals-core";
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { count } from "../format.ts";
import {
  type Answer,
  answerTo,
  isSettled,
  type Lesson,
  pairOf,
  type Quiz,
  stateAt,
  withAnswer,
} from "../lesson.ts";
import { nameOf } from "../names.ts";
import { unitsOf } from "../numbers.ts";
import { mark } from "../scoring.ts";
import { type Guide, paragraphs } from "./lesson.ts";

const HOW = {
  region: "Mark it on the picture: drag a box, or click single patches with Ctrl or ⌘.",
  words: "Choose words of the caption: click each of them.",
};

export function quiz(guide: Guide): HTMLElement {
  const { frame, lesson, index } = guide;
  const { store } = frame.session;
  const guess = h("p", { class: "guess", dir: "auto" });
  const check = h("button", { type: "button", class: "check" }, "Check");
  const show = h("button", { type: "button", class: "show" }, "Show the answer");
  const asking = h("div", { class: "asking" }, guess, h("div", { class: "actions" }, check, show));
  const verdict = h("p", { class: "verdict", tabindex: -1, dir: "auto" });
  const after = h("div", { class: "text" });
  const root = h("div", { class: "quiz" }, verdict, asking, after);
  on(frame, check, "click", () => settle(guide, "check", verdict));
  on(frame, show, "click", () => settle(guide, "show", verdict));
  watch(frame, () => {
    const asked = lesson.steps[index.value]!.quiz;
    root.hidden = asked === null;
    if (!asked) return;
    const answer = answerTo(lesson.answers.value, index.value);
    const settled = isSettled(asked, answer);
    asking.hidden = settled;
    after.hidden = !settled;
    after.replaceChildren(...(settled ? paragraphs(asked.after) : []));
    assign(root, { "data-state": settled ? (answer!.right ? "right" : "shown") : "open" });
    const [first, rest] = answer ? said(lesson, index.value, asked, answer) : ["", ""];
    verdict.replaceChildren(h("strong", {}, first), ` ${rest}`);
    verdict.hidden = !answer;
  });
  watch(frame, () => {
    const { now } = store.history.value;
    const asked = lesson.steps[index.value]!.quiz;
    if (!asked) return;
    const units = now[asked.side];
    const pair = pairOf(lesson, index.value);
    say(
      guess,
      units.length > 0
        ? `Your guess: ${nameOf(pair, asked.side, unitsOf(pair[asked.side], units))}`
        : HOW[asked.ask],
    );
    assign(check, { "aria-disabled": units.length === 0 });
  });
  return root;
}

/** Scores what is guessed, or gives the answer; the focus goes to what is said about it once the buttons are gone. */
function settle({ frame, lesson, index }: Guide, how: "check" | "show", verdict: HTMLElement): void {
  const { store } = frame.session;
  const at = index.peek();
  const asked = lesson.steps[at]!.quiz!;
  const before = answerTo(lesson.answers.peek(), at);
  const guess = how === "check" ? store.history.peek().now[asked.side] : (before?.guess ?? []);
  if (how === "check" && guess.length === 0) {
    frame.announce(HOW[asked.ask]);
    return;
  }
  const answer = how === "check" ? tried(lesson, at, asked, guess, before) : givenUp(at, before);
  batch(() => {
    lesson.answers.value = withAnswer(lesson.answers.peek(), answer);
    if (isSettled(asked, answer)) store.act((now) => stateAt(lesson, at, now));
  });
  frame.announce(said(lesson, at, asked, answer).join(" "));
  if (isSettled(asked, answer)) verdict.focus();
}

function tried(
  lesson: Lesson,
  at: number,
  asked: Quiz,
  guess: readonly number[],
  before: Answer | undefined,
): Answer {
  const { score, overlap, share, right } = mark(pairOf(lesson, at), asked, lesson.steps[at]!.scene, guess);
  const tries = (before?.tries ?? 0) + 1;
  return { step: at, guess: [...guess], score, overlap, share, tries, right, shown: false };
}

function givenUp(at: number, before: Answer | undefined): Answer {
  const none = { step: at, guess: [], score: 0, overlap: 0, share: null, tries: 0, right: false };
  return { ...none, ...before, shown: true };
}

/** "Close." and "Your region: 34 % of … lies in it. 2 tries left." */
export function said(lesson: Lesson, at: number, asked: Quiz, answer: Answer): readonly [string, string] {
  if (answer.tries === 0) return ["", "Here is the answer."];
  const { right, close, told } = mark(pairOf(lesson, at), asked, lesson.steps[at]!.scene, answer.guess);
  const settled = isSettled(asked, answer);
  const left = `${count(asked.tries - answer.tries, "try", "tries")} left.`;
  const tail = right ? "" : settled ? " Here is the answer." : ` ${left}`;
  const whose = asked.ask === "region" ? "Your region: " : "Your words: ";
  return [
    right ? "Found." : close ? "Close." : settled ? "Elsewhere." : "Not yet.",
    `${whose}${told}${tail}`,
  ];
}
