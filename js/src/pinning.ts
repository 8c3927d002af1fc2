// Selections that are held: made, let go, named, hidden, added and subtracted. Pure functions of the shared state.
import { type Block, type Pin, type Shared, same } from "./state.ts";

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
export function isPlain({ plus, minus }: Pin): boolean {
  return plus.length + minus.length === 0;
}

export interface Term extends Block {
  readonly sign: 1 | -1;
}

/** A pin as blocks with their signs. */
export function terms(pin: Pick<Pin, "a" | "b" | "plus" | "minus">): Term[] {
  const signed = (sign: 1 | -1) => (block: Block) => ({ a: block.a, b: block.b, sign });
  return [signed(1)(pin), ...pin.plus.map(signed(1)), ...pin.minus.map(signed(-1))];
}

function freeColour({ pins }: Shared): number {
  const used = new Set(pins.map((each) => each.colour));
  let colour = 0;
  while (used.has(colour)) colour += 1;
  return colour;
}
