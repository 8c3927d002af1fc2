// What a view shows now: a pure function of the numbers, what is kept and what is hovered.
import { type Limits, largestGroup } from "./limits.ts";
import * as numbers from "./numbers.ts";
import { terms } from "./pinning.ts";
import { peakCell, peakRegion } from "./regions.ts";
import { alike, order, other } from "./sides.ts";
import { type Hover, type Pin, type Shared, sorted } from "./state.ts";
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
  /** Units, for and without those that are taken away. */
  readonly units: readonly number[];
  /** Units with their signs, whose values are added. */
  readonly parts: readonly Part[];
  readonly from: Source;
}

interface Part {
  readonly units: readonly number[];
  readonly sign: 1 | -1;
}

function plainly(units: readonly number[], from: Source): Chosen {
  return { units, parts: units.length > 0 ? [{ units, sign: 1 }] : [], from };
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
  if (hover?.pin) return ofPin(pair, side, hover.pin, "hover");
  if (hover && hover[side].length > 0) return plainly(hover[side], "hover");
  const focused = shared.pins.find(({ colour }) => colour === shared.focus);
  if (focused) return ofPin(pair, side, focused, "kept");
  if (shared[side].length > 0) return plainly(numbers.unitsOf(pair[side], shared[side]), "kept");
  if (!previews(pair, side, asked)) return plainly([], "none");
  return plainly(numbers.unitsOf(pair[side], pair.top_pairs[0]![side]), "preview");
}

/** What a pin holds on a side; with something added or taken away, an empty side stands for all of it. */
function ofPin(pair: Pair, name: SideName, pin: Pin, from: Source): Chosen {
  const side = pair[name];
  const held = terms(pin);
  if (held.length === 1) {
    const units = numbers.unitsOf(side, pin[name]);
    return plainly(units, units.length > 0 ? from : "none");
  }
  const parts = held.map(({ sign, [name]: own, [other(name)]: opposite }): Part => {
    const all = own.length === 0 && opposite.length === 0;
    return { sign, units: all ? side.content : numbers.unitsOf(side, own) };
  });
  const made = parts.filter(({ units }) => units.length > 0);
  const taken = new Set(made.flatMap(({ sign, units }) => (sign < 0 ? units : [])));
  const units = sorted(made.flatMap(({ sign, units: own }) => (sign > 0 ? own : [])));
  return {
    parts: made,
    units: units.filter((unit) => !taken.has(unit)),
    from: made.length > 0 ? from : "none",
  };
}

/**
 * Whether the strongest pair is shown while nothing is chosen: its phrase, whose heat then lies on the picture; of
 * two captions or two pictures both its ends, until anything is pointed at.
 */
function previews(pair: Pair, side: SideName, { shared, hover, dismissed }: Asked): boolean {
  if (dismissed || shared[other(side)].length > 0 || shared.focus !== null || isFlat(pair)) return false;
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
  const answer = together(pair, other(name), from.parts);
  const heat = numbers.atContent(side, answer);
  const sign = from.from === "preview" && pair.top_pairs[0]!.value < 0 ? -1 : mainSign(heat);
  return {
    units: chosen[name].units,
    from: chosen[name].from,
    answer,
    heat,
    limit: locked ? limits[name](contentCount(pair, other(name), from.units)) : largestGroup(side, heat),
    region: side.kind === "picture" ? peakRegion(heat, side.cols, sign) : [],
    sign,
  };
}

/** What every unit of the other side has with all parts, each with its sign. */
function together(pair: Pair, name: SideName, parts: readonly Part[]): Float64Array {
  const total = new Float64Array(pair[other(name)].kinds.length);
  for (const { units, sign } of parts) {
    numbers.given(pair, name, units).forEach((value, i) => {
      total[i]! += sign * value;
    });
  }
  return total;
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
