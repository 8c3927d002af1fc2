// One tile of the wall: the picture with the heat of its strongest phrase, the caption, a number, what reviewers said.
import { paint, paletteOf } from "../colour.ts";
import { assign, h, say } from "../dom.ts";
import { PLAIN } from "../look.ts";
import { headOf, type Table } from "./columns.ts";
import type { Tile } from "./source.ts";
import type { State } from "./state.ts";
import { beginFor, grouped, labelled, value } from "./words.ts";

const FULL = 127;
/** How strong the heat lies on a picture: what the explorer begins with. */
const OPACITY = 0.85;

interface Standing {
  readonly place: number;
  readonly of: number;
  /** Its picture could not be fetched. */
  readonly isLost: boolean;
}

export interface Drawn {
  readonly element: HTMLElement;
  /** Draws what is known of the pair now. */
  tell(tile: Tile | undefined, at: Standing): void;
}

export function drawTile(state: State, index: number): Drawn {
  const image = h("img", { alt: "", decoding: "async", draggable: false });
  const canvas = h("canvas", { "aria-hidden": "true" });
  const first = h("span", { class: "first", dir: "auto" });
  const why = h("span", { class: "why" });
  const both = h("span", { class: "both" }, image, canvas);
  const frame = h("span", { class: "frame" }, both, first, why);
  const caption = h("span", { class: "said-of", dir: "auto" });
  const number = h("span", { class: "figure" });
  const labels = h("span", { class: "chips" });
  const mark = h("span", { class: "tick", "aria-hidden": "true" });
  const stop = () => h("span", { class: "heard" }, ". "); // who listens hears where one thing ends
  const element = h(
    "div",
    { class: "pair", role: "option", tabindex: -1, "data-index": index },
    frame,
    mark,
    h("span", { class: "below" }, caption, stop()),
    h("span", { class: "below" }, number, stop()),
    labels,
  );
  let painted: Tile | undefined;
  return {
    element,
    tell(tile, { place, of, isLost }) {
      const table = state.table.peek();
      const error = table.errors[index] || tile?.error || "";
      if (tile !== painted) {
        painted = tile;
        show(tile, both, image, canvas);
        say(first, tile?.first ?? "");
      }
      say(why, error ? "Cannot be read" : !tile && isLost ? "Not fetched" : "");
      underline(caption, error || calledOf(table, index), error ? undefined : tile);
      const head = headOf(table, state.query.peek().sort);
      say(
        number,
        head ? `${head.name} ${value(table.numbers.get(head.key)?.[index], head)}` : numbered(index),
      );
      chips(labels, state, index);
      assign(element, {
        "aria-posinset": place + 1,
        "aria-setsize": of,
        "aria-selected": state.chosen.peek().has(index),
        "data-error": error !== "",
        "data-empty": !tile,
        title: error || undefined,
      });
    },
  };
}

function numbered(index: number): string {
  return `Pair ${grouped(index + 1)}`;
}

/** What stands below the picture. */
function calledOf({ captions, names, read }: Table, index: number): string {
  return captions[index] || names[index] || (read[index] ? "Two pictures" : "…");
}

function show(
  tile: Tile | undefined,
  both: HTMLElement,
  image: HTMLImageElement,
  canvas: HTMLCanvasElement,
): void {
  const { width = 1, height = 1 } = tile?.picture ? tile : {};
  both.style.width = `${100 * Math.min(1, width / height)}%`; // the heat lies on the picture, whatever its shape
  both.style.height = `${100 * Math.min(1, height / width)}%`;
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

/** The caption, with a line under the phrase whose heat is shown; its beginning is left out where that hides the phrase. */
function underline(into: HTMLElement, text: string, tile: Tile | undefined): void {
  const key = `${text}\n${tile?.start}\n${tile?.end}`;
  if (into.dataset.key === key) return;
  into.dataset.key = key;
  if (!tile || tile.end <= tile.start) {
    into.replaceChildren(text);
    return;
  }
  const from = Math.min(beginFor(text, tile.end), tile.start);
  const phrase = h("u", {}, text.slice(tile.start, tile.end));
  const left =
    from > 0
      ? [h("span", { class: "heard" }, text.slice(0, from)), h("span", { "aria-hidden": "true" }, "… ")]
      : [];
  into.replaceChildren(...left, text.slice(from, tile.start), phrase, text.slice(tile.end));
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
