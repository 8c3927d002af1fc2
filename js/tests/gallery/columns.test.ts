import { describe, expect, it } from "vitest";
import { emptyTable, headOf, howManyRead, withRows, withSaid } from "../../src/gallery/columns.ts";
import { HEADS, NUMBERS, ROWS, SAID, table } from "./made.ts";

describe("the columns", () => {
  it("are empty before anything is known", () => {
    const none = emptyTable(3);
    expect([none.captions, howManyRead(none), none.version]).toEqual([["", "", ""], 0, -1]);
    expect(headOf(none, "score")).toBeUndefined();
  });
  it("hold what Python sent, column after column, wherever in a buffer it begins", () => {
    const buffer = new Uint8Array(NUMBERS.byteLength + 1);
    buffer.set(new Uint8Array(NUMBERS.buffer), 1);
    const found = withRows(emptyTable(5), ROWS, buffer.subarray(1));
    expect([...found.numbers.get("residual")!]).toEqual([0, 0.5, Number.NaN, 0.25, 2]);
    expect(found.texts.get("class")).toEqual(["dog", "dog", "cat", "dog", null]);
    expect(howManyRead(found)).toBe(5);
    expect(headOf(found, "size")).toBe(HEADS[2]);
  });
  it("grow by rows that come to be known later, and by columns that nobody knew of", () => {
    const first = withRows(
      emptyTable(5),
      {
        ...ROWS,
        version: 1,
        at: [3],
        captions: ["three"],
        names: ["3.png"],
        errors: [""],
        read: [0],
        texts: {},
        numbers: ["score"],
      },
      Float32Array.of(0.5),
    );
    expect([first.captions[3], first.captions[0], howManyRead(first)]).toEqual(["three", "", 0]);
    const next = withRows(
      first,
      {
        ...ROWS,
        version: 3,
        at: [1, 3],
        captions: ["one", "three"],
        names: ["", "3.png"],
        errors: ["It is damaged.", ""],
        read: [1, 1],
        texts: { class: [null, "cat"] },
        numbers: ["score", "rank"],
      },
      Float32Array.of(Number.NaN, 0.75, Number.NaN, 7),
    );
    expect([...next.numbers.get("score")!]).toEqual([Number.NaN, Number.NaN, Number.NaN, 0.75, Number.NaN]);
    expect(next.numbers.get("rank")![3]).toBe(7);
    expect(next.texts.get("class")).toEqual([null, null, null, "cat", null]);
    expect([howManyRead(next), next.errors[1], next.version]).toEqual([2, "It is damaged.", 3]);
  });
  it("keep what was said when rows come, and rows when something is said", () => {
    const now = table();
    expect(now.said.get(0)).toHaveLength(2);
    expect(withRows(now, ROWS, NUMBERS).said).toBe(now.said);
    const later = withSaid(now, SAID.slice(1));
    expect([later.said.has(0), later.captions]).toEqual([false, now.captions]);
  });
});
