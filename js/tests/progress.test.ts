import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Lesson, type LessonWire, lessonOf } from "../src/lesson.ts";
import { keepProgress } from "../src/progress.ts";
import { makeStore, NOTHING, type Store } from "../src/state.ts";
import { small } from "./small.ts";

const scene = (tokens: readonly number[]) => ({ tokens, patches: [], pins: [], look: {}, revision: "1" });
const QUIZ = {
  ask: "region" as const,
  side: "patches",
  answer: null,
  basis: "attribution" as const,
  tries: 2,
  enough: 0.5,
  after: "",
  joining: [],
};
const WIRE: LessonWire<never> = {
  title: "A course",
  steps: [
    { title: "One", text: "First.", scene: scene([0]), quiz: null },
    { title: "Where?", text: "Where is the dog?", scene: scene([1, 2]), quiz: QUIZ },
  ],
  explanations: [],
  pictures: [],
};
const ANSWER = { step: 1, guess: [0], score: 1, overlap: 1, share: 1, tries: 1, right: true, shown: false };

function opened(wire = WIRE): { lesson: Lesson; store: Store } {
  const store = makeStore({ ...NOTHING, revision: "1", step: 0, b: [0] });
  const explained = { revision: "1", pair: small(), pictures: { a: "data:,", b: "" } };
  const lesson = lessonOf(wire, new Map([["1", explained]]), store, []);
  keepProgress(lesson, store);
  return { lesson, store };
}

describe("progress in a lesson", () => {
  beforeEach(() => sessionStorage.clear());

  it("is there when the page is loaded again, and is no step to undo", () => {
    const first = opened();
    first.store.act((now) => ({ ...now, step: 1, b: [1, 2] }));
    first.lesson.answers.value = [ANSWER];
    const { lesson, store } = opened();
    expect(store.history.value.now).toMatchObject({ step: 1, b: [1, 2], a: [0] });
    expect(store.history.value.past).toEqual([]);
    expect(lesson.answers.value).toEqual([ANSWER]);
    expect(lesson.guessing.value).toBe(false);
  });
  it("is not that of another edition", () => {
    opened().store.act((now) => ({ ...now, step: 1 }));
    const other = opened({ ...WIRE, steps: [WIRE.steps[0]!, { ...WIRE.steps[1]!, text: "And the dog?" }] });
    expect(other.store.history.value.now.step).toBe(0);
  });
  it.each(["{", "null", '{"step": 7, "answers": []}', '{"step": "1"}'])(
    "that makes no sense is none: %s",
    (kept) => {
      opened();
      sessionStorage.setItem(sessionStorage.key(0)!, kept);
      expect(opened().store.history.value.now.step).toBe(0);
    },
  );
  it("is done without where the browser keeps nothing", () => {
    const refuse = () => {
      throw new DOMException("no", "SecurityError");
    };
    vi.stubGlobal("sessionStorage", { getItem: refuse, setItem: refuse });
    expect(opened().store.history.value.now.step).toBe(0);
    vi.unstubAllGlobals();
  });
});
