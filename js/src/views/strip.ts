// A row of small maps of what is chosen: one for each layer and method, and one of noise. Pressing one shows it.
import {
  labels,
  methodName,
  type Subject,
  said,
  scaleGroups,
  subjectName,
  subjectOf,
  whereIn,
} from "../beside.ts";
import { type Context, on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import type { Variant } from "../host.ts";
import { move } from "../keys.ts";
import { capital } from "../sides.ts";
import { type Drawn, painter, whenSeen } from "./painter.ts";

export function strip(context: Context): HTMLElement {
  const { host } = context;
  const title = h("h2", {}, "Layers and methods");
  const place = h("div");
  const asks = host.parts.has("live");
  const root = h(
    "section",
    { class: "strip", role: "group", "aria-label": "Layers and methods" },
    title,
    place,
    ...(asks ? [asks.compare(context)] : []),
  );
  let drawn = new AbortController();
  watch(context, () => {
    const variants = host.variants.value;
    drawn.abort();
    drawn = new AbortController();
    const there = variants.some(({ revision }) => revision === host.revision);
    const stop = AbortSignal.any([context.stop, drawn.signal]);
    place.replaceChildren(...(there ? maps({ ...context, stop }, variants) : []));
    root.hidden = !there && !(host.desk && host.live.value);
  });
  return root;
}

interface Tile extends Drawn {
  readonly label: string;
  readonly element: HTMLElement;
}

function maps(context: Context, variants: readonly Variant[]): HTMLElement[] {
  const names = labels(variants);
  const tiles = variants.map((variant, i) => tile(context, variant, names[i]!));
  const list = h(
    "div",
    { class: "tiles", role: "listbox", "aria-orientation": "horizontal" },
    ...tiles.map(({ element }) => element),
  );
  const line = h("p", { class: "told-of" });
  const how = h("p", { class: "note" });
  let heats: readonly Float64Array[] = [];
  let pointed: number | null = null;
  const tell = () => {
    const subject = subjectOf(context.host.pair, context.shown.peek());
    say(line, pointed === null ? ofAll(context, subject) : sentence(pointed, subject));
    say(how, caption(context, variants));
  };
  const sentence = (i: number, { on: side }: Subject) => {
    const { variant, label, agrees } = tiles[i]!;
    const where = whereIn(variant.pair, side, heats[i]!);
    const alike = agrees.textContent?.startsWith("r") ? `; ${agrees.textContent} with the one shown` : "";
    return `${said(label, variant, heats[i]!, context.limits.digits)}${where ? `, ${where}` : ""}${alike}.`;
  };
  tell();
  const draw = painter(context, tiles, (made, subject) => {
    heats = made;
    assign(list, { "aria-label": `Maps of ${subjectName(context.host.pair, subject)}` });
    tell();
  });
  whenSeen(context, list, draw);
  input(context, list, tiles, (i) => {
    pointed = heats.length > 0 ? i : null;
    tell();
  });
  return [list, line, how];
}

function tile(context: Context, variant: Variant, label: string): Tile {
  const { host } = context;
  const { revision, noise, pair } = variant;
  const pictured = [pair.a, pair.b].some(({ kind }) => kind === "picture");
  const total = pictured ? null : h("span", { class: "total" });
  const map = pictured ? thumb() : null;
  const agrees = h("span", { class: "agrees" });
  const shown = revision === host.revision;
  const element = h(
    "div",
    {
      class: "tile",
      role: "option",
      tabindex: shown ? 0 : -1,
      "aria-selected": String(shown),
      "data-noise": noise,
    },
    map?.box ?? total!,
    h("span", { class: "name" }, label),
    agrees,
  );
  return { variant, label, element, map, total, agrees };
}

function thumb(): NonNullable<Drawn["map"]> {
  const image = h("img", { alt: "", draggable: "false" });
  const canvas = h("canvas", { width: 1, height: 1, "aria-hidden": "true" });
  return { image, canvas, box: h("span", { class: "thumb" }, image, canvas) };
}

function ofAll({ host }: Context, subject: Subject): string {
  return `${capital(subjectName(host.pair, subject))}: point at a map to read what it says, press it to show it.`;
}

/** How the colours of the maps compare, and what is said of each. */
function caption({ look }: Context, variants: readonly Variant[]): string {
  const groups = scaleGroups(variants);
  const first = groups.filter((group, i) => group === groups[0] && !variants[i]!.noise).length;
  const others = new Set(groups).size > 1;
  const scale = others
    ? `Maps by ${methodName(variants[0]!.pair.method)} share one scale${first > 1 ? ", so layers can be compared" : ""}; other methods have units of their own and a scale each.`
    : "All maps share one scale.";
  const noise = variants.some((each) => each.noise)
    ? " Random weights show what the method makes of noise: trust nothing that looks like it."
    : "";
  const fitted = look.locked.peek() ? "" : " The scales fit what is chosen now.";
  return `${scale}${fitted}${noise} r is the rank correlation with the map shown.`;
}

/** One tab stop; arrows lead along, Enter and Space show. */
function input(
  context: Context,
  list: HTMLElement,
  tiles: readonly Tile[],
  point: (i: number | null) => void,
): void {
  const { store } = context.host;
  const at = (event: Event) => tiles.findIndex(({ element }) => element.contains(event.target as Node));
  const go = (i: number) => {
    const { variant, label } = tiles[i]!;
    context.announce(`${label} is shown`);
    store.act((now) => ({ ...now, revision: variant.revision }));
  };
  on(context, list, "click", (event) => {
    if (at(event) >= 0) go(at(event));
  });
  on(context, list, ["pointerover", "focusin"], (event) => point(at(event) < 0 ? null : at(event)));
  on(context, list, ["pointerleave", "focusout"], () => point(null));
  on(context, list, "keydown", (event) => {
    const i = at(event);
    if (i < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = move(event.key, i, tiles.length);
    if (next !== null) {
      for (const [j, { element }] of tiles.entries()) element.tabIndex = j === next ? 0 : -1;
      tiles[next]!.element.focus();
    } else if (event.key === "Enter" || event.key === " ") go(i);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
