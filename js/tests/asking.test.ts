import { computed, signal } from "@preact/signals-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { askingOf, progressText, together } from "../src/asking.ts";
import { type Ears, Refused } from "../src/desk.ts";
import type { Session, Status } from "../src/host.ts";
import { sessionOf } from "./made.ts";
import { small } from "./small.ts";

interface Call {
  readonly question: Readonly<Record<string, unknown>>;
  readonly buffers: readonly unknown[];
  readonly ears: Ears;
  readonly answer: (content?: Readonly<Record<string, unknown>>) => void;
  readonly fail: (error: Error) => void;
}

/** An asking whose desk keeps what it is asked until the test answers. */
function made() {
  const calls: Call[] = [];
  const ask = (question: Call["question"], buffers: readonly unknown[] = [], ears: Ears = {}) =>
    new Promise((resolve, reject) => {
      calls.push({
        question,
        buffers,
        ears,
        answer: (content = {}) => resolve({ content, buffers: [] }),
        fail: reject,
      });
      ears.signal?.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
    });
  const status = signal<Status>("live");
  const revision = signal("3");
  const explained = computed(() => ({ revision: revision.value, pair: small(), pictures: { a: "", b: "" } }));
  const session = sessionOf(small(), {}, { desk: { ask }, status, explained } as unknown as Partial<Session>);
  const stop = new AbortController();
  return { asking: askingOf(session, stop.signal), calls, status, stop, revision };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("asking", () => {
  it("says nothing of a question that is answered at once", async () => {
    const { asking, calls } = made();
    asking.ask({ b: "a cat" });
    expect(calls[0]!.question).toEqual({ kind: "explain", revision: "3", b: "a cat" });
    expect(asking.standing.value.text).toBe("");
    calls[0]!.answer();
    await settle();
    await vi.advanceTimersByTimeAsync(1000);
    expect(asking.standing.value.phase).toBe("idle");
  });
  it("says that Python is busy where the question is not even seen, and no more once it is", async () => {
    const { asking, calls } = made();
    asking.ask({ b: "a cat" });
    await vi.advanceTimersByTimeAsync(700);
    expect(asking.standing.value.text).toContain("busy with another cell");
    calls[0]!.ears.accepted?.();
    expect(asking.standing.value.phase).toBe("working");
  });
  it("tells how far a long question is", async () => {
    const { asking, calls } = made();
    asking.ask({ steps: 64 });
    calls[0]!.ears.accepted?.();
    await vi.advanceTimersByTimeAsync(400);
    calls[0]!.ears.progress?.({ what: "units", done: 3, total: 12 });
    expect(asking.standing.value).toEqual({
      phase: "working",
      text: "Following the units: 3 of 12",
      share: 0.25,
    });
  });
  it("lets the newest question win, and takes along what was wanted beside it", async () => {
    const { asking, calls } = made();
    const bytes = new ArrayBuffer(3);
    asking.ask({ picture: "a", name: "x.png" }, [bytes]);
    asking.ask({ layer: { a: 1 } });
    asking.ask({ layer: { b: 2 } });
    expect(calls.map(({ ears }) => ears.signal!.aborted)).toEqual([true, true, false]);
    expect(calls[2]!.question).toMatchObject({ picture: "a", name: "x.png", layer: { a: 1, b: 2 } });
    expect(calls[2]!.buffers).toEqual([bytes]);
    calls[2]!.answer();
    await settle();
    asking.ask({ method: "occlusion" });
    expect(calls[3]!.question).toEqual({ kind: "explain", revision: "3", method: "occlusion" });
  });
  it("keeps what went wrong until something else is asked", async () => {
    const { asking, calls } = made();
    asking.ask({ b: "" });
    calls[0]!.fail(new Refused("The caption is empty. Write at least one word."));
    await settle();
    expect(asking.standing.value.phase).toBe("failed");
    expect(asking.standing.value.text).toContain("Write at least one word");
    asking.ask({ b: "dog" });
    expect(asking.standing.value.phase).toBe("asked");
  });
  it("is told so when it is cancelled by hand, and not when Python gives it up for another", async () => {
    const { asking, calls } = made();
    asking.ask({ b: "dog" });
    asking.cancel(true);
    await settle();
    expect(asking.standing.value.phase).toBe("cancelled");
    expect(calls[0]!.ears.signal!.aborted).toBe(true);
    asking.ask({ b: "cat" });
    calls[1]!.fail(new DOMException("cancelled", "AbortError"));
    await settle();
    expect(asking.standing.value.phase).toBe("idle");
  });
  it("says that the kernel went away with the question", () => {
    const { asking, status } = made();
    status.value = "gone";
    expect(asking.standing.value.phase).toBe("idle");
    status.value = "live";
    asking.ask({ b: "dog" });
    status.value = "gone";
    expect(asking.standing.value.text).toContain("kernel went away");
  });
});

describe("words and wishes", () => {
  it("names what is computed", () => {
    expect(progressText({ what: "products", done: 1, total: 4 })).toBe("Attributing: 1 of 4");
    expect(progressText({ what: "wonders", done: 0, total: 1 })).toBe("Computing wonders…");
  });
  it("forgets the edit that an older wish belonged to", () => {
    expect(together({ b: "do", edit: "1" }, { b: "dog", edit: "1" })).toEqual({ b: "dog", edit: "1" });
    expect(together({ b: "do", edit: "1" }, { steps: 4 })).toEqual({ b: "do", steps: 4 });
  });
});

describe("a draft", () => {
  const typed = { b: "a cat", edit: "1", draft: true };

  async function drafted() {
    const all = made();
    all.asking.ask(typed);
    all.revision.value = "4";
    all.calls[0]!.answer({ revision: "4", draft: true });
    await settle();
    return all;
  }
  it("is worked out once nobody types any more, as the same edit", async () => {
    const { calls } = await drafted();
    await vi.advanceTimersByTimeAsync(599);
    expect(calls).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls[1]!.question).toEqual({ kind: "explain", revision: "4", edit: "1" });
    calls[1]!.answer({ revision: "5", draft: false });
    await vi.advanceTimersByTimeAsync(2000);
    expect(calls).toHaveLength(2);
  });
  it("waits anew with every letter", async () => {
    const { asking, calls } = await drafted();
    await vi.advanceTimersByTimeAsync(400);
    asking.ask({ ...typed, b: "a cats" });
    calls[1]!.answer({ revision: "4", draft: true });
    await vi.advanceTimersByTimeAsync(500);
    expect(calls).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(100);
    expect(calls).toHaveLength(3);
  });
  it("gives way to the next letter while it is worked out", async () => {
    const { asking, calls } = await drafted();
    await vi.advanceTimersByTimeAsync(600);
    asking.ask({ ...typed, b: "a cats" });
    expect(calls[1]!.ears.signal?.aborted).toBe(true);
    expect(calls[2]!.question).toEqual({ kind: "explain", revision: "4", ...typed, b: "a cats" });
  });
  it("is left alone once another explanation is shown", async () => {
    const { calls, revision } = await drafted();
    revision.value = "2";
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toHaveLength(1);
  });
  it("is worked out at once when the field is left, also where it is still on its way", async () => {
    const { asking, calls } = await drafted();
    asking.finish();
    expect(calls).toHaveLength(2);
    const other = made();
    other.asking.ask(typed);
    other.asking.finish();
    other.calls[0]!.answer({ revision: "3", draft: true });
    await vi.advanceTimersByTimeAsync(1);
    expect(other.calls[1]!.question).toEqual({ kind: "explain", revision: "3", edit: "1" });
  });
  it("is not asked for where something beside the words changes, too", () => {
    expect(together(typed, { layer: { a: 1 } })).toEqual({ b: "a cat", layer: { a: 1 } });
  });
});
