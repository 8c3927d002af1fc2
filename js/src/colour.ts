// Colour: symmetric diverging scales whose zero is empty, and a set of distinct colours for pins.
import type { Look, MapName } from "./look.ts";
import type { Theme } from "./theme.ts";

export type Rgb = readonly [number, number, number];

/** The colours of one sign: faint, and at the end of the scale. */
export type Ends = readonly [faint: Rgb, strong: Rgb];

export interface Palette {
  readonly for: Ends;
  readonly against: Ends;
}

/** Each pair of colours stays apart under every common colour blindness. Python draws with the same. */
const PALETTES: Readonly<Record<MapName, Palette>> = {
  "orange-blue": {
    for: [
      [255, 170, 64],
      [214, 72, 0],
    ],
    against: [
      [96, 176, 255],
      [0, 84, 196],
    ],
  },
  "green-purple": {
    for: [
      [120, 214, 90],
      [14, 124, 40],
    ],
    against: [
      [214, 140, 255],
      [128, 30, 170],
    ],
  },
  "yellow-violet": {
    for: [
      [255, 222, 60],
      [206, 140, 0],
    ],
    against: [
      [164, 140, 255],
      [84, 32, 190],
    ],
  },
};

/** What a text or a line of either sign has on a page: dark enough to read on white, light enough on black. */
const INKS: Readonly<Record<MapName, Readonly<Record<Theme, readonly [forIt: string, against: string]>>>> = {
  "orange-blue": { light: ["#b43e00", "#0a57c2"], dark: ["#ff9d52", "#74b4ff"] },
  "green-purple": { light: ["#10702c", "#8626b0"], dark: ["#70d068", "#d896ff"] },
  "yellow-violet": { light: ["#8c5c00", "#5c32c4"], dark: ["#f0c43c", "#a088ff"] },
};

type Colours = Pick<Look, "map" | "flipped">;

/**
 * The colours of a look. On a picture and on a light page zero is light, and values grow darker; where zero is a
 * dark page, they grow lighter.
 */
export function paletteOf({ map, flipped }: Colours, theme: Theme = "light"): Palette {
  const { for: one, against: two } = PALETTES[map];
  const turned = ([faint, strong]: Ends): Ends => (theme === "dark" ? [strong, faint] : [faint, strong]);
  return flipped ? { for: turned(two), against: turned(one) } : { for: turned(one), against: turned(two) };
}

/** Colours of texts and lines "for" and "against", as CSS. */
export function inksOf({ map, flipped }: Colours, theme: Theme): { for: string; against: string } {
  const [one, two] = INKS[map][theme];
  return flipped ? { for: two, against: one } : { for: one, against: two };
}

/** What the two colours of a map are called: "orange" and "blue". */
export function colourNames({ map, flipped }: Colours): { for: string; against: string } {
  const [one, two] = map.split("-") as [string, string];
  return flipped ? { for: two, against: one } : { for: one, against: two };
}

/** Colours of pins, apart from each other and from both ends of the first scale; the letter says the same again. */
export const PINS: readonly string[] = ["#2db298", "#b836d9", "#d9ad00", "#548c00", "#7cadf7", "#6e6e76"];

export function pinColour(slot: number): string {
  return PINS[slot % PINS.length]!;
}

/** Black or white, whichever reads better on a pin's colour. */
export function pinInk(slot: number): string {
  const colour = pinColour(slot);
  const light = [1, 3, 5].map((i) => (Number.parseInt(colour.slice(i, i + 2), 16) / 255) ** 2.2);
  return 0.2126 * light[0]! + 0.7152 * light[1]! + 0.0722 * light[2]! > 0.18 ? "#111" : "#fff";
}

export function pinLetter(slot: number): string {
  const letter = String.fromCharCode(65 + (slot % 26));
  return slot < 26 ? letter : `${letter}${Math.floor(slot / 26) + 1}`;
}

/** Colour and opacity (0 to 1) of `value` on a scale that ends at `limit`; beyond it stays at the end. */
export function diverging(value: number, limit: number, palette: Palette): { rgb: Rgb; alpha: number } {
  const t = limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0;
  const [faint, strong] = value < 0 ? palette.against : palette.for;
  return { rgb: mix(faint, strong, t), alpha: t };
}

function mix(a: Rgb, b: Rgb, t: number): Rgb {
  const at = (i: 0 | 1 | 2) => Math.round(a[i] + (b[i] - a[i]) * t);
  return [at(0), at(1), at(2)];
}

/** Fills RGBA bytes, four per value. */
export function paint(values: Float64Array, limit: number, palette: Palette, into: Uint8ClampedArray): void {
  values.forEach((value, i) => {
    const { rgb, alpha } = diverging(value, limit, palette);
    into.set([...rgb, 255 * alpha], 4 * i);
  });
}

/** The scale as a CSS gradient from -limit to +limit, drawn with the same colours as the picture. */
export function gradient(palette: Palette, stops = 9): string {
  const parts = Array.from({ length: stops }, (_, i) => {
    const t = -1 + (2 * i) / (stops - 1);
    const { rgb, alpha } = diverging(t, 1, palette);
    return `rgb(${rgb.join(" ")} / ${alpha.toFixed(3)}) ${(50 * (t + 1)).toFixed(1)}%`;
  });
  return `linear-gradient(to right, ${parts.join(", ")})`;
}
