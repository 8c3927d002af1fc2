// Small maps of one phrase beside each other: what each shows, on which scale, what it is called. Pure functions.
import { percent, signed } from "./format.ts";
import type { Variant } from "./host.ts";
import { type Limits, limitsOf, ownEnd } from "./limits.ts";
import type { Look } from "./look.ts";
import { nameOf } from "./names.ts";
import { atContent, given, sum, unitsOf } from "./numbers.ts";
import { peakRegion, placed } from "./regions.ts";
import { answerOf, contentCount, type Shown } from "./shown.ts";
import { alike, capital, order, other, sideName } from "./sides.ts";
import type { Pin } from "./state.ts";
import type { Pair, SideName } from "./wire.ts";

/** What all maps show: what units of the other side have with each unit of `on`. */
export interface Subject {
  /** The side whose units have colours. */
  readonly on: SideName;
  /** Units of the other side, in terms of the explanation that is shown; empty for all its content. */
  readonly units: readonly number[];
  /** A sum or a difference instead. */
  readonly pin: Pin | null;
}

/** The heat of a phrase on the picture; of two pictures, on the one that answers; of captions, on the second. */
export function subjectOf(pair: Pair, shown: Shown): Subject {
  const [lead, rest] = order(pair);
  const on = alike(pair) && shown[rest].from !== "none" && shown[lead].from === "none" ? lead : rest;
  const { units, pin } = shown[other(on)];
  return { on, units, pin };
}

/** The subject's units as another explanation of the same pair has them; special units only where it has the same. */
function unitsIn(from: Pair, to: Pair, side: SideName, units: readonly number[]): readonly number[] {
  if (units.length === 0) return to[side].content;
  const place = new Map(from[side].content.map((unit, i) => [unit, i]));
  const same = from[side].kinds.length === to[side].kinds.length;
  return units.flatMap((unit) => {
    const at = place.get(unit);
    return at === undefined ? (same ? [unit] : []) : unitsOf(to[side], [at]);
  });
}

/** The heat of a subject in one explanation. */
export function heatIn(shownPair: Pair, pair: Pair, { on, units, pin }: Subject): Float64Array {
  const side = pair[on];
  if (pin) return atContent(side, answerOf(pair, on, pin));
  return atContent(side, given(pair, other(on), unitsIn(shownPair, pair, other(on), units)));
}

/** Explanations whose numbers can be held against each other: those of one method, noise among them. */
export function scaleGroups(variants: readonly Pick<Variant, "pair">[]): number[] {
  const methods = variants.map(({ pair }) => pair.method);
  return methods.map((method) => methods.indexOf(method));
}

const known = new WeakMap<Pair, Limits>();

function limits(pair: Pair): Limits {
  const found = known.get(pair) ?? limitsOf(pair);
  known.set(pair, found);
  return found;
}

type Scale = Pick<Look, "locked" | "robust">;

/**
 * The end of each map's scale: maps of one method share it. Noise has a say only where it is alone: it would else
 * take the colour out of everything that is compared with it.
 */
export function ends(
  variants: readonly Pick<Variant, "pair" | "noise">[],
  heats: readonly Float64Array[],
  { on, units }: Subject,
  { locked, robust }: Scale,
): number[] {
  const own = variants.map(({ pair }, i) => {
    if (!locked) return ownEnd(pair[on], heats[i]!, robust);
    const ends = robust ? limits(pair).robust : limits(pair);
    return ends[on](contentCount(pair, other(on), units.length > 0 ? units : pair[other(on)].content));
  });
  const groups = scaleGroups(variants);
  return groups.map((group, i) => {
    const members = own.filter((_, j) => groups[j] === group && !variants[j]!.noise);
    return Math.max(0, ...(members.length > 0 ? members : [own[i]!]));
  });
}

