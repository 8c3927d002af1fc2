// What is seen now as one SVG: caption, picture with its heat and outlines, scale, pins. Text is text, cells are
// rectangles, the picture lies inside; nothing in it is fetched, and nothing of a caption is markup.
import { diverging, inksOf, paint, pinColour, pinInk, pinLetter } from "../colour.ts";
import { type Context, paletteNow } from "../context.ts";
import { s } from "../dom.ts";
import { places, plain, signed } from "../format.ts";
import { pinName } from "../pin_names.ts";
import { heldOn } from "../pinning.ts";
import { alike, capital, order, SIDES, sideName } from "../sides.ts";
import { type TextUnit, textUnits } from "../units.ts";
import { bordersOf, drawnPins, tagsOf } from "../views/picture.ts";
import type { Caption, Picture, SideName } from "../wire.ts";
import { pinValue, readout } from "../words.ts";

const INK = "#1b1f24";
const SOFT = "#59626d";
const MARGIN = 16;
const LINE = 20;

/** Where a piece of text stands in the view, and its underline. */
interface Placed {
  readonly text: string;
  readonly box: DOMRect;
  readonly size: number;
  readonly unit: TextUnit | null;
  readonly under: { readonly box: DOMRect; readonly sign: string } | null;
}

export interface Scene {
  /** Pictures as addresses that hold them. */
  readonly pictures: Readonly<Partial<Record<SideName, string>>>;
  /** The captions' elements, as they stand in the view: they say where lines break, in any script. */
  readonly captions: Readonly<Partial<Record<SideName, Element>>>;
  readonly width: number;
  readonly font: string;
}

export function svgOf(context: Context, scene: Scene): string {
  const { pair } = context.host;
  const parts: SVGElement[] = [];
  let top = MARGIN;
  const add = ({ drawn, height }: Part, left = 0) => {
    parts.push(s("g", { transform: `translate(${MARGIN + left} ${top})` }, ...drawn));
    return height;
  };
  const sides = order(pair);
  for (const name of sides) {
    const [side, element] = [pair[name], scene.captions[name]];
    if (side.kind === "caption" && element) top += add(captionPart(context, name, side, element));
  }
  top += add(saidPart(context, scene.width));
  const wide = alike(pair) ? (scene.width - MARGIN) / 2 : scene.width;
  const heights = sides.map((name, i) => {
    const side = pair[name];
    if (side.kind !== "picture") return 0;
    const drawn = picturePart(context, name, side, scene.pictures[name] ?? "", wide);
    return add(drawn, alike(pair) && i > 0 ? wide + MARGIN : 0);
  });
  top += Math.max(...heights);
  top += add(keyPart(context));
  top += add(pinsPart(context, scene.width));
  const [width, height] = [Math.ceil(scene.width + 2 * MARGIN), Math.ceil(top + MARGIN)];
  const root = s(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      "font-family": scene.font,
      "font-size": 13,
      fill: INK,
    },
    s("rect", { width, height, fill: "#fff" }),
    ...parts,
  );
  return new XMLSerializer().serializeToString(root);
}

interface Part {
  readonly drawn: readonly SVGElement[];
  readonly height: number;
}

/** How wide what stands in a caption is: its lines are broken where the view breaks them. */
export function widthOf(caption: Element): number {
  const { left } = caption.getBoundingClientRect();
  const ends = [...caption.querySelectorAll(".unit")].map(
    (unit) => unit.getBoundingClientRect().right - left,
  );
  return Math.max(0, ...ends);
}

/** Text as a node of its own, without what XML cannot hold. */
function text(content: string, x: number, y: number, more: Record<string, string | number> = {}): SVGElement {
  const made = s("text", { x: round(x), y: round(y), ...more });
  made.textContent = content.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "");
  return made;
}

function captionPart(context: Context, name: SideName, side: Caption, element: Element): Part {
  const { look, shown, host } = context;
  const frame = element.getBoundingClientRect();
  const lit = new Set(shown.value[name].units);
  const pins = host.store.history.value.now.pins.filter((pin) => pin.shown);
  const drawn = placed(element, textUnits(side, look.pieces.value, look.special.value)).flatMap((piece) => {
    const { box, size, unit, under } = piece;
    const x = box.left - frame.left;
    const base = (box.top + box.bottom) / 2 - frame.top + 0.34 * size;
    const chosen = unit?.rows.some((row) => lit.has(row));
    const made = [
      text(piece.text, x, base, {
        "font-size": size,
        fill: unit?.special ? SOFT : INK,
        "font-weight": chosen ? 600 : 400,
        textLength: round(box.width),
        lengthAdjust: "spacingAndGlyphs",
        "xml:space": "preserve",
      }),
    ];
    if (under && under.box.height > 0.1) {
      const y = (under.box.top + under.box.bottom) / 2 - frame.top;
      made.push(stroke(context, under.sign !== "against", [x, x + box.width, y], under.box.height));
    }
    const held = pins.filter((pin) => unit?.tokens.some((token) => heldOn(pin, name).includes(token)));
    for (const [i, pin] of held.entries())
      made.push(
        s("rect", {
          x: round(x),
          y: round(box.top - frame.top - 2 - 3 * i),
          width: round(box.width),
          height: 2,
          fill: pinColour(pin.colour),
        }),
      );
    return made;
  });
  return { drawn, height: frame.height + 6 };
}

