import { describe, expect, it } from "vitest";
import { block } from "../src/numbers.ts";
import { blockUnits, specialUnits, textUnits, unreadWords } from "../src/units.ts";
import { totalOf } from "../src/words.ts";
import { agreed } from "./agreed.ts";
import { captionOf, small } from "./small.ts";

describe("units of a caption", () => {
  it("put the caption together again, whatever it holds", () => {
    const { decoded } = agreed("trouble");
    for (const pieces of [false, true]) {
      const text = textUnits(captionOf(decoded), pieces, false).map((unit) =>
        typeof unit === "string" ? unit : unit.text,
      );
      expect(text.join("")).toBe(captionOf(decoded).text);
    }
  });
  it("collapse what repeats and keep special units out of selections", () => {
    const special = textUnits(captionOf(small()), false, true).filter(
      (unit) => typeof unit !== "string" && unit.special,
    );
    expect(special).toEqual([
      { text: "begin", rows: [0], tokens: [], special: true, unread: false },
      { text: "end", rows: [4], tokens: [], special: true, unread: false },
      { text: "padding × 2", rows: [5, 6], tokens: [], special: true, unread: false },
    ]);
    expect(specialUnits(small().a)).toEqual([{ text: "class", units: [0] }]);
  });
});

describe("words behind a model's last unit", () => {
  const caption = captionOf(small());
  const words = [...caption.words, { text: "runs", start: 10, end: 14, tokens: [] }];
  const longer = { ...caption, text: "black dog!runs", words };
  it.each([false, true])("are units of their own that say so, shown in pieces: %s", (pieces) => {
    const units = textUnits(longer, pieces, false).filter((unit) => typeof unit !== "string");
    expect(units.filter(({ unread }) => unread)).toEqual([
      { text: "runs", rows: [], tokens: [], special: false, unread: true },
    ]);
    expect(unreadWords(longer)).toEqual(["runs"]);
  });
  it("are not those that another word's token covers", () => {
    const joint = { ...caption, words: [words[0]!, { ...words[1]!, tokens: [] }] };
    expect(unreadWords(joint)).toEqual([]);
  });
});

describe("units of other models", () => {
  it("are named by their kinds, an appended class token behind the padding", () => {
    const caption = captionOf(small());
    const kinds = ["begin", "content", "content", "content", "end", "padding", "class"];
    const texts = textUnits({ ...caption, kinds }, false, true).map((unit) =>
      typeof unit === "string" ? unit : unit.text,
    );
    expect(texts).toEqual(["begin", "black", " ", "dog", "!", "end", "padding", "class"]);
  });
  it("are gathered by kind on a picture, in the model's order", () => {
    const side = { ...small().a, kinds: ["class", "register", "register", "patch", "patch", "padding"] };
    expect(specialUnits(side).map(({ text }) => text)).toEqual(["class", "register × 2", "padding"]);
  });
});

describe.each(["husky", "captions", "pictures", "turned"])("blocks of the ledger, on %s", (name) => {
  const { decoded: pair } = agreed(name);
  it.each(["content_patch", "content_special", "special_patch"])(
    "%s shows the ledger's own number",
    (key) => {
      const units = blockUnits(pair, key)!;
      const row = pair.ledger.rows.find((each) => each.key === key)!;
      expect(totalOf(pair, units.a, units.b)).toBeCloseTo(row.value, 6);
    },
  );
  it("are not made up for parts that are no pairs", () => {
    expect(blockUnits(pair, "baseline")).toBeNull();
    expect(block(pair, [], [])).toBe(0);
  });
});
