// What is seen now as one SVG: caption, picture with its heat and outlines, scale, pins. Text is text, cells are
// rectangles, the picture lies inside; nothing in it is fetched, and nothing of a caption is markup.
import type { Context } from "../context.ts";
import { s } from "../dom.ts";
import { plain, signed } from "../format.ts";
import { pinName } from "../pin_names.ts";
import { alike, order, SIDES } from "../sides.ts";
import type { SideName } from "../wire.ts";
import { pinValue, readout } from "../words.ts";
import { captionPart } from "./captions.ts";
import { badge, INK, type Part, SOFT, stroke, text } from "./marks.ts";
import { picturePart } from "./pictures.ts";

const MARGIN = 16;
const LINE = 20;

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
