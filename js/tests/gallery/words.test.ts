import { describe, expect, it } from "vitest";
import { EVERYTHING } from "../../src/gallery/query.ts";
import { beginFor, direction, labelled, many, reading, sorting, value } from "../../src/gallery/words.ts";
import { HEADS, SAID, table } from "./made.ts";

describe("sentences", () => {
  it("count pairs", () => {
    expect(many(20_000, 20_000)).toBe("20,000 pairs");
    expect(many(312, 20_000)).toBe("312 of 20,000 pairs");
    expect(many(1, 1)).toBe("1 pair");
    expect(many(0, 1)).toBe("0 of 1 pair");
  });
  it("say how far the reading is, and nothing once it is done", () => {
    expect(reading(table())).toBe("");
    expect(reading({ ...table(), read: Uint8Array.of(1, 0, 1, 0, 1) })).toBe("3 of 5 read");
  });
  it.each([
    ["score", true, "worst first", "sorted by score, worst first"],
    ["score", false, "best first", "sorted by score, best first"],
    ["size", true, "highest first", "sorted by size, highest first"],
    ["size", false, "lowest first", "sorted by size, lowest first"],
  ])("say what comes first by %s (%s)", (sort, worstFirst, short, long) => {
    const query = { ...EVERYTHING, sort, worstFirst };
    expect(direction(table(), HEADS.find(({ key }) => key === sort)!, query)).toBe(short);
    expect(sorting(table(), query)).toBe(long);
    expect(sorting(table(), EVERYTHING)).toBe("as they come");
  });
  it("write numbers so that small ones are not zero, and unknown ones none", () => {
    const [score, residual] = HEADS;
    expect(value(0.23891, score)).toBe("+0.239");
    expect(value(0.5, residual)).toBe("0.500");
    expect(value(0.000097, residual)).toBe("0.000097");
    expect(value(12_345, residual)).toBe("12,345");
    expect([value(Number.NaN, residual), value(undefined, score)]).toEqual(["–", "–"]);
  });
  it("name what was said", () => {
    const [ada, bo] = SAID[0]![1];
    expect(labelled(ada!, { wrong_object: "wrong object" })).toBe("wrong object");
    expect(labelled(ada!, {})).toBe("wrong_object");
    expect(labelled(bo!, {})).toBe("Skipped");
    expect(labelled(SAID[1]![1][0]!, {})).toBe("Nothing wrong");
    expect(labelled(SAID[2]![1][0]!, {})).toBe("Draft");
  });
});

describe("where a caption begins on a tile", () => {
  const long = "a rather long caption that speaks of many things before it names the red bird";
  it("is at its beginning where the phrase is seen", () => {
    expect(beginFor(long, 20)).toBe(0);
    expect(beginFor("x".repeat(100), 100)).toBe(0);
  });
  it("is at a word late enough for the phrase to be seen", () => {
    const from = beginFor(long, long.length);
    expect(long[from - 1]).toBe(" ");
    expect(long.slice(from)).toBe("things before it names the red bird");
    expect(long.length - from).toBeLessThanOrEqual(40);
  });
});
