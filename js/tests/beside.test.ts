import { describe, expect, it } from "vitest";
import {
  agreement,
  ends,
  heatIn,
  labels,
  methodName,
  scaleGroups,
  subjectName,
  subjectOf,
} from "../src/beside.ts";
import { limitsOf } from "../src/limits.ts";
import { pinOf } from "../src/pinning.ts";
import { show } from "../src/shown.ts";
import { type Hover, NOTHING, type Shared } from "../src/state.ts";
import type { Pair, Wire } from "../src/wire.ts";
import { agreed } from "./agreed.ts";
import { NUMBERS, small } from "./small.ts";

const times = (factor: number) => NUMBERS.map((row) => row.map((value) => factor * value));
const variant = (changes: Partial<Wire> = {}, noise = false, factor = 1) => ({
  pair: small(changes, times(factor)),
  noise,
});
const shown = (pair: Pair, shared: Partial<Shared> = {}, hover: Hover | null = null) =>
  show(pair, limitsOf(pair), { shared: { ...NOTHING, ...shared }, hover, locked: true, dismissed: false });

describe("what small maps show", () => {
  it("is the heat of what the caption's choice has on the picture", () => {
    const pair = small();
    const subject = subjectOf(pair, shown(pair, { b: [1, 2] }));
    expect(subject).toEqual({ on: "a", units: [2, 3], pin: null });
    expect([...heatIn(pair, variant({}, false, 3).pair, subject)]).toEqual([12, 24, 0, 6]);
    expect(subjectName(pair, subject)).toBe("dog");
  });
  it("is the preview before anything is chosen, and the whole caption where only a region is", () => {
    const pair = small();
    expect(subjectName(pair, subjectOf(pair, shown(pair)))).toBe("black dog");
    const subject = subjectOf(pair, shown(pair, { a: [0] }));
    expect(subjectName(pair, subject)).toBe("the whole caption");
    expect([...heatIn(pair, pair, subject)]).toEqual([5, 10, 0, 1]);
  });
  it("is a sum or a difference as a whole", () => {
    const pair = small();
    const pin = pinOf({ a: [], b: [0], minus: [{ a: [], b: [1] }], name: "black − do" }, 3);
    const subject = subjectOf(pair, shown(pair, { pins: [pin], focus: 3 }));
    expect([...heatIn(pair, pair, subject)]).toEqual([-3, 2, 0, -1]);
    expect(subjectName(pair, subject)).toBe("black − do");
  });
  it("follows words where another explanation has other special units", () => {
    const pair = small();
    const kinds = ["content", "content", "content", "end"];
    const caption = pair.b.kind === "caption" ? pair.b : null;
    const other = small(
      { b: { ...caption!, kinds, pieces: kinds, spans: kinds.map(() => [-1, -1] as const) } },
      NUMBERS.slice(1),
    );
    expect([...heatIn(pair, other, subjectOf(pair, shown(pair, { b: [1, 2] })))]).toEqual([4, 8, 0, 2]);
    const begin = { a: [], b: [0], from: "b" as const };
    expect([...heatIn(pair, other, subjectOf(pair, shown(pair, {}, begin)))]).toEqual([0, 0, 0, 0]);
  });
  it("of two pictures lies on the one that answers", () => {
    const { decoded } = agreed("pictures");
    expect(subjectOf(decoded, shown(decoded, { a: [3] })).on).toBe("b");
    expect(subjectOf(decoded, shown(decoded, { b: [3] })).on).toBe("a");
  });
});

describe("scales", () => {
  const variants = [
    variant(),
    variant({ layers: [4, 1] }, false, 2),
    variant({ method: "occlusion" }, false, 50),
    variant({}, true, 9),
  ];
  const pair = variants[0]!.pair;
  const subject = subjectOf(pair, shown(pair, { b: [0] }));
  const heats = variants.map((each) => heatIn(pair, each.pair, subject));

  it("are shared by the explanations of one method, of which noise has no say", () => {
    expect(scaleGroups(variants)).toEqual([0, 0, 2, 0]);
    const locked = { locked: true, robust: false };
    expect(ends(variants, heats, subject, locked)).toEqual([20, 20, 500, 20]);
    expect(ends(variants.slice(3), heats.slice(3), subject, locked)).toEqual([90]);
  });
  it("fit what is chosen where they are not locked", () => {
    expect(ends(variants, heats, subject, { locked: false, robust: false })).toEqual([4, 4, 100, 4]);
  });
});

describe("agreement", () => {
  const r = (one: number[], two: number[]) => agreement(Float64Array.from(one), Float64Array.from(two));
  it("is Spearman's rank correlation, with ties", () => {
    expect(r([1, 2, 3], [10, 200, 3000])).toBeCloseTo(1, 12);
    expect(r([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(r([1, 2, 2, 3], [1, 3, 2, 4])).toBeCloseTo(0.9486832980505138, 12); // scipy.stats.spearmanr
  });
  it("is nothing where a map is constant", () => {
    expect(r([1, 1], [1, 2])).toBeNull();
  });
});

describe("labels", () => {
  it("are layers where there are several of a method, else methods; noise is called so", () => {
    const all = [variant(), variant({ layers: [4, 1] }), variant({ method: "grad_cam" }), variant({}, true)];
    expect(labels(all)).toEqual(["layer 2", "layer 4", "Grad-CAM", "random weights"]);
    expect(labels([variant(), variant({ layers: [2, 3] })])).toEqual(["layer 1", "layer 3"]);
    expect(labels([variant(), variant({ layers: [3, 3] })])).toEqual(["layer 2 · 1", "layer 3"]);
    expect(labels([variant(), variant({ method: "my_own" })])).toEqual(["integrated Jacobians", "my own"]);
    expect(methodName("occlusion")).toBe("occlusion");
  });
});
