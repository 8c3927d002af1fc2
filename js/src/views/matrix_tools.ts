// Under the matrix: small linked pictures that say where a patch is, the scale of the cells, order and zoom.
import type { ReadonlySignal, Signal } from "@preact/signals-core";
import { type Context, on, setLook, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { ORDERS, type Order } from "../look.ts";
import { capital, order, SIDES, sideName } from "../sides.ts";
import type { Pair } from "../wire.ts";
import { totalOf } from "../words.ts";
import { FIT, mostZoom, type Zoom, zoomedAt } from "../zoom.ts";
import { STEP } from "./matrix_keys.ts";
import type { Sheet } from "./matrix_paint.ts";
import { picture } from "./picture.ts";
import { scaleBar } from "./scale.ts";

type Tools = readonly [context: Context, sheet: ReadonlySignal<Sheet>, zoom: Signal<Zoom>];

export function matrixTools(...tools: Tools): HTMLElement {
  const [context] = tools;
  const { pair } = context.host;
  const small = SIDES.flatMap((name) => {
    const side = pair[name];
    return side.kind === "picture" ? [h("div", { class: "small" }, picture(context, name, side))] : [];
  });
  return h(
    "div",
    { class: "matrix-tools" },
    ...small,
    h(
      "div",
      { class: "legend" },
      h("p", { class: "note title" }, titleOf(pair)),
      scale(context, tools[1]),
      h("div", { class: "controls" }, ...zoomButtons(...tools), columns(context)),
      h("p", { class: "note" }, hint(pair)),
    ),
  );
}

function titleOf(pair: Pair): string {
  if (pair.a.kind !== pair.b.kind) return "Value per word and patch";
  const unit = pair.a.kind === "caption" ? "word" : "patch";
  return `Rows: ${unit} of the ${sideName(pair, "a")}; columns: of the ${sideName(pair, "b")}`;
}

function hint(pair: Pair): string {
  const [rows, cols] = order(pair).map((name) => (pair[name].kind === "caption" ? "word" : "patch"));
  const both = rows === cols ? `both ${rows === "word" ? "words" : "patches"}` : `${rows} and ${cols}`;
  return `A click keeps ${both}. Ctrl or ⌘ and the wheel, or two fingers, zoom; dragging moves.`;
}

function scale(context: Context, sheet: ReadonlySignal<Sheet>): HTMLElement {
  const { host, view } = context;
  return scaleBar(context, {
    label: "Colour scale of the matrix, value per cell",
    limit: () => sheet.value.grid.limit,
    value: () => {
      const { a, b } = view.hover.value ?? { a: [], b: [] };
      return a.length > 0 && b.length > 0 ? totalOf(host.pair, a, b) : null;
    },
    theme: () => view.theme.value,
  });
}

function zoomButtons(context: Context, sheet: ReadonlySignal<Sheet>, zoom: Signal<Zoom>): HTMLElement[] {
  const by = (factor: number) => () => {
    const { area, zoom: now } = sheet.peek();
    zoom.value = zoomedAt(now, area, factor, { x: area.width / 2, y: area.height / 2 });
  };
  const button = (text: string, name: string, run: () => void) => {
    const made = h("button", { type: "button", "aria-label": name, title: name }, text);
    on(context, made, "click", run);
    return made;
  };
  const out = button("−", "Zoom out (−)", by(1 / STEP));
  const into = button("+", "Zoom in (+)", by(STEP));
  const all = button("Fit", "Fit all cells (0)", () => {
    zoom.value = FIT;
  });
  watch(context, () => {
    const { area, zoom: now } = sheet.value;
    assign(out, { "aria-disabled": now.factor <= 1 });
    assign(all, { "aria-disabled": now.factor <= 1 });
    assign(into, { "aria-disabled": now.factor >= mostZoom(area) });
  });
  return [h("div", { class: "zoom", role: "group", "aria-label": "Zoom of the matrix" }, out, into, all)];
}

const ORDER_NAMES: Readonly<Record<Order, string>> = { reading: "in reading order", strength: "by strength" };

/** In which order columns stand. */
function columns(context: Context): HTMLElement {
  const { pair } = context.host;
  const name = pair[order(pair)[1]].kind === "caption" ? "words" : "patches";
  const select = h("select", {}, ...ORDERS.map((value) => h("option", { value }, ORDER_NAMES[value])));
  on(context, select, "change", () => setLook(context, { order: select.value as Order }));
  watch(context, () => {
    select.value = context.look.order.value;
  });
  return h("label", {}, capital(name), select);
}
