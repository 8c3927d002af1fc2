// Named states of the view: kept under a name, shown again, renamed, put in order, removed.
import { computed } from "@preact/signals-core";
import { isSeen, marked, removed, retitled, shifted, suggested } from "../bookmarking.ts";
import { type Context, on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { heldFocus } from "../focus.ts";
import { restore } from "../restoring.ts";
import type { Bookmark, Shared, ViewState } from "../state.ts";
import { type Menu, walk } from "./menu.ts";

export const bookmarks: Menu = { name: "bookmarks", label: "Bookmarks", fill, stays: true };

/** B leads to the name of a new bookmark, wherever the focus is. True when the event was that key. */
export function bookmarkKey(event: KeyboardEvent, view: ViewState): boolean {
  if (event.key.toLowerCase() !== "b" || event.ctrlKey || event.metaKey || event.altKey) return false;
  view.menu.value = bookmarks.name;
  const root = event.currentTarget as HTMLElement;
  root.querySelector<HTMLElement>(".in-bookmarks .naming")?.focus();
  event.preventDefault();
  event.stopPropagation();
  return true;
}

function fill(context: Context): HTMLElement[] {
  const { store } = context.host;
  const told = h("p", { class: "told", role: "status" });
  const list = h("ol", { class: "marks" });
  const field = naming(context);
  const kept = computed(() => store.history.value.now.bookmarks);
  const rows = rowsOf(context, list, (text) => say(told, text));
  let drawn = new AbortController();
  watch(context, () => {
    const restoreFocus = heldFocus(list);
    drawn.abort();
    drawn = new AbortController();
    list.replaceChildren(...rows(kept.value, AbortSignal.any([context.stop, drawn.signal])));
    restoreFocus();
    list.hidden = kept.value.length === 0;
  });
  watch(context, () => {
    const { now } = store.history.value;
    for (const [i, go] of [...list.querySelectorAll(".go")].entries()) {
      const mark = now.bookmarks[i];
      assign(go, { "aria-current": mark !== undefined && isSeen(now, mark) });
    }
  });
  walk(context, list, ".go");
  const explained = "A bookmark keeps what is selected, pinned and shown, and how it is drawn.";
  return [field, list, told, h("p", { class: "note" }, explained)];
}

/** The line that keeps what is seen now, under the name that it has or that one gives. */
function naming(context: Context): HTMLElement {
  const { host, announce } = context;
  const input = h("input", {
    type: "text",
    class: "naming",
    "aria-label": "Name of the bookmark",
    maxlength: 120,
  });
  const button = h("button", { type: "button", class: "quiet" }, "Bookmark this");
  const keep = () => {
    const name = input.value.trim() || input.placeholder;
    host.store.act((now) => marked(now, name));
    input.value = "";
    announce(`Bookmarked as ${name}`);
  };
  watch(context, () => {
    input.placeholder = suggested(host.pair, host.store.history.value.now);
  });
  on(context, button, "click", keep);
  // no form: notebooks take the Enter that would submit it
  on(context, input, "keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    keep();
  });
  return h("div", { class: "keep" }, input, button);
}

type Rows = (kept: readonly Bookmark[], stop: AbortSignal) => HTMLElement[];

function rowsOf(context: Context, list: HTMLElement, tell: (text: string) => void): Rows {
  return (kept, stop) => {
    const own = { ...context, stop };
    return kept.map((mark, i) => row(own, list, mark, i, kept.length, tell));
  };
}

function row(
  context: Context,
  list: HTMLElement,
  mark: Bookmark,
  index: number,
  count: number,
  tell: (text: string) => void,
): HTMLElement {
  const act = (change: (now: Shared) => Shared) => context.host.store.act(change);
  const button = (name: string, text: string, title: string, run: () => void) => {
    const made = h(
      "button",
      { type: "button", class: name, title, "aria-label": `${title}: ${mark.name}` },
      text,
    );
    on(context, made, "click", run);
    return made;
  };
  const go = h("button", { type: "button", class: "go", title: "Show this again" }, mark.name);
  on(context, go, "click", async () => {
    const what = await restore(context, mark);
    tell(what);
    context.announce(what || `Shown again: ${mark.name}`);
  });
  const move = (by: -1 | 1) => () => {
    act((now) => shifted(now, index, by));
    list.querySelectorAll<HTMLElement>(by < 0 ? ".up" : ".down")[index + by]?.focus();
  };
  const up = button("up", "↑", "Move up", move(-1));
  const down = button("down", "↓", "Move down", move(1));
  assign(up, { "aria-disabled": index === 0 });
  assign(down, { "aria-disabled": index === count - 1 });
  const rename = button("retitle", "Rename", "Rename", () => renaming(context, go, mark, index));
  const away = button("away", "×", "Remove", () => act((now) => removed(now, index)));
  return h("li", {}, go, h("span", { class: "note" }, contentsOf(mark)), rename, up, down, away);
}

/** "3 pins, matrix" */
function contentsOf({ pins, look }: Bookmark): string {
  const held = pins.length > 0 ? [`${pins.length} ${pins.length === 1 ? "pin" : "pins"}`] : [];
  return [...held, ...(look.panel === "picture" ? [] : [look.panel])].join(", ");
}

/** Puts a field in the place of a name; Enter or leaving it takes the new name, Escape the old one. */
function renaming(context: Context, go: HTMLElement, mark: Bookmark, index: number): void {
  const field = h("input", { type: "text", class: "naming", "aria-label": "New name", maxlength: 120 });
  field.value = mark.name;
  let done = false;
  const close = (name: string) => {
    if (done) return;
    done = true;
    const back = field.matches(":focus");
    field.replaceWith(go);
    if (back) go.focus();
    context.host.store.act((now) => retitled(now, index, name.trim()));
  };
  on(context, field, "keydown", (event) => {
    if ((event.key !== "Enter" && event.key !== "Escape") || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    close(event.key === "Enter" ? field.value : mark.name);
  });
  on(context, field, "blur", () => close(field.value));
  go.replaceWith(field);
  field.focus();
  field.select();
}
