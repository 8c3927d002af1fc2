// The lines of Python that show the same again, to be copied; where nothing may be copied they are selected.
import { type Context, on, watch } from "../context.ts";
import { h, say } from "../dom.ts";
import { python } from "../python.ts";

export function fill(context: Context): HTMLElement[] {
  const { host, view } = context;
  const field = h("textarea", {
    class: "code",
    readonly: true,
    spellcheck: "false",
    "aria-label": "Lines of Python that show the same view",
  });
  const told = h("span", { class: "note", role: "status" });
  const copy = h("button", { type: "button", class: "quiet" }, "Copy");
  watch(context, () => {
    if (view.menu.value !== "python") return;
    const lines = python(host.pair, host.store.history.value.now, host.variants.value);
    if (field.value === lines) return;
    field.value = lines;
    field.rows = Math.min(20, lines.split("\n").length);
    say(told, "");
  });
  on(context, copy, "click", async () => {
    const done = await copied(field);
    say(told, done ? "Copied." : "The lines are selected: copy them with Ctrl or ⌘ + C.");
  });
  return [field, h("p", { class: "copying" }, copy, told)];
}

/** Puts a field's text on the clipboard; where that is not allowed it is selected, for a person to copy. */
export async function copied(field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value); // not there on pages of insecure origin
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand?.("copy") ?? false;
  }
}
