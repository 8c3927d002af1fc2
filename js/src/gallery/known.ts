// What is known of one pair beside its view: every number of it, and what reviewers said.
import { h } from "../dom.ts";
import type { Said } from "./columns.ts";
import type { State } from "./state.ts";
import { labelled, SEVERITIES, value } from "./words.ts";

/** Every number of the pair, and what reviewers said. */
export function known({ table, about }: State, index: number): HTMLElement[] {
  const now = table.value;
  const texts = now.heads
    .filter(({ kind }) => kind === "text")
    .map(({ key, name }) => [name, now.texts.get(key)?.[index] ?? "", ""] as const);
  const numbers = now.heads
    .filter(
      ({ kind, key }) => kind === "number" && !Number.isNaN(now.numbers.get(key)?.[index] ?? Number.NaN),
    )
    .map((head) => [head.name, value(now.numbers.get(head.key)?.[index], head), head.sentence] as const);
  const rows = [...texts.filter(([, text]) => text), ...numbers].map(([name, text, title]) =>
    h("div", { title }, h("dt", { dir: "auto" }, name), h("dd", { dir: "auto" }, text)),
  );
  const said = (now.said.get(index) ?? []).map((each) => saying(each, about.labels));
  return [
    h("dl", { class: "facts" }, ...rows),
    ...(said.length > 0 ? [h("ul", { class: "sayings" }, ...said)] : []),
  ];
}

function saying(said: Said, labels: Readonly<Record<string, string>>): HTMLElement {
  const severity = SEVERITIES[said.severity ?? 0] ?? "";
  const what = [labelled(said, labels), severity].filter(Boolean).join(", ");
  return h(
    "li",
    {},
    h("span", { class: "chip", dir: "auto", "data-status": said.status }, what),
    " ",
    h("span", { class: "note", dir: "auto" }, said.reviewer),
    ...(said.note ? [h("p", { class: "noted", dir: "auto" }, said.note)] : []),
  );
}
