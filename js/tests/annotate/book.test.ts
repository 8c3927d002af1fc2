import { describe, expect, it } from "vitest";
import { beside, bookOf, counts, noted, onward, passes } from "../../src/annotate/book.ts";
import { NOTHING_SAID } from "../../src/annotate/judgement.ts";

//                          undecided, begun, submitted, skipped, submitted with a label
const BOOK = bookOf(Uint8Array.of(0, 1, 2, 3, 2), [
  [1, ["x"]],
  [4, ["x", "y"]],
]);

describe("the book", () => {
  it("counts what is decided; labels of what is only begun do not count", () => {
    expect(counts(BOOK)).toEqual({
      total: 5,
      decided: 2,
      skipped: 1,
      nothing: 1,
      labels: new Map([
        ["x", 1],
        ["y", 1],
      ]),
    });
  });
  it.each([
    ["all", [0, 1, 2, 3, 4]],
    ["undecided", [0, 1]],
    ["skipped", [3]],
    ["submitted", [2, 4]],
    ["nothing", [2]],
    ["label:y", [4]],
    ["label:x", [1, 4]],
  ])("finds %s", (filter, wanted) => {
    expect([0, 1, 2, 3, 4].filter((index) => passes(BOOK, filter, index))).toEqual(wanted);
  });
  it("leads to the pair before and the next one in a filter, and no further than the ends", () => {
    expect(beside(BOOK, "submitted", 2, 1)).toBe(4);
    expect(beside(BOOK, "submitted", 2, -1)).toBeNull();
    expect(beside(BOOK, "all", 4, 1)).toBeNull();
  });
  it("leads a decision to the next undecided one, from the start again after the last", () => {
    expect(onward(BOOK, "all", 1)).toBe(0);
    expect(onward(BOOK, "undecided", 4)).toBe(0);
    expect(onward(BOOK, "skipped", 0)).toBe(3);
    expect(onward(BOOK, "skipped", 3)).toBeNull();
    expect(onward(bookOf(Uint8Array.of(2), []), "all", 0)).toBeNull();
  });
  it("notes what became of a case and leaves the book before as it was", () => {
    const next = noted(BOOK, 0, { ...NOTHING_SAID, status: "submitted", labels: ["y"] });
    expect([next.states[0], next.labels.get(0), BOOK.states[0]]).toEqual([2, ["y"], 0]);
    const emptied = noted(next, 0, NOTHING_SAID);
    expect([emptied.states[0], emptied.labels.has(0)]).toEqual([0, false]);
    expect(noted(BOOK, 0, { ...NOTHING_SAID, note: "x" }).states[0]).toBe(1);
  });
});
