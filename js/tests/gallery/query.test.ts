import { describe, expect, it } from "vitest";
import { emptyTable, type Table } from "../../src/gallery/columns.ts";
import {
  choices,
  EVERYTHING,
  extent,
  LABEL,
  ordered,
  type Query,
  STATUS,
  textsOf,
} from "../../src/gallery/query.ts";
import agreed from "../agreed/gallery.json";
import { HEADS, table } from "./made.ts";

const find = (query: Partial<Query>, of: Table = table()) => [...ordered(of, { ...EVERYTHING, ...query })];

describe("the order", () => {
  it.each([
    ["as they come", "", true, [0, 1, 2, 3, 4]],
    ["the lowest score is the worst; unknown last, equal ones as they come", "score", true, [2, 4, 0, 3, 1]],
    ["best first", "score", false, [0, 3, 4, 2, 1]],
    ["the highest residual is the worst", "residual", true, [4, 1, 3, 0, 2]],
    ["unknown last from the other end, too", "residual", false, [0, 3, 1, 4, 2]],
    ["highest first where neither end is worse", "size", true, [4, 0, 2, 1, 3]],
    ["a column that is not there", "rank", true, [0, 1, 2, 3, 4]],
  ])("%s", (_, sort, worstFirst, wanted) => {
    expect(find({ sort, worstFirst })).toEqual(wanted);
  });
  it("is that of a comparison, for numbers of every size and sign", () => {
    const values = Float32Array.from({ length: 4000 }, (_, i) =>
      i % 7 === 0 ? Number.NaN : Math.sin(i * 12.9898) * 10 ** ((i % 80) - 40),
    );
    values.set([0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e-45, -1e-45], 1);
    const one: Table = { ...emptyTable(4000, HEADS), numbers: new Map([["residual", values]]) };
    const places = [...values.keys()].filter((i) => !Number.isNaN(values[i]));
    const sorted = [...places].sort((i, j) => values[j]! - values[i]! || i - j);
    expect(find({ sort: "residual" }, one).slice(0, sorted.length)).toEqual(sorted);
    const upward = [...places].sort((i, j) => values[i]! - values[j]! || i - j);
    expect(find({ sort: "residual", worstFirst: false }, one).slice(0, sorted.length)).toEqual(upward);
    expect(find({ sort: "residual" }, one)).toHaveLength(4000);
  });
  it("is Python's", () => {
    const rows = agreed.table;
    const numbers = new Map(
      Object.entries(rows.numbers).map(([key, values]) => [
        key,
        Float32Array.from(values, (value) => value ?? Number.NaN),
      ]),
    );
    const now: Table = {
      ...emptyTable(rows.captions.length, rows.heads as Table["heads"]),
      captions: rows.captions,
      names: rows.names,
      numbers,
      texts: new Map(Object.entries(rows.texts)),
      said: new Map(rows.said as unknown as [number, never[]][]),
    };
    for (const { query, shown } of agreed.orders) expect(find(query as Partial<Query>, now)).toEqual(shown);
    expect(agreed.orders.length).toBeGreaterThan(8);
  });
});

describe("a filter", () => {
  it.each<[string, Query["where"], number[]]>([
    ["a text", { class: ["cat"] }, [2]],
    ["one of several texts", { class: ["cat", "dog"] }, [0, 1, 2, 3]],
    ["an open range", { score: { from: 0.125, to: null } }, [0, 3, 4]],
    ["a closed range, ends included", { residual: { from: 0.25, to: 0.5 } }, [1, 3]],
    ["what is unknown is in no range", { size: { from: null, to: null } }, [0, 1, 2, 4]],
    ["several columns", { class: ["dog"], score: { from: 0, to: null } }, [0, 3]],
    ["a label of a decided case", { [LABEL]: ["wrong_object"] }, [0]],
    ["a label of what is only begun does not count", { [LABEL]: ["missed_object"] }, []],
    ["nothing wrong", { [LABEL]: ["nothing wrong"] }, [2]],
    ["a status of any reviewer", { [STATUS]: ["skipped"] }, [0]],
    ["undecided", { [STATUS]: ["undecided", "draft"] }, [1, 3, 4]],
    ["a column that is not there", { other: ["x"] }, []],
  ])("%s", (_, where, wanted) => {
    expect(find({ where })).toEqual(wanted);
  });
  it.each([
    ["DOG", [0, 3]],
    ["dog black", [0]],
    ["  ", [0, 1, 2, 3, 4]],
    ["five.png", [4]],
    ["TAIL missed", [2]],
    ["fig", [2]],
    ["ﬁg", [2]],
    ["WEISS", []],
    ["weiß", [1]],
    ["<b>", [3]],
    [".", [0, 1, 3, 4]],
  ])("finds %j", (search, wanted) => {
    expect(find({ search })).toEqual(wanted);
  });
});

describe("what can be chosen", () => {
  it("is counted, the most first", () => {
    expect(choices(table(), "class")).toEqual([
      ["dog", 3],
      ["cat", 1],
    ]);
    expect(choices(table(), STATUS)[0]).toEqual(["submitted", 2]);
    expect(textsOf(table(), STATUS, 1)).toEqual(["undecided"]);
  });
  it("has ends, where anything is known", () => {
    expect(extent(table(), "score")).toEqual([-0.5, 0.25]);
    expect(extent(table(), "rank")).toBeNull();
  });
});
