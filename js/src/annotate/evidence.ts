// What pins say to whoever reads a case without the numbers: words, a box, what they add to the score.
import type { Explained } from "../host.ts";
import { joined } from "../numbers.ts";
import { heldOn } from "../pinning.ts";
import { order, SIDES } from "../sides.ts";
import type { Pin, Shared } from "../state.ts";
import { traitsOf } from "../traits.ts";
import type { Pair, Picture } from "../wire.ts";
import { pinValue } from "../words.ts";
import type { Evidence, PinTrait } from "./judgement.ts";

export function evidenceOf({ pair }: Pick<Explained, "pair">, now: Shared): Evidence[] {
  const traits = traitsOf(pair, now).pins as readonly PinTrait[];
  return now.pins.map((pin, i) => ({
    pin: traits[i]!,
    phrase: phraseOf(pair, pin),
    box: boxOf(pair, pin),
    value: pinValue(pair, pin),
  }));
}

/** The words that a pin holds; of two captions both sides' words. */
function phraseOf(pair: Pair, pin: Pin): string {
  const texts = order(pair).map((name) => {
    const side = pair[name];
    return side.kind === "caption" ? joined(side, heldOn(pin, name)) : "";
  });
  return texts.filter(Boolean).join(" × ");
}

/** Around the patches of a pin, in pixels of the picture as the model saw it; of two pictures the first that has any. */
function boxOf(pair: Pair, pin: Pin): readonly number[] | null {
  for (const name of SIDES) {
    const side = pair[name];
    const cells = side.kind === "picture" ? heldOn(pin, name) : [];
    if (cells.length > 0) return around(side as Picture, cells);
  }
  return null;
}

function around({ rows, cols, width, height }: Picture, cells: readonly number[]): number[] {
  const down = cells.map((cell) => Math.floor(cell / cols));
  const across = cells.map((cell) => cell % cols);
  const x = (col: number) => (col * width) / cols;
  const y = (row: number) => (row * height) / rows;
  return [x(Math.min(...across)), y(Math.min(...down)), x(Math.max(...across) + 1), y(Math.max(...down) + 1)];
}
