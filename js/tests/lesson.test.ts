import { describe, expect, it } from "vitest";
import { contextOf as framed } from "../src/explorer.ts";
import type { Session } from "../src/host.ts";
import { layout } from "../src/layout.ts";
import {
  type Answer,
  blinded,
  isSettled,
  type Lesson,
  type LessonWire,
  lessonOf,
  stateAt,
  stepKey,
  tally,
  withAnswer,
} from "../src/lesson.ts";
import { gained, mark, overlap } from "../src/scoring.ts";
import { makeStore, makeViewState, NOTHING } from "../src/state.ts";
import { goTo, lessonPanel, paragraphs, tallied } from "../src/views/lesson.ts";
import { agreed } from "./agreed.ts";
import { sessionOf } from "./made.ts";
import { small } from "./small.ts";

const PAIR = small();
const QUIZ = {
  ask: "region" as const,
  side: "patches",
  answer: null,
  basis: "attribution" as const,
  tries: 2,
  enough: 0.5,
  after: "So it is.",
  joining: [],
};
const scene = (more = {}) => ({ tokens: [], patches: [], pins: [], look: {}, revision: "1", ...more });
const WIRE: LessonWire<never> = {
  title: "A course",
  steps: [
    {
      title: "One",
      text: "First.\n\nSecond.",
      scene: scene({ tokens: [0], look: { grey: true } }),
      quiz: null,
    },
    { title: "Where?", text: "Where is the dog?", scene: scene({ tokens: [1, 2] }), quiz: QUIZ },
    {
      title: "",
      text: "Which words?",
      scene: scene({ patches: [0] }),
      quiz: { ...QUIZ, ask: "words", side: "tokens", tries: 1 },
    },
  ],
  explanations: [],
  pictures: [],
};

function made(wire = WIRE, pair = PAIR): { lesson: Lesson; session: Session } {
  const store = makeStore({ ...NOTHING, revision: "1", step: 0 });
  const explained = { revision: "1", pair, pictures: { a: "data:,", b: "" } };
  const lesson = lessonOf(wire, new Map([["1", explained]]), store, []);
  return { lesson, session: sessionOf(pair, {}, { store, lesson }) };
}

function frameOf(session: Session) {
  const said: string[] = [];
  const announce = (sentence: string) => said.push(sentence);
  const { signal: stop } = new AbortController();
  return { frame: { session, view: makeViewState(), stop, announce }, said };
}

const answer = (more: Partial<Answer> = {}): Answer => ({
  step: 1,
  guess: [0],
  score: 1,
  overlap: 1,
  share: 1,
  tries: 1,
  right: true,
  shown: false,
  ...more,
});

describe("steps", () => {
  it("show their states, each one change that can be undone", () => {
    const { lesson, session } = made();
    const { frame, said } = frameOf(session);
    goTo(frame, lesson, 0);
    expect(session.store.history.value.now).toMatchObject({ step: 0, b: [0], look: { grey: true } });
    goTo(frame, lesson, 1);
    expect(session.store.history.value.now).toMatchObject({ step: 1, b: [1, 2], look: { grey: false } });
    session.store.undo();
    expect(session.store.history.value.now).toMatchObject({ step: 0, b: [0] });
    expect(said.at(-1)).toBe("Step 2 of 3. Where? Where is the dog?");
  });
  it("are led through by two keys of any keyboard, and stop at the ends", () => {
    expect(["]", ".", "[", ","].map((key) => stepKey(key, 1, 3))).toEqual([2, 2, 0, 0]);
    expect([stepKey("]", 2, 3), stepKey("[", 0, 3), stepKey("a", 1, 3)]).toEqual([2, 0, null]);
  });
  it("keep bookmarks, which belong to the person", () => {
    const { lesson } = made();
    const mark = { ...NOTHING, name: "mine" };
    expect(stateAt(lesson, 1, { ...NOTHING, bookmarks: [mark] }).bookmarks).toEqual([mark]);
  });
  it("are plain text in paragraphs", () => {
    const [one, two] = paragraphs("<b>x</b>\n\n\n javascript:1 ");
    expect([one!.innerHTML, two!.textContent]).toEqual(["&lt;b&gt;x&lt;/b&gt;", "javascript:1"]);
  });
});

