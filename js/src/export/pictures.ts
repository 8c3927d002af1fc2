// A picture as a drawing: the picture itself lies inside, and its heat is one rectangle per cell.
import { diverging, paint } from "../colour.ts";
import { type Context, paletteNow } from "../context.ts";
import { s } from "../dom.ts";
import { places, plain, signed } from "../format.ts";
import { alike, capital, sideName } from "../sides.ts";
import { bordersOf, drawnPins, tagsOf } from "../views/picture.ts";
import type { Picture, SideName } from "../wire.ts";
import { badge, type Part, rect, round, SOFT, text } from "./marks.ts";

/** A picture with its heat, its outlines and its scale. */
export function picturePart(
  context: Context,
  name: SideName,
  side: Picture,
  held: string,
  most: number,
): Part {
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
        return rect([(cell % cols) * wide, Math.floor(cell / cols) * high, wide, high], {
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
    rect([0, y, width, 10], { fill: `url(#scale-${name})`, stroke: "#c9ced6", "stroke-width": 0.5 }),
    text(`against ${plain(-limit, digits)}`, 0, y + 25),
    text("value per patch", width / 2, y + 25, { "text-anchor": "middle", fill: SOFT }),
    text(`${signed(limit, digits)} for`, width, y + 25, { "text-anchor": "end" }),
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
