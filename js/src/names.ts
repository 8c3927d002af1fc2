// What a choice on one side is called: "black dog", "12 patches at the upper left", "[class]".
import { isolated } from "./bidi.ts";
import { count } from "./format.ts";
import { joined } from "./numbers.ts";
import { cellName, placed } from "./regions.ts";
import { sideName } from "./sides.ts";
import type { Caption, Pair, Picture, SideName } from "./wire.ts";

/** Letters beyond which words are named by those that are missing: "all words", "all but a dog". */
const LONG = 30;

/** The name of some units of a side; empty for none. */
export function nameOf(pair: Pair, name: SideName, units: readonly number[]): string {
  if (units.length === 0) return "";
  const side = pair[name];
  const at = new Map(side.content.map((unit, i) => [unit, i]));
  const content = units.flatMap((unit) => at.get(unit) ?? []);
  if (content.length === 0) return specialName(pair, name, units);
  return side.kind === "caption" ? wordsName(side, content) : cellsName(pair, name, side, content);
}

function wordsName(caption: Caption, tokens: readonly number[]): string {
  const name = joined(caption, tokens);
  if (name.length <= LONG) return isolated(name);
  const chosen = new Set(tokens);
  const others = caption.content.map((_, i) => i).filter((i) => !chosen.has(i));
  if (others.length === 0) return "all words";
  const missing = joined(caption, others);
  return missing.length < LONG && others.length < tokens.length
    ? `all but ${isolated(missing)}`
    : isolated(name);
}

function cellsName(pair: Pair, name: SideName, picture: Picture, cells: readonly number[]): string {
  const { rows, cols } = picture;
  if (cells.length === rows * cols) return `the whole ${sideName(pair, name)}`;
  if (cells.length === 1) return cellName(cells[0]!, cols);
  return `${count(cells.length, "patch", "patches")} ${placed(cells, rows, cols)}`;
}

/** Units that are no word and no place: "[begin]", "4 register units", "the caption's special units". */
function specialName(pair: Pair, name: SideName, units: readonly number[]): string {
  const kinds = [...new Set(units.map((unit) => pair[name].kinds[unit]!))];
  if (kinds.length > 1) return `the ${sideName(pair, name)}'s special units`;
  return units.length === 1 ? `[${kinds[0]}]` : count(units.length, `${kinds[0]} unit`);
}
