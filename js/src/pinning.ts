// Selections that are held: made, let go, named, hidden, added and subtracted. Pure functions of the shared state.
import { SIDES } from "./sides.ts";
import { type Block, type Pin, type Shared, same, select, sorted } from "./state.ts";
import type { Pair, SideName } from "./wire.ts";

/** What a pin holds, whatever it is called. */
export type Blocks = Pick<Pin, "a" | "b" | "plus" | "minus">;

type Parts = Pick<Pin, "a" | "b"> & Partial<Pin>;

/** A pin of some units; what is left out is plain. */
export function pinOf(parts: Parts, colour: number): Pin {
  const { a, b, plus = [], minus = [], name = "", shown = true } = parts;
  return { a, b, plus, minus, colour, name, shown };
}

/** Keeps the selection under the first free colour; a selection that is kept already is not kept twice. */
export function pin(state: Shared): Shared {
  if (state.a.length + state.b.length === 0 || pinned(state)) return state;
  return hold(state, { a: state.a, b: state.b });
}

/** The pin that holds what is selected, or that is looked at. */
export function pinned(state: Shared): Pin | undefined {
  if (state.focus !== null) return state.pins.find(({ colour }) => colour === state.focus);
  return state.pins.find((each) => isPlain(each) && same(each.a, state.a) && same(each.b, state.b));
}

/** Adds a pin under the first free colour. */
export function hold(state: Shared, parts: Parts): Shared {
  return { ...state, pins: [...state.pins, pinOf(parts, freeColour(state))] };
}

export function unpin(state: Shared, colour: number): Shared {
  const pins = state.pins.filter((each) => each.colour !== colour);
  return { ...state, pins, focus: state.focus === colour ? null : state.focus };
}

export function renamed(state: Shared, colour: number, name: string): Shared {
  return { ...state, pins: state.pins.map((each) => (each.colour === colour ? { ...each, name } : each)) };
}

export function toggled(state: Shared, colour: number): Shared {
  const turn = (each: Pin) => (each.colour === colour ? { ...each, shown: !each.shown } : each);
  return { ...state, pins: state.pins.map(turn) };
}

/** Whether nothing is added to a pin or taken from it. */
export function isPlain({ plus, minus }: Blocks): boolean {
  return plus.length + minus.length === 0;
}

export interface Term extends Block {
  readonly sign: 1 | -1;
}

/** A pin as blocks with their signs. */
export function terms(pin: Blocks): Term[] {
  const signed = (sign: 1 | -1) => (block: Block) => ({ a: block.a, b: block.b, sign });
  return [signed(1)(pin), ...pin.plus.map(signed(1)), ...pin.minus.map(signed(-1))];
}

/** Two pins together, or the second taken from the first. */
export function combined(one: Blocks, sign: 1 | -1, two: Blocks): Blocks {
  const first = blockOf(two);
  const [more, less] = sign > 0 ? [[first, ...two.plus], two.minus] : [two.minus, [first, ...two.plus]];
  return { ...blockOf(one), plus: [...one.plus, ...more], minus: [...one.minus, ...less] };
}

/**
 * Everything else: all that both sides' content has, without a pin. What holds one side alone leaves the other
 * units of that side; null where none are left.
 */
export function everythingBut(pair: Pair, pin: Blocks): Blocks | null {
  const sides = SIDES.filter((side) => pin[side].length > 0);
  if (!isPlain(pin) || sides.length !== 1) return combined(EVERYTHING, -1, pin);
  const [side] = sides as [SideName];
  const held = new Set(pin[side]);
  const rest = pair[side].content.map((_, i) => i).filter((i) => !held.has(i));
  return rest.length > 0 ? { ...EVERYTHING, [side]: rest } : null;
}

const EVERYTHING: Blocks = { a: [], b: [], plus: [], minus: [] };

function blockOf({ a, b }: Block): Block {
  return { a, b };
}

/** The same units with the same signs, whatever they are called. */
export function sameBlocks(one: Blocks, two: Blocks): boolean {
  const plain = ({ a, b, plus, minus }: Blocks) =>
    JSON.stringify([blockOf({ a, b }), plus.map(blockOf), minus.map(blockOf)]);
  return plain(one) === plain(two);
}

/** Looks at a pin: a plain one is selected, of any other the sum is shown. */
export function lookAt(state: Shared, pin: Pin): Shared {
  return isPlain(pin) ? select(state, pin.a, pin.b) : { ...select(state, [], []), focus: pin.colour };
}

/** Holds units and looks at them; what is held already is not held twice. */
export function holdAndLook(state: Shared, blocks: Blocks): Shared {
  const there = state.pins.find((each) => sameBlocks(each, blocks));
  if (there) return lookAt(state, there);
  const next = hold(state, blocks);
  return lookAt(next, next.pins.at(-1)!);
}

/** Content units of a side that a pin holds: what is added, without what is taken away. */
export function heldOn(pin: Blocks, side: SideName): number[] {
  const parts = terms(pin);
  const of = (sign: 1 | -1) => parts.filter((term) => term.sign === sign).flatMap((term) => [...term[side]]);
  const taken = new Set(of(-1));
  return sorted(of(1)).filter((unit) => !taken.has(unit));
}

function freeColour({ pins }: Shared): number {
  const used = new Set(pins.map((each) => each.colour));
  let colour = 0;
  while (used.has(colour)) colour += 1;
  return colour;
}
