// What is not confirmed, as a file that Python's `pairlens.cases` reads: a header, then a change per line.
import type { Change } from "./queue.ts";
import type { Category } from "./setup.ts";

export function linesOf(changes: readonly Change[], categories: readonly Category[]): string {
  const header = { pairlens_cases: 1, categories };
  const lines = [header, ...changes.map((change) => ({ change: wire(change) }))];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function wire({ id, item, reviewer, at, step, after }: Change): Record<string, unknown> {
  const { status, labels, severity, note, evidence } = after;
  return { id, item, reviewer, at, kind: "edit", step, of: "", status, labels, severity, note, evidence };
}

/** "pairlens-ada-2026-11-21-0914.jsonl" */
export function savedName(reviewer: string, now: Date): string {
  const who = reviewer.normalize("NFKD").replace(/[^\w-]+/g, "-") || "reviewer";
  const when = now.toISOString().slice(0, 16).replace("T", "-").replace(":", "");
  return `pairlens-${who}-${when}.jsonl`;
}
