// A lesson: steps that each show a state of the view, with a text; some ask before they show. What is asked for is
// held back until it was guessed or given up. Plain data and pure functions; signals only hold them.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Explained } from "./host.ts";
import { hold } from "./pinning.ts";
import { answerUnits } from "./scoring.ts";
import { other } from "./sides.ts";
import type { Scene, Shared, Store } from "./state.ts";
import { bookmarkOf, sideOf } from "./traits.ts";
import type { Pair, SideName, Wire } from "./wire.ts";

export interface Quiz {
  readonly ask: "region" | "words";
  /** Where a person guesses. */
  readonly side: SideName;
  /** The right content units; null where the attribution says. */
  readonly answer: readonly number[] | null;
  readonly basis: "attribution" | "answer" | "truth";
  readonly tries: number;
  /** From which score a guess is right. */
  readonly enough: number;
  /** Text that comes with the answer. */
  readonly after: string;
  /** Tokens that are neither right nor wrong ("a", "and"). */
  readonly joining: readonly number[];
}

export interface Step {
  readonly title: string;
  readonly text: string;
  readonly scene: Scene;
  readonly quiz: Quiz | null;
}

/** What became of a quiz so far; Python reads it under these names. */
export interface Answer {
  readonly step: number;
  /** The content units of the last guess. */
  readonly guess: readonly number[];
  readonly score: number;
  readonly overlap: number;
  readonly share: number | null;
  readonly tries: number;
  readonly right: boolean;
  /** The answer was asked for. */
  readonly shown: boolean;
}

export interface Lesson {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly explained: ReadonlyMap<string, Explained>;
  readonly answers: Signal<readonly Answer[]>;
  /** Whether the step that is shown asks and has no answer yet: then nothing may tell. */
  readonly guessing: ReadonlySignal<boolean>;
}

type Plain = Readonly<Record<string, unknown>>;

export interface LessonWire<Bytes> {
  readonly title: string;
  readonly steps: readonly {
    readonly title: string;
    readonly text: string;
    readonly scene: Plain;
    readonly quiz: (Omit<Quiz, "side"> & { readonly side: string }) | null;
  }[];
  /** Explanations beside the one that the view was opened with; pictures by their place in `pictures`. */
  readonly explanations: readonly {
    readonly revision: string;
    readonly pair: Wire;
    readonly matrix: Bytes;
    readonly pictures: Readonly<Record<SideName, number | null>>;
  }[];
  readonly pictures: readonly Bytes[];
}

/** A lesson as the view keeps it, of what was sent and the explanations that were decoded. */
export function lessonOf<Bytes>(
  wire: LessonWire<Bytes>,
  explained: ReadonlyMap<string, Explained>,
  store: Store,
  answered: readonly Answer[],
): Lesson {
  const steps = wire.steps.map(({ title, text, scene, quiz }): Step => {
    const { pair } = explained.get(String(scene.revision))!;
    const { name: _, ...shown } = bookmarkOf(pair, scene, "");
    return { title, text, scene: shown, quiz: quiz && { ...quiz, side: sideOf(pair, quiz.side) } };
  });
  const answers = signal(answered);
  const guessing = computed(() => isOpen(steps, answers.value, store.history.value.now.step ?? 0));
  return { title: wire.title, steps, explained, answers, guessing };
}

function isOpen(steps: readonly Step[], answers: readonly Answer[], index: number): boolean {
  const quiz = steps[index]?.quiz;
  return quiz ? !isSettled(quiz, answerTo(answers, index)) : false;
}

export function answerTo(answers: readonly Answer[], index: number): Answer | undefined {
  return answers.find(({ step }) => step === index);
}

/** Whether the answer may be seen: it was found, given up, or every try was used. */
export function isSettled({ tries }: Quiz, answer: Answer | undefined): boolean {
  return answer !== undefined && (answer.right || answer.shown || answer.tries >= tries);
}

/** The answers with one more, in the order of the steps. */
export function withAnswer(answers: readonly Answer[], answer: Answer): Answer[] {
  const others = answers.filter(({ step }) => step !== answer.step);
  return [...others, answer].sort((one, two) => one.step - two.step);
}

/** The state that shows a step; that of a quiz with its answer once that may be seen. */
export function stateAt(lesson: Lesson, index: number, now: Shared): Shared {
  const { scene, quiz } = lesson.steps[index]!;
  const shown = { ...now, ...scene, step: index };
  const answer = answerTo(lesson.answers.peek(), index);
  if (!quiz || !answer || !isSettled(quiz, answer)) return shown;
  const pair = pairOf(lesson, index);
  const given = other(quiz.side);
  const name = NAMES[quiz.basis][quiz.ask];
  const right = { a: [], b: [], [quiz.side]: answerUnits(pair, quiz, scene), [given]: scene[given], name };
  return hold({ ...shown, focus: null, [quiz.side]: answer.guess }, right);
}

const NAMES = {
  attribution: { region: "Strongest region", words: "Strongest words" },
  answer: { region: "Answer", words: "Answer" },
  truth: { region: "Truth", words: "Truth" },
};

/** The explanation that a step is about. */
export function pairOf(lesson: Lesson, index: number): Pair {
  return lesson.explained.get(lesson.steps[index]!.scene.revision)!.pair;
}

/** What is explained, without its numbers: whoever guesses sees the sides and nothing that tells. */
export function blinded({ revision, pair, pictures }: Explained): Explained {
  const none = { content_patch: 0, content_special: 0, special_patch: 0, special_special: 0 };
  const ledger = { ...pair.ledger, rows: [], score: 0, residual: 0, mass: none };
  const matrix = new Float32Array(pair.matrix.length);
  const blind = { ...pair, matrix, broken: 0, top_pairs: [], ledger, converged: true, notes: [] };
  return { revision, pair: blind, pictures, blind: true };
}

/** Where a key leads: to the step before or behind; null for other keys. Any keyboard has one of each two. */
export function stepKey(key: string, index: number, count: number): number | null {
  if (key === "]" || key === ".") return Math.min(count - 1, index + 1);
  if (key === "[" || key === ",") return Math.max(0, index - 1);
  return null;
}

export interface Tally {
  readonly asked: number;
  readonly right: number;
  readonly shown: number;
}

export function tally({ steps, answers }: Lesson): Tally {
  const asking = steps.flatMap(({ quiz }, i) => (quiz ? [{ quiz, answer: answerTo(answers.value, i) }] : []));
  const settled = asking.filter(({ quiz, answer }) => isSettled(quiz, answer));
  const right = settled.filter(({ answer }) => answer!.right).length;
  return { asked: asking.length, right, shown: settled.length - right };
}
