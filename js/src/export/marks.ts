// The small parts of a drawing: text, underlines, rectangles, letters of pins.
import { inksOf, pinColour, pinInk, pinLetter } from "../colour.ts";
import type { Context } from "../context.ts";
import { s } from "../dom.ts";

export const INK = "#1b1f24";
export const SOFT = "#59626d";

/** A drawn part, and how much room it takes. */
export interface Part {
  readonly drawn: readonly SVGElement[];
  readonly height: number;
}

/** Text as a node of its own, without what XML cannot hold. */
export function text(
  content: string,
  x: number,
  y: number,
  more: Record<string, string | number> = {},
): SVGElement {
  const made = s("text", { x: round(x), y: round(y), ...more });
  made.textContent = content.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "");
  return made;
}

/** A rectangle; what else it has comes last. */
export function rect(
  [x, y, width, height]: readonly [number, number, number, number],
  more: Record<string, string | number>,
): SVGElement {
  return s("rect", { x: round(x), y: round(y), width: round(width), height: round(height), ...more });
}

/** An underline: whole for, broken against. */
export function stroke(
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

/** A pin's letter on its colour, beginning at `x` and standing in the middle of a line at `y`. */
export function badge(slot: number, x: number, y: number): SVGElement[] {
  const letter = pinLetter(slot);
  const wide = letter.length > 1 ? 22 : 15;
  return [
    rect([x, y - 7.5, wide, 15], { rx: 3, fill: pinColour(slot) }),
    text(letter, x + wide / 2, y + 4, {
      "text-anchor": "middle",
      "font-size": 11,
      "font-weight": 600,
      fill: pinInk(slot),
    }),
  ];
}

export function round(value: number): number {
  return Math.round(value * 100) / 100;
}
