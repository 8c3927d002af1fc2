// Sentences about numbers. Everything that the view says in words is made here and in `names.ts`.
import { isolated } from "./bidi.ts";
import { percent, places, plain, signed } from "./format.ts";
import type { Limits } from "./limits.ts";
import { nameOf } from "./names.ts";
import * as numbers from "./numbers.ts";
import { pinName } from "./pin_names.ts";
import { type Blocks, terms } from "./pinning.ts";
import { placed } from "./regions.ts";
import { isFlat, type Shown } from "./shown.ts";
import { alike, contents, order, other, sideName } from "./sides.ts";
import type { Pin } from "./state.ts";
import type { Pair, SideName } from "./wire.ts";

export interface Readout {
  readonly eyebrow: string;
  readonly subject: string;
  readonly value: string;
  readonly share: string;
  readonly detail: string;
}

/** What is spoken of: a preview steps aside for what is really chosen on the other side. */
type Subject = Readonly<Record<SideName, readonly number[]>>;

/** `pins` are all that are held: a sum of pins is called by their names. */
export function readout(pair: Pair, limits: Limits, shown: Shown, pins: readonly Pin[] = []): Readout {
  if (shown.a.pin || shown.b.pin) return ofSum(pair, limits, shown, pins);
  const [lead, rest] = order(pair);
  const aside = shown[lead].from === "preview" && !["none", "preview"].includes(shown[rest].from);
  const units = { a: shown.a.units, b: shown.b.units, ...(aside ? { [lead]: [] } : {}) };
  if (units.a.length === 0 && units.b.length === 0) return idle(pair);
  const value = totalOf(pair, units.a, units.b);
  const figure = signed(value, limits.digits);
  return {
    eyebrow: eyebrow(pair, shown, units),
    subject: [nameOf(pair, lead, units[lead]), nameOf(pair, rest, units[rest])].filter(Boolean).join(" × "),
    value: figure,
    share: Number(figure) === 0 ? "" : shareOfScore(pair, value),
    detail: detailOf(pair, limits, shown, units),
  };
}

/** A sum or a difference of pins; or what the units that are pointed at have in it. */
function ofSum(pair: Pair, limits: Limits, shown: Shown, pins: readonly Pin[]): Readout {
  const [lead, rest] = order(pair);
  const pin = (shown.a.pin ?? shown.b.pin)!;
  const pointed = ([lead, rest] as const).find((side) => !shown[side].pin && shown[side].units.length > 0);
  const value = pointed
    ? numbers.sum(shown[pointed].units.map((unit) => shown[pointed].answer[unit]!))
    : pinValue(pair, pin);
  const name = pinName(pair, pin, pins);
  const answers = shown[rest].heat.some((each) => each !== 0) ? rest : lead;
  return {
    eyebrow: "",
    subject: pointed ? `${nameOf(pair, pointed, shown[pointed].units)} in ${name}` : name,
    value: signed(value, limits.digits),
    share: shareOfScore(pair, value),
    detail: answerOf(pair, limits, shown, answers),
  };
}

function eyebrow(pair: Pair, shown: Shown, units: Subject): string {
  const [lead] = order(pair);
  const preview = shown[lead].from === "preview" && units[lead].length > 0;
  if (preview) return alike(pair) ? "Strongest pair" : "Strongest phrase";
  if (!alike(pair) || (units.a.length > 0 && units.b.length > 0)) return "";
  return units.a.length > 0 ? "First" : "Second";
}

/** The sum of a choice: an empty side stands for all content words, or all patches. */
export function totalOf(pair: Pair, a: readonly number[], b: readonly number[]): number {
  return numbers.block(pair, a.length > 0 ? a : pair.a.content, b.length > 0 ? b : pair.b.content);
}

/** The sum of a pin: of all its blocks, with their signs. */
export function pinValue(pair: Pair, pin: Blocks): number {
  const values = terms(pin).map(
    ({ a, b, sign }) => sign * totalOf(pair, numbers.unitsOf(pair.a, a), numbers.unitsOf(pair.b, b)),
  );
  return numbers.sum(values);
}

/** What all words and patches add together: the ledger's first part. */
export function pairsOf(pair: Pair): number {
  return totalOf(pair, [], []);
}

export function shareOfScore(pair: Pair, value: number): string {
  const ratio = numbers.share(value, Math.abs(pair.ledger.score));
  return ratio === null ? "" : `${percent(ratio)} of the score`;
}

