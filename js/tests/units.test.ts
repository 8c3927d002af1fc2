import { describe, expect, it } from "vitest";
import { block } from "../src/numbers.ts";
import { blockUnits, pictureSpecials, textUnits } from "../src/units.ts";
import { totalOf } from "../src/words.ts";
import { agreed } from "./agreed.ts";
import { small } from "./small.ts";

describe("units of a caption", () => {
  it("put the caption together again, whatever it holds", () => {
    const { decoded } = agreed("trouble");
    for (const pieces of [false, true]) {
      const text = textUnits(decoded, pieces, false).map((unit) =>
        typeof unit === "string" ? unit : unit.text,
      );
      expect(text.join("")).toBe(decoded.caption.text);
    }
  });
  it("collapse what repeats and keep special units out of selections", () => {
    const special = textUnits(small(), false, true).filter(
      (unit) => typeof unit !== "string" && unit.special,
    );
    expect(special).toEqual([
      { text: "begin", rows: [0], tokens: [], special: true },
      { text: "end", rows: [4], tokens: [], special: true },
      { text: "padding × 2", rows: [5, 6], tokens: [], special: true },
    ]);
    expect(pictureSpecials(small())).toEqual([{ text: "class", cols: [0] }]);
  });
});

describe("blocks of the ledger", () => {
  const { decoded: pair } = agreed("husky");
  it.each(["content_patch", "content_special", "special_patch"])(
    "%s shows the ledger's own number",
    (key) => {
      const units = blockUnits(pair, key)!;
      const row = pair.ledger.rows.find((each) => each.key === key)!;
      expect(totalOf(pair, units.rows, units.cols)).toBeCloseTo(row.value, 6);
    },
  );
  it("are not made up for parts that are no pairs", () => {
    expect(blockUnits(pair, "baseline")).toBeNull();
    expect(block(pair, [], [])).toBe(0);
  });
});
