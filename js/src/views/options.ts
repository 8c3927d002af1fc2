// What is rarely changed, behind one menu; and the keys.
import type { Context } from "../context.ts";
import { h } from "../dom.ts";
import { keysFor } from "../keys.ts";
import { alike, capital, SIDES, sideName, specialKinds } from "../sides.ts";
import type { Pair } from "../wire.ts";
import type { Menu } from "./menu.ts";
import { option } from "./tick.ts";

export const options: Menu = {
  name: "options",
  label: "Options and keys",
  fill: (context) => [h("div", { class: "options" }, ...parts(context))],
  stays: true,
};

function parts(context: Context): HTMLElement[] {
  const { host } = context;
  const { model, method } = host.pair;
  const special = `${capital(listed(specialKinds(host.pair)))}: ${nowhere(host.pair)}, yet part of the score.`;
  return [
    option(context, "special", "Special units", special),
    ...kindOptions(context),
    h(
      "dl",
      { class: "keys" },
      ...keysFor(host.pair, host.lesson !== null, host.live.value !== null).flatMap(([key, does]) => [
        h("dt", {}, key),
        h("dd", {}, does),
      ]),
    ),
    h("p", { class: "note" }, [model, method, ...placesOf(host.pair)].join(", ")),
  ];
}

/** What makes sense where there are captions. */
function kindOptions(context: Context): HTMLElement[] {
  const { host } = context;
  const kinds = [host.pair.a.kind, host.pair.b.kind];
  const captions = alike(host.pair)
    ? "The captions as the model reads them."
    : "The caption as the model reads it.";
  const pieces = option(context, "pieces", "Word pieces", captions);
  return kinds.includes("caption") ? [pieces] : [];
}

/** "picture at layer 2 of 5", "caption at the pooling"; the picture first. */
function placesOf(pair: Pair): string[] {
  const places = SIDES.map((name, i) => `${sideName(pair, name)} at ${at(pair.layers[i]!, pair.depths[i]!)}`);
  return pair.a.kind === "caption" && pair.b.kind === "picture" ? places.reverse() : places;
}

function nowhere(pair: Pair): string {
  if (!alike(pair)) return "no word, no place";
  return pair.a.kind === "caption" ? "no word" : "no place";
}

function listed(names: readonly string[]): string {
  return names.length > 1
    ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`
    : (names[0] ?? "none here");
}

function at(layer: number, depth: number): string {
  return layer === depth ? "the pooling" : `layer ${layer} of ${depth}`;
}