function idle(pair: Pair): Readout {
  const most = Math.abs(pair.top_pairs[0]?.value ?? 0);
  const flat = isFlat(pair);
  return {
    eyebrow: "",
    subject: flat ? "No pair stands out" : "Nothing selected",
    value: "",
    share: "",
    detail: flat
      ? most === 0
        ? `Every value between ${contents(pair)} is zero.`
        : `The largest sum of ${largestSum(pair)} is ${plain(most, places(most))}.`
      : invitation(pair),
  };
}

function largestSum(pair: Pair): string {
  if (!alike(pair)) return "a phrase and its region";
  return pair.a.kind === "caption" ? "two phrases" : "two regions";
}

function invitation(pair: Pair): string {
  if (!alike(pair))
    return "Hover a word to see where it met the picture, or the picture to see which words it met.";
  return pair.a.kind === "caption"
    ? "Hover a word of either caption to see which words of the other it met."
    : "Hover either picture to see where it met the other.";
}

function detailOf(pair: Pair, limits: Limits, shown: Shown, units: Subject): string {
  const [lead, rest] = order(pair);
  const everywhere = units[rest].length === 0 || units[rest].length === pair[rest].content.length;
  if (units[lead].length > 0 && everywhere) return answerOf(pair, limits, shown, rest);
  const inside = units[lead].length > 0 ? shareInside(pair, shown, rest) : "";
  return inside ? `${inside} lies there` : answerOf(pair, limits, shown, lead);
}

function answerOf(pair: Pair, limits: Limits, shown: Shown, side: SideName): string {
  return pair[side].kind === "caption" ? wordList(pair, limits, shown, side) : whereabouts(pair, shown, side);
}

/** "strongest at the lower right, 61 % of its positive attribution" */
export function whereabouts(pair: Pair, shown: Shown, side: SideName): string {
  const picture = pair[side];
  const { region, heat, sign } = shown[side];
  if (picture.kind !== "picture" || picture.content.length === 1) return "this picture is a single patch";
  const which = alike(pair) ? ` of the ${sideName(pair, side)}` : "";
  if (region.length === 0) return `nothing on the ${sideName(pair, side)}, for or against`;
  const ratio = numbers.shareOfSign(heat, region, sign);
  const [verb, kind] = sign > 0 ? ["strongest", "positive"] : ["most against", "negative"];
  const tail = ratio === null ? "" : `, ${percent(ratio)} of its ${kind} attribution`;
  return `${verb} ${placed(region, picture.rows, picture.cols)}${which}${tail}`;
}

/** How much of what the leading side's choice has on the other side lies in what is chosen there. */
function shareInside(pair: Pair, shown: Shown, side: SideName): string {
  const { units, heat } = shown[side];
  const chosen = contentOf(pair, side, units);
  if (chosen.length !== units.length) return "";
  const sign = numbers.sum(chosen.map((each) => heat[each]!)) < 0 ? -1 : 1;
  const ratio = numbers.shareOfSign(heat, chosen, sign);
  const whose = alike(pair) ? `the ${sideName(pair, other(side))}'s` : "its";
  return ratio === null
    ? ""
    : `${percent(ratio)} of ${whose} ${sign > 0 ? "positive" : "negative"} attribution`;
}

/** "for: dog +0.0011, black +0.0006 · against: husky −0.0003" */
export function wordList(pair: Pair, { digits }: Limits, shown: Shown, side: SideName, most = 3): string {
  const caption = pair[side];
  const words = caption.kind === "caption" ? caption.words : [];
  const values = words.map((word) => ({
    text: /^[\p{P}\p{S}]+$/u.test(word.text) ? `“${word.text}”` : isolated(word.text),
    value: numbers.sum(word.tokens.map((token) => shown[side].heat[token]!)),
  }));
  const list = (sign: number) =>
    values
      .filter(({ value }) => Number(signed(value, digits).replace("−", "-")) * sign > 0)
      .sort((a, b) => sign * (b.value - a.value))
      .slice(0, most)
      .map(({ text, value }) => `${text} ${signed(value, digits)}`)
      .join(", ");
  const parts = [["for", list(1)] as const, ["against", list(-1)] as const].filter(([, text]) => text);
  return parts.length > 0 ? parts.map(([name, text]) => `${name}: ${text}`).join(" · ") : "no word answers";
}

/** Content units of units; special ones are left out. */
function contentOf(pair: Pair, side: SideName, units: readonly number[]): number[] {
  const at = new Map(pair[side].content.map((unit, i) => [unit, i]));
  return units.flatMap((unit) => at.get(unit) ?? []);
}
