// A pair small enough to check by hand: two words of three tokens, two rows of two patches, one class unit.
import { type Caption, decode, type Pair, type Picture, type Wire } from "../src/wire.ts";

//                       class   patches
export const NUMBERS = [
  [9, 0, 0, 0, 0], // [begin]
  [0.5, 1, 2, 0, -1], // black
  [0.5, 4, 0, 0, 0], // do
  [0, 0, 8, 0, 2], // g
  [7, 1, 1, 1, 1], // [end]
];

export function small(changes: Partial<Wire> = {}, numbers = NUMBERS): Pair {
  const text = "black dog!";
  const wire: Wire = {
    version: 3,
    a: {
      kind: "picture",
      width: 20,
      height: 20,
      kinds: ["class", "patch", "patch", "patch", "patch"],
      rows: 2,
      cols: 2,
    },
    b: {
      kind: "caption",
      text,
      kinds: ["begin", "content", "content", "content", "end", "padding", "padding"],
      pieces: ["[begin]", "black", "do", "g", "[end]", "[padding]", "[padding]"],
      spans: [
        [-1, -1],
        [0, 5],
        [6, 8],
        [8, 9],
        [-1, -1],
        [-1, -1],
        [-1, -1],
      ],
      words: [
        { text: "black", start: 0, end: 5, tokens: [0] },
        { text: "dog", start: 6, end: 9, tokens: [1, 2] },
      ],
      phrases: [{ text: "black dog", tokens: [0, 1, 2] }],
    },
    top_pairs: [
      { b: [0, 1, 2], a: [0, 1], value: 15 },
      { b: [0], a: [3], value: -1.6 },
    ],
    ledger: {
      rows: [
        {
          key: "content_patch",
          name: "words × patches",
          value: 16,
          explanation: "What words and patches add together.",
        },
        {
          key: "text_alone",
          name: "text alone",
          value: -6,
          explanation: "What the caption adds whatever the picture.",
        },
        {
          key: "residual",
          name: "residual (quadrature)",
          value: 0.5,
          explanation: "What the integration missed.",
        },
      ],
      score: 10.5,
      residual: 0.5,
      natural_scale: 12,
      mass: { content_patch: 0.7, content_special: 0.1, special_patch: 0.1, special_special: 0.1 },
      exact: true,
    },
    converged: true,
    unknown_words: [],
    notes: [],
    layers: [2, 1],
    depths: [5, 5],
    model: "by hand",
    method: "jacobians",
    ...changes,
  };
  return decode(wire, Float32Array.from(numbers.flat()));
}

/** The caption and the picture of a pair that has one of each. */
export function captionOf(pair: Pair): Caption {
  const found = [pair.a, pair.b].find((side) => side.kind === "caption");
  if (found?.kind !== "caption") throw new Error("no caption");
  return found;
}

export function pictureOf(pair: Pair): Picture {
  const found = [pair.a, pair.b].find((side) => side.kind === "picture");
  if (found?.kind !== "picture") throw new Error("no picture");
  return found;
}