/** Spearman's rank correlation; null where one of the two is constant. */
export function agreement(one: Float64Array, two: Float64Array): number | null {
  const [a, b] = [ranks(one), ranks(two)];
  const middle = (a.length - 1) / 2;
  let [product, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    product += (a[i]! - middle) * (b[i]! - middle);
    squaresA += (a[i]! - middle) ** 2;
    squaresB += (b[i]! - middle) ** 2;
  }
  return squaresA > 0 && squaresB > 0 ? product / Math.sqrt(squaresA * squaresB) : null;
}

/** Ranks from 0, ties sharing their mean. */
function ranks(values: Float64Array): Float64Array {
  const places = Uint32Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const out = new Float64Array(values.length);
  for (let start = 0; start < places.length; ) {
    let end = start;
    while (end < places.length && values[places[end]!] === values[places[start]!]) end += 1;
    for (let i = start; i < end; i += 1) out[places[i]!] = (start + end - 1) / 2;
    start = end;
  }
  return out;
}

const METHODS: Readonly<Record<string, string>> = {
  jacobians: "integrated Jacobians",
  banzhaf: "Banzhaf values",
  shapley: "Shapley values",
  gradient_input: "gradient × input",
  grad_cam: "Grad-CAM",
  attention: "attention relevance",
  grad_eclip: "Grad-ECLIP",
  maskclip: "MaskCLIP",
};

export function methodName(method: string): string {
  return METHODS[method] ?? method.replaceAll("_", " ");
}

/** What each is called: by its layer where there are several of one method, else by its method. */
export function labels(variants: readonly Pick<Variant, "pair" | "noise">[]): string[] {
  const methods = variants.filter(({ noise }) => !noise).map(({ pair }) => pair.method);
  const several = (method: string) => methods.filter((each) => each === method).length > 1;
  return variants.map(({ pair, noise }) => {
    if (noise) return "random weights";
    return several(pair.method) ? layerName(pair, variants) : methodName(pair.method);
  });
}

/** "layer 4"; where both sides' layers differ among those of this method, both. */
function layerName(pair: Pair, variants: readonly Pick<Variant, "pair" | "noise">[]): string {
  const all = variants.filter((each) => !each.noise && each.pair.method === pair.method);
  const differing = [0, 1].filter((i) => new Set(all.map((each) => each.pair.layers[i]!)).size > 1);
  const [lead, rest] = order(pair).map((name) => (name === "a" ? 0 : 1));
  const told = [rest!, lead!].filter((i) => differing.includes(i)).map((i) => pair.layers[i]!);
  return `layer ${[...new Set(told)].join(" · ") || pair.layers[rest!]}`;
}

/** "Layer 4 (integrated Jacobians; score +0.312): +0.0410": what one map is, and its sum. */
export function said(label: string, variant: Variant, heat: Float64Array, digits: number): string {
  const { pair, noise } = variant;
  const method = methodName(pair.method);
  const what = noise
    ? [`what ${method} makes of a model that knows nothing`]
    : label === method
      ? []
      : [method];
  const about = [...what, `score ${signed(pair.ledger.score, 3)}`].join("; ");
  return `${capital(label)} (${about}): ${signed(sum(heat), digits)}`;
}

/** Where a map has its peak, and how much of it lies there; nothing for a caption. */
export function whereIn(pair: Pair, on: SideName, heat: Float64Array): string {
  const side = pair[on];
  if (side.kind !== "picture") return "";
  const region = peakRegion(heat, side.cols, 1);
  const all = sum(Array.from(heat, (value) => Math.max(0, value)));
  if (region.length === 0 || all === 0) return "nothing for it";
  const inside = sum(region.map((cell) => heat[cell]!));
  return `strongest ${placed(region, side.rows, side.cols)}, ${percent(inside / all)} of its positive attribution`;
}

/** What the maps are of: "black dog", "the whole caption". */
export function subjectName(pair: Pair, { on, units, pin }: Subject): string {
  if (pin?.name) return pin.name;
  if (pin) return "the sum that is shown";
  return nameOf(pair, other(on), units) || `the whole ${sideName(pair, other(on))}`;
}
