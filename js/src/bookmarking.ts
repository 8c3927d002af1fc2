// Named states: kept, found again, put in order. Pure functions of the shared state.
import { nameOf } from "./names.ts";
import { unitsOf } from "./numbers.ts";
import { alike, order, sideName } from "./sides.ts";
import type { Block, Bookmark, Pin, Scene, Shared } from "./state.ts";
import type { Pair } from "./wire.ts";

/** What is seen now, without what lies beside it. Keys stand in the order of a bookmark's. */
export function sceneOf({ a, b, pins, focus, look, revision }: Scene): Scene {
  return { a, b, pins, focus, look, revision };
}

export function marked(state: Shared, name: string): Shared {
  return { ...state, bookmarks: [...state.bookmarks, { name, ...sceneOf(state) }] };
}

export function restored(state: Shared, bookmark: Bookmark): Shared {
  return { ...state, ...sceneOf(bookmark) };
}

export function removed(state: Shared, index: number): Shared {
  return { ...state, bookmarks: state.bookmarks.filter((_, i) => i !== index) };
}

export function retitled(state: Shared, index: number, name: string): Shared {
  const bookmarks = state.bookmarks.map((each, i) => (i === index && name ? { ...each, name } : each));
  return { ...state, bookmarks };
}

/** Moves a bookmark up (−1) or down (1); at the ends it stays. */
export function shifted(state: Shared, index: number, by: -1 | 1): Shared {
  const bookmarks = [...state.bookmarks];
  const [one, two] = [bookmarks[index], bookmarks[index + by]];
  if (!one || !two) return state;
  bookmarks[index] = two;
  bookmarks[index + by] = one;
  return { ...state, bookmarks };
}

/** Whether a bookmark is what is seen now. */
export function isSeen(state: Shared, bookmark: Bookmark): boolean {
  return JSON.stringify(sceneOf(state)) === JSON.stringify(sceneOf(bookmark));
}

/** A bookmark as far as it can be seen in another explanation: units that are not there are left out. */
export function fitted(bookmark: Bookmark, pair: Pair, revision: string): Bookmark {
  const inside = (block: Block) => ({
    a: block.a.filter((unit) => unit < pair.a.content.length),
    b: block.b.filter((unit) => unit < pair.b.content.length),
  });
  const whole = (pin: Pin) =>
    [pin, ...pin.plus, ...pin.minus].every((block) => {
      const { a, b } = inside(block);
      return a.length === block.a.length && b.length === block.b.length;
    });
  const pins = bookmark.pins.filter(whole);
  const focus = pins.some(({ colour }) => colour === bookmark.focus) ? bookmark.focus : null;
  return { ...bookmark, ...inside(bookmark), pins, focus, revision };
}

/** A name for what is seen now that no bookmark has yet: "black dog × 4 patches at the upper left". */
export function suggested(pair: Pair, state: Shared): string {
  const name = seenName(pair, state);
  const taken = new Set(state.bookmarks.map((each) => each.name));
  if (!taken.has(name)) return name;
  let count = 2;
  while (taken.has(`${name} ${count}`)) count += 1;
  return `${name} ${count}`;
}

function seenName(pair: Pair, state: Shared): string {
  const pin = state.pins.find(({ colour }) => colour === state.focus);
  if (pin?.name) return pin.name;
  const ends = order(pair)
    .map((side) => endName(pair, side, (pin ?? state)[side]))
    .filter(Boolean);
  if (ends.length > 0) return ends.join(" × ") + (pin && pin.plus.length + pin.minus.length > 0 ? " …" : "");
  return state.pins.length > 0 ? "Pins" : "Start";
}

function endName(pair: Pair, side: "a" | "b", content: readonly number[]): string {
  const name = nameOf(pair, side, unitsOf(pair[side], content));
  return name && alike(pair) ? `${name} (${sideName(pair, side)})` : name;
}
