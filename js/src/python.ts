// The lines of Python that show the same view again. Texts of any kind become literals that hold nothing else.
import type { Variant } from "./host.ts";
import { alike } from "./sides.ts";
import type { Shared } from "./state.ts";
import { traitsOf } from "./traits.ts";
import type { Pair, Side, SideName } from "./wire.ts";

/** Letters that a reader sees as they are: no quote, no control, nothing that has no shape or turns the line round. */
const SEEN = /^[^"\\\p{C}\p{Zl}\p{Zp}]$/u;

/** Longest line of a list or a call before it is broken. */
const WIDE = 96;

/** A text as a Python literal on one line. */
export function literal(text: string): string {
  return `"${[...text].map((letter) => (SEEN.test(letter) ? letter : escaped(letter))).join("")}"`;
}

function escaped(letter: string): string {
  if (letter === '"' || letter === "\\") return `\\${letter}`;
  if (letter === "\n") return "\\n";
  const code = letter.codePointAt(0)!.toString(16);
  if (code.length <= 2) return `\\x${code.padStart(2, "0")}`;
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`;
}

/** Plain data as Python writes it. */
export function value(of: unknown): string {
  if (of === null || of === undefined) return "None";
  if (typeof of === "boolean") return of ? "True" : "False";
  if (typeof of === "number") return number(of);
  if (typeof of === "string") return literal(of);
  if (Array.isArray(of)) return `[${of.map(value).join(", ")}]`;
  const entries = Object.entries(of as Record<string, unknown>);
  return `{${entries.map(([key, each]) => `${literal(key)}: ${value(each)}`).join(", ")}}`;
}

function number(of: number): string {
  return Number.isFinite(of) ? String(of) : `float("${Number.isNaN(of) ? "nan" : of < 0 ? "-inf" : "inf"}")`;
}

/** The lines for a view: the encoder, the explanation, what is beside it, what is chosen and kept. */
export function python(pair: Pair, now: Shared, variants: readonly Variant[]): string {
  const [encoder, held] = encoderOf(pair.model);
  const pictures = [pair.a, pair.b].filter(({ kind }) => kind === "picture").length;
  const wanted = [...held, ...(pictures > 0 ? [pictureNote(pictures)] : [])];
  return [
    ...wanted,
    ...(wanted.length > 0 ? [""] : []),
    "import pairlens",
    "from pairlens_widget import Explorer",
    "",
    ...encoder,
    ...call("explorer = Explorer", argumentsOf(pair)),
    ...beside(pair, variants),
    ...chosen(pair, now),
    "explorer",
    "",
  ].join("\n");
}

const SHUFFLED = /^(.*), weights shuffled \(seed (\d+)\)$/;
const TAGGED = /^([^()]+) \(([^()]+)\)$/;

/** Lines that make the encoder, and what must be there already where its name does not say how. */
function encoderOf(model: string): [lines: string[], held: string[]] {
  const shuffled = SHUFFLED.exec(model);
  const [name, tag] = (TAGGED.exec(shuffled?.[1] ?? model) ?? ["", shuffled?.[1] ?? model, ""]).slice(1);
  const loaded = loading(name!, tag!);
  const made = loaded ? [`encoder = ${loaded}`] : [];
  const held = loaded ? [] : [`# encoder: the one that is called ${literal(name!)}`];
  const turned = shuffled ? [`encoder = pairlens.randomised(encoder, seed=${shuffled[2]})`] : [];
  return [[...made, ...turned], held];
}

function loading(name: string, tag: string): string | null {
  if (tag && tag !== "random weights") return `pairlens.load_encoder(${literal(name)}, ${literal(tag)})`;
  if (name === "embedded" || name === "embedded-llip") return `pairlens.load_encoder(${literal(name)})`;
  return /^[\w.-]+\/[\w.-]+$/.test(name) ? `pairlens.load_encoder(${literal(`hf:${name}`)})` : null;
}

function pictureNote(pictures: number): string {
  const what = "a path, a PIL picture or an array";
  return pictures > 1
    ? `# first, second: the pictures that are explained (each ${what})`
    : `# image: the picture that is explained (${what})`;
}

function argumentsOf(pair: Pair): string[] {
  const [one, two] = pair.layers;
  return [
    "encoder",
    argumentOf(pair, "a"),
    argumentOf(pair, "b"),
    `layer=(${one}, ${two})`,
    `method=${literal(pair.method)}`,
    ...Object.entries(pair.options ?? {}).map(([name, each]) => `${name}=${optionOf(name, each)}`),
  ];
}

/** A side: plain where it stands in the place of its kind, else marked as what it is. */
function argumentOf(pair: Pair, name: SideName): string {
  const side: Side = pair[name];
  const usual = !alike(pair) && (name === "a") === (side.kind === "picture");
  const held = alike(pair) ? (name === "a" ? "first" : "second") : "image";
  const given = side.kind === "caption" ? literal(side.text) : held;
  return usual ? given : `pairlens.${side.kind === "caption" ? "Caption" : "Picture"}(${given})`;
}

function optionOf(name: string, of: unknown): string {
  if (name !== "references") return value(of);
  const kinds = Object.entries(of as Record<string, string>);
  return `pairlens.References(${kinds.map(([side, kind]) => `${side}=${literal(kind)}`).join(", ")})`;
}

/** Other layers of the same method, other methods, and noise. */
function beside(pair: Pair, variants: readonly Variant[]): string[] {
  const others = variants.filter(({ pair: each, noise }) => each !== pair && !noise);
  const layers = others.filter(({ pair: { method } }) => method === pair.method);
  const methods = new Set(
    others.map(({ pair: { method } }) => method).filter((each) => each !== pair.method),
  );
  const noise = variants.some((each) => each.noise);
  if (SHUFFLED.test(pair.model) || (others.length === 0 && !noise)) return [];
  return call("explorer.add_variants", [
    ...(layers.length > 0
      ? [`layers=[${layers.map(({ pair: each }) => `(${each.layers.join(", ")})`).join(", ")}]`]
      : []),
    ...(methods.size > 0 ? [`methods=${value([...methods])}`] : []),
    ...(noise ? ["noise=True"] : []),
  ]);
}

/** What is selected, pinned, drawn and bookmarked, where there is something. */
function chosen(pair: Pair, now: Shared): string[] {
  const own = now.bookmarks.filter(({ revision }) => revision === now.revision);
  const left = now.bookmarks.length - own.length;
  const traits = { ...traitsOf(pair, { ...now, bookmarks: own }) };
  const bookmarks = traits.bookmarks as Record<string, unknown>[];
  traits.bookmarks = bookmarks.map(({ revision, ...each }) => filled(each));
  const lines = Object.entries(filled(traits)).flatMap(([name, each]) => assigned(`explorer.${name}`, each));
  const note =
    left === 1 ? "# 1 bookmark of another explanation is" : `# ${left} bookmarks of other explanations are`;
  return left > 0 ? [...lines, `${note} left out`] : lines;
}

/** Only what is not empty. */
function filled(of: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(of).filter(([, each]) => each !== null && each !== "" && !isEmpty(each));
  return Object.fromEntries(kept);
}

function isEmpty(of: unknown): boolean {
  return typeof of === "object" && of !== null && Object.keys(of).length === 0;
}

function assigned(name: string, of: unknown): string[] {
  const line = `${name} = ${value(of)}`;
  if (line.length <= WIDE || !Array.isArray(of) || typeof of[0] !== "object") return [line];
  return [`${name} = [`, ...of.map((each) => `    ${value(each)},`), "]"];
}

function call(name: string, given: readonly string[]): string[] {
  const line = `${name}(${given.join(", ")})`;
  return line.length <= WIDE ? [line] : [`${name}(`, ...given.map((each) => `    ${each},`), ")"];
}
