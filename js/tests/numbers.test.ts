import { describe, expect, it } from "vitest";
import * as numbers from "../src/numbers.ts";
import { peakRegion, place } from "../src/regions.ts";
import { agreed, NAMES } from "./agreed.ts";
import { small } from "./small.ts";

describe.each(NAMES)("with Python, on %s", (name) => {
  const { decoded: pair, ...python } = agreed(name);
  const { rows, cols } = pair.picture;
  const close = (ours: ArrayLike<number>, theirs: readonly number[]) => {
    expect(ours.length).toBe(theirs.length);
    const limit = 1e-6 * numbers.largest(theirs) + 1e-12;
    for (let i = 0; i < theirs.length; i += 1) {
      expect(Math.abs(ours[i]! - theirs[i]!), `value ${i}: ${ours[i]} against ${theirs[i]}`).toBeLessThan(
        limit,
      );
    }
  };
  it("agrees on the heat map of every phrase", () => {
    for (const [i, phrase] of pair.phrases.entries()) {
      close(numbers.heat(pair, numbers.rowsOf(pair, phrase.tokens)), python.heatmaps[i]!);
    }
  });
  it("agrees on token scores of a region", () => {
    const all = numbers.scores(pair, numbers.colsOf(pair, pair.top_pairs[0]!.cells));
    close(
      pair.content.map((row) => all[row]!),
      python.token_scores,
    );
  });
  it("agrees on the strongest pairs: cells, value, share, focus and place", () => {
    for (const [i, top] of pair.top_pairs.entries()) {
      const theirs = python.top_pairs[i]!;
      const sign = Math.sign(top.value);
      const heat = numbers.heat(pair, numbers.rowsOf(pair, top.tokens));
      const cells = peakRegion(heat, cols, sign);
      expect(cells).toEqual(top.cells);
      const value = numbers.sum(cells.map((cell) => heat[cell]!));
      expect(value).toBeCloseTo(theirs.value, 6);
      expect(numbers.share(value, Math.abs(pair.ledger.score))).toBeCloseTo(theirs.share, 6);
      expect(numbers.shareOfSign(heat, cells, sign)).toBeCloseTo(theirs.focus, 6);
      expect(place(cells, rows, cols)).toBe(theirs.place);
    }
  });
  it("agrees on the name of every cell's place", () => {
    expect(python.places.map((_, cell) => place([cell], rows, cols))).toEqual(python.places);
  });
});

describe("by hand", () => {
  const pair = small();
  it("sums rows at patches and leaves the class unit out", () => {
    expect([...numbers.heat(pair, [2, 3])]).toEqual([4, 8, 0, 2]);
  });
  it("sums columns at every text unit, special ones included", () => {
    expect([...numbers.scores(pair, [1, 2])]).toEqual([0, 3, 4, 8, 2, 0, 0]);
  });
  it("keeps rows, columns and blocks consistent", () => {
    const rows = [1, 2, 3];
    const total = numbers.sum(numbers.heat(pair, rows));
    expect(numbers.block(pair, rows, pair.patches)).toBe(total);
    const scores = numbers.scores(pair, pair.patches);
    expect(numbers.sum(rows.map((row) => scores[row]!))).toBe(total);
  });
  it("ends the heat scale at the largest cell of any word or phrase", () => {
    expect(numbers.heatLimit(pair)).toBe(10); // black dog at the second patch: 2 + 8
  });
  it("ends the underline at the most that any word gets from k patches", () => {
    expect([...numbers.wordLimits(pair)]).toEqual([0, 8, 12, 14, 14]);
  });
  it("never lets a word's score pass the underline's end, whatever the patches", () => {
    const { decoded } = agreed("husky");
    const limits = numbers.wordLimits(decoded);
    for (let first = 0; first < 49; first += 5) {
      for (let k = 1; first + k <= 49; k += 7) {
        const cells = numbers.range(first, first + k - 1);
        const scores = numbers.scores(decoded, numbers.colsOf(decoded, cells));
        for (const word of decoded.caption.words) {
          const value = numbers.sum(numbers.rowsOf(decoded, word.tokens).map((row) => scores[row]!));
          expect(Math.abs(value)).toBeLessThanOrEqual(limits[k]! + 1e-12);
        }
      }
    }
  });
  it("says no share where there is none to say", () => {
    expect(numbers.share(1, 0)).toBeNull();
    expect(numbers.share(1, 4)).toBe(0.25);
  });
  it("spans a box between any two corners", () => {
    expect(numbers.cellsBetween(5, 1, 13)).toEqual([1, 2, 3, 6, 7, 8, 11, 12, 13]);
    expect(numbers.cellsBetween(5, 13, 1)).toEqual(numbers.cellsBetween(5, 1, 13));
    expect(numbers.cellsBetween(5, 11, 3)).toEqual(numbers.cellsBetween(5, 1, 13));
    expect(numbers.cellsBetween(5, 7, 7)).toEqual([7]);
  });
  it("names tokens by the caption's own text", () => {
    expect(numbers.joined(pair, [0, 1, 2])).toBe("black dog");
    expect(numbers.joined(pair, [1, 2])).toBe("dog");
    expect(numbers.joined(pair, [2])).toBe("g");
    expect(numbers.joined(pair, [0, 2])).toBe("black … g");
  });
  it("marks a gap between words that do not stand together", () => {
    const { decoded } = agreed("husky");
    const words = decoded.caption.words;
    expect(numbers.joined(decoded, [...words[1]!.tokens, ...words[6]!.tokens])).toBe("white … dog");
  });
});
