// What shows that something is wrong, the note, and what others say of the same pair.
import { pinColour, pinInk, pinLetter } from "../colour.ts";
import { on, watch } from "../context.ts";
import { h, say } from "../dom.ts";
import { signed } from "../format.ts";
import type { Evidence, Judgement } from "./judgement.ts";
import { keyOf } from "./labels.ts";
import { nameOf, severityName } from "./told.ts";
import type { Work } from "./work.ts";

type Scope = { readonly stop: AbortSignal };

const HINT = "Pin a phrase or a region with P.";

export function evidence(scope: Scope, { now }: Work): HTMLElement {
  const list = h("ul", { class: "evidence" });
  const hint = h("p", { class: "note" }, HINT);
  watch(scope, () => {
    const pins = now.value.judgement.evidence;
    hint.hidden = pins.length > 0;
    list.hidden = pins.length === 0;
    list.replaceChildren(...pins.map(row));
  });
  return h("div", { class: "shown-by" }, h("p", { class: "title" }, "Shown by"), list, hint);
}

function row({ pin, phrase, box, value }: Evidence): HTMLElement {
  const colour = Number(pin.colour ?? 0);
  const style = `--pin: ${pinColour(colour)}; --on-pin: ${pinInk(colour)}`;
  const name = String(pin.name ?? "") || [phrase, box ? "a region" : ""].filter(Boolean).join(" × ");
  return h(
    "li",
    {},
    h("span", { class: "badge", style }, pinLetter(colour)),
    h("span", { class: "what", dir: "auto" }, name),
    h("span", { class: "value" }, value === null ? "" : signed(value, 3)),
  );
}

export function noteField(scope: Scope, work: Work): { element: HTMLElement; field: HTMLTextAreaElement } {
  const { now, setup } = work;
  const field = h("textarea", {
    rows: 2,
    "aria-label": "Note",
    dir: "auto",
    placeholder: "What you see, in your words",
  });
  on(scope, field, "input", () => {
    if (!work.act({ note: field.value }, "note") && work.opening.peek() !== null)
      field.value = now.peek().judgement.note;
  });
  on(scope, field, "blur", () => {
    work.pause();
    work.sender.hurry();
  });
  watch(scope, () => {
    const { note } = now.value.judgement;
    if (field.value !== note) field.value = note; // the caret stays where it is while one types
  });
  const title = h("span", { class: "title" }, "Note", keyOf(setup.keys.note));
  return { element: h("div", { class: "noted" }, title, field), field };
}

/** Only once one's own judgement is there, or as the annotator was made: who knows would not judge freely. */
export function others(scope: Scope, { now, setup }: Work): HTMLElement {
  const list = h("ul", { class: "others" });
  watch(scope, () => {
    list.replaceChildren(
      ...now.value.others.map(({ reviewer, judgement }) =>
        h("li", { dir: "auto" }, `${reviewer} said: ${summary(judgement, setup)}`),
      ),
    );
    list.hidden = list.childElementCount === 0;
  });
  return list;
}

export function summary(judgement: Judgement, setup: Work["setup"]): string {
  const { labels, severity, note, status } = judgement;
  const what =
    labels.length > 0
      ? labels.map((key) => nameOf(setup, key)).join(", ")
      : status === "submitted"
        ? "Nothing wrong"
        : "no label";
  const parts = [what, severity === null ? "" : severityName(severity), note ? `“${note}”` : ""];
  return parts.filter(Boolean).join("; ");
}

/** Says how a case stands that one comes back to. */
export function standing(scope: Scope, { now }: Work): HTMLElement {
  const line = h("p", { class: "stands note" });
  watch(scope, () => {
    const { status } = now.value.judgement;
    const text =
      status === "submitted"
        ? "Submitted. What you change is saved at once."
        : status === "skipped"
          ? "Skipped: left for later."
          : "";
    say(line, text);
  });
  return line;
}
