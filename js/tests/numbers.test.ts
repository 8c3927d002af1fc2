import { describe, expect, it } from "vitest";
import { endOf, groups, groupValues, largestGroup, limitsOf } from "../src/limits.ts";
import * as numbers from "../src/numbers.ts";
import { peakRegion, place } from "../src/regions.ts";
import { order, SIDES } from "../src/sides.ts";
import { agreed, NAMES } from "./agreed.ts";
import { captionOf, small } from "./small.ts";

describe.each(NAMES)("with Python, on %s", (name) => {
  const { decoded: pair, ...python } = agreed(name);
  const close = (ours: ArrayLike<number>, theirs: readonly number[]) => {
    expect(ours.length).toBe(theirs.length);
    const limit = 1e-6 * numbers.largest(theirs) + 1e-12;
    for (let i = 0; i < theirs.length; i += 1) {
      expect(Math.abs(ours[i]! - theirs[i]!), `value ${i}: ${ours[i]} against ${theirs[i]}`).toBeLessThan(
        limit,
      );
    }
  };
  it.each(SIDES)("agrees on what is given on side %s", (side) => {
    for (const [i, top] of pair.top_pairs.entries()) {
      close(numbers.heat(pair, side, numbers.unitsOf(pair[side], top[side])), python.given[side][i]!);
    }
  });
  it("agrees on the strongest pairs: value, share and focus", () => {
    const [lead, rest] = order(pair);
    for (const [i, top] of pair.top_pairs.entries()) {
      const theirs = python.top_pairs[i]!;
      const heat = numbers.heat(pair, lead, numbers.unitsOf(pair[lead], top[lead]));
      const value = numbers.sum(top[rest].map((unit) => heat[unit]!));
      expect(value).toBeCloseTo(theirs.value, 6);
      expect(numbers.share(value, Math.abs(pair.ledger.score))).toBeCloseTo(theirs.share, 6);
      expect(numbers.shareOfSign(heat, top[rest], Math.sign(top.value))).toBeCloseTo(theirs.focus, 6);
    }
  });
  it("agrees on where a phrase has its peak", () => {
    const [lead, rest] = order(pair);
    const picture = pair[rest];
    if (picture.kind !== "picture" || pair[lead].kind === "picture") return;
    for (const top of pair.top_pairs) {
      const heat = numbers.heat(pair, lead, numbers.unitsOf(pair[lead], top[lead]));
      expect(peakRegion(heat, picture.cols, Math.sign(top.value))).toEqual(top[rest]);
    }
  });
  it.each(SIDES)("agrees on the names of parts and places on side %s", (name) => {
    const side = pair[name];
    for (const [i, top] of pair.top_pairs.entries()) {
      const said =
        side.kind === "caption" ? numbers.joined(side, top[name]) : place(top[name], side.rows, side.cols);
      expect(said).toBe(python.top_pairs[i]![name]);
    }
    if (side.kind !== "picture") return;
    expect(python.places[name].map((_, cell) => place([cell], side.rows, side.cols))).toEqual(
      python.places[name],
    );
  });
});

