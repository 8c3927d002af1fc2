// The two sides of a pair: which is which, in what order people meet them, and what they are called.
import type { Pair, SideName } from "./wire.ts";

export const SIDES: readonly SideName[] = ["a", "b"];

export function other(side: SideName): SideName {
  return side === "a" ? "b" : "a";
}

/** Whether both sides are captions, or both pictures. */
export function alike(pair: Pair): boolean {
  return pair.a.kind === pair.b.kind;
}

/** The order in which sentences name the sides: the caption before the picture, else the first before the second. */
export function order(pair: Pair): readonly [SideName, SideName] {
  return pair.b.kind === "caption" && pair.a.kind === "picture" ? ["b", "a"] : ["a", "b"];
}

/** "caption", "picture", "first caption", "second picture". */
export function sideName(pair: Pair, side: SideName): string {
  const { kind } = pair[side];
  return alike(pair) ? `${side === "a" ? "first" : "second"} ${kind}` : kind;
}

/** "caption and picture", "the two captions". */
export function bothSides(pair: Pair): string {
  return alike(pair) ? `the two ${pair.a.kind}s` : "caption and picture";
}

/** What is exchanged between the sides' content: "words and patches", "the words of both captions". */
export function contents(pair: Pair): string {
  if (!alike(pair)) return "words and patches";
  return `the ${pair.a.kind === "caption" ? "words" : "patches"} of both ${pair.a.kind}s`;
}

/** Kinds of special units that there are, in the order in which people meet them. */
export function specialKinds(pair: Pair): string[] {
  const usual = ["begin", "end", "class", "register", "padding"];
  const found = [...new Set([...pair.a.kinds, ...pair.b.kinds])];
  const special = found.filter((kind) => kind !== "content" && kind !== "patch");
  const known = usual.filter((kind) => special.includes(kind));
  return [...known, ...special.filter((kind) => !usual.includes(kind))];
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
