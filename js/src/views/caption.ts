// A caption: words that can be hovered and kept. Underline: how strongly a word meets what is chosen on the other
// side. Overline: what is kept, and by which pin.
import { pinColour } from "../colour.ts";
import { type Context, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { sum } from "../numbers.ts";
import { heldOn } from "../pinning.ts";
import { capital, sideName } from "../sides.ts";
import type { Shared } from "../state.ts";
import { type TextUnit, textUnits } from "../units.ts";
import type { Caption, SideName } from "../wire.ts";
import { listen } from "./caption_input.ts";

/** Letters from which a caption is set smaller, so that the picture stays in sight. */
const LONG = 160;

/** What a word that no token stands for says of itself: it can be pointed at, and not chosen. */
const UNREAD = {
  class: "unit unread",
  title: "The model does not read this word",
  "aria-disabled": true,
  "aria-description": "not read by the model",
};

export interface Drawn {
  readonly unit: TextUnit;
  readonly element: HTMLElement;
  readonly under: HTMLElement;
  readonly over: HTMLElement;
}

export function caption(context: Context, name: SideName, side: Caption): HTMLElement {
  const { host, look } = context;
  const root = h("div", {
    class: "caption",
    role: "listbox",
    dir: "auto",
    "data-long": side.text.length > LONG,
    "aria-label": capital(sideName(host.pair, name)),
    "aria-multiselectable": "true",
    "aria-orientation": "horizontal",
  });
  let drawn: Drawn[] = [];
  watch(context, () => {
    drawn = draw(side, root, look.pieces.value, look.special.value);
  });
  watch(context, () => {
    void [look.pieces.value, look.special.value];
    mark(context, name, drawn);
  });
  watch(context, () => {
    void [look.pieces.value, look.special.value];
    keep(context, name, drawn);
  });
  listen(context, name, root, () => drawn);
  return root;
}

function draw(side: Caption, root: HTMLElement, pieces: boolean, special: boolean): Drawn[] {
  const drawn: Drawn[] = [];
  const nodes = textUnits(side, pieces, special).map((unit) => {
    if (typeof unit === "string") return h("span", { class: "gap" }, unit);
    const under = h("i", { class: "under" });
    const over = h("i", { class: "over" });
    const element = h(
      "span",
      {
        class: unit.special ? "unit special" : "unit",
        role: "option",
        ...(unit.unread ? UNREAD : {}),
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
function mark({ shown }: Context, name: SideName, drawn: readonly Drawn[]): void {
  const { answer, limit } = shown.value[name];
  for (const { unit, under } of drawn) {
    const value = sum(unit.rows.map((row) => answer[row]!));
    const strength = limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0;
    const sign = value < 0 ? "against" : "for";
    if (under.dataset.sign !== sign) under.dataset.sign = sign;
    const scale = `scaleY(${strength < 0.02 ? 0 : strength.toFixed(3)})`;
    if (under.style.transform !== scale) under.style.transform = scale;
  }
}

/** Overlines and selected states. */
function keep({ host, shown }: Context, name: SideName, drawn: readonly Drawn[]): void {
  const { now } = host.store.history.value;
  const lit = new Set(shown.value[name].units);
  const kept = new Set(now[name]);
  const held = heldBy(now, name);
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
    const stripes = pinStripes(held, unit);
    if (over.style.background !== stripes.background) Object.assign(over.style, stripes);
  }
}

/** A pin that is shown, and the tokens that it holds. */
interface Held {
  readonly colour: number;
  readonly tokens: ReadonlySet<number>;
}

function heldBy({ pins }: Shared, name: SideName): Held[] {
  const drawn = pins.filter(({ shown }) => shown);
  return drawn.map((pin) => ({ colour: pin.colour, tokens: new Set(heldOn(pin, name)) }));
}

/** One thin line per pin that holds the unit, the first at the bottom. */
function pinStripes(held: readonly Held[], { tokens }: TextUnit): { background: string; height: string } {
  const holding = held.filter((pin) => tokens.some((token) => pin.tokens.has(token)));
  const lines = holding.slice(0, 3).map(({ colour }, i) => {
    const [from, to] = [3 * i, 3 * i + 2];
    return `linear-gradient(to top, transparent ${from}px, ${pinColour(colour)} ${from}px ${to}px, transparent ${to}px)`;
  });
  return { background: lines.join(", "), height: `${3 * lines.length}px` };
}
