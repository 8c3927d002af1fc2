// A pin in its list: it previews when pointed at, is looked at when pressed, and can be renamed, hidden and let go.
import { pinColour, pinInk, pinLetter } from "../colour.ts";
import { type Context, on, point, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { percent, signed } from "../format.ts";
import { nameOf } from "../names.ts";
import { share, unitsOf } from "../numbers.ts";
import { pinName } from "../pin_names.ts";
import { everythingBut, holdAndLook, isPlain, lookAt, pinned, toggled, unpin } from "../pinning.ts";
import { alike, order, sideName } from "../sides.ts";
import type { Hover, Pin } from "../state.ts";
import type { Pair } from "../wire.ts";
import { pairsOf, pinValue } from "../words.ts";
import { icon } from "./icons.ts";
import { rename } from "./rename.ts";

export function pinRow(context: Context, pin: Pin, pins: readonly Pin[]): HTMLElement {
  const { host } = context;
  const name = pinName(host.pair, pin, pins);
  const button = h(
    "button",
    { type: "button", class: "row", "aria-describedby": "pin-keys" },
    badge(pin.colour),
    label(host.pair, pin, name),
    ...figures(context, pin),
  );
  const own = (title: string, text: string, run: () => void, ...drawn: Node[]) => {
    const made = h("button", { type: "button", "aria-label": `${text} ${name}`, title }, ...drawn);
    on(context, made, "click", run);
    return made;
  };
  const edit = () => rename(context, item, pin, name);
  const pencil = own("Rename (F2)", "Rename", edit, icon("pencil"));
  const eye = own(pin.shown ? "Hide (H)" : "Show (H)", "Show", () => act(context, pin, "h"), icon("eye"));
  assign(eye, { "aria-pressed": String(pin.shown) });
  const away = own("Unpin (Delete)", "Unpin", () => act(context, pin, "Delete"), icon("cross"));
  for (const [element, kind] of [
    [pencil, "edit"],
    [eye, "eye"],
    [away, "away"],
  ] as const)
    element.className = kind;
  const item = h(
    "li",
    { class: "pinned", "data-hidden": !pin.shown, "data-pin": pin.colour },
    button,
    pencil,
    eye,
    away,
  );
  on(context, button, ["pointerenter", "focus"], () => point(context, hoverOf(host.pair, pin)));
  on(context, button, ["pointerleave", "blur"], () => point(context, null));
  on(context, button, "click", () => host.store.act((now) => lookAt(now, pin)));
  on(context, button, "dblclick", edit);
  on(context, button, "keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "F2") edit();
    else if (!act(context, pin, event.key)) return;
    event.preventDefault();
  });
  watch(context, () => {
    const looked = pinned(host.store.history.value.now)?.colour === pin.colour;
    assign(button, { "aria-current": looked });
  });
  return item;
}

/** What a key on a pin's row does; whether it does anything. */
function act(context: Context, pin: Pin, key: string): boolean {
  const { store, pair } = context.host;
  if (key === "h" || key === "H") store.act((now) => toggled(now, pin.colour));
  else if (key === "Delete" || key === "Backspace") {
    point(context, null); // the row goes without the pointer leaving it
    store.act((now) => unpin(now, pin.colour));
  } else if (key === "e" || key === "E") {
    const rest = everythingBut(pair, pin);
    if (rest) store.act((now) => holdAndLook(now, rest));
  } else return false;
  return true;
}

export function hoverOf(pair: Pair, pin: Pin): Hover {
  if (!isPlain(pin)) return { a: [], b: [], from: "list", pin };
  return { a: unitsOf(pair.a, pin.a), b: unitsOf(pair.b, pin.b), from: "list" };
}

export function badge(colour: number): HTMLElement {
  const style = `--pin: ${pinColour(colour)}; --on-pin: ${pinInk(colour)}`;
  return h("span", { class: "badge", style }, pinLetter(colour));
}

/** A pin's name, and behind it what does not fit in a name: its other end, or which of two sides it is on. */
function label(pair: Pair, pin: Pin, name: string): HTMLElement {
  const { lead, rest } = partsOf(pair, pin, name);
  return h(
    "span",
    { class: "what", title: lead + rest },
    h("span", { class: "name" }, lead),
    rest ? h("span", { class: "where" }, rest) : "",
  );
}

function partsOf(pair: Pair, pin: Pin, name: string): { lead: string; rest: string } {
  const names = order(pair).map((side) => nameOf(pair, side, unitsOf(pair[side], pin[side])));
  const [first, second] = names.filter(Boolean);
  if (pin.name || !isPlain(pin) || !name.startsWith(first ?? "")) return { lead: name, rest: "" };
  if (second !== undefined) return { lead: first!, rest: alike(pair) ? ` × ${second}` : ` ${second}` };
  return { lead: name, rest: alike(pair) ? `, ${sideName(pair, pin.a.length > 0 ? "a" : "b")}` : "" };
}

/** Its sum, and what part of the pairs and of the score that is. */
function figures({ host, limits }: Context, pin: Pin): HTMLElement[] {
  const { pair } = host;
  const value = pinValue(pair, pin);
  const part = (whole: number) => {
    const ratio = share(value, Math.abs(whole));
    return h("span", { class: "share" }, ratio === null ? "" : percent(ratio));
  };
  const figure = h("span", { class: "value" }, signed(value, limits.digits));
  return [figure, part(pairsOf(pair)), part(pair.ledger.score)];
}
