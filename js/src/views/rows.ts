// A row of a list of selections: it previews when pointed at, and keeps when pressed.
import { type Context, on, point } from "../context.ts";
import { h } from "../dom.ts";
import { percent, signed } from "../format.ts";
import { share, unitsOf } from "../numbers.ts";
import { alike } from "../sides.ts";
import { type Hover, select } from "../state.ts";
import type { Pair } from "../wire.ts";

/** What the last column of a list says. */
export const SHARE = "share of the score";

export interface Row {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly name: string;
  readonly where: string;
  readonly value: number;
}

/** `press`: what a click does; where it is left out, the row is kept. */
export function row(context: Context, { a, b, name, where, value }: Row, press?: () => void): HTMLElement {
  const { host, limits } = context;
  const ratio = share(value, Math.abs(host.pair.ledger.score));
  const button = h(
    "button",
    { type: "button", class: "row" },
    h(
      "span",
      { class: "what" },
      h("span", { class: "name" }, name),
      where ? h("span", { class: "where" }, where.startsWith(",") ? where : ` ${where}`) : "",
    ),
    h("span", { class: "value" }, signed(value, limits.digits)),
    h("span", { class: "share" }, ratio === null ? "" : percent(ratio)),
  );
  const { pair } = host;
  const hover: Hover = { a: unitsOf(pair.a, a), b: unitsOf(pair.b, b), from: "list" };
  on(context, button, ["pointerenter", "focus"], () => point(context, hover));
  on(context, button, ["pointerleave", "blur"], () => point(context, null));
  on(context, button, "click", press ?? (() => host.store.act((now) => select(now, a, b))));
  return h("li", {}, button);
}

/** What stands behind a row's name: the other end, which of two alike is another one. */
export function withTimes(pair: Pair, name: string): string {
  return alike(pair) ? `× ${name}` : name;
}
