// What a view shows now: a pure function of the numbers, what is kept and what is hovered.
import { type Limits, ownEnd } from "./limits.ts";
import * as numbers from "./numbers.ts";
import { heldOn, isPlain, terms } from "./pinning.ts";
import { peakCell, peakRegion } from "./regions.ts";
import { alike, order, other } from "./sides.ts";
import type { Block, Hover, Pin, Shared } from "./state.ts";
import type { Pair, SideName } from "./wire.ts";

export type Source = "hover" | "kept" | "preview" | "none";

/** One side: what is chosen on it, and what it has with what is chosen on the other. */
export interface SideShown {
  /** Chosen units, and why those. */
  readonly units: readonly number[];
  readonly from: Source;
  /** The sum or difference that these units belong to; what it is worth is not the sum of their values. */
  readonly pin: Pin | null;
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
  readonly robust?: boolean;
  readonly dismissed: boolean;
}

interface Chosen {
  /** Units, without those that are taken away. */
  readonly units: readonly number[];
  readonly from: Source;
  /** A sum or a difference that is looked at as a whole. */
  readonly pin?: Pin;
}

export function show(pair: Pair, limits: Limits, asked: Asked): Shown {
  const chosen = { a: chosenOn(pair, "a", asked), b: chosenOn(pair, "b", asked) };
  return {
    a: answered(pair, limits, "a", chosen, asked),
    b: answered(pair, limits, "b", chosen, asked),
  };
}

function chosenOn(pair: Pair, side: SideName, asked: Asked): Chosen {
  const { shared, hover } = asked;
  if (hover?.pin) return ofPin(pair, side, hover.pin, "hover");
  if (hover && hover[side].length > 0) return { units: hover[side], from: "hover" };
  const focused = shared.pins.find(({ colour }) => colour === shared.focus);
  if (focused) return ofPin(pair, side, focused, "kept");
  if (shared[side].length > 0) return { units: numbers.unitsOf(pair[side], shared[side]), from: "kept" };
  if (!previews(pair, side, asked)) return { units: [], from: "none" };
  return { units: numbers.unitsOf(pair[side], pair.top_pairs[0]![side]), from: "preview" };
}

/** What a pin holds on a side. */
function ofPin(pair: Pair, name: SideName, pin: Pin, from: Source): Chosen {
  const units = numbers.unitsOf(pair[name], heldOn(pin, name));
  if (!isPlain(pin)) return { units, from, pin };
  return { units, from: units.length > 0 ? from : "none" };
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
  asked: Asked,
): SideShown {
  const side = pair[name];
  const from = chosen[other(name)];
  const answer = from.pin ? answerOf(pair, name, from.pin) : numbers.given(pair, other(name), from.units);
  const heat = numbers.atContent(side, answer);
  const sign = from.from === "preview" && pair.top_pairs[0]!.value < 0 ? -1 : mainSign(heat);
  const many = from.pin ? countOf(pair, other(name), from.pin) : contentCount(pair, other(name), from.units);
  const end = asked.robust ? limits.robust[name] : limits[name];
  return {
    units: chosen[name].units,
    from: chosen[name].from,
    pin: chosen[name].pin ?? null,
    answer,
    heat,
    limit: asked.locked ? end(many) : ownEnd(side, heat, asked.robust === true),
    region: side.kind === "picture" ? peakRegion(heat, side.cols, sign) : [],
    sign,
  };
}

/**
 * What every unit of a side adds to a sum or difference of blocks: together, its value. Where no block holds anything
 * on the other side there is nothing to tell.
 */
export function answerOf(pair: Pair, name: SideName, pin: Pin): Float64Array {
  const total = new Float64Array(pair[name].kinds.length);
  const [here, there] = [pair[name], pair[other(name)]];
  const parts = terms(pin);
  const holds = ({ [name]: own, [other(name)]: opposite }: Block) => opposite.length > 0 || own.length === 0;
  if (!parts.some(holds)) return total;
  for (const { sign, [name]: own, [other(name)]: opposite } of parts) {
    const from = opposite.length > 0 ? numbers.unitsOf(there, opposite) : there.content;
    const values = numbers.given(pair, other(name), from);
    const units = own.length > 0 ? numbers.unitsOf(here, own) : values.keys();
    for (const unit of units) total[unit]! += sign * values[unit]!;
  }
  return total;
}

/** How many content units of a side the blocks of a pin hold, all in all. */
function countOf(pair: Pair, side: SideName, pin: Pin): number {
  return numbers.sum(terms(pin).map((term) => term[side].length || pair[side].content.length));
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
