// How good a guess is: of a region, against the attribution or a given one; of words likewise. Pure functions.
import { count, percent } from "./format.ts";
import type { Quiz } from "./lesson.ts";
import { nameOf } from "./names.ts";
import { heat, shareOfSign, sum, unitsOf } from "./numbers.ts";
import { peakCell, peakRegion } from "./regions.ts";
import { other } from "./sides.ts";
import type { Block } from "./state.ts";
import type { Pair, SideName } from "./wire.ts";

export interface Mark {
  /** 0 to 1; a quiz says from where a guess is right. */
  readonly score: number;
  /** What guess and answer share, of what they cover together. */
  readonly overlap: number;
  /** Of the positive attribution, the part that lies in the guess; null where something else is asked. */
  readonly share: number | null;
  readonly right: boolean;
  /** Not right, but not elsewhere either. */
  readonly close: boolean;
  /** The score in words, without the answer. */
  readonly told: string;
}

/** A word is an answer from this share of the strongest word's value, as a patch is of a region. */
const STRONG = 0.5;

/** The right content units of a quiz. */
export function answerUnits(pair: Pair, quiz: Quiz, scene: Block): number[] {
  const side = pair[quiz.side];
  if (quiz.answer) return [...quiz.answer];
  const values = heatOf(pair, quiz.side, scene);
  if (side.kind === "picture") return peakRegion(values, side.cols, 1);
  const skipped = new Set(quiz.joining);
  const words = side.words.map(({ tokens }) => tokens.filter((token) => !skipped.has(token)));
  const totals = words.map((tokens) => sum(tokens.map((token) => values[token]!)));
  const most = Math.max(0, ...totals);
  return words.flatMap((tokens, i) => (totals[i]! > 0 && totals[i]! >= STRONG * most ? tokens : []));
}

export function mark(pair: Pair, quiz: Quiz, scene: Block, guess: readonly number[]): Mark {
  const side = pair[quiz.side];
  const right = answerUnits(pair, quiz, scene);
  return side.kind === "picture"
    ? markRegion(pair, quiz, scene, guess, right)
    : markWords(pair, quiz, guess, right);
}

/** What content units of a side have with what is given on the other: all of it where nothing is. */
function heatOf(pair: Pair, side: SideName, scene: Block): Float64Array {
  const from = other(side);
  const given = scene[from].length > 0 ? unitsOf(pair[from], scene[from]) : pair[from].content;
  return heat(pair, from, given);
}

/** Intersection over union. */
export function overlap(one: Iterable<number>, two: Iterable<number>): number {
  const [first, second] = [new Set(one), new Set(two)];
  const shared = [...first].filter((each) => second.has(each)).length;
  const all = first.size + second.size - shared;
  return all > 0 ? shared / all : 0;
}

/** Against the attribution: how much of it lies in the guess; against a given region: how far the two overlap. */
function markRegion(
  pair: Pair,
  quiz: Quiz,
  scene: Block,
  guess: readonly number[],
  answer: readonly number[],
): Mark {
  const shared = overlap(guess, answer);
  if (quiz.basis !== "attribution") {
    const hit = answer.includes(middle(guess, columns(pair, quiz.side)));
    const which = quiz.basis === "truth" ? "the true one" : "the right one";
    const where = hit ? "its middle lies on it" : "its middle lies beside it";
    const told = `it overlaps ${which} by ${percent(shared)}; ${where}.`;
    return { ...graded(quiz, shared, hit), overlap: shared, share: null, told };
  }
  const values = heatOf(pair, quiz.side, scene);
  const inside = shareOfSign(values, guess, 1) ?? 0;
  const from = other(quiz.side);
  const whose = nameOf(pair, from, unitsOf(pair[from], scene[from])) || `the whole ${pair[from].kind}`;
  const told =
    `${percent(inside)} of the positive attribution of “${whose}” lies in it, on ` +
    `${percent(guess.length / values.length)} of the picture. It overlaps the strongest region by ${percent(shared)}.`;
  const hit = guess.includes(peakCell(values, 1));
  return { ...graded(quiz, gained(values, guess), hit), overlap: shared, share: inside, told };
}

/**
 * How much more of the positive values lies in some cells than in as many taken at random, as a share of what it
 * would be in the best cells: 1 for the best region of its size, 0 for chance and for the whole picture.
 */
export function gained(values: Float64Array, cells: readonly number[]): number {
  const positive = Array.from(values, (value) => Math.max(0, value));
  const total = sum(positive);
  const best = [...positive].sort((one, two) => two - one).slice(0, cells.length);
  const chance = (total * cells.length) / positive.length;
  const most = sum(best) - chance;
  return most > 1e-9 * total ? Math.max(0, (sum(cells.map((cell) => positive[cell]!)) - chance) / most) : 0;
}

function graded({ enough }: Quiz, score: number, hit: boolean): Pick<Mark, "score" | "right" | "close"> {
  return { score, right: score >= enough, close: hit || score >= enough / 3 };
}

/** The cell in the middle of some cells. */
function middle(cells: readonly number[], cols: number): number {
  const mean = (of: (cell: number) => number) => Math.floor(sum(cells.map(of)) / cells.length + 0.5);
  return mean((cell) => Math.floor(cell / cols)) * cols + mean((cell) => cell % cols);
}

function columns(pair: Pair, name: SideName): number {
  const side = pair[name];
  return side.kind === "picture" ? side.cols : 1;
}

function markWords(pair: Pair, quiz: Quiz, guess: readonly number[], answer: readonly number[]): Mark {
  const side = pair[quiz.side];
  const skipped = new Set(quiz.joining);
  const wordsOf = (tokens: readonly number[]): number[] => {
    const telling = new Set(tokens.filter((token) => !skipped.has(token) || quiz.answer?.includes(token)));
    const words = side.kind === "caption" ? side.words : [];
    return words.flatMap((word, i) => (word.tokens.some((token) => telling.has(token)) ? [i] : []));
  };
  const [said, wanted] = [wordsOf(guess), wordsOf(answer)];
  const found = said.filter((word) => wanted.includes(word)).length;
  const score = overlap(said, wanted);
  return {
    ...graded(quiz, score, found > 0),
    overlap: score,
    share: null,
    told: wordsTold(found, said.length - found, wanted.length - found),
  };
}

/** "2 words are right, 1 is not; 1 more is missing.", "none is right; 2 are missing." */
function wordsTold(found: number, wrong: number, missing: number): string {
  const are = (n: number) => (n === 1 ? "is" : "are");
  const right = found > 0 ? `${count(found, "word")} ${are(found)} right` : "none is right";
  const not = found > 0 && wrong > 0 ? `, ${wrong} ${are(wrong)} not` : "";
  const more = missing > 0 ? `; ${missing}${found > 0 ? " more" : ""} ${are(missing)} missing` : "";
  return `${right}${not}${more}.`;
}