describe("a question", () => {
  it("is settled when found, given up, or out of tries", () => {
    const quiz = made().lesson.steps[1]!.quiz!;
    expect(isSettled(quiz, undefined)).toBe(false);
    expect(isSettled(quiz, answer({ right: false }))).toBe(false);
    for (const more of [{}, { right: false, tries: 2 }, { right: false, shown: true }])
      expect(isSettled(quiz, answer(more))).toBe(true);
  });
  it("shows guess and answer once it is settled, wherever one comes from", () => {
    const { lesson } = made();
    lesson.answers.value = [answer({ guess: [3] })];
    const now = stateAt(lesson, 1, NOTHING);
    expect(now).toMatchObject({ a: [3], b: [1, 2] });
    expect(now.pins).toMatchObject([{ a: [0, 1], b: [1, 2], name: "Strongest region", colour: 0 }]);
    expect(stateAt(made().lesson, 1, NOTHING).pins).toEqual([]);
  });
  it("is answered once, however often it is tried, in the order of the steps", () => {
    const two = answer({ step: 2 });
    const all = withAnswer(withAnswer([two], answer({ tries: 1 })), answer({ tries: 2 }));
    expect(all.map(({ step, tries }) => [step, tries])).toEqual([
      [1, 2],
      [2, 1],
    ]);
  });
  it("is told of at the end", () => {
    const { lesson } = made();
    expect(tally(lesson)).toEqual({ asked: 2, right: 0, shown: 0 });
    lesson.answers.value = [answer(), answer({ step: 2, right: false })];
    expect(tally(lesson)).toEqual({ asked: 2, right: 1, shown: 1 });
    expect([tallied(2, 1, 0), tallied(2, 2, 0), tallied(3, 1, 1)]).toEqual([
      "You found 1 of 2.",
      "You found all 2.",
      "You found 1 of 3; one question is still open.",
    ]);
  });
});

describe("while somebody guesses", () => {
  it("no number is left that could be shown", () => {
    const pair = agreed("husky").decoded;
    const { pair: blind } = blinded({ revision: "1", pair, pictures: { a: "", b: "" } });
    expect(blind.matrix.every((value) => value === 0)).toBe(true);
    expect([blind.top_pairs, blind.ledger.rows, blind.ledger.score]).toEqual([[], [], 0]);
    expect(pair.matrix.some((value) => value !== 0)).toBe(true);
  });
  it("the view is the two sides alone", () => {
    const { lesson, session } = made();
    session.store.act((now) => stateAt(lesson, 1, now));
    expect(lesson.guessing.value).toBe(true);
    const { frame } = frameOf(session);
    const explained = blinded({ revision: "1", pair: PAIR, pictures: { a: "data:,", b: "" } });
    const context = framed(frame, explained, frame.stop);
    const drawn = document.createElement("div");
    drawn.append(...layout(context));
    const classes = ["caption", "picture", "readout", "ledger", "side", "legend", "menus", "panels"];
    expect(classes.filter((name) => drawn.querySelector(`.${name}`))).toEqual(["caption", "picture"]);
    for (const hidden of drawn.querySelectorAll("[hidden]")) hidden.remove();
    expect(drawn.textContent!.replace(/Box|Brush|Lasso/g, "").trim()).toBe("black dog!");
    lesson.answers.value = [answer()];
    expect(lesson.guessing.value).toBe(false);
  });
});

describe("a guess", () => {
  const regions = made().lesson.steps[1]!; // "dog": patches 4, 8, 0, 2
  const words = made().lesson.steps[2]!; // patch 0: black 1, dog 4
  it("overlaps by what is shared of what is covered", () => {
    expect([overlap([1, 2], [2, 3, 4]), overlap([1], [1]), overlap([], [])]).toEqual([0.25, 1, 0]);
  });
  it("gains nothing by covering everything, and all by being the best of its size", () => {
    const values = Float64Array.of(4, 8, 0, 2, -9);
    expect(gained(values, [0, 1])).toBe(1);
    expect(gained(values, [0, 1, 2, 3, 4])).toBe(0);
    expect(gained(values, [4])).toBe(0);
    expect(gained(values, [3])).toBe(0);
    expect(gained(values, [0])).toBeCloseTo((4 - 2.8) / (8 - 2.8));
    expect(gained(new Float64Array(5), [0])).toBe(0);
  });
  it("of a region is told as a share and an overlap", () => {
    const found = mark(PAIR, regions.quiz!, regions.scene, [1]);
    expect(found).toMatchObject({ score: 1, right: true, overlap: 0.5 });
    expect(found.share).toBeCloseTo(8 / 14);
    expect(found.told).toContain(
      "57\u00a0% of the positive attribution of “dog” lies in it, on 25\u00a0% of",
    );
    expect(mark(PAIR, regions.quiz!, regions.scene, [2])).toMatchObject({
      score: 0,
      right: false,
      close: false,
    });
  });
  it("of a region is held against the truth where that is known", () => {
    const quiz = { ...regions.quiz!, basis: "truth" as const, answer: [0, 1] };
    expect(mark(PAIR, quiz, regions.scene, [1])).toMatchObject({ score: 0.5, share: null, right: true });
    expect(mark(PAIR, quiz, regions.scene, [1]).told).toBe(
      "it overlaps the true one by 50\u00a0%; its middle lies on it.",
    );
    expect(mark(PAIR, quiz, regions.scene, [3]).told).toContain("beside it");
  });
  it("of words counts words, not their pieces", () => {
    expect(mark(PAIR, words.quiz!, words.scene, [1])).toMatchObject({ score: 1, right: true });
    expect(mark(PAIR, words.quiz!, words.scene, [0, 1, 2]).told).toBe("1 word is right, 1 is not.");
    expect(mark(PAIR, words.quiz!, words.scene, [0]).told).toBe("none is right; 1 is missing.");
  });
  it("of words neither gains nor loses by words that only join", () => {
    const quiz = { ...words.quiz!, joining: [0] };
    expect(mark(PAIR, quiz, words.scene, [0, 1, 2])).toMatchObject({ score: 1 });
  });
});

