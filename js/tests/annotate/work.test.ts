import { beforeEach, describe, expect, it, vi } from "vitest";
import { NOTHING_SAID } from "../../src/annotate/judgement.ts";
import { movesOf, NOTHING_MARKED } from "../../src/annotate/moves.ts";
import { queueOf } from "../../src/annotate/queue.ts";
import { CHANGED_ELSEWHERE } from "../../src/annotate/work.ts";
import { pin } from "../../src/pinning.ts";
import { change, keepOf, Python, settle, workWith } from "./made.ts";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function moving(...given: Parameters<typeof workWith>) {
  const made = workWith(...given);
  const said: string[] = [];
  const moves = movesOf(
    made.work,
    (sentence) => said.push(sentence),
    () => "black dog!",
  );
  return { ...made, moves, said };
}

describe("annotating", () => {
  it("submits and goes on to the next undecided pair, until there is none", async () => {
    const { work, moves, said, python } = moving();
    for (let i = 0; i < 4; i += 1) {
      moves.label("wrong_object");
      moves.run("submit");
      await settle(60);
    }
    expect([...python.cases.values()].map(({ status }) => status)).toEqual(Array(4).fill("submitted"));
    expect(said[1]).toBe("Submitted. 1 of 4 decided. Next: Pair 2 of 4: black dog!");
    expect(said.at(-1)).toBe("Submitted. All 4 are decided.");
    expect(work.notice.value).toBe("All 4 are decided.");
    expect(work.now.value.index).toBe(3);
  });
  it("says nothing of a pair by accident: without a label there is nothing to submit", async () => {
    const { work, moves, python } = moving();
    moves.run("submit");
    await settle();
    expect(work.notice.value).toBe(NOTHING_MARKED);
    expect([python.written, work.now.value.index]).toEqual([[], 0]);
    moves.run("nothing");
    await settle(60);
    expect(python.cases.get("item0")).toEqual({ ...NOTHING_SAID, status: "submitted" });
    expect(work.now.value.index).toBe(1);
  });
  it("leaves a pair for later, comes back to it, and shows what was said", async () => {
    const { work, moves } = moving();
    moves.label("missed_object");
    moves.run("skip");
    await settle(60);
    expect(work.now.value.index).toBe(1);
    moves.run("previous");
    await settle(60);
    expect(work.now.value.judgement).toMatchObject({ status: "skipped", labels: ["missed_object"] });
    expect(work.book.value.states[0]).toBe(3);
  });
  it("writes a note as one step, and what is typed is kept before it is sent", async () => {
    const keep = keepOf();
    const { work, python } = moving(new Python(), keep);
    work.act({ note: "a" }, "note");
    work.act({ note: "ab" }, "note");
    expect(
      queueOf(keep, "here", "ada")
        .all()
        .map(({ after }) => after.note),
    ).toEqual(["ab"]);
    await vi.advanceTimersByTimeAsync(500);
    work.act({ note: "abc" }, "note");
    await vi.advanceTimersByTimeAsync(500);
    expect(python.written).toHaveLength(2);
    expect(python.cases.get("item0")!.note).toBe("abc");
    expect(keep.entries.size).toBe(0);
  });
  it("keeps pins as what shows it, and has them again", async () => {
    const { work, moves, store, python } = moving();
    store.act((now) => pin({ ...now, b: [0], a: [1] }));
    await vi.advanceTimersByTimeAsync(600);
    const [only] = python.cases.get("item0")!.evidence;
    expect(only).toEqual({
      pin: { tokens: [0], patches: [1], colour: 0 },
      phrase: "black",
      box: [10, 0, 20, 10],
      value: 2,
    });
    moves.run("next");
    await settle(60);
    expect(store.history.value.now.pins).toEqual([]);
    expect(store.history.value.past).toEqual([]);
    moves.run("previous");
    await settle(60);
    expect(store.history.value.now.pins).toMatchObject([{ b: [0], a: [1] }]);
    expect(python.written).toHaveLength(1);
    expect(work.queue.all()).toEqual([]);
  });
  it("undoes what was done last, after what waits is written, and says what", async () => {
    const { work, moves } = moving();
    moves.label("wrong_object");
    moves.run("undo");
    await settle(60);
    expect(work.notice.value).toBe("Undone: “Wrong object” is not marked.");
    expect(work.now.value.judgement).toEqual(NOTHING_SAID);
    expect(work.can.value).toEqual({ undo: false, redo: true });
  });
  it("undoes nothing while work is not saved", async () => {
    const python = new Python();
    python.trouble = "Locked.";
    const { work, moves } = moving(python);
    moves.label("wrong_object");
    moves.run("undo");
    await settle(60);
    expect(work.notice.value).toBe("Undo works again once your work is saved.");
    expect(work.now.value.judgement.labels).toEqual(["wrong_object"]);
  });
  it("begins with what an earlier page could not send, shows it, and sends it", async () => {
    const keep = keepOf();
    queueOf(keep, "here", "ada").put(change("old", { add: ["missed_object"], note: "kept" }));
    const { work, python } = moving(new Python(), keep);
    expect(work.now.value.judgement).toMatchObject({ labels: ["missed_object"], note: "kept" });
    await settle(60);
    expect(python.written).toEqual(["old"]);
    expect([work.book.value.states[0], keep.entries.size]).toEqual([1, 0]);
  });
  it("shows what was changed elsewhere, and says so; what waits here is not overwritten", async () => {
    const { work, tell, python } = moving();
    const other = { ...NOTHING_SAID, labels: ["missed_object"] };
    tell([{ ...python.known("item0"), judgement: other, changed: "later" }]);
    expect(work.now.value.judgement).toEqual(other);
    expect(work.notice.value).toContain("changed elsewhere");
    work.act({ note: "mine" }, "note");
    tell([{ ...python.known("item0"), judgement: NOTHING_SAID, changed: "later still" }]);
    expect(work.now.value.judgement).toMatchObject({ note: "mine", labels: ["missed_object"] });
    tell([{ ...python.known("item2"), judgement: { ...other, status: "submitted" }, changed: "x" }]);
    expect(work.book.value.states[2]).toBe(2);
  });
  it("shows both where somebody else changed the case meanwhile", async () => {
    const python = new Python();
    const { work, moves } = moving(python);
    python.cases.set("item0", { ...NOTHING_SAID, note: "theirs" });
    const ask = python.desk.ask.bind(python.desk);
    Object.assign(python.desk, {
      ask: async (...given: Parameters<typeof ask>) => {
        const answer = await ask(...given);
        return { ...answer, content: { ...answer.content, merged: true } };
      },
    });
    moves.label("wrong_object");
    await settle(60);
    expect(work.now.value.judgement).toMatchObject({ note: "theirs", labels: ["wrong_object"] });
    expect(work.notice.value).toBe(CHANGED_ELSEWHERE);
  });
  it("goes past a pair that cannot be opened, and judges nothing that is not shown", async () => {
    const { work, moves, broken, said, python } = moving();
    broken.set(1, "The file is damaged.");
    moves.run("next");
    await settle(60);
    expect(work.broken.value).toEqual({ index: 1, text: "The file is damaged." });
    expect(said.at(-1)).toBe("The file is damaged.");
    moves.label("wrong_object");
    expect(python.written).toEqual([]);
    moves.run("next");
    await settle(60);
    expect([work.broken.value, work.now.value.index]).toEqual([null, 2]);
  });
  it("with the kernel gone, labels what is shown and opens only what is here", async () => {
    const { work, moves, status, queue } = moving();
    status.value = "gone";
    moves.label("wrong_object");
    expect(queue.all()).toHaveLength(1);
    Object.assign(work.cases, { has: () => false });
    moves.run("next");
    await settle();
    expect(work.notice.value).toContain("The kernel is gone");
    expect(work.now.value.judgement.labels).toEqual(["wrong_object"]);
  });
});
