// Arithmetic with pins: one plus or minus another, or everything minus one. What comes of it is shown before it is made.
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import { pinLetter } from "../colour.ts";
import { type Context, on, point, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { signed } from "../format.ts";
import { pinName } from "../pin_names.ts";
import { type Blocks, combined, everythingBut, holdAndLook, isPlain, pinOf } from "../pinning.ts";
import type { Pin } from "../state.ts";
import { pinValue } from "../words.ts";
import { hoverOf } from "./pin_row.ts";

/** Colours of two pins and a sign; null for everything there is. */
interface Formula {
  readonly one: number | null;
  readonly sign: 1 | -1;
  readonly two: number;
}

export function combine(context: Context, pins: ReadonlySignal<readonly Pin[]>): HTMLElement {
  const asked = signal<Formula | null>(null);
  const formula = computed(() => sensible(asked.value, pins.value));
  const result = computed(() => resultOf(context, formula.value, pins.value));
  const one = h("select", { "aria-label": "The first pin" });
  const sign = h("select", { class: "sign", "aria-label": "Plus or minus" });
  const two = h("select", { "aria-label": "The second pin" });
  const add = h("button", { type: "button", class: "add quiet" }, "Add");
  watch(context, () => fill(context, pins.value, formula.value, { one, sign, two }));
  watch(context, () =>
    assign(add, {
      "aria-disabled": result.value === null,
      title: titleOf(context, result.value, pins.value),
    }),
  );
  const change = () => {
    asked.value = {
      one: one.value === "" ? null : Number(one.value),
      sign: sign.value === "+" ? 1 : -1,
      two: Number(two.value),
    };
    preview();
  };
  const preview = () => {
    const made = result.peek();
    if (made) point(context, hoverOf(context.host.pair, pinOf(made, -1)));
  };
  for (const select of [one, sign, two]) on(context, select, "change", change);
  on(context, add, ["pointerenter", "focus"], preview);
  const root = h(
    "div",
    { class: "combine", role: "group", "aria-label": "Add or subtract pins" },
    one,
    sign,
    two,
    add,
  );
  on(context, root, ["pointerleave", "focusout"], () => point(context, null));
  on(context, add, "click", () => {
    const made = result.peek();
    if (!made) return;
    asked.value = formula.peek(); // it stays, whatever is pinned next
    context.host.store.act((now) => holdAndLook(now, made));
    context.announce(`${titleOf(context, made, context.host.store.history.peek().now.pins)}, pinned`);
  });
  watch(context, () => {
    root.hidden = pins.value.length === 0;
  });
  return root;
}

/** What is asked as far as its pins are still there: else the last two selections, or everything without the only one. */
function sensible(asked: Formula | null, pins: readonly Pin[]): Formula | null {
  const has = (colour: number | null) => pins.some((pin) => pin.colour === colour);
  const plain = pins.some(isPlain) ? pins.filter(isPlain) : pins;
  const two = asked && has(asked.two) ? asked.two : plain.at(-1)?.colour;
  if (two === undefined) return null;
  const others = plain.filter(({ colour }) => colour !== two);
  const wanted = asked && (asked.one === null || (has(asked.one) && asked.one !== two));
  const one = wanted ? asked.one : (others.at(-1)?.colour ?? null);
  return { one, sign: one === null ? -1 : (asked?.sign ?? -1), two };
}

function resultOf({ host }: Context, formula: Formula | null, pins: readonly Pin[]): Blocks | null {
  const find = (colour: number | null) => pins.find((pin) => pin.colour === colour);
  const [one, two] = [find(formula?.one ?? null), find(formula?.two ?? null)];
  if (!formula || !two) return null;
  return one ? combined(one, formula.sign, two) : everythingBut(host.pair, two);
}

interface Fields {
  readonly one: HTMLSelectElement;
  readonly sign: HTMLSelectElement;
  readonly two: HTMLSelectElement;
}

function fill(context: Context, pins: readonly Pin[], formula: Formula | null, fields: Fields): void {
  if (!formula) return;
  const { pair } = context.host;
  const named = (pin: Pin) =>
    [String(pin.colour), `${pinLetter(pin.colour)} ${pinName(pair, pin, pins)}`] as const;
  const others = pins.filter(({ colour }) => colour !== formula.two);
  set(fields.one, [["", "everything"], ...others.map(named)], String(formula.one ?? ""));
  set(
    fields.sign,
    formula.one === null
      ? [["-", "minus"]]
      : [
          ["-", "minus"],
          ["+", "plus"],
        ],
    formula.sign > 0 ? "+" : "-",
  );
  set(fields.two, pins.map(named), String(formula.two));
}

function set(
  select: HTMLSelectElement,
  options: readonly (readonly [string, string])[],
  value: string,
): void {
  select.replaceChildren(
    ...options.map(([each, text]) => h("option", { value: each, selected: each === value }, text)),
  );
  select.value = value;
}

/** "black dog − B: +0.0123" */
function titleOf({ host, limits }: Context, made: Blocks | null, pins: readonly Pin[]): string {
  if (!made) return "Nothing is left";
  const value = signed(pinValue(host.pair, made), limits.digits);
  return `${pinName(host.pair, pinOf(made, -1), pins)}: ${value}`;
}
