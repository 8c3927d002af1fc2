import { beforeEach, describe, expect, it, vi } from "vitest";
import { read } from "../../src/gallery/reading.ts";
import { NUMBERS, Python, ROWS, SAID, stateWith } from "./made.ts";

const SOON = 400;
const LATER = 5000;

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function made() {
  const python = new Python();
  const stop = new AbortController();
  return { python, stop, state: stateWith(python) };
}

describe("reading", () => {
  it("asks soon while pairs are being read, and now and then afterwards for what was said", async () => {
    const { python, stop, state } = made();
    const half = { ...ROWS, version: 2, read: [1, 1, 0, 0, 0] };
    python.tells = async () => ({ rows: [half, NUMBERS], said: [], heard: 0, trouble: "" });
    await read(state, stop.signal);
    expect([state.table.value.version, state.table.value.said.size]).toEqual([2, 0]);
    python.tells = async () => ({ rows: [ROWS, NUMBERS], said: SAID, heard: 7, trouble: "" });
    await vi.advanceTimersByTimeAsync(SOON);
    expect(state.table.value.said.size).toBe(3);
    python.tells = async () => ({ rows: null, said: [], heard: 8, trouble: "" });
    await vi.advanceTimersByTimeAsync(SOON);
    expect(python.since).toEqual([
      [-1, -1],
      [2, 0],
    ]);
    await vi.advanceTimersByTimeAsync(LATER);
    expect(python.since[2]).toEqual([5, 7]);
    expect([state.table.value.said.size, state.table.value.captions[0]]).toEqual([0, "A black Dog"]);
    stop.abort();
    await vi.advanceTimersByTimeAsync(2 * LATER);
    expect(python.since).toHaveLength(3);
  });
  it("says what went wrong, goes on, and says so no more once it went well", async () => {
    const { python, stop, state } = made();
    const well = python.tells;
    python.tells = () => Promise.reject(new Error("The store is locked."));
    await read(state, stop.signal);
    expect(state.trouble.value).toBe("The store is locked.");
    python.tells = well;
    await vi.advanceTimersByTimeAsync(SOON);
    expect([state.trouble.value, state.table.value.total]).toEqual(["", 5]);
    python.tells = async () => ({ rows: null, said: null, heard: 3, trouble: "The cases cannot be read." });
    await vi.advanceTimersByTimeAsync(LATER);
    expect([state.trouble.value, state.table.value.said.size]).toEqual(["The cases cannot be read.", 3]);
    stop.abort();
  });
  it("of a page happens once", async () => {
    const { python, stop, state } = made();
    await read(state, stop.signal, true);
    await vi.advanceTimersByTimeAsync(3 * LATER);
    expect(python.since).toHaveLength(1);
  });
});
