import { describe, expect, it } from "vitest";
import { isolated } from "../src/bidi.ts";
import { limitsOf } from "../src/limits.ts";
import { show } from "../src/shown.ts";
import { inGrid, spoken } from "../src/spoken.ts";
import { NOTHING } from "../src/state.ts";
import { decode, fromBase64 } from "../src/wire.ts";
import { agreed } from "./agreed.ts";

describe("who listens", () => {
  it("is told rows and columns, counted from 1", () => {
    expect(inGrid([7, 8, 14, 15], 7)).toBe("rows 2–3, columns 1–2");
    expect(inGrid([3], 7)).toBe("row 1, column 4");
  });
  it("hears where a phrase is strongest, and what share lies there", () => {
    const { pair: wire, matrix } = agreed("husky");
    const pair = decode(wire, fromBase64(matrix));
    const limits = limitsOf(pair);
    const asked = { shared: NOTHING, hover: null, locked: true, dismissed: false };
    const sentence = spoken(pair, limits, show(pair, limits, asked));
    expect(sentence).toMatch(
      /^strongest at rows? \d.*, columns? \d.*, \d+\u00a0% of its positive attribution$/,
    );
  });
});

describe("a name in a sentence", () => {
  it("is left as it is where it runs as the sentence does", () => {
    expect(isolated("black dog 🐶 黒い犬")).toBe("black dog 🐶 黒い犬");
  });
  it("is shut in where it runs the other way", () => {
    expect(isolated("שלום")).toBe("\u2068שלום\u2069");
    expect(isolated(isolated("كلب"))).toBe("\u2068كلب\u2069");
  });
  it("cannot turn what follows it", () => {
    expect(isolated("dog\u202e\u2069")).toBe("\u2068dog\u2069");
  });
});