describe("by hand", () => {
  const pair = small();
  it("sums rows at patches and leaves the class unit out", () => {
    expect([...numbers.heat(pair, "b", [2, 3])]).toEqual([4, 8, 0, 2]);
  });
  it("sums columns at every text unit, special ones included", () => {
    expect([...numbers.given(pair, "a", [1, 2])]).toEqual([0, 3, 4, 8, 2, 0, 0]);
  });
  it("keeps rows, columns and blocks consistent", () => {
    const rows = [1, 2, 3];
    const total = numbers.sum(numbers.heat(pair, "b", rows));
    expect(numbers.block(pair, pair.a.content, rows)).toBe(total);
    const scores = numbers.given(pair, "a", pair.a.content);
    expect(numbers.sum(rows.map((row) => scores[row]!))).toBe(total);
  });
  it("ends the heat scale at the largest cell of any word or phrase, however many are chosen", () => {
    const limits = limitsOf(pair);
    expect([limits.a(1), limits.a(3)]).toEqual([10, 10]); // black dog at the second patch: 2 + 8
  });
  it("ends the underline at the most that any word gets from k patches", () => {
    const limits = limitsOf(pair);
    expect([0, 1, 2, 3, 4, 9].map(limits.b)).toEqual([8, 8, 12, 14, 14, 14]);
  });
  it("never lets a word's score pass the underline's end, whatever the patches", () => {
    const { decoded } = agreed("husky");
    const limits = limitsOf(decoded);
    for (let first = 0; first < 49; first += 5) {
      for (let k = 1; first + k <= 49; k += 7) {
        const cells = numbers.range(first, first + k - 1);
        const scores = numbers.heat(decoded, "a", numbers.unitsOf(decoded.a, cells));
        for (const word of captionOf(decoded).words) {
          const value = numbers.sum(word.tokens.map((token) => scores[token]!));
          expect(Math.abs(value)).toBeLessThanOrEqual(limits.b(k) + 1e-12);
        }
      }
    }
  });
  it.each(["captions", "pictures"])("keeps single choices inside the locked scale, on %s", (name) => {
    const { decoded } = agreed(name);
    const limits = limitsOf(decoded);
    for (const [from, on] of [
      ["a", "b"],
      ["b", "a"],
    ] as const) {
      for (const group of groups(decoded[from])) {
        const heat = numbers.heat(decoded, from, numbers.unitsOf(decoded[from], group));
        expect(largestGroup(decoded[on], heat)).toBeLessThanOrEqual(limits[on](group.length) + 1e-12);
      }
    }
  });
  it("ends a robust scale where all but a fiftieth of the values lie, and never nowhere", () => {
    const hundred = numbers.range(1, 100);
    expect(endOf(hundred, 0.98)).toBe(98);
    expect(
      endOf(
        hundred.map((value) => (value % 2 ? -value : value)),
        1,
      ),
    ).toBe(100);
    expect(endOf([...Array<number>(99).fill(0), 7], 0.98)).toBe(7);
    expect([endOf([0, 0], 0.98), endOf([], 0.98)]).toEqual([0, 0]);
  });
  it.each(["husky", "captions", "pictures"])("leaves few values beyond a robust scale, on %s", (name) => {
    const { decoded } = agreed(name);
    const limits = limitsOf(decoded);
    for (const [from, on] of [
      ["a", "b"],
      ["b", "a"],
    ] as const) {
      if (decoded[from].kind === "caption" && decoded[from].phrases.length > 0) continue; // phrases count, too
      const values = groups(decoded[from]).flatMap((group) =>
        groupValues(decoded[on], numbers.heat(decoded, from, numbers.unitsOf(decoded[from], group))),
      );
      const beyond = values.filter((value) => Math.abs(value) > limits.robust[on](1) * 1.0001).length;
      expect(beyond / values.length).toBeLessThanOrEqual(0.02);
      expect(limits.robust[on](1)).toBeLessThan(limits[on](1));
      expect(limits.robust[on](5) / limits[on](5)).toBeCloseTo(limits.robust[on](1) / limits[on](1), 9);
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
    expect(numbers.joined(captionOf(pair), [0, 1, 2])).toBe("black dog");
    expect(numbers.joined(captionOf(pair), [1, 2])).toBe("dog");
    expect(numbers.joined(captionOf(pair), [2])).toBe("g");
    expect(numbers.joined(captionOf(pair), [0, 2])).toBe("black … g");
  });
  it("marks a gap between words that do not stand together", () => {
    const { decoded } = agreed("husky");
    const { words } = captionOf(decoded);
    expect(numbers.joined(captionOf(decoded), [...words[1]!.tokens, ...words[6]!.tokens])).toBe(
      "white … dog",
    );
  });
});
