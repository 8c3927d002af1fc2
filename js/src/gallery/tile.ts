// One tile of the wall: the picture with the heat of its strongest phrase, the caption, a number, what reviewers said.
import { paint, paletteOf } from "../colour.ts";
import { assign, h, say } from "../dom.ts";
import { PLAIN } from "../look.ts";
import { headOf } from "./columns.ts";
import type { Tile } from "./source.ts";
import type { State } from "./state.ts";
import { capital, grouped, labelled, value } from "./words.ts";

const FULL = 127;
/** How strong the heat lies on a picture: what the explorer begins with. */
const OPACITY = 0.85;

export interface Drawn {
  readonly element: HTMLElement;
  /** Draws what is known of the pair now. */
  tell(tile: Tile | undefined, at: { readonly place: number; readonly of: number }): void;
}

export function drawTile(state: State, index: number): Drawn {
  const image = h("img", { alt: "", decoding: "async", draggable: false });
  const canvas = h("canvas", { "aria-hidden": "true" });
  const why = h("span", { class: "why" });
  const frame = h("span", { class: "frame" }, image, canvas, why);
  const caption = h("span", { class: "said-of", dir: "auto" });
  const number = h("span", { class: "figure" });
  const labels = h("span", { class: "chips" });
  const mark = h("span", { class: "tick", "aria-hidden": "true" });
  const element = h(
    "div",
    { class: "pair", role: "option", tabindex: -1 },
    frame,
    mark,
    caption,
    number,
    labels,
  );
  let painted: Tile | undefined;
  return {
    element,
    tell(tile, { place, of }) {
      const table = state.table.peek();
      const query = state.query.peek();
      const error = table.errors[index] || tile?.error || "";
      if (tile !== painted) {
        painted = tile;
        show(tile, image, canvas);
      }
      say(why, error ? "Cannot be read" : "");
      underline(
        caption,
        table.captions[index] || (error ? error : table.names[index]) || "…",
        error ? undefined : tile,
      );
      const head = headOf(table, query.sort);
      say(
        number,
        head ? `${head.name} ${value(table.numbers.get(head.key)?.[index], head)}` : grouped(index + 1),
      );
      chips(labels, state, index);
      assign(element, {
        "aria-posinset": place + 1,
        "aria-setsize": of,
        "aria-selected": state.chosen.peek().has(index),
        "data-error": error !== "",
        title: error,
      });
      element.dataset.index = String(index);
      element.setAttribute("aria-label", nameOf(state, index, error, number.textContent));
    },
  };
}

function show(tile: Tile | undefined, image: HTMLImageElement, canvas: HTMLCanvasElement): void {
  image.hidden = !tile?.picture;
  canvas.hidden = !tile || tile.heat.length === 0;
  if (tile?.picture) image.src = tile.picture;
  if (!tile || tile.heat.length === 0) return;
  canvas.width = tile.cols;
  canvas.height = tile.rows;
  canvas.style.opacity = String(OPACITY);
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const pixels = pen.createImageData(tile.cols, tile.rows);
  paint(Float64Array.from(tile.heat), FULL, paletteOf(PLAIN), pixels.data);
  pen.putImageData(pixels, 0, 0);
}

/** The caption, with a line under the phrase whose heat is shown. */
function underline(into: HTMLElement, text: string, tile: Tile | undefined): void {
  const key = `${text}\n${tile?.start}\n${tile?.end}`;
  if (into.dataset.key === key) return;
  into.dataset.key = key;
  if (!tile || tile.end <= tile.start) into.replaceChildren(text);
  else {
    const phrase = h("u", {}, text.slice(tile.start, tile.end));
    into.replaceChildren(text.slice(0, tile.start), phrase, text.slice(tile.end));
  }
}

function chips(into: HTMLElement, { table, about }: State, index: number): void {
  const said = table.peek().said.get(index) ?? [];
  const text = said.map((each) => labelled(each, about.labels));
  const key = text.join("\n");
  if (into.dataset.key === key) return;
  into.dataset.key = key;
  into.replaceChildren(...text.map((each, i) => chip(each, said[i]!.status)));
}

function chip(text: string, status: string): HTMLElement {
  return h("span", { class: "chip", dir: "auto", "data-status": status, title: text }, text);
}

function nameOf({ table, about }: State, index: number, error: string, number: string): string {
  const { captions, names, said } = table.peek();
  const labels = (said.get(index) ?? []).map((each) => capital(labelled(each, about.labels)));
  const called = captions[index] || names[index] || `Pair ${index + 1}`;
  return [called, error, number, ...labels].filter(Boolean).join(". ");
}
