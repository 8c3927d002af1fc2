import { describe, expect, it } from "vitest";
import { limitsOf } from "../src/limits.ts";
import { sum } from "../src/numbers.ts";
import { pinName } from "../src/pin_names.ts";
import { combined, everythingBut, heldOn, holdAndLook, lookAt, pinned, pinOf } from "../src/pinning.ts";
import { show } from "../src/shown.ts";
import { NOTHING, type Pin, type Shared } from "../src/state.ts";
import { pairsOf, pinValue, readout } from "../src/words.ts";
import { agreed } from "./agreed.ts";
import { small } from "./small.ts";

const pair = small();
const black = pinOf({ a: [], b: [0] }, 0); // 2 on its four patches: 1, 2, 0, -1
const dog = pinOf({ a: [], b: [1, 2] }, 1); // 14: 4, 8, 0, 2
const corner = pinOf({ a: [3], b: [] }, 2); // -1, 0, 2 of black, do, g
const both = pinOf({ a: [0, 1], b: [1, 2] }, 3); // 12
const pins = [black, dog, corner, both];
const held = (parts: Omit<Pin, "colour" | "name" | "shown">) => pinOf(parts, 9);

describe("arithmetic", () => {
  it("adds and takes away", () => {
    expect(pinValue(pair, combined(dog, -1, black))).toBe(12);
    expect(pinValue(pair, combined(dog, 1, black))).toBe(16);
    expect(pinValue(pair, combined(dog, -1, both))).toBe(2);
  });
  it("keeps signs right when what is taken away was a difference itself", () => {
    const difference = combined(dog, -1, black);
    const back = combined(black, -1, difference);
    expect(pinValue(pair, back)).toBe(2 - 12);
    expect(back).toEqual({ a: [], b: [0], plus: [{ a: [], b: [0] }], minus: [{ a: [], b: [1, 2] }] });
    expect(pinValue(pair, combined(corner, 1, difference))).toBe(1 + 12);
  });
  it("leaves everything else", () => {
    expect(everythingBut(pair, black)).toEqual({ a: [], b: [1, 2], plus: [], minus: [] });
    expect(everythingBut(pair, corner)).toEqual({ a: [0, 1, 2], b: [], plus: [], minus: [] });
    for (const pin of [...pins, held(combined(dog, -1, black))])
      expect(pinValue(pair, everythingBut(pair, pin)!) + pinValue(pair, pin)).toBe(pairsOf(pair));
    expect(everythingBut(pair, pinOf({ a: [], b: [0, 1, 2] }, 0))).toBeNull();
  });
  it("knows what is held on a side", () => {
    expect(heldOn(held(combined(both, -1, dog)), "b")).toEqual([]);
    expect(heldOn(held(combined(black, 1, dog)), "b")).toEqual([0, 1, 2]);
  });
});

describe("what is shown of a sum", () => {
  const limits = limitsOf(pair);
  const shownOf = (pin: Pin, hover: Shared | null = null) =>
    show(pair, limits, {
      shared: { ...NOTHING, pins: [...pins, pin], focus: pin.colour },
      hover: hover && { ...hover, from: "a" },
      locked: true,
      dismissed: false,
    });

  it("adds up to its value on each side that it says something of", () => {
    const made = [
      combined(dog, -1, black),
      combined(both, -1, corner),
      combined(dog, 1, corner),
      everythingBut(pair, both)!,
    ];
    for (const blocks of made) {
      const shown = shownOf(held(blocks));
      for (const side of ["a", "b"] as const) {
        const total = sum(shown[side].heat);
        if (shown[side].heat.some((value) => value !== 0))
          expect(total).toBeCloseTo(pinValue(pair, blocks), 9);
      }
      expect(shown.a.heat.some((value) => value !== 0)).toBe(true);
    }
  });
  it("is the difference of two phrases' heat, patch by patch", () => {
    expect([...shownOf(held(combined(dog, -1, black))).a.heat]).toEqual([3, 6, 0, 3]);
  });
  it("is said by name, with its value; and what a patch has in it", () => {
    const pin = held(combined(dog, -1, black));
    const all = [...pins, pin];
    expect(readout(pair, limits, shownOf(pin), all)).toMatchObject({
      subject: "dog − black",
      value: "+12.0000",
    });
    const over = shownOf(pin, { ...NOTHING, a: [2], b: [] }); // the second patch
    expect(readout(pair, limits, over, all)).toMatchObject({
      subject: "patch in row 1, column 2 in dog − black",
      value: "+6.0000",
    });
  });
});

describe("looking at a pin", () => {
  it("selects a plain one and shows any other as a whole", () => {
    const start = { ...NOTHING, pins };
    expect(lookAt(start, both)).toMatchObject({ a: [0, 1], b: [1, 2], focus: null });
    const made = holdAndLook({ ...start, b: [0] }, combined(dog, -1, black));
    expect(made).toMatchObject({ a: [], b: [], focus: 4 });
    expect(pinned(made)?.minus).toEqual([{ a: [], b: [0] }]);
  });
  it("does not hold the same twice", () => {
    const once = holdAndLook({ ...NOTHING, pins }, combined(dog, -1, black));
    expect(holdAndLook(once, combined(dog, -1, black))).toEqual(once);
  });
});

describe("names of pins", () => {
  const named = { ...corner, name: "the corner" };
  const name = (pin: Pin, all = pins) => pinName(pair, pin, all);

  it("are those of their units, or a person's", () => {
    expect(pins.map((pin) => name(pin))).toEqual([
      "black",
      "dog",
      "patch in row 2, column 2",
      "dog × 2 patches at the top",
    ]);
    expect(name(named)).toBe("the corner");
  });
  it("of sums tell what is added, phrases by their words and regions by letter or name", () => {
    const made = held(combined(combined(dog, -1, corner), 1, black));
    expect(name(made)).toBe("dog + black − C");
    expect(name(made, [black, dog, named])).toBe("dog + black − the corner");
    expect(name(made, [black, dog])).toBe("dog + black − patch in row 2, column 2");
    expect(name(held(everythingBut(pair, both)!))).toBe("everything − D");
  });
  it("of everything else say without what", () => {
    const rest = held(everythingBut(pair, corner)!);
    expect(name(rest, [...pins, rest])).toBe("all but C");
    expect(name(rest)).toBe("3 patches over most of the picture");
    const { decoded } = agreed("husky");
    const tokens = decoded.b.content.map((_, i) => i).slice(3);
    expect(pinName(decoded, pinOf({ a: [], b: tokens }, 0), [])).toMatch(/^all but a white/);
  });
});
