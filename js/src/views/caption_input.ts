// Pointer and keyboard on a caption: hover previews, click keeps, further clicks make a phrase.
import { type Context, on, point } from "../context.ts";
import { assign } from "../dom.ts";
import { edit } from "../editing.ts";
import { signed } from "../format.ts";
import { move } from "../keys.ts";
import { nameOf } from "../names.ts";
import { range, unitsOf } from "../numbers.ts";
import { pinned } from "../pinning.ts";
import { spoken } from "../spoken.ts";
import { type Mode, selectOn } from "../state.ts";
import type { SideName } from "../wire.ts";
import { totalOf } from "../words.ts";
import type { Drawn } from "./caption.ts";

/** The caption while somebody works on it. Indices count its units from 0. */
interface Work {
  readonly context: Context;
  readonly name: SideName;
  readonly root: HTMLElement;
  readonly units: () => readonly Drawn[];
  /** Where a range begins: the last unit chosen without Shift. */
  anchor: number;
  /** Where a drag began; null while there is none. */
  dragging: number | null;
}

export function listen(
  context: Context,
  name: SideName,
  root: HTMLElement,
  units: () => readonly Drawn[],
): void {
  const work: Work = { context, name, root, units, anchor: 0, dragging: null };
  byPointer(work);
  byKeyboard(work);
}

function byPointer(work: Work): void {
  const { context, root } = work;
  on(context, root, "pointermove", (event) => {
    const index = hit(root, event);
    if (index !== null) preview(work, work.dragging ?? index, index);
    else if (work.dragging === null && event.target === root) point(context, null);
  });
  on(context, root, "pointerleave", () => {
    if (work.dragging === null) point(context, null);
  });
  on(context, root, "pointerdown", (event) => {
    const index = hit(root, event);
    if (index === null || event.button !== 0) return;
    if (!event.shiftKey) work.anchor = index;
    work.dragging = work.anchor;
    root.setPointerCapture(event.pointerId);
  });
  on(context, root, "pointerup", (event) => drop(work, event));
  on(context, root, "pointercancel", () => {
    work.dragging = null;
    point(context, null);
  });
  on(context, root, "dblclick", (event) => {
    const index = hit(root, event);
    if (index !== null) keepPhrase(work, index);
    else edit(context, work.name);
  });
}

/** Ends a click or a drag: keeps what lies between its ends. */
function drop(work: Work, event: PointerEvent): void {
  const from = work.dragging;
  work.dragging = null;
  if (from === null) return;
  const to = hit(work.root, event) ?? from;
  if (to === from) toggle(work, to);
  else keep(work, from, to, adds(event) ? "add" : "only");
}

function byKeyboard(work: Work): void {
  const { context, root, units } = work;
  on(context, root, "focusin", (event) => {
    const index = indexOf(event.target);
    if (index === null) return;
    rove(units(), index);
    if ((event.target as HTMLElement).matches(":focus-visible")) preview(work, index, index);
  });
  on(context, root, "focusout", () => point(context, null));
  on(context, root, "keydown", (event) => {
    const index = indexOf(event.target);
    if (index === null) return;
    const next = move(event.key, index, units().length);
    if (next !== null) go(work, next, event.shiftKey);
    else if (event.key === "Enter" || event.key === " ") {
      work.anchor = index;
      toggle(work, index);
    } else return;
    event.preventDefault();
  });
}

/** Moves the focus; with Shift, keeps everything from where the range begins. */
function go(work: Work, next: number, extend: boolean): void {
  if (!extend) work.anchor = next;
  work.units()[next]!.element.focus();
  preview(work, work.anchor, next);
  if (extend) keep(work, work.anchor, next, "only");
  else tell(work, work.units()[next]);
}

function preview({ context, name, units }: Work, from: number, to: number): void {
  const rows = range(from, to).flatMap((i) => [...(units()[i]?.unit.rows ?? [])]);
  point(context, { a: [], b: [], [name]: rows, from: name });
}

/** Adds a unit to what is kept, or takes it out; what is pinned already is put away, and a new choice begins. */
function toggle(work: Work, index: number): void {
  const putAway = pinned(work.context.host.store.history.peek().now) !== undefined;
  keep(work, index, index, putAway ? "click" : "add");
}

function keep(work: Work, from: number, to: number, mode: Mode): void {
  const { context, name, units } = work;
  const tokens = range(from, to).flatMap((i) => [...(units()[i]?.unit.tokens ?? [])]);
  if (tokens.length > 0) context.host.store.act((now) => selectOn(now, name, tokens, mode));
  tell(work, from === to ? units()[to] : undefined);
}

function keepPhrase({ context, name, units }: Work, index: number): void {
  const side = context.host.pair[name];
  const own = units()[index]!.unit.tokens;
  const phrases = side.kind === "caption" ? side.phrases : [];
  const phrase = phrases.find(({ tokens }) => own.some((token) => tokens.includes(token)));
  if (phrase) context.host.store.act((now) => selectOn(now, name, phrase.tokens));
}

function adds(event: MouseEvent): boolean {
  return event.ctrlKey || event.metaKey;
}

/** The unit under a pointer; while captured, events name the caption itself, so the position decides. */
function hit(root: HTMLElement, event: MouseEvent): number | null {
  const direct = indexOf(event.target);
  if (direct !== null) return direct;
  const tree = root.getRootNode() as Document | ShadowRoot;
  return indexOf(tree.elementFromPoint(event.clientX, event.clientY));
}

function indexOf(target: EventTarget | null): number | null {
  const unit = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return unit ? Number(unit.dataset.index) : null;
}

/** Exactly one unit can be reached with Tab: the last one that had the focus. */
function rove(units: readonly Drawn[], index: number): void {
  for (const [i, { element }] of units.entries()) assign(element, { tabindex: i === index ? 0 : -1 });
}

/** What is chosen now, or that the word where one is (`at`) says nothing. */
function tell({ context, name }: Work, at?: Drawn): void {
  const { host, shown, limits, announce } = context;
  if (at?.unit.unread) {
    announce(`${at.unit.text}, not read by the model`);
    return;
  }
  const { a, b } = shown.peek();
  const units = shown.peek()[name].units;
  const kept = unitsOf(host.pair[name], host.store.history.peek().now[name]);
  const value = host.blind ? "" : `, ${signed(totalOf(host.pair, a.units, b.units), limits.digits)}`;
  const said = nameOf(host.pair, name, units);
  const where = host.blind
    ? ""
    : `: ${spoken(host.pair, limits, shown.peek(), host.store.history.peek().now.pins)}`;
  const state = kept.join() === units.join() ? ", kept" : "";
  announce(said ? `${said}${value}${state}${where}` : "nothing kept");
}
