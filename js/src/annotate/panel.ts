// Beside the explorer: what is wrong with the pair at hand, and what one does about it.
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { button } from "./bar.ts";
import { listed } from "./keys.ts";
import { keyOf, labels, severity } from "./labels.ts";
import type { Moves, Tell } from "./moves.ts";
import { evidence, noteField, others, standing } from "./said.ts";
import { saved } from "./saved.ts";
import type { Work } from "./work.ts";

export interface Panel {
  readonly element: HTMLElement;
  readonly note: HTMLTextAreaElement;
  /** Shows or hides the keys. */
  help(): void;
  /** Where the focus goes when a key of a label was pressed elsewhere. */
  label(key: string): HTMLElement | null;
}

type Scope = { readonly stop: AbortSignal };

export function panel(scope: Scope, work: Work, moves: Moves, tell: Tell): Panel {
  const { setup, now } = work;
  const note = noteField(scope, work);
  const sheet = keys(work);
  const acts = actions(scope, work, moves);
  const more = button("Keys", "help", setup.keys.help);
  const help = () => {
    sheet.hidden = !sheet.hidden;
    assign(more, { "aria-expanded": String(!sheet.hidden) });
  };
  assign(more, { "aria-expanded": "false" });
  on(scope, more, "click", help);
  const title = h("h2", { id: "what-is-wrong" }, "What is wrong?");
  const element = h(
    "section",
    { class: "judging", role: "group", "aria-labelledby": "what-is-wrong", tabindex: -1 },
    title,
    ...labels(scope, work, moves),
    nothing(scope, work, moves),
    severity(scope, work, moves),
    evidence(scope, work),
    note.element,
    others(scope, work),
    standing(scope, work),
    acts.main,
    h("div", { class: "minor" }, ...acts.minor, more),
    notice(scope, work),
    saved(scope, work, tell),
    sheet,
  );
  watch(scope, () =>
    assign(element, { "aria-busy": work.opening.value !== null, "data-item": now.value.item }),
  );
  const label = (key: string) =>
    [...element.querySelectorAll<HTMLElement>("[data-label]")].find((tick) => tick.dataset.label === key) ??
    null;
  return { element, note: note.field, help, label };
}

function nothing(scope: Scope, { setup, now }: Work, moves: Moves): HTMLElement {
  const made = button("Nothing wrong", "nothing", setup.keys.nothing);
  made.prepend(keyOf(setup.keys.nothing));
  made.append(h("span", { class: "note" }, "and go on"));
  on(scope, made, "click", () => moves.run("nothing"));
  watch(scope, () => {
    const { status, labels: given } = now.value.judgement;
    assign(made, { "aria-pressed": String(status === "submitted" && given.length === 0) });
  });
  return made;
}

function actions(scope: Scope, work: Work, moves: Moves) {
  const { setup, can } = work;
  const make = (action: "submit" | "skip" | "undo" | "redo", text: string) => {
    const made = button(text, action, setup.keys[action]);
    on(scope, made, "click", () => {
      if (!made.hasAttribute("aria-disabled")) moves.run(action);
    });
    return made;
  };
  const submit = make("submit", "Submit and go on");
  const skip = make("skip", "Skip");
  submit.append(keyOf(setup.keys.submit));
  skip.append(keyOf(setup.keys.skip));
  const undo = make("undo", "Undo");
  const redo = make("redo", "Redo");
  assign(undo, { "aria-label": "Undo what you said last" }); // the explorer has an “Undo” of its own
  assign(redo, { "aria-label": "Redo what you said" });
  watch(scope, () => {
    const waits = work.sender.saving.value.waiting > 0; // what waits can be undone once it is written
    assign(undo, { "aria-disabled": !can.value.undo && !waits });
    assign(redo, { "aria-disabled": !can.value.redo });
  });
  return { main: h("div", { class: "decide" }, submit, skip), minor: [undo, redo] };
}

function notice(scope: Scope, work: Work): HTMLElement {
  const line = h("p", { class: "notice", dir: "auto" });
  watch(scope, () => {
    say(line, work.notice.value);
    line.hidden = work.notice.value === "";
  });
  return line;
}

function keys(work: Work): HTMLElement {
  const rows = listed(work.setup).flatMap(([key, does]) => [
    h("dt", {}, key),
    h("dd", { dir: "auto" }, does),
  ]);
  const sheet = h("dl", { class: "keys" }, ...rows);
  sheet.hidden = true;
  return sheet;
}