describe("the panel", () => {
  function panel(step: number) {
    const { lesson, session } = made();
    const { frame, said } = frameOf(session);
    const drawn = lessonPanel(frame, lesson);
    goTo(frame, lesson, step);
    const click = (name: string) => drawn.querySelector<HTMLElement>(`.${name}`)!.click();
    return { lesson, session, drawn, said, click };
  }
  it("says where one is", () => {
    const { drawn } = panel(0);
    expect(drawn.getAttribute("aria-label")).toBe("Lesson: A course");
    expect(drawn.querySelector(".count")!.textContent).toBe("1 of 3");
    expect(drawn.querySelector("h2")!.textContent).toBe("One");
    expect([...drawn.querySelectorAll(".dot")].map((dot) => dot.getAttribute("aria-label"))).toEqual([
      "Step 1 of 3: One",
      "Step 2 of 3: Where? (question, open)",
      "Step 3 of 3 (question, open)",
    ]);
    expect(drawn.querySelectorAll('.dot[tabindex="0"]')).toHaveLength(1);
  });
  it("leads on, back, and to what the step showed", () => {
    const { session, click } = panel(0);
    const now = () => session.store.history.value.now;
    click("next");
    expect(now().step).toBe(1);
    session.store.act((state) => ({ ...state, b: [] }));
    click("restore");
    expect(now()).toMatchObject({ step: 1, b: [1, 2] });
    click("previous");
    click("previous");
    expect(now().step).toBe(0);
  });
  it("checks a guess, gives another try, and then the answer", () => {
    const { lesson, session, drawn, said, click } = panel(1);
    click("check");
    expect(lesson.answers.value).toEqual([]);
    expect(said.at(-1)).toContain("Mark it on the picture");
    session.store.act((now) => ({ ...now, a: [2] }));
    click("check");
    expect(drawn.querySelector(".verdict")!.textContent).toMatch(
      /^Not yet\. Your region: 0\D.*1 try left\.$/,
    );
    expect(lesson.guessing.value).toBe(true);
    session.store.act((now) => ({ ...now, a: [1] }));
    click("check");
    expect(lesson.answers.value).toMatchObject([{ step: 1, guess: [1], tries: 2, right: true, score: 1 }]);
    expect(drawn.querySelector(".verdict")!.textContent).toMatch(/^Found\./);
    expect(drawn.querySelector<HTMLElement>(".asking")!.hidden).toBe(true);
    expect(drawn.textContent).toContain("So it is.");
    expect(session.store.history.value.now.pins).toHaveLength(1);
  });
  it("shows the answer to whoever gives up, and starts again", () => {
    const { lesson, session, drawn, click } = panel(2);
    click("show");
    expect(lesson.answers.value).toMatchObject([{ step: 2, shown: true, right: false, tries: 0 }]);
    expect(session.store.history.value.now.pins).toMatchObject([{ b: [1, 2], name: "Strongest words" }]);
    expect(drawn.querySelector(".tally")!.textContent).toContain(
      "You found 0 of 2; one question is still open.",
    );
    click("tally .link");
    expect([lesson.answers.value, session.store.history.value.now.step]).toEqual([[], 0]);
  });
});
