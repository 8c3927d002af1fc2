// What pins are called: as a person named them, or after what they hold: "black dog − B", "all but black dog".
import { isolated } from "./bidi.ts";
import { pinLetter } from "./colour.ts";
import { nameOf } from "./names.ts";
import { unitsOf } from "./numbers.ts";
import { isPlain, terms } from "./pinning.ts";
import { order, SIDES } from "./sides.ts";
import { type Block, type Pin, same } from "./state.ts";
import type { Pair, SideName } from "./wire.ts";

/** The whole name of a pin; `pins` are all that are held, so that one can be named after another. */
export function pinName(pair: Pair, pin: Pin, pins: readonly Pin[]): string {
  if (pin.name) return isolated(pin.name);
  if (!isPlain(pin)) return formula(pair, pin, pins);
  const own = unitsName(pair, pin);
  const rest = restName(pair, pin, pins);
  return rest !== null && rest.length < own.length ? rest : own;
}

/** "black dog − B", "everything − black dog × 4 patches at the lower right" */
function formula(pair: Pair, pin: Pin, pins: readonly Pin[]): string {
  const parts = terms(pin).map((term, i) => {
    const sign = term.sign < 0 ? "− " : i > 0 ? "+ " : "";
    return sign + termName(pair, term, pins);
  });
  return parts.join(" ");
}

/** A block is called like the pin that holds it: by its name or its words; a region by its letter. */
function termName(pair: Pair, block: Block, pins: readonly Pin[]): string {
  const own = pins.find((pin) => isPlain(pin) && same(pin.a, block.a) && same(pin.b, block.b));
  return own ? shortName(pair, own) : unitsName(pair, block) || "everything";
}

function shortName(pair: Pair, pin: Pin): string {
  const onlyWords = SIDES.every((side) => pair[side].kind === "caption" || pin[side].length === 0);
  return isolated(pin.name) || (onlyWords ? unitsName(pair, pin) : pinLetter(pin.colour));
}

/** "all but A", where an earlier pin holds all the rest of a side. */
function restName(pair: Pair, pin: Pin, pins: readonly Pin[]): string | null {
  const side = onlySide(pin);
  if (side === null) return null;
  const earlier = pins.slice(0, Math.max(0, pins.indexOf(pin)));
  const held = new Set(pin[side]);
  const rest = earlier.find(
    (each) =>
      onlySide(each) === side &&
      each[side].length + held.size === pair[side].content.length &&
      each[side].every((unit) => !held.has(unit)),
  );
  return rest ? `all but ${shortName(pair, rest)}` : null;
}

/** The only side that a plain pin holds something on. */
function onlySide(pin: Pin): SideName | null {
  const sides = SIDES.filter((side) => pin[side].length > 0);
  return isPlain(pin) && sides.length === 1 ? sides[0]! : null;
}

function unitsName(pair: Pair, block: Block): string {
  const names = order(pair).map((side) => nameOf(pair, side, unitsOf(pair[side], block[side])));
  return names.filter(Boolean).join(" × ");
}
