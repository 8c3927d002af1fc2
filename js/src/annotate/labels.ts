// What may be wrong: a list of labels with their keys, and what each of them means.
import { signal } from "@preact/signals-core";
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { SEVERITIES, type Severity } from "./judgement.ts";
import { drawn, shown } from "./keys.ts";
import type { Moves } from "./moves.ts";
import type { Work } from "./work.ts";

type Scope = { readonly stop: AbortSignal };

const HINT = "Point at a label to read when it applies.";

export function labels(scope: Scope, { setup, now }: Work, moves: Moves): HTMLElement[] {
  const pointed = signal<string>("");
  const ticks = setup.categories.map(({ key, name, definition, hotkey }) => {
    const id = `means-${key}`;
    const tick = h("input", {
      type: "checkbox",
      "data-label": key,
      "aria-describedby": definition ? id : undefined,
      "aria-keyshortcuts": hotkey ? shown(hotkey) : undefined,
    });
    const meaning = h("span", { class: "heard", id }, definition);
    const row = h(
      "label",
      { class: "choice" },
      h("kbd", { "aria-hidden": "true", "data-none": !hotkey }, shown(hotkey)),
      tick,
      h("span", { class: "name", dir: "auto" }, name),
    );
    on(scope, tick, "change", () => moves.label(key));
    on(scope, row, "pointerenter", () => {
      pointed.value = definition;
    });
    on(scope, tick, "focus", () => {
      pointed.value = definition;
    });
    on(scope, row, "pointerleave", () => {
      pointed.value = "";
    });
    on(scope, tick, "blur", () => {
      pointed.value = "";
    });
    watch(scope, () => {
      tick.checked = now.value.judgement.labels.includes(key);
      assign(row, { "data-on": tick.checked });
    });
    return h("li", {}, row, meaning);
  });
  const definition = h("p", { class: "definition note", "aria-hidden": "true", dir: "auto" });
  watch(scope, () => say(definition, pointed.value || HINT));
  return [h("ul", { class: "labels" }, ...ticks), definition, unknown(scope, setup, now)];
}

/** Labels that the list of categories does not have (any more) are kept, and said. */
function unknown(scope: Scope, setup: Work["setup"], now: Work["now"]): HTMLElement {
  const line = h("p", { class: "note", dir: "auto" });
  watch(scope, () => {
    const known = new Set(setup.categories.map(({ key }) => key));
    const others = now.value.judgement.labels.filter((key) => !known.has(key));
    line.hidden = others.length === 0;
    say(line, `Also marked, and not in this list: ${others.join(", ")}.`);
  });
  return line;
}

const CHOICES: readonly (readonly [Severity | null, string])[] = [
  [null, "not said"],
  ...SEVERITIES.map(({ value, name }) => [value, name] as const),
];

export function severity(scope: Scope, { setup, now }: Work, moves: Moves): HTMLElement {
  const name = `severity-${Math.random().toString(36).slice(2)}`;
  const parts = CHOICES.map(([value, text]) => {
    const tick = h("input", { type: "radio", name, value: String(value) });
    on(scope, tick, "change", () => moves.severity(value));
    const part = h("label", {}, tick, h("span", {}, text));
    watch(scope, () => {
      tick.checked = now.value.judgement.severity === value;
      assign(part, { "data-on": tick.checked });
    });
    return part;
  });
  const keys = setup.keys.severity;
  return h(
    "div",
    {
      class: "severity",
      role: "radiogroup",
      "aria-label": "Severity",
      "aria-keyshortcuts": keys.map(shown).join(" "),
    },
    h("span", { class: "title" }, "Severity", keyOf(keys)),
    h("div", { class: "segments" }, ...parts),
  );
}

/** A key beside what it does; those who listen hear of it otherwise. */
export function keyOf(keys: readonly string[]): HTMLElement {
  return h("kbd", { "aria-hidden": "true", "data-none": keys.length === 0 }, drawn(keys[0] ?? ""));
}
