// What a view shows now: a pure function of the numbers, what is kept and what is hovered.
import { type Limits, largestGroup } from "./limits.ts";
import * as numbers from "./numbers.ts";
import { peakCell, peakRegion } from "./regions.ts";
import { alike, order, other } from "./sides.ts";
import type { Hover, Shared } from "./state.ts";
import type { Pair, SideName } from "./wire.ts";

export type Source = "hover" | "kept" | "preview" | "none";

/** One side: what is chosen on it, and what it has with what is chosen on the other. */
export interface SideShown {
  /** Chosen units, and why those. */
  readonly units: readonly number[];
  readonly from: Source;
  /** What each unit, special ones included, has with what is chosen on the other side. */
  readonly answer: Float64Array;
  /** The same at content units alone; row-major for a picture. */
  readonly heat: Float64Array;
  /** End of the scale of `answer`. */
  readonly limit: number;
  /** On a picture, the cells round the heat's peak; and the peak's sign. */
  readonly region: readonly number[];
  readonly sign: 1 | -1;
}

export type Shown = Readonly<Record<SideName, SideShown>>;

export interface Asked {
  readonly shared: Shared;
  readonly hover: Hover | null;
  readonly locked: boolean;
  readonly dismissed: boolean;
}

interface Chosen {
  readonly units: readonly number[];
  readonly from: Source;
}

export function show(pair: Pair, limits: Limits, asked: Asked): Shown {
  const chosen = { a: chosenOn(pair, "a", asked), b: chosenOn(pair, "b", asked) };
  return {
    a: answered(pair, limits, "a", chosen, asked.locked),
    b: answered(pair, limits, "b", chosen, asked.locked),
  };
}

function chosenOn(pair: Pair, side: SideName, asked: Asked): Chosen {
  const { shared, hover } = asked;
  if (hover && hover[side].length > 0) return { units: hover[side], from: "hover" };
  if (shared[side].length > 0) return { units: numbers.unitsOf(pair[side], shared[side]), from: "kept" };
  if (!previews(pair, side, asked)) return { units: [], from: "none" };
  return { units: numbers.unitsOf(pair[side], pair.top_pairs[0]![side]), from: "preview" };
}

/**
 * Whether the strongest pair is shown while nothing is chosen: its phrase, whose heat then lies on the picture; of
 * two captions or two pictures both its ends, until anything is pointed at.
 */
function previews(pair: Pair, side: SideName, { shared, hover, dismissed }: Asked): boolean {
  if (dismissed || shared[other(side)].length > 0 || isFlat(pair)) return false;
  if (!alike(pair)) return side === order(pair)[0];
  return hover === null || hover.a.length + hover.b.length === 0;
}

function answered(
  pair: Pair,
  limits: Limits,
  name: SideName,
  chosen: Record<SideName, Chosen>,
  locked: boolean,
): SideShown {
  const side = pair[name];
  const from = chosen[other(name)];
  const answer = numbers.given(pair, other(name), from.units);
  const heat = numbers.atContent(side, answer);
  const sign = from.from === "preview" && pair.top_pairs[0]!.value < 0 ? -1 : mainSign(heat);
  return {
    ...chosen[name],
    answer,
    heat,
    limit: locked ? limits[name](contentCount(pair, other(name), from.units)) : largestGroup(side, heat),
    region: side.kind === "picture" ? peakRegion(heat, side.cols, sign) : [],
    sign,
  };
}

/** Below this no pair stands out; the static card and the shell summary draw the line there too. */
const FAINT = 1e-3;

export function isFlat(pair: Pair): boolean {
  return Math.abs(pair.top_pairs[0]?.value ?? 0) < FAINT;
}

/** The sign to speak of: against only where it clearly outweighs for. */
function mainSign(heat: Float64Array): 1 | -1 {
  const most = heat[peakCell(heat, 1)] ?? 0;
  const least = heat[peakCell(heat, -1)] ?? 0;
  return -least > 2 * most ? -1 : 1;
}

/** How many content units are chosen; one that is none (the class token) has the range of all of them. */
export function contentCount(pair: Pair, side: SideName, units: readonly number[]): number {
  const content = new Set(pair[side].content);
  return units.some((unit) => !content.has(unit)) ? content.size : units.length;
}
