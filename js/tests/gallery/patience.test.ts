import { signal } from "@preact/signals-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Answer, Desk, Ears } from "../../src/desk.ts";
import { GONE, patient } from "../../src/gallery/patience.ts";
import type { Status } from "../../src/host.ts";

const ANSWER: Answer = { content: {}, buffers: [] };
const LATE = 1500;

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function made(status: Status = "live") {
  const kernel = signal<Status>(status);
  const ears: Ears[] = [];
  const answers: ((answer: Answer) => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  const desk: Desk = {
    ask: (_, __, given = {}) =>
      new Promise((resolve, reject) => {
        ears.push(given);
        answers.push(resolve);
        fails.push(reject);
      }),
  };
  return { kernel, ears, answers, fails, python: patient(desk, kernel) };
}

describe("patience", () => {
  it("says that Python is busy only while it has not seen a question", async () => {
    const { ears, answers, python } = made();
    const asked = [python.desk.ask({ kind: "rows" }), python.desk.ask({ kind: "tiles" })];
    await vi.advanceTimersByTimeAsync(LATE - 1);
    expect(python.busy.value).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(python.busy.value).toBe(true);
    ears[0]!.accepted!();
    expect(python.busy.value).toBe(true);
    answers[1]!(ANSWER);
    await asked[1];
    expect(python.busy.value).toBe(false);
    await vi.advanceTimersByTimeAsync(10 * LATE);
    expect(python.busy.value).toBe(false); // seen, however long it takes
  });
  it("ends every question once the kernel is gone, and asks none of it", async () => {
    const { kernel, ears, python } = made();
    const asked = python.desk.ask({ kind: "rows" });
    await vi.advanceTimersByTimeAsync(LATE);
    kernel.value = "gone";
    await expect(asked).rejects.toThrow(GONE);
    expect(python.busy.value).toBe(false);
    await expect(python.desk.ask({ kind: "tiles" })).rejects.toThrow(GONE);
    expect(ears).toHaveLength(1);
    kernel.value = "live";
    void python.desk.ask({ kind: "tiles" });
    expect(ears).toHaveLength(2);
  });
  it("hands on what went wrong", async () => {
    const { fails, python } = made();
    const asked = python.desk.ask({ kind: "rows" });
    fails[0]!(new Error("no"));
    await expect(asked).rejects.toThrow("no");
  });
});
