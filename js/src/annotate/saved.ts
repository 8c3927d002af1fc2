// Whether what one did is written: when, or why not and what to do about it.
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { download } from "../export/names.ts";
import { linesOf, savedName } from "./file.ts";
import type { Tell } from "./moves.ts";
import type { Saving } from "./sender.ts";
import type { Work } from "./work.ts";

type Scope = { readonly stop: AbortSignal };

export function saved(scope: Scope, work: Work, tell: Tell): HTMLElement {
  const { sender, setup, queue } = work;
  const text = h("span", { class: "text" });
  const again = h("button", { type: "button", class: "again" }, "Try again");
  const file = h("button", { type: "button", class: "as-file" }, "Save as a file");
  const root = h("div", { class: "saved" }, text, h("span", { class: "helps" }, again, file));
  on(scope, again, "click", () => sender.hurry());
  on(scope, file, "click", () => {
    const name = savedName(setup.reviewer, new Date());
    download(name, linesOf(queue.all(), setup.categories), "application/jsonl");
    tell(`${name} is with your downloads.`);
  });
  let before: Saving["phase"] = "none";
  watch(scope, () => {
    const saving = sender.saving.value;
    const stuck = saving.phase === "failed" || saving.phase === "gone" || setup.readonly !== "";
    assign(root, { "data-phase": setup.readonly ? "failed" : saving.phase });
    say(text, sentence(saving, setup.store, setup.readonly));
    again.hidden = saving.phase !== "failed";
    file.hidden = !stuck || saving.waiting === 0;
    if (saving.phase !== before && (saving.phase === "failed" || saving.phase === "gone"))
      tell(text.textContent);
    before = saving.phase;
  });
  return root;
}

/** "Saved 14:02:11 in failures.db", "Not saved: the disk is full. Make room. 3 changes are kept here." */
export function sentence({ phase, text, waiting, at }: Saving, store: string, readonly: string): string {
  const kept =
    waiting === 0 ? "" : waiting === 1 ? " 1 change is kept here." : ` ${waiting} changes are kept here.`;
  if (phase === "failed") return `Not saved: ${text}${kept}`;
  if (phase === "gone") return `${text}${kept}`;
  if (phase === "busy") return text;
  if (phase === "saving") return "Saving…";
  if (readonly) return readonly;
  if (waiting > 0) return "Not saved yet: you are still writing.";
  return at ? `Saved ${clock(at)} in ${store}` : `Everything is saved in ${store}`;
}

function clock(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((each) => String(each).padStart(2, "0"))
    .join(":");
}
