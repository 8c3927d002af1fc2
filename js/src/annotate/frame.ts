// One view of an annotator: the explorer of the pair at hand, the bar above it, the panel beside it or, where there is
// no room, below its picture.
import { on, watch } from "../context.ts";
import { h, say } from "../dom.ts";
import { mount } from "../explorer.ts";
import { liveRegion } from "../live.ts";
import { pin } from "../pinning.ts";
import { styleWith } from "../style.ts";
import own from "../styles/annotate.css";
import { followTheme } from "../theme.ts";
import { bar, button, tallyLine } from "./bar.ts";
import { type Meaning, meaning } from "./keys.ts";
import { type Moves, movesOf } from "./moves.ts";
import { type Panel, panel } from "./panel.ts";
import type { Work } from "./work.ts";

/** From this width on the panel stands beside the explorer. */
const WIDE = 900;

export function draw(work: Work, element: HTMLElement, stop: AbortSignal): HTMLElement {
  const scope = { stop };
  const live = liveRegion(stop);
  const moves = movesOf(work, live.announce, () => captionOf(work));
  const beside = panel(scope, work, moves, live.announce);
  const box = h("div", { class: "annotator-box", "data-lm-suppress-shortcuts": true });
  const shadow = box.attachShadow({ mode: "open" });
  const place = h("div", { class: "explored" });
  const root = h(
    "div",
    { class: "view annotator" },
    bar(scope, work, moves),
    h("div", { class: "desk" }, place, beside.element),
    tallyLine(scope, work),
    live.element,
  );
  shadow.append(h("style", {}, styleWith([own])), root);
  followTheme((theme) => {
    root.dataset.theme = theme;
  }, stop);
  const explorer = mount(work.session, place, stop);
  place.append(hindrance(scope, work, moves));
  watch(scope, () => {
    const waits = work.opening.value !== null;
    place.toggleAttribute("data-opening", waits);
    place.toggleAttribute("data-broken", work.broken.value !== null);
  });
  settle(root, explorer, beside.element, stop);
  on(scope, root, "click", () => hold(root, beside.element));
  const keyed = (event: KeyboardEvent) => onKey(event, work, moves, beside, explorer);
  on(scope, root, "keydown", keyed);
  // as a part of the explorer the panel would hand it every key
  on(scope, beside.element, "keydown", (event) => {
    keyed(event);
    event.stopPropagation();
  });
  // before the explorer, which has a meaning of its own for Enter with or without Shift
  const early = (event: KeyboardEvent) => submitAnywhere(event, moves, beside);
  root.addEventListener("keydown", early, { signal: stop, capture: true });
  stop.addEventListener("abort", () => box.remove(), { once: true });
  element.append(box);
  return box;
}

/** A click on nothing brings the focus here, too: keys that went to the notebook instead would change its cells. */
function hold(root: HTMLElement, panelElement: HTMLElement): void {
  const { activeElement } = root.getRootNode() as ShadowRoot;
  if (!activeElement) panelElement.focus({ preventScroll: true });
}

/** The caption of the pair at hand, or what it is of. */
function captionOf({ session }: Work): string {
  const { a, b } = session.explained.peek().pair;
  const texts = [a, b].map((side) => (side.kind === "caption" ? side.text : "")).filter(Boolean);
  return texts.join(" and ") || "two pictures";
}

/** What stands in the explorer's place while a pair is fetched, or where it cannot be opened. */
function hindrance(scope: { stop: AbortSignal }, work: Work, moves: Moves): HTMLElement {
  const text = h("p", {});
  const past = button("Go past it", "skip", []);
  on(scope, past, "click", () => moves.run("skip"));
  const root = h("div", { class: "hindrance" }, text, past);
  watch(scope, () => {
    const broken = work.broken.value;
    const index = work.opening.value;
    root.hidden = !broken && index === null;
    past.hidden = !broken;
    say(text, broken ? `This pair cannot be shown. ${broken.text}` : "Opening the next pair…");
  });
  return root;
}

