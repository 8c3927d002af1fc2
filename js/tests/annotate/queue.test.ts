import { describe, expect, it } from "vitest";
import { linesOf, savedName } from "../../src/annotate/file.ts";
import { uuid } from "../../src/annotate/ids.ts";
import { queueOf } from "../../src/annotate/queue.ts";
import { change, keepOf, SETUP } from "./made.ts";

const ids = (queue: { all(): readonly { id: string }[] }) => queue.all().map(({ id }) => id);

describe("the queue", () => {
  it("is there again after a reload, in its order, for the same store and reviewer only", () => {
    const keep = keepOf();
    let now = 5;
    const queue = queueOf(keep, "here", "ada", () => now);
    queue.put(change("one"));
    now = 1e13; // a later page
    queueOf(keep, "here", "ada", () => now).put(change("two"));
    expect(ids(queueOf(keep, "here", "ada"))).toEqual(["one", "two"]);
    expect(ids(queueOf(keep, "here", "bo"))).toEqual([]);
    expect(ids(queueOf(keep, "elsewhere", "ada"))).toEqual([]);
  });
  it("replaces a change in its place, and lets go of one that is written", () => {
    const keep = keepOf();
    const queue = queueOf(keep, "here", "ada");
    queue.put(change("one"));
    queue.put(change("two"));
    queue.put(change("one", { note: "x" }));
    expect(queue.all().map(({ after }) => after.note)).toEqual(["x", ""]);
    queue.drop("one");
    expect([ids(queue), keep.entries.size]).toEqual([["two"], 1]);
  });
  it("never overwrites what another tab keeps", () => {
    const keep = keepOf();
    const [one, two] = [queueOf(keep, "here", "ada"), queueOf(keep, "here", "ada")];
    one.put(change("one"));
    two.put(change("two"));
    one.drop("one");
    expect(ids(queueOf(keep, "here", "ada"))).toEqual(["two"]);
  });
  it("goes on in the view where the browser keeps nothing", () => {
    const full = {
      ...keepOf(),
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    for (const keep of [full, null]) {
      const queue = queueOf(keep, "here", "ada");
      queue.put(change("one"));
      expect([ids(queue), queue.kept]).toEqual([["one"], false]);
    }
  });
  it("leaves alone what it cannot read", () => {
    const key = `pairlens:annotate:${JSON.stringify(["here", "ada"])}:1`;
    const keep = keepOf({ [key]: '{"id": "cut o', other: "x" });
    expect(ids(queueOf(keep, "here", "ada"))).toEqual([]);
    expect(keep.entries.size).toBe(2);
  });
});

describe("the file of what was not saved", () => {
  it("holds a header and a change per line, with text as text", () => {
    const lines = linesOf([change(uuid(), { note: "a\nb" })], SETUP.categories)
      .trim()
      .split("\n");
    const [header, first] = lines.map((line) => JSON.parse(line));
    expect(header).toEqual({ pairlens_cases: 1, categories: SETUP.categories });
    expect(first.change).toMatchObject({
      item: "item0",
      kind: "edit",
      note: "a\nb",
      labels: [],
      evidence: [],
    });
    expect(first.change).not.toHaveProperty("deed");
  });
  it("has a name that any disk takes", () => {
    expect(savedName("Ada / Löve", new Date("2026-11-21T09:14:05Z"))).toBe(
      "pairlens-Ada-Lo-ve-2026-11-21-0914.jsonl",
    );
  });
});

it("makes UUIDs without a secure page", () => {
  expect(uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(uuid()).not.toBe(uuid());
});