/** Every piece of a caption where it stands on the screen; a piece that is broken over lines stands on its first. */
function placed(element: Element, units: readonly (TextUnit | string)[]): Placed[] {
  return [...element.querySelectorAll(".unit, .gap")].flatMap((piece, i) => {
    const node = [...piece.childNodes].find((each) => each.nodeType === Node.TEXT_NODE);
    const content = node?.textContent ?? "";
    if (!node || !content.trim()) return [];
    const range = document.createRange();
    range.selectNode(node);
    const line = piece.querySelector<HTMLElement>(".under");
    const unit = units[i];
    return [
      {
        text: content,
        box: range.getClientRects?.()[0] ?? piece.getBoundingClientRect(),
        size: Number.parseFloat(getComputedStyle(piece).fontSize) || 21,
        unit: typeof unit === "object" ? unit : null,
        under: line && { box: line.getBoundingClientRect(), sign: line.dataset.sign ?? "for" },
      },
    ];
  });
}

/** An underline: whole for, broken against. */
function stroke(
  { look }: Context,
  isFor: boolean,
  [from, to, y]: readonly [number, number, number],
  thick: number,
): SVGElement {
  const inks = inksOf({ map: look.map.value, flipped: look.flipped.value }, "light");
  return s("line", {
    x1: round(from),
    x2: round(to),
    y1: round(y),
    y2: round(y),
    stroke: isFor ? inks.for : inks.against,
    "stroke-dasharray": isFor ? undefined : "4 2",
    "stroke-width": round(thick),
  });
}

/** What underlines mean, where there are some. */
function keyPart(context: Context): Part {
  const { host, shown, limits } = context;
  const ends = SIDES.filter((name) => host.pair[name].kind === "caption")
    .map((name) => shown.value[name])
    .filter(({ heat }) => heat.some((value) => value !== 0));
  if (ends.length === 0) return { drawn: [], height: 0 };
  const full = plain(Math.max(...ends.map(({ limit }) => limit)), limits.digits);
  const drawn = [
    stroke(context, true, [0, 22, 8], 4),
    text("for", 28, 12),
    stroke(context, false, [60, 82, 8], 4),
    text("against", 88, 12),
    text(`full underline ${full}`, 150, 12, { fill: SOFT }),
  ];
  return { drawn, height: LINE + 4 };
}

/** What is chosen, and its sum. */
function saidPart({ host, limits, shown }: Context, width: number): Part {
  const { subject, value, share } = readout(
    host.pair,
    limits,
    shown.value,
    host.store.history.value.now.pins,
  );
  const right = [value, share].filter(Boolean).join(" · ");
  const drawn = [
    text(subject, 0, 12, { "font-weight": 600 }),
    text(right, width, 12, { "text-anchor": "end" }),
  ];
  return { drawn, height: LINE + 4 };
}

function picturePart(context: Context, name: SideName, side: Picture, held: string, most: number): Part {
  const { host, look } = context;
  const { rows, cols } = side;
  const width = Math.min(most, (448 * side.width) / side.height);
  const height = (width * side.height) / side.width;
  const [wide, high] = [width / cols, height / rows];
  const { heat, limit } = context.shown.value[name];
  const palette = paletteNow(context);
  const label = alike(host.pair) ? [text(capital(sideName(host.pair, name)), 0, -4, { fill: SOFT })] : [];
  const shade = look.smooth.value
    ? blended(context, name, side, { width, height })
    : [...heat].map((value, cell) => {
        const { rgb, alpha } = diverging(value, limit, palette);
        return s("rect", {
          x: round((cell % cols) * wide),
          y: round(Math.floor(cell / cols) * high),
          width: round(wide),
          height: round(high),
          fill: `rgb(${rgb.join(",")})`,
          "fill-opacity": (alpha * look.opacity.value).toFixed(3),
          "data-value": Number(value.toPrecision(9)),
        });
      });
  const pins = drawnPins(context, name, side);
  const lines = bordersOf(context, name, side, pins).flatMap(({ d, kind, colour = "#111" }) => {
    const path = { d: scaled(d, wide, high), fill: "none" };
    const dashes = kind.includes("peak") ? "5 4" : undefined;
    return [
      s("path", { ...path, stroke: "#fff", "stroke-opacity": 0.85, "stroke-width": 4 }),
      s("path", { ...path, stroke: colour, "stroke-width": 2, "stroke-dasharray": dashes }),
    ];
  });
  const tags = tagsOf(pins).flatMap(({ slot, cell, place }) =>
    badge(slot, (cell % cols) * wide + 18 * place, Math.floor(cell / cols) * high),
  );
  const image = s("image", { href: held, width, height, preserveAspectRatio: "none" });
  const scale = scalePart(context, name, width, height + 8);
  const cells = s("g", { "shape-rendering": "crispEdges" }, ...shade);
  return {
    drawn: [
      s(
        "g",
        label.length > 0 ? { transform: "translate(0 10)" } : {},
        ...label,
        image,
        cells,
        ...lines,
        ...tags,
        ...scale,
      ),
    ],
    height: height + 56 + 10 * label.length,
  };
}

