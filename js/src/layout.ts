// What stands where: a caption over its picture, two captions one above the other, two pictures side by side.
import type { Context } from "./context.ts";
import { h } from "./dom.ts";
import { alike, capital, order, SIDES, sideName } from "./sides.ts";
import { bookmarks } from "./views/bookmarks.ts";
import { caption } from "./views/caption.ts";
import { later } from "./views/later.ts";
import { ledger } from "./views/ledger.ts";
import { legend, ownScale, sharedControls, strokes } from "./views/legend.ts";
import { type Menu, menus } from "./views/menu.ts";
import { notices } from "./views/notices.ts";
import { options } from "./views/options.ts";
import { panels } from "./views/panels.ts";
import { picture } from "./views/picture.ts";
import { pins } from "./views/pins.ts";
import { readout } from "./views/readout.ts";
import { specials } from "./views/specials.ts";
import { strip } from "./views/strip.ts";
import { strongest } from "./views/strongest.ts";
import { tools } from "./views/tools.ts";
import type { SideName } from "./wire.ts";

const exports: Menu = { name: "export", label: "Export", fill: later("exports"), stays: true };
const asPython: Menu = { name: "python", label: "Copy as Python", fill: later("asPython"), stays: true };

export function layout(context: Context): HTMLElement[] {
  const { a, b } = context.host.pair;
  if (context.host.blind) return bare(context);
  const parts =
    a.kind !== b.kind ? mixed(context) : a.kind === "caption" ? captions(context) : pictures(context);
  return [...parts, strip(context), menus(context, bookmarks, exports, asPython, options)];
}

function mixed(context: Context): HTMLElement[] {
  const [text, image] = order(context.host.pair);
  return [
    h("div", { class: "head" }, ...units(context, text), ...said(context)),
    h(
      "div",
      { class: "body" },
      h(
        "div",
        { class: "main" },
        panels(context, (own) => [...units(own, image), tools(own), legend(own)]),
      ),
      h("div", { class: "side" }, pins(context), strongest(context), ledger(context)),
    ),
  ];
}

function captions(context: Context): HTMLElement[] {
  const lines = SIDES.map((name) =>
    h("div", { class: "labelled" }, label(context, name), ...units(context, name)),
  );
  return [
    h("div", { class: "head alike" }, ...lines, ...said(context)),
    h(
      "div",
      { class: "body of-captions" },
      h("div", { class: "main" }, panels(context, null), strokes(context)),
      h("div", { class: "side" }, pins(context), strongest(context), ledger(context)),
    ),
  ];
}

function pictures(context: Context): HTMLElement[] {
  const shown = (own: Context) => [
    h(
      "div",
      { class: "pictures" },
      ...SIDES.map((name) =>
        h("div", { class: "labelled" }, label(own, name), ...units(own, name), ownScale(own, name)),
      ),
    ),
    tools(own),
    sharedControls(own),
  ];
  return [
    h("div", { class: "head alike" }, ...said(context)),
    h(
      "div",
      { class: "body of-pictures" },
      h("div", { class: "both" }, panels(context, shown)),
      h("div", { class: "side" }, pins(context), strongest(context)),
      h("div", { class: "side" }, ledger(context)),
    ),
  ];
}

/** While somebody guesses: the sides themselves, and nothing that tells. */
function bare(context: Context): HTMLElement[] {
  const { pair } = context.host;
  const parts = order(pair).map((name) => {
    const own = alike(pair) ? [label(context, name)] : [];
    const draw = pair[name].kind === "picture" && asksForRegion(context) ? [tools(context)] : [];
    return h("div", { class: "labelled" }, ...own, ...units(context, name), ...draw);
  });
  return [h("div", { class: alike(pair) ? "head alike bare" : "head bare" }, ...parts)];
}

function asksForRegion({ host }: Context): boolean {
  return host.lesson?.steps[host.store.history.peek().now.step ?? 0]?.quiz?.ask === "region";
}

/** What is said of what is kept, and of the numbers. */
function said(context: Context): HTMLElement[] {
  const { buttons, lines } = context.host.parts.has("live")?.strike(context) ?? { buttons: [], lines: [] };
  return [readout(context, buttons), ...lines, notices(context)];
}

/** The view of a side's units, whichever side it stands on. */
function units(context: Context, name: SideName): HTMLElement[] {
  const side = context.host.pair[name];
  if (side.kind === "caption") {
    const words = caption(context, name, side);
    return [context.host.parts.has("live")?.editable(context, name, words) ?? words];
  }
  return [picture(context, name, side), specials(context, name, side)];
}

function label(context: Context, name: SideName): HTMLElement {
  return h("p", { class: "note label" }, capital(sideName(context.host.pair, name)));
}
