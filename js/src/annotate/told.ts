// What is said of changes and of the work as a whole, in sentences.
import type { Counts } from "./book.ts";
import { type Judgement, SEVERITIES, type Severity, same } from "./judgement.ts";
import type { Setup } from "./setup.ts";

/** "“Wrong object” given", "the note", "submitted": what differs between two judgements. */
export function difference(before: Judgement, after: Judgement, setup: Setup): string {
  const name = (key: string) => `“${nameOf(setup, key)}”`;
  const gained = after.labels.filter((key) => !before.labels.includes(key));
  const lost = before.labels.filter((key) => !after.labels.includes(key));
  const parts = [
    ...gained.map((key) => `${name(key)} is marked`),
    ...lost.map((key) => `${name(key)} is not marked`),
    ...(before.severity === after.severity ? [] : [`severity: ${severityName(after.severity)}`]),
    ...(before.note === after.note ? [] : ["the note is as it was"]),
    ...(same({ ...before, evidence: after.evidence }, before) ? [] : ["the pins are as they were"]),
    ...(before.status === after.status ? [] : [STANDS[after.status]]),
  ];
  return parts.join(", ") || "nothing is different";
}

const STANDS = { draft: "not submitted", submitted: "submitted", skipped: "left for later" } as const;

export function nameOf({ categories }: Setup, key: string): string {
  return categories.find((each) => each.key === key)?.name ?? key;
}

export function severityName(severity: Severity | null): string {
  return SEVERITIES.find(({ value }) => value === severity)?.name ?? "none";
}

/** "12 of 300 decided, 2 skipped" */
export function progress({ total, decided, skipped }: Counts): string {
  return `${decided} of ${total} decided${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/** What is said at the end of the way. */
export function ending({ total, decided, skipped }: Counts): string {
  if (decided === total) return total === 1 ? "It is decided." : `All ${total} are decided.`;
  if (decided + skipped === total)
    return `Nothing is left but ${skipped === 1 ? "one that was" : `${skipped} that were`} skipped. Choose “Skipped” above to go through them.`;
  return "There are no more of these.";
}

/** "Wrong object 4 · Missed object 3 · Nothing wrong 2", the most frequent first. */
export function tally({ labels, nothing }: Counts, setup: Setup): readonly (readonly [string, number])[] {
  const rows = [...labels].map(([key, count]) => [nameOf(setup, key), count] as const);
  if (nothing > 0) rows.push(["Nothing wrong", nothing]);
  return rows.sort(([, one], [, two]) => two - one);
}
