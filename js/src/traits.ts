// How what is chosen is called in Python: by side where both are of one kind, else by what the side is.
import { changes, lookOf } from "./look.ts";
import { pinOf } from "./pinning.ts";
import { alike, order } from "./sides.ts";
import type { Block, Bookmark, Pin, Scene, Shared } from "./state.ts";
import type { Pair, SideName } from "./wire.ts";

interface Names {
  /** The trait that holds a side's selection. */
  readonly trait: string;
  /** The key of a pin that holds its units on that side. */
  readonly key: string;
}

type Plain = Readonly<Record<string, unknown>>;

const BY_KIND = {
  caption: { trait: "selected_tokens", key: "tokens" },
  picture: { trait: "selected_patches", key: "patches" },
};

function namesOf(pair: Pair, side: SideName): Names {
  return alike(pair) ? { trait: `selected_${side}`, key: side } : BY_KIND[pair[side].kind];
}

/** The side that a key of a pin is about. */
export function sideOf(pair: Pair, key: string): SideName {
  return namesOf(pair, "a").key === key ? "a" : "b";
}

/** What is chosen, as Python's traits hold it. Keys stand in Python's order, so that what did not change reads the same. */
export function traitsOf(pair: Pair, now: Shared): Record<string, unknown> {
  const [one, two] = order(pair);
  return {
    [namesOf(pair, one).trait]: now[one],
    [namesOf(pair, two).trait]: now[two],
    pins: now.pins.map((pin) => pinTrait(pair, pin)),
    focused_pin: now.focus,
    look: changes(now.look),
    bookmarks: now.bookmarks.map((bookmark) => bookmarkTrait(pair, bookmark)),
    ...(now.step === null ? {} : { step: now.step }),
  };
}

/** What Python's traits hold, as the view keeps it. */
export function chosenOf(pair: Pair, get: (name: string) => unknown, revision = ""): Shared {
  const bookmarks = list(get("bookmarks")).map((each) => bookmarkOf(pair, each, revision));
  const selected = (side: SideName) => units(get(namesOf(pair, side).trait));
  const step = get("step");
  return {
    ...sceneOf(pair, get, selected, revision),
    bookmarks,
    step: typeof step === "number" ? step : null,
  };
}

function sceneOf(
  pair: Pair,
  get: (name: string) => unknown,
  selected: (side: SideName) => readonly number[],
  revision: string,
): Scene {
  const focus = get("focused_pin");
  return {
    a: selected("a"),
    b: selected("b"),
    pins: list(get("pins")).map((pin) => pinFrom(pair, pin)),
    focus: typeof focus === "number" ? focus : null,
    look: lookOf(get("look") as Plain | undefined),
    revision,
  };
}

/** What a pin has beside its units is left out where it is plain, on both sides of the wire. */
function pinTrait(pair: Pair, pin: Pin): Plain {
  const more = (name: "plus" | "minus") =>
    pin[name].length > 0 ? { [name]: pin[name].map((block) => blockTrait(pair, block)) } : {};
  return {
    ...blockTrait(pair, pin),
    colour: pin.colour,
    ...(pin.name ? { name: pin.name } : {}),
    ...(pin.shown ? {} : { shown: false }),
    ...more("plus"),
    ...more("minus"),
  };
}

function blockTrait(pair: Pair, block: Block): Plain {
  const [one, two] = order(pair);
  return { [namesOf(pair, one).key]: block[one], [namesOf(pair, two).key]: block[two] };
}

function bookmarkTrait(pair: Pair, bookmark: Bookmark): Plain {
  return {
    name: bookmark.name,
    ...blockTrait(pair, bookmark),
    pins: bookmark.pins.map((pin) => pinTrait(pair, pin)),
    focused_pin: bookmark.focus,
    look: changes(bookmark.look),
    revision: bookmark.revision,
  };
}

function pinFrom(pair: Pair, pin: Plain): Pin {
  return pinOf(
    {
      ...blockOf(pair, pin),
      plus: list(pin.plus).map((block) => blockOf(pair, block)),
      minus: list(pin.minus).map((block) => blockOf(pair, block)),
      name: String(pin.name ?? ""),
      shown: pin.shown !== false,
    },
    Number(pin.colour),
  );
}

function blockOf(pair: Pair, block: Plain): Block {
  return { a: units(block[namesOf(pair, "a").key]), b: units(block[namesOf(pair, "b").key]) };
}

/** A bookmark or a step of a lesson, as the view keeps it; without a revision it is one of the explanation shown. */
export function bookmarkOf(pair: Pair, given: Plain, revision: string): Bookmark {
  const block = blockOf(pair, given);
  const scene = sceneOf(
    pair,
    (name) => given[name],
    (side) => block[side],
    String(given.revision ?? revision),
  );
  return { name: String(given.name ?? ""), ...scene };
}

function units(value: unknown): readonly number[] {
  return (value ?? []) as readonly number[];
}

function list(value: unknown): readonly Plain[] {
  return (value ?? []) as readonly Plain[];
}
