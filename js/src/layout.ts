// What stands where: a caption over its picture, two captions one above the other, two pictures side by side.
import type { Context } from "./context.ts";
import { h } from "./dom.ts";
import { capital, order, SIDES, sideName } from "./sides.ts";
import { caption } from "./views/caption.ts";
import { ledger } from "./views/ledger.ts";
import { legend, ownScale, sharedControls, strokes } from "./views/legend.ts";
import { menus } from "./views/menu.ts";
import { notices } from "./views/notices.ts";
import { options } from "./views/options.ts";
import { picture } from "./views/picture.ts";
import { pins } from "./views/pins.ts";
import { readout } from "./views/readout.ts";
import { specials } from "./views/specials.ts";
import { strongest } from "./views/strongest.ts";
import { tools } from "./views/tools.ts";
import type { SideName } from "./wire.ts";

export function layout(context: Context): HTMLElement[] {
  const { a, b } = context.host.pair;
  const parts =
    a.kind !== b.kind ? mixed(context) : a.kind === "caption" ? captions(context) : pictures(context);
  return [...parts, menus(context, options)];
}

function mixed(context: Context): HTMLElement[] {
  const [text, image] = order(context.host.pair).map((name) => units(context, name));
  return [
    h("div", { class: "head" }, ...text!, readout(context), notices(context)),
    h(
      "div",
      { class: "body" },
      h("div", { class: "main" }, ...image!, tools(context), legend(context)),
      h("div", { class: "side" }, pins(context), strongest(context), ledger(context)),
    ),
  ];
}

function captions(context: Context): HTMLElement[] {
  const lines = SIDES.map((name) =>
    h("div", { class: "labelled" }, label(context, name), ...units(context, name)),
  );
  return [
    h("div", { class: "head alike" }, ...lines, readout(context), notices(context)),
    h(
      "div",
      { class: "body of-captions" },
      h("div", { class: "side" }, strokes(context), pins(context), strongest(context)),
      h("div", { class: "side" }, ledger(context)),
    ),
  ];
}

function pictures(context: Context): HTMLElement[] {
  const shown = SIDES.map((name) =>
    h("div", { class: "labelled" }, label(context, name), ...units(context, name), ownScale(context, name)),
  );
  return [
    h("div", { class: "head alike" }, readout(context), notices(context)),
    h(
      "div",
      { class: "body of-pictures" },
      h(
        "div",
        { class: "both" },
        h("div", { class: "pictures" }, ...shown),
        tools(context),
        sharedControls(context),
      ),
      h("div", { class: "side" }, pins(context), strongest(context)),
      h("div", { class: "side" }, ledger(context)),
    ),
  ];
}

/** The view of a side's units, whichever side it stands on. */
function units(context: Context, name: SideName): HTMLElement[] {
  const side = context.host.pair[name];
  if (side.kind === "caption") return [caption(context, name, side)];
  return [picture(context, name, side), specials(context, name, side)];
}

function label(context: Context, name: SideName): HTMLElement {
  return h("p", { class: "note label" }, capital(sideName(context.host.pair, name)));
}
