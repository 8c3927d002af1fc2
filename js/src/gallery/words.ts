// Sentences of a gallery.
import { places, signed } from "../format.ts";
import { type Head, headOf, howManyRead, type Said, type Table } from "./columns.ts";
import { descends, NOTHING_WRONG, type Query } from "./query.ts";

/** "20,000 pairs", or "312 of 20,000 pairs" */
export function many(shown: number, total: number): string {
  const all = `${grouped(total)} ${total === 1 ? "pair" : "pairs"}`;
  return shown === total ? all : `${grouped(shown)} of ${all}`;
}

/** "8,000 of 20,000 read"; empty once all are. */
export function reading(table: Table): string {
  const done = howManyRead(table);
  return done < table.total ? `${grouped(done)} of ${grouped(table.total)} read` : "";
}

/** "sorted by residual, worst first" */
export function sorting(table: Table, query: Query): string {
  const head = headOf(table, query.sort);
  return head ? `sorted by ${head.name.toLowerCase()}, ${direction(table, head, query)}` : "as they come";
}

/** "worst first", or for a column of which neither end is worse "highest first". */
export function direction(table: Table, head: Head, query: Query): string {
  if (head.worse) return query.worstFirst ? "worst first" : "best first";
  return descends(table, query) ? "highest first" : "lowest first";
}

/** A number of a column: "0.1234", "7", "–" where it is not known. */
export function value(number: number | undefined, head: Head | undefined): string {
  if (number === undefined || Number.isNaN(number)) return "–";
  if (Number.isInteger(number)) return number.toLocaleString("en");
  if (head?.key === "score") return signed(number, 3);
  return Math.abs(number) >= 0.01 ? number.toFixed(3) : number.toFixed(places(Math.abs(number)));
}

/** "Missed object, Partial coverage" */
export function labelled(said: Said, names: Readonly<Record<string, string>>): string {
  if (said.status !== "submitted") return said.status === "skipped" ? "Skipped" : "Draft";
  return said.labels.map((key) => names[key] ?? key).join(", ") || capital(NOTHING_WRONG);
}

/** Letters of a caption that surely stand on a tile. */
const SEEN = 40;

/** Where a caption has to begin, at a word, so that what ends there is seen on a tile. */
export function beginFor(text: string, end: number): number {
  if (end <= SEEN) return 0;
  const space = text.indexOf(" ", end - SEEN);
  return space < 0 || space >= end ? 0 : space + 1;
}

export const SEVERITIES = ["", "slight", "clear", "grave"];

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function grouped(n: number): string {
  return n.toLocaleString("en");
}