/** Heat whose cells are blended: one pixel per cell, enlarged by whoever shows it. */
function blended(
  context: Context,
  name: SideName,
  { rows, cols }: Picture,
  size: { width: number; height: number },
): SVGElement[] {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: cols, height: rows });
  const pen = canvas.getContext("2d");
  if (!pen) return [];
  const { heat, limit } = context.shown.value[name];
  const pixels = pen.createImageData(cols, rows);
  paint(heat, limit, paletteNow(context), pixels.data);
  pen.putImageData(pixels, 0, 0);
  const opacity = context.look.opacity.value;
  return [s("image", { href: canvas.toDataURL(), ...size, opacity, preserveAspectRatio: "none" })];
}

/** The scale: its colours, both ends in numbers and in words. */
function scalePart(context: Context, name: SideName, width: number, y: number): SVGElement[] {
  const { limit } = context.shown.value[name];
  if (limit === 0) return [text("Every value is zero.", 0, y + 12, { fill: SOFT })];
  const palette = paletteNow(context);
  const stops = Array.from({ length: 9 }, (_, i) => {
    const { rgb, alpha } = diverging(i / 4 - 1, 1, palette);
    return s("stop", {
      offset: i / 8,
      "stop-color": `rgb(${rgb.join(",")})`,
      "stop-opacity": alpha.toFixed(3),
    });
  });
  const digits = places(limit);
  return [
    s("linearGradient", { id: `scale-${name}` }, ...stops),
    s("rect", { y, width, height: 10, fill: `url(#scale-${name})`, stroke: "#c9ced6", "stroke-width": 0.5 }),
    text(`against ${plain(-limit, digits)}`, 0, y + 25),
    text("value per patch", width / 2, y + 25, { "text-anchor": "middle", fill: SOFT }),
    text(`${signed(limit, digits)} for`, width, y + 25, { "text-anchor": "end" }),
  ];
}

function pinsPart({ host, limits }: Context, width: number): Part {
  const { pins } = host.store.history.value.now;
  const shown = pins.filter((pin) => pin.shown);
  const drawn = shown.flatMap((pin, i) => [
    ...badge(pin.colour, 0, i * LINE + 8),
    text(pinName(host.pair, pin, pins), 26, i * LINE + 12),
    text(signed(pinValue(host.pair, pin), limits.digits), width, i * LINE + 12, { "text-anchor": "end" }),
  ]);
  return { drawn, height: shown.length * LINE };
}

/** A pin's letter on its colour, beginning at `x` and standing in the middle of a line at `y`. */
function badge(slot: number, x: number, y: number): SVGElement[] {
  const letter = pinLetter(slot);
  const wide = letter.length > 1 ? 22 : 15;
  return [
    s("rect", { x: round(x), y: round(y - 7.5), width: wide, height: 15, rx: 3, fill: pinColour(slot) }),
    text(letter, x + wide / 2, y + 4, {
      "text-anchor": "middle",
      "font-size": 11,
      "font-weight": 600,
      fill: pinInk(slot),
    }),
  ];
}

/** A path in cells as a path in pixels. */
function scaled(d: string, wide: number, high: number): string {
  return d
    .replace(
      /M(\d+) (\d+)/g,
      (_, x: string, y: string) => `M${round(Number(x) * wide)} ${round(Number(y) * high)}`,
    )
    .replace(/H(\d+)/g, (_, x: string) => `H${round(Number(x) * wide)}`)
    .replace(/V(\d+)/g, (_, y: string) => `V${round(Number(y) * high)}`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
