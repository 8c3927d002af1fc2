// How what is chosen is called in Python: by side where both are of one kind, else by what the side is.

import { alike, order } from "./sides.ts";
import type { Pin, Shared } from "./state.ts";
import type { Pair, SideName } from "./wire.ts";

interface Names {
  /** The trait that holds a side's selection. */
  readonly trait: string;
  /** The key of a pin that holds its units on that side. */
  readonly key: string;
}

const BY_KIND = {
  caption: { trait: "selected_tokens", key: "tokens" },
  picture: { trait: "selected_patches", key: "patches" },
};

function namesOf(pair: Pair, side: SideName): Names {
  return alike(pair) ? { trait: `selected_${side}`, key: side } : BY_KIND[pair[side].kind];
}

/** What is chosen, as Python's traits hold it. */
export function traitsOf(pair: Pair, now: Shared): Record<string, unknown> {
  // keys in Python's order, so that what did not change reads the same
  const [one, two] = order(pair);
  const [first, second] = [namesOf(pair, one), namesOf(pair, two)];
  const pins = now.pins.map((pin) => ({ [first.key]: pin[one], [second.key]: pin[two], colour: pin.colour }));
  return { [first.trait]: now[one], [second.trait]: now[two], pins };
}

/** What Python's traits hold, as the view keeps it. */
export function chosenOf(pair: Pair, get: (name: string) => unknown): Shared {
  const [a, b] = [namesOf(pair, "a"), namesOf(pair, "b")];
  const units = (value: unknown) => (value ?? []) as readonly number[];
  const pins = ((get("pins") ?? []) as Readonly<Record<string, unknown>>[]).map(
    (pin): Pin => ({ a: units(pin[a.key]), b: units(pin[b.key]), colour: Number(pin.colour) }),
  );
  return { a: units(get(a.trait)), b: units(get(b.trait)), pins };
}