/** The panel stands beside the explorer, or as a part of it after its picture. */
function settle(
  root: HTMLElement,
  explorer: HTMLElement,
  panelElement: HTMLElement,
  stop: AbortSignal,
): void {
  const desk = panelElement.parentElement!;
  const inner = explorer.shadowRoot!;
  const slot = h("slot", { name: "panel" });
  const slotted = () => {
    const main = inner.querySelector(".body > .main, .body > .both");
    if (main && slot.previousElementSibling !== main) main.after(slot);
  };
  const redrawn = new MutationObserver(slotted);
  let wide: boolean | null = null;
  const lay = () => {
    const next = root.getBoundingClientRect().width >= WIDE;
    if (next === wide) return;
    wide = next;
    const active = (root.getRootNode() as ShadowRoot).activeElement as HTMLElement | null;
    root.toggleAttribute("data-wide", wide);
    redrawn.disconnect();
    slot.remove();
    if (wide) {
      panelElement.removeAttribute("slot");
      desk.append(panelElement);
    } else {
      panelElement.setAttribute("slot", "panel");
      explorer.append(panelElement);
      redrawn.observe(inner.querySelector(".stage")!, { childList: true });
      slotted();
    }
    if (active && panelElement.contains(active)) active.focus({ preventScroll: true });
  };
  const sized = new ResizeObserver(lay);
  sized.observe(root);
  stop.addEventListener("abort", () => {
    sized.disconnect();
    redrawn.disconnect();
  });
  lay();
}

const TYPED = new Set(["text", "search", "number", "url"]);

function isTyping(target: EventTarget | undefined): boolean {
  if (target instanceof HTMLInputElement) return TYPED.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function onKey(event: KeyboardEvent, work: Work, moves: Moves, beside: Panel, explorer: HTMLElement): void {
  const target = event.composedPath()[0] as HTMLElement | undefined;
  const inPanel = target !== undefined && beside.element.contains(target);
  const take = (run: () => void) => {
    run();
    event.preventDefault();
    event.stopPropagation();
  };
  if (event.key === "Escape" && inPanel) {
    take(() => (target === beside.note ? beside.element.focus() : back(explorer)));
    return;
  }
  if (event.defaultPrevented || isTyping(target)) return;
  const undoes = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
  if (undoes && inPanel) {
    take(() => moves.run(event.shiftKey ? "redo" : "undo"));
    return;
  }
  if (inPanel && event.key.toLowerCase() === "p" && !event.ctrlKey && !event.metaKey && !event.altKey) {
    take(() => work.session.store.act(pin));
    return;
  }
  const means = meaning(event, work.setup);
  if (!means || presses(event, target)) return;
  take(() => carryOut(means, moves, beside));
}

/** Shift + Enter: also out of the note, but not out of another field. */
function submitAnywhere(event: KeyboardEvent, moves: Moves, beside: Panel): void {
  const target = event.composedPath()[0];
  const { shiftKey, ctrlKey, metaKey, altKey } = event;
  if (event.key !== "Enter" || !shiftKey || ctrlKey || metaKey || altKey) return;
  if (isTyping(target) && target !== beside.note) return;
  event.preventDefault();
  event.stopPropagation();
  if (target === beside.note) beside.element.focus({ preventScroll: true });
  moves.run("submit");
}

/** Enter and Space press what has the focus, wherever it is a button. */
function presses({ key }: KeyboardEvent, target: HTMLElement | undefined): boolean {
  return (key === "Enter" || key === " ") && target instanceof HTMLButtonElement;
}

function carryOut(means: Meaning, moves: Moves, beside: Panel): void {
  if ("label" in means) {
    moves.label(means.label);
    beside.label(means.label)?.focus({ preventScroll: true });
  } else if (means.action === "help") beside.help();
  else if (means.action === "note") beside.note.focus({ preventScroll: true });
  else moves.run(means.action);
}

/** To the place in the explorer that the order of Tab comes to first. */
function back(explorer: HTMLElement): void {
  explorer
    .shadowRoot!.querySelector<HTMLElement>('.caption [tabindex="0"], [role="application"], button')
    ?.focus();
}
