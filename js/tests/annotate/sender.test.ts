import { signal } from "@preact/signals-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { queueOf } from "../../src/annotate/queue.ts";
import { senderOf } from "../../src/annotate/sender.ts";
import type { Status } from "../../src/host.ts";
import { change, keepOf, Python, settle } from "./made.ts";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function sending(python = new Python(), keep = keepOf()) {
  const queue = queueOf(keep, "here", "ada");
  const kernel = signal<Status>("live");
  const written: string[] = [];
  const { signal: stop } = new AbortController();
  const sender = senderOf(
    python.desk,
    kernel,
    queue,
    () => "before",
    ({ id }) => written.push(id),
    stop,
  );
  return { sender, python, queue, kernel, written, keep };
}

describe("sending", () => {
  it("goes in order, one at a time, and lets go of what is written", async () => {
    const { sender, python, queue, written } = sending();
    for (const id of ["one", "two", "three"]) sender.send(change(id));
    expect(sender.saving.value).toMatchObject({ phase: "saving", waiting: 3 });
    await settle(40);
    expect(python.written).toEqual(["one", "two", "three"]);
    expect(written).toEqual(python.written);
    expect(python.bases).toEqual(["before", "before", "before"]);
    expect([queue.all(), sender.saving.value.phase]).toEqual([[], "saved"]);
    expect(sender.saving.value.at).toBeInstanceOf(Date);
  });
  it("keeps all where the store fails, says why, and goes on once it works", async () => {
    const { sender, python, queue } = sending();
    python.trouble = "The disk is full. Make room.";
    sender.send(change("one"));
    sender.send(change("two"));
    await settle();
    expect(sender.saving.value).toMatchObject({ phase: "failed", text: python.trouble, waiting: 2 });
    expect(queue.all()).toHaveLength(2);
    python.trouble = "";
    sender.hurry();
    expect(sender.saving.value.phase).toBe("saving");
    await settle(40);
    expect([python.written, sender.saving.value.phase]).toEqual([["one", "two"], "saved"]);
  });
  it("tries again by itself, later each time", async () => {
    const { sender, python } = sending();
    python.trouble = "Locked.";
    sender.send(change("one"));
    await settle();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(sender.saving.value.phase).toBe("failed");
    python.trouble = "";
    await vi.advanceTimersByTimeAsync(19_000);
    expect(python.written).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(python.written).toEqual(["one"]);
  });
  it("sets aside what can never be written, sends the rest, and keeps it for the file", async () => {
    const { sender, python, queue } = sending();
    python.refuses = "There is no such label.";
    sender.send(change("bad"));
    await settle();
    python.refuses = "";
    sender.send(change("good"));
    await settle(40);
    expect(python.written).toEqual(["good"]);
    expect(queue.all().map(({ id }) => id)).toEqual(["bad"]);
    expect(sender.saving.value).toMatchObject({ waiting: 1 });
  });
  it("says that Python is busy, asks again what nobody has seen, and says that it is saved", async () => {
    const python = new Python();
    python.silent = true;
    python.sees = false;
    const { sender } = sending(python);
    sender.send(change("one"));
    await vi.advanceTimersByTimeAsync(1000);
    expect(sender.saving.value).toMatchObject({ phase: "busy", waiting: 1 });
    python.silent = false;
    python.sees = true;
    await vi.advanceTimersByTimeAsync(9000);
    expect([python.written, sender.saving.value.phase]).toEqual([["one"], "saved"]);
  });
  it("keeps what was under way when the kernel goes, and sends it to the next one", async () => {
    const python = new Python();
    python.silent = true;
    const { sender, kernel, queue, keep } = sending(python);
    sender.send(change("one"));
    await settle();
    kernel.value = "gone";
    expect(sender.saving.value).toMatchObject({ phase: "gone", waiting: 1 });
    expect(sender.saving.value.text).toContain("run the cell again");
    sender.send(change("two"));
    expect(queue.all()).toHaveLength(2);
    const next = sending(new Python(), keep);
    next.sender.hurry();
    await settle(40);
    expect(next.python.written).toEqual(["one", "two"]);
    expect(keep.entries.size).toBe(0);
  });
  it("waits with what may still be replaced, and no longer once something else is done", async () => {
    const { sender, python } = sending();
    sender.send(change("note", { note: "a" }), 500);
    expect(sender.waits("note")).toBe(true);
    sender.send(change("note", { note: "ab" }), 500);
    await settle();
    expect(python.written).toEqual([]);
    sender.send(change("label"));
    await settle(40);
    expect(python.written).toEqual(["note", "label"]);
    expect(python.cases.get("item0")).toMatchObject({ note: "ab", labels: ["wrong_object"] });
    expect(sender.waits("note")).toBe(false);
  });
  it("never takes back into hand what the store may have", async () => {
    const { sender, python } = sending();
    python.trouble = "Locked.";
    sender.send(change("note", { note: "a" }));
    await settle();
    expect(sender.waits("note")).toBe(false);
  });
  it("tells when all is settled, and whether it is", async () => {
    const { sender, python } = sending();
    expect(await sender.settled()).toBe(true);
    sender.send(change("one"), 500);
    const settled = sender.settled();
    await settle(40);
    expect(await settled).toBe(true);
    python.trouble = "Locked.";
    sender.send(change("two"));
    const failed = sender.settled();
    await settle(40);
    expect(await failed).toBe(false);
  });
});
