import { describe, expect, it } from "vitest";
import { limitsOf } from "../src/limits.ts";
import { show } from "../src/shown.ts";
import { type Hover, NOTHING, type Shared } from "../src/state.ts";
import { warnings } from "../src/warnings.ts";
import type { Pair } from "../src/wire.ts";
import * as words from "../src/words.ts";
import { agreed } from "./agreed.ts";
import { captionOf, small } from "./small.ts";

function said(
  pair: Pair,
  shared: Partial<Shared> = {},
  hover: Partial<Hover> | null = null,
  dismissed = false,
) {
  const limits = limitsOf(pair);
  const full: Hover | null = hover && { b: [], a: [], from: "a", ...hover };
  const shown = show(pair, limits, {
    shared: { ...NOTHING, ...shared },
    hover: full,
    locked: true,
    dismissed,
  });
  return words.readout(pair, limits, shown);
}

const { decoded: husky } = agreed("husky");

describe("the readout", () => {
  it("says something true at first glance, as the static card does", () => {
    expect(said(husky)).toEqual({
      eyebrow: "Strongest phrase",
      subject: "white husky",
      value: "+0.0737",
      share: "18\u00a0% of the score",
      detail: "strongest at the upper left, 55\u00a0% of its positive attribution",
    });
  });
  it("says how to begin once the preview is let go", () => {
    expect(said(husky, {}, null, true).subject).toBe("Nothing selected");
    expect(said(husky, {}, null, true).detail).toContain("Hover a word");
  });
  it("answers a patch with words, for and against", () => {
    const now = said(small(), {}, { a: [4] });
    expect(now.subject).toBe("patch in row 2, column 2");
    expect(now.value).toBe("+1.0000");
    expect(now.detail).toBe("for: dog +2.0000 · against: black −1.0000");
  });
  it("answers a kept phrase and a hovered patch with their own number", () => {
    const now = said(small(), { b: [0] }, { a: [2] });
    expect([now.subject, now.value]).toEqual(["black × patch in row 1, column 2", "+2.0000"]);
    expect(now.detail).toBe("67\u00a0% of its positive attribution lies there");
  });
  it("says how much of a phrase lies in a region", () => {
    const now = said(small(), { b: [0, 1, 2], a: [0, 1] });
    expect(now.subject).toBe("black dog × 2 patches at the top");
    expect(now.detail).toBe("94\u00a0% of its positive attribution lies there");
  });
  it("names special units as what they are", () => {
    expect(said(small(), {}, { b: [0] }).subject).toBe("[begin]");
    expect(said(small(), {}, { b: [5, 6] }).subject).toBe("2 padding units");
    expect(said(small(), {}, { a: [0] }).subject).toBe("[class]");
  });
  it("says so when no pair stands out", () => {
    const faint = [{ b: [0, 1, 2], a: [0], value: 0.0004 }];
    expect(said(small({ top_pairs: faint }))).toMatchObject({
      subject: "No pair stands out",
      detail: "The largest sum of a phrase and its region is 0.00040.",
    });
    expect(said(small({ top_pairs: [] })).detail).toBe("Every value between words and patches is zero.");
  });
  it("says no share of what reads as zero", () => {
    const now = said(small(), { b: [1] }, { a: [3] });
    expect([now.value, now.share]).toEqual(["0.0000", ""]);
  });
  it("leaves the share out where the score is zero", () => {
    const pair = small();
    expect(said({ ...pair, ledger: { ...pair.ledger, score: 0 } }).share).toBe("");
  });
  it("says against where against outweighs", () => {
    expect(said(small(), { b: [0] }, { b: [1] }).detail).toContain("positive");
    const numbers = [
      [0, 0, 0, 0, 0],
      [0, 1, -3, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ];
    expect(said(small({}, numbers), {}, { b: [1] }).detail).toBe(
      "most against at the upper right, 100\u00a0% of its negative attribution",
    );
  });
});

describe("what is shown", () => {
  const limits = limitsOf(husky);
  const asked = { shared: NOTHING, hover: null, locked: true, dismissed: false };
  it("locks the scale whatever is shown, until it is unlocked", () => {
    const hover: Hover = { b: [2], a: [], from: "b" };
    expect(show(husky, limits, { ...asked, hover }).a.limit).toBe(limits.a(1));
    expect(show(husky, limits, { ...asked, hover, locked: false }).a.limit).toBeLessThan(limits.a(1));
  });
  it("keeps the heat while a patch is hovered, and the words while a word is", () => {
    const shared = { ...NOTHING, b: [1], a: [3] };
    const overPatch = show(husky, limits, {
      ...asked,
      shared,
      hover: { b: [], a: [9], from: "a" },
    });
    expect(overPatch.b.units).toEqual([2]);
    expect(overPatch.a.units).toEqual([9]);
    const overWord = show(husky, limits, {
      ...asked,
      shared,
      hover: { b: [5], a: [], from: "b" },
    });
    expect(overWord.b.units).toEqual([5]);
    expect(overWord.a.units).toEqual([4]);
  });
  it("previews nothing beside a region that is kept", () => {
    const shared = { ...NOTHING, a: [3] };
    expect(show(husky, limits, { ...asked, shared }).b.from).toBe("none");
  });
});

describe("warnings", () => {
  it("are silent for a sound explanation", () => {
    expect(warnings(husky)).toEqual([]);
  });
  it("name a large residual, with the remedy that its method has", () => {
    const pair = { ...small(), converged: false };
    expect(warnings(pair)[0]!.text).toContain("+0.5000 of the score is unaccounted for");
    expect(warnings(pair)[0]!.text).toContain("more steps");
    const other = { ...pair, ledger: { ...pair.ledger, exact: false } };
    expect(warnings(other)[0]!.text).not.toContain("more steps");
  });
  it("say when the rest outweighs the pairs, whatever the method thinks of itself", () => {
    const pair = small();
    const ledger = { ...pair.ledger, residual: -17 };
    expect(warnings({ ...pair, ledger })[0]!.text).toBe(
      "More is left unexplained than the pairs explain: −17.0000. Explain again with more steps (steps=64).",
    );
    expect(warnings({ ...pair, ledger: { ...ledger, exact: false } })[0]!.text).toContain("another method");
  });
  it("advise an earlier layer where there is one", () => {
    const { decoded } = agreed("special");
    expect(warnings({ ...decoded, layers: [3, 0] })[0]!.text).toContain("An earlier layer");
    expect(warnings({ ...decoded, layers: [0, 0] })[0]!.text).not.toContain("layer");
  });
  it("pass on what was noted while explaining", () => {
    expect(warnings(small({ notes: ["Turned upright."] }))).toEqual([
      { text: "Turned upright.", offers: null },
    ]);
  });
  it("offer to show special units where they hold most", () => {
    const { decoded } = agreed("special");
    expect(warnings(decoded)).toEqual([
      { text: expect.stringContaining("Only 5\u00a0%"), offers: "special" },
    ]);
  });
  it("do not speak of shares where there is no mass", () => {
    const pair = small();
    const mass = { content_patch: 0, content_special: 0, special_patch: 0, special_special: 0 };
    expect(warnings({ ...pair, ledger: { ...pair.ledger, mass } })).toEqual([]);
  });
  it("name words behind the model's last unit, the first of them where they are many", () => {
    const pair = small();
    const caption = captionOf(pair);
    const ending = (...texts: string[]) => {
      const words = texts.map((text) => ({ text, start: 10, end: 14, tokens: [] }));
      return warnings({ ...pair, b: { ...caption, words: [...caption.words, ...words] } })[0]!.text;
    };
    expect(ending("in", "snow")).toBe("The model does not read “in snow”, so no number here speaks of it.");
    expect(ending(..."abcdefgh")).toContain("“a b c d e f” and 2 more words,");
  });
  it("name unknown words and values that are no numbers", () => {
    const texts = warnings({ ...small({ unknown_words: ["axolotl"] }), broken: 1 }).map(({ text }) => text);
    expect(texts).toEqual([
      "The model never saw these words: axolotl.",
      "1 value is not a number and counts as zero here.",
    ]);
  });
});
