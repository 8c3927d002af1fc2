// Above the explorer: how far one is, which pairs are gone through, and the way to the next and the one before.
import { computed } from "@preact/signals-core";
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { beside, counts } from "./book.ts";
import { shown } from "./keys.ts";
import type { Moves } from "./moves.ts";
import type { Action } from "./setup.ts";
import { progress, tally } from "./told.ts";
import type { Work } from "./work.ts";

type Scope = { readonly stop: AbortSignal };

export function bar(scope: Scope, work: Work, moves: Moves): HTMLElement {
  const { setup, now, book, filter } = work;
  const tallied = computed(() => counts(book.value));
  const place = h("span", { class: "place" });
  const far = h("span", { class: "far" });
  const done = h("span", { class: "done" });
  const skipped = h("span", { class: "put-off" });
  const track = h("span", { class: "track", "aria-hidden": "true" }, done, skipped);
  const previous = way(scope, work, moves, "previous", "‹ Previous");
  const next = way(scope, work, moves, "next", "Next ›");
  watch(scope, () => {
    const index = work.broken.value?.index ?? work.opening.value ?? now.value.index;
    say(place, `${index + 1} of ${setup.total}`);
    say(far, progress(tallied.value));
    const { total, decided, skipped: off } = tallied.value;
    done.style.width = `${(100 * decided) / total}%`;
    skipped.style.width = `${(100 * off) / total}%`;
    assign(previous, { "aria-disabled": beside(book.value, filter.value, index, -1) === null });
    assign(next, { "aria-disabled": beside(book.value, filter.value, index, 1) === null });
  });
  return h(
    "div",
    { class: "bar", role: "group", "aria-label": "Pairs" },
    h("p", { class: "note where" }, place, far),
    track,
    h("div", { class: "ways" }, filters(scope, work), previous, next),
  );
}

function way(
  scope: Scope,
  { setup }: Work,
  moves: Moves,
  action: "previous" | "next",
  text: string,
): HTMLElement {
  const made = button(text, action, setup.keys[action]);
  on(scope, made, "click", () => {
    if (!made.hasAttribute("aria-disabled")) moves.run(action);
  });
  return made;
}

/** A button that names its keys to those who point at it and to those who listen. */
export function button(text: string, action: Action, keys: readonly string[]): HTMLButtonElement {
  const title = keys.map(shown).join(" or ");
  return h(
    "button",
    { type: "button", class: action, title, "aria-keyshortcuts": keys.map(shown).join(" ") },
    text,
  );
}

/** Which pairs "Previous" and "Next" go through; each says how many there are. */
function filters(scope: Scope, work: Work): HTMLElement {
  const { setup, book, filter } = work;
  const list = h("select", { "aria-label": "Pairs to go through" });
  const option = (value: string, name: string) => {
    const made = h("option", { value }, name);
    list.append(made);
    return (n: number) => say(made, `${name} (${n})`);
  };
  const all = option("all", "All");
  const undecided = option("undecided", "Undecided");
  const skipped = option("skipped", "Skipped");
  const submitted = option("submitted", "Decided");
  const nothing = option("nothing", "Nothing wrong");
  const labels = setup.categories.map(({ key, name }) => ({ key, tell: option(`label:${key}`, name) }));
  on(scope, list, "change", () => {
    filter.value = list.value;
  });
  watch(scope, () => {
    const { total, decided, skipped: off, nothing: none, labels: found } = counts(book.value);
    all(total);
    undecided(total - decided - off);
    skipped(off);
    submitted(decided);
    nothing(none);
    for (const { key, tell } of labels) tell(found.get(key) ?? 0);
    if (list.value !== filter.value) list.value = filter.value;
  });
  return list;
}

/** Below: how often each label was given. */
export function tallyLine(scope: Scope, { setup, book }: Work): HTMLElement {
  const line = h("p", { class: "tally note" });
  watch(scope, () => {
    const rows = tally(counts(book.value), setup);
    line.hidden = rows.length === 0;
    line.replaceChildren(
      ...rows.flatMap(([name, n], i) => [
        i > 0 ? " · " : "So far: ",
        h("span", { dir: "auto" }, name),
        ` ${n}`,
      ]),
    );
  });
  return line;
}
