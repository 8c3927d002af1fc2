// A caption that is edited where it stands. The field outlives the explanations that come while one types: it is a
// child of the view's box and shows through a slot in the caption's place, so it never loses focus, caret or undo.
import { effect } from "@preact/signals-core";
import { type Context, on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { canAsk, edit } from "../editing.ts";
import type { Frame } from "../explorer.ts";
import { prepare } from "../preparing.ts";
import { order, sideName } from "../sides.ts";
import style from "../styles/edit.css";
import type { SideName } from "../wire.ts";

/** Milliseconds without a key after which a caption is asked about. */
const PAUSE = 40;
const EMPTY = "An empty caption has no score. Write at least one word.";

/** A caption with a button that turns it into a field; the caption alone where nobody could answer. */
export function editable(context: Context, name: SideName, line: HTMLElement): HTMLElement {
  const { host, view } = context;
  if (!host.live.peek()) return line;
  const button = h("button", { type: "button", class: "to-edit" });
  watch(context, () => {
    const open = view.editing.value === name;
    line.hidden = open;
    say(button, open ? "Done" : "Edit");
    const which = sideName(host.pair, name);
    assign(button, {
      title: open ? "Leave the field (Enter or Esc)" : `Write another ${which} (E)`,
      "aria-label": `${open ? "Done with" : "Edit"} the ${which}`,
      "aria-disabled": !open && !canAsk(host),
    });
  });
  on(context, button, "pointerdown", (event) => event.preventDefault()); // the field keeps the focus until the click
  on(context, button, "click", () => edit(context, view.editing.peek() === name ? null : name));
  return h("div", { class: "editable" }, h("slot", { name: `edit-${name}` }), line, button);
}

/** Whether a key opened a caption for editing. */
export function editKey(event: KeyboardEvent, frame: Frame): boolean {
  const plain = !(event.ctrlKey || event.metaKey || event.altKey);
  if (!plain || event.key.toLowerCase() !== "e" || !firstCaption(frame)) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}

/** The caption that the key opens: the first one there is. */
export function firstCaption({ session, view }: Frame): boolean {
  const { pair } = session.explained.peek();
  const name = order(pair).find((each) => pair[each].kind === "caption");
  if (!name || !canAsk(session)) return false;
  view.editing.value = name;
  return true;
}

/** Puts the focus on the button that the field was opened with. */
function backTo(box: Element, name: SideName): void {
  const slot = box.shadowRoot!.querySelector(`slot[name="edit-${name}"]`);
  slot?.parentElement?.querySelector<HTMLElement>(".to-edit")?.focus({ preventScroll: true });
}

/** Puts a field into the box for as long as a caption is edited. */
export function fields(frame: Frame, box: HTMLElement): void {
  let gone = new AbortController();
  let count = 0;
  const open = (name: SideName) => {
    gone = new AbortController();
    count += 1;
    const stop = AbortSignal.any([frame.stop, gone.signal]);
    const { element, start } = field(frame, name, `${TAB}-${count}`, stop);
    box.append(element);
    start();
    prepare(frame.session, name, stop);
  };
  let shown: SideName | null = null;
  const follow = effect(() => {
    const name = frame.view.editing.value;
    if (name === shown) return;
    shown = name;
    gone.abort();
    for (const old of box.querySelectorAll(".pairlens-edit")) old.remove();
    if (name) open(name);
  });
  frame.stop.addEventListener("abort", follow, { once: true });
}

const TAB = Math.random().toString(36).slice(2);

function field(frame: Frame, name: SideName, id: string, stop: AbortSignal) {
  const { session, view } = frame;
  const asking = frame.asking!;
  const { pair } = session.explained.peek();
  const side = pair[name];
  const first = side.kind === "caption" ? side.text : "";
  const area = h("textarea", {
    rows: 1,
    spellcheck: false,
    dir: "auto",
    "aria-label": `Edit the ${sideName(pair, name)}`,
  });
  area.value = first;
  const element = h("div", { class: "pairlens-edit", slot: `edit-${name}` });
  element.attachShadow({ mode: "open" }).append(h("style", {}, style), area);
  const grow = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight}px`;
  };
  let asked = first;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = () => {
    clearTimeout(timer);
    const text = area.value.replace(/\s+/g, " ").trim();
    if (text === asked) return;
    asked = text;
    if (text) asking.ask({ [name]: text, edit: id, draft: true });
    else asking.complain(EMPTY);
  };
  const leave = (back: boolean) => {
    const box = element.parentElement;
    ask();
    asking.finish();
    if (view.editing.peek() === name) view.editing.value = null;
    if (back && box) backTo(box, name);
  };
  const listen = { signal: stop };
  area.addEventListener(
    "input",
    () => {
      grow();
      clearTimeout(timer);
      timer = setTimeout(ask, PAUSE);
    },
    listen,
  );
  area.addEventListener(
    "keydown",
    (event) => {
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
      event.preventDefault();
      event.stopPropagation();
      leave(true);
    },
    listen,
  );
  area.addEventListener(
    "blur",
    () =>
      queueMicrotask(() => {
        // another window may have the focus: the field keeps its place then
        if (document.activeElement !== element && document.hasFocus()) leave(false);
      }),
    listen,
  );
  stop.addEventListener("abort", () => clearTimeout(timer), { once: true });
  const start = () => {
    grow();
    area.focus({ preventScroll: true });
    area.setSelectionRange(first.length, first.length);
  };
  return { element, start };
}
