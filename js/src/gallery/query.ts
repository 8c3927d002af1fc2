// Which pairs are shown, in which order: a pure function of the table and of what a person asks for.
import { headOf, type Said, type Table } from "./columns.ts";

/** Texts of which one must be there, or ends of a range (null: open). */
export type Wanted = readonly string[] | { readonly from: number | null; readonly to: number | null };

export interface Query {
  /** Key of the column that is sorted by; empty is the order in which the pairs came. */
  readonly sort: string;
  readonly worstFirst: boolean;
  readonly search: string;
  readonly where: Readonly<Record<string, Wanted>>;
}

export const EVERYTHING: Query = { sort: "", worstFirst: true, search: "", where: {} };

/** Columns that are made of what reviewers said. */
export const LABEL = "label";
export const STATUS = "status";
export const UNDECIDED = "undecided";
export const NOTHING_WRONG = "nothing wrong";

/** Places of the pairs that fit, in the order asked for; what is not known comes last. */
export function ordered(table: Table, query: Query): Int32Array<ArrayBuffer> {
  const fits = tests(table, query);
  const found = new Int32Array(table.total);
  let n = 0;
  for (let i = 0; i < table.total; i++) if (fits.every((has) => has(i))) found[n++] = i;
  const kept = found.slice(0, n);
  const by = table.numbers.get(query.sort);
  return by ? sortedBy(kept, by, descends(table, query)) : kept;
}

/** Whether large numbers come first. */
export function descends(table: Table, { sort, worstFirst }: Query): boolean {
  return (headOf(table, sort)?.worse !== "low") === worstFirst;
}

/** Places by their numbers; the same number in the order in which they came, no number at the end. */
function sortedBy(places: Int32Array<ArrayBuffer>, by: Float32Array, down: boolean): Int32Array<ArrayBuffer> {
  const known = places.filter((i) => !Number.isNaN(by[i]));
  const unknown = places.filter((i) => Number.isNaN(by[i]));
  const bits = bitsOf(by);
  // the number's rank above, the place below, in one whole number that a double holds: no comparing function is called
  const keys = Float64Array.from(known, (i) => rank(bits[i]!, down) * PLACES + i).sort();
  const all = new Int32Array(places.length);
  for (let n = 0; n < keys.length; n++) all[n] = keys[n]! % PLACES;
  all.set(unknown, known.length);
  return all;
}

/** More pairs than any collection has; with the 32 bits of a number, 53 bits. */
const PLACES = 2 ** 21;
const SIGN = 0x80000000;

function bitsOf(values: Float32Array): Uint32Array {
  return new Uint32Array(Float32Array.from(values, (value) => value + 0).buffer); // -0 is 0
}

/** Bits of a float32 as a whole number of the same order. */
function rank(bits: number, down: boolean): number {
  const up = (bits & SIGN) !== 0 ? ~bits >>> 0 : bits + SIGN;
  return down ? 0xffffffff - up : up;
}

type Fit = (index: number) => boolean;

function tests(table: Table, { search, where }: Query): Fit[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  const found = Object.entries(where).map(([key, wanted]) => testOf(table, key, wanted));
  const has = (text: string) => words.every((word) => text.includes(word));
  return words.length > 0 ? [...found, (i) => has(textOf(table, i))] : found;
}

function testOf(table: Table, key: string, wanted: Wanted): Fit {
  if (!isTexts(wanted)) {
    const values = table.numbers.get(key);
    const { from, to } = wanted;
    return (i) => {
      const value = values?.[i] ?? Number.NaN;
      return !Number.isNaN(value) && (from === null || value >= from) && (to === null || value <= to);
    };
  }
  const set = new Set(wanted);
  return (i) => textsOf(table, key, i).some((text) => set.has(text));
}

export function isTexts(wanted: Wanted): wanted is readonly string[] {
  return Array.isArray(wanted);
}

/** What stands in a column of texts for a pair: one text, none, or all labels of all reviewers. */
export function textsOf(table: Table, key: string, index: number): readonly string[] {
  const said = table.said.get(index) ?? [];
  if (key === LABEL) return labelsOf(said);
  if (key === STATUS) return said.length > 0 ? said.map(({ status }) => status) : [UNDECIDED];
  const text = table.texts.get(key)?.[index];
  return text === null || text === undefined ? [] : [text];
}

function labelsOf(said: readonly Said[]): string[] {
  const submitted = said.filter(({ status }) => status === "submitted");
  return submitted.flatMap(({ labels }) => (labels.length > 0 ? labels : [NOTHING_WRONG]));
}

function textOf({ captions, names, said }: Table, i: number): string {
  const own = folded(`${captions[i]}\n${names[i]}`);
  const notes = said.get(i)?.map(({ note }) => note) ?? [];
  return notes.length > 0 ? `${own}\n${folded(notes.join("\n"))}` : own;
}

const ASCII = /^[\0-\x7f]*$/;

/** The case of letters and the form of characters do not count. */
function folded(text: string): string {
  return (ASCII.test(text) ? text : text.normalize("NFKC")).toLowerCase();
}

/** The texts of a column with how many pairs have each, most first. */
export function choices(table: Table, key: string): [text: string, count: number][] {
  const counts = new Map<string, number>();
  for (let i = 0; i < table.total; i++)
    for (const text of new Set(textsOf(table, key, i))) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}

/** The least and the largest of a column's numbers; null where none is known. */
export function extent(table: Table, key: string): readonly [number, number] | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of table.numbers.get(key) ?? []) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : null;
}
