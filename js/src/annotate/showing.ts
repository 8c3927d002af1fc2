// What was said of a case, as the explorer shows it: its pins are there again.
import type { Explained, Session } from "../host.ts";
import type { Shared } from "../state.ts";
import { chosenOf, traitsOf } from "../traits.ts";
import type { Evidence } from "./judgement.ts";

/** Shows the pins of a case in the explanation that is there; what else is chosen stays. */
export function withPins({ store }: Session, { pair }: Explained, evidence: readonly Evidence[]): void {
  const { pins } = chosenOf(pair, (name) => (name === "pins" ? traits(evidence) : undefined));
  store.act((now) => {
    const focus = pins.some(({ colour }) => colour === now.focus) ? now.focus : null;
    return { ...now, pins, focus };
  });
}

/** Shows another case: with its pins, nothing chosen, and nothing to be undone but what is done from now on. */
export function anew({ store }: Session, { pair, revision }: Explained, evidence: readonly Evidence[]): void {
  const { look, bookmarks } = store.history.peek().now;
  const get = (name: string) => (name === "pins" ? traits(evidence) : undefined);
  const now: Shared = { ...chosenOf(pair, get, revision), look, bookmarks };
  store.history.value = { past: [], now, future: [], merging: null };
}

/** The pins that are there, in the words in which they are kept; the same pins read the same. */
export function pinsNow({ store }: Session, { pair }: Explained): string {
  return JSON.stringify(traitsOf(pair, store.history.value.now).pins);
}

function traits(evidence: readonly Evidence[]): readonly unknown[] {
  return evidence.map(({ pin }) => pin);
}
