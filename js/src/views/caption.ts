// The caption: words that can be hovered and kept. Underline: how strongly a word meets what is chosen in the
// picture. Overline: what is kept, and by which pin.
import { pinColour } from "../colour.ts";
import { type Context, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { places, signed } from "../format.ts";
import { move } from "../keys.ts";
import { range, rowsOf, sum } from "../numbers.ts";
import { type Mode, type Shared, selectTokens } from "../state.ts";
import { type TextUnit, textUnits } from "../units.ts";
import { rowsName, totalOf } from "../words.ts";

interface Drawn {
  readonly unit: TextUnit;
  readonly element: HTMLElement;
  readonly under: HTMLElement;
  readonly over: HTMLElement;
}

export function caption(context: Context): HTMLElement {
  const { view } = context;
  const root = h("div", {
    class: "caption",
    role: "listbox",
    "aria-label": "Caption",
    "aria-multiselectable": "true",
    "aria-orientation": "horizontal",
  });
  let drawn: Drawn[] = [];
  watch(context, () => {
    drawn = draw(context, root, view.pieces.value, view.special.value);
  });
  watch(context, () => {
    void [view.pieces.value, view.special.value];
    mark(context, drawn);
  });
  watch(context, () => {
    void [view.pieces.value, view.special.value];
    keep(context, drawn);
  });
  listen(context, root, () => drawn);
  return root;
}

function draw({ host }: Context, root: HTMLElement, pieces: boolean, special: boolean): Drawn[] {
  const drawn: Drawn[] = [];
  const nodes = textUnits(host.pair, pieces, special).map((unit) => {
    if (typeof unit === "string") return h("span", { class: "gap" }, unit);
    const under = h("i", { class: "under" });
    const over = h("i", { class: "over" });
    const element = h(
      "span",
      {
        class: unit.special ? "unit special" : "unit",
        role: "option",
        tabindex: drawn.length === 0 ? 0 : -1,
        "data-index": drawn.length,
      },
      over,
      unit.text,
      under,
    );
    drawn.push({ unit, element, under, over });
    return element;
  });
  root.replaceChildren(...nodes);
  return drawn;
}

/** Underlines: sign by colour and by dashes, strength by height. Transforms only, so that nothing is laid out. */
function mark({ shown }: Context, drawn: readonly Drawn[]): void {
  const { words, wordLimit } = shown.value;
  for (const { unit, under } of drawn) {
    const value = sum(unit.rows.map((row) => words[row]!));
    const strength = wordLimit > 0 ? Math.min(1, Math.abs(value) / wordLimit) : 0;
    const sign = value < 0 ? "against" : "for";
    if (under.dataset.sign !== sign) under.dataset.sign = sign;
    const scale = `scaleY(${strength < 0.02 ? 0 : strength.toFixed(3)})`;
    if (under.style.transform !== scale) under.style.transform = scale;
  }
}

/** Overlines and selected states. */
function keep({ host, shown }: Context, drawn: readonly Drawn[]): void {
  const { now } = host.store.history.value;
  const lit = new Set(shown.value.rows);
  const kept = new Set(now.selected_tokens);
  const isLit = ({ rows: own }: TextUnit) => own.length > 0 && own.every((row) => lit.has(row));
  const isKept = ({ tokens }: TextUnit) => tokens.length > 0 && tokens.every((token) => kept.has(token));
  const states = drawn.map(({ unit }) => (isKept(unit) ? "kept" : isLit(unit) ? "lit" : undefined));
  for (const [i, { unit, element, over }] of drawn.entries()) {
    const state = states[i];
    const joined = state !== undefined && state === states[i + 1];
    assign(element, {
      "aria-selected": String(state === "kept"),
      "data-state": state,
      "data-joined": joined,
    });
    const stripes = pinStripes(now, unit);
    if (over.style.background !== stripes.background) Object.assign(over.style, stripes);
  }
}

/** One thin line per pin that holds the unit, the first at the bottom. */
function pinStripes(now: Shared, unit: TextUnit): { background: string; height: string } {
  const holding = now.pins.filter(({ tokens }) => unit.tokens.some((token) => tokens.includes(token)));
  const lines = holding.slice(0, 3).map(({ colour }, i) => {
    const [from, to] = [3 * i, 3 * i + 2];
    return `linear-gradient(to top, transparent ${from}px, ${pinColour(colour)} ${from}px ${to}px, transparent ${to}px)`;
  });
  return { background: lines.join(", "), height: `${3 * lines.length}px` };
}

function listen(context: Context, root: HTMLElement, units: () => readonly Drawn[]): void {
  const { view, stop } = context;
  let anchor = 0;
  let dragging: number | null = null;
  const on = <K extends keyof HTMLElementEventMap>(name: K, run: (event: HTMLElementEventMap[K]) => void) =>
    root.addEventListener(name, run, { signal: stop });

  const preview = (from: number, to: number) => {
    const rows = range(from, to).flatMap((i) => [...units()[i]!.unit.rows]);
    view.hover.value = { rows, cols: [], from: "caption" };
  };
  const keepRange = (from: number, to: number, mode: Mode) => {
    const tokens = range(from, to).flatMap((i) => [...(units()[i]?.unit.tokens ?? [])]);
    if (tokens.length > 0) context.host.store.act((now) => selectTokens(now, tokens, mode));
    tell(context);
  };

  on("pointermove", (event) => {
    const index = hit(root, event);
    if (index !== null) preview(dragging ?? index, index);
    else if (dragging === null && event.target === root) view.hover.value = null;
  });
  on("pointerleave", () => {
    if (dragging === null) view.hover.value = null;
  });
  on("pointerdown", (event) => {
    const index = hit(root, event);
    if (index === null || event.button !== 0) return;
    if (!event.shiftKey) anchor = index;
    dragging = anchor;
    root.setPointerCapture(event.pointerId);
  });
  on("pointerup", (event) => {
    const index = hit(root, event) ?? dragging;
    if (dragging !== null && index !== null) {
      const mode = event.ctrlKey || event.metaKey ? "add" : index === dragging ? "click" : "only";
      keepRange(dragging, index, mode);
    }
    dragging = null;
  });
  on("pointercancel", () => {
    dragging = null;
    view.hover.value = null;
  });
  on("dblclick", (event) => {
    const index = hit(root, event);
    if (index !== null) keepPhrase(context, units()[index]!.unit);
  });
  on("focusin", (event) => {
    const index = indexOf(event.target);
    if (index === null) return;
    rove(units(), index);
    if ((event.target as HTMLElement).matches(":focus-visible")) preview(index, index);
  });
  on("focusout", () => {
    view.hover.value = null;
  });
  on("keydown", (event) => {
    const index = indexOf(event.target);
    if (index === null) return;
    const next = move(event.key, index, units().length);
    if (next !== null) {
      units()[next]!.element.focus();
      if (event.shiftKey) keepRange(anchor, next, "only");
      else anchor = next;
      preview(event.shiftKey ? anchor : next, next);
    } else if (event.key === "Enter" || event.key === " ") {
      anchor = index;
      keepRange(index, index, event.ctrlKey || event.metaKey ? "add" : "click");
    } else return;
    tell(context);
    event.preventDefault();
  });
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

function keepPhrase({ host }: Context, unit: TextUnit): void {
  const phrase = host.pair.phrases.find(({ tokens }) => unit.tokens.some((token) => tokens.includes(token)));
  if (phrase) host.store.act((now) => selectTokens(now, phrase.tokens));
}

function tell({ host, shown, limits, announce }: Context): void {
  const { rows, cols } = shown.peek();
  const kept = rowsOf(host.pair, host.store.history.peek().now.selected_tokens);
  const value = signed(totalOf(host.pair, rows, cols), places(limits.heat));
  const name = rowsName(host.pair, rows);
  announce(name ? `${name}, ${value}${kept.join() === rows.join() ? ", kept" : ""}` : "nothing kept");
}
