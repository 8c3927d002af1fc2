import { describe, expect, it } from "vitest";
import type { Rgb } from "../src/colour.ts";
import * as colour from "../src/colour.ts";
import { MAPS, PLAIN } from "../src/look.ts";
import type { Theme } from "../src/theme.ts";

// What an eye without one kind of cones tells apart, in linear light (Machado, Oliveira and Fernandes, "A
// physiologically-based model for simulation of color vision deficiency", 2009, at full severity).
const EYES = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  full: null,
};

const linear = (v: number) => (v <= 10.31 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);

/** Oklab, where equal steps look about equally large (Ottosson, "A perceptual color space", 2020). */
function lab([r, g, b]: readonly number[]): number[] {
  const l = Math.cbrt(0.4122214708 * r! + 0.5363325363 * g! + 0.0514459929 * b!);
  const m = Math.cbrt(0.2119034982 * r! + 0.6806995451 * g! + 0.1073969566 * b!);
  const s = Math.cbrt(0.0883024619 * r! + 0.2817188376 * g! + 0.6299787005 * b!);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function distance(a: Rgb, b: Rgb, eye: number[][] | null): number {
  const seen = (rgb: Rgb) => {
    const light = rgb.map(linear);
    return lab(
      eye
        ? eye.map((row) =>
            Math.max(
              0,
              row.reduce((t, k, i) => t + k * light[i]!, 0),
            ),
          )
        : light,
    );
  };
  const [p, q] = [seen(a), seen(b)];
  return Math.hypot(...p.map((v, i) => v - q[i]!));
}

const hex = (text: string): Rgb =>
  [1, 3, 5].map((i) => Number.parseInt(text.slice(i, i + 2), 16)) as unknown as Rgb;

const each = MAPS.flatMap((map) => Object.entries(EYES).map(([eye, cones]) => [map, eye, cones] as const));
const PLAINLY = colour.paletteOf(PLAIN);

describe("the scale", () => {
  it("is empty at zero and for a scale without extent", () => {
    expect(colour.diverging(0, 1, PLAINLY).alpha).toBe(0);
    expect(colour.diverging(3, 0, PLAINLY).alpha).toBe(0);
  });
  it("is symmetric: the same strength has the same opacity", () => {
    for (const t of [0.1, 0.5, 1]) {
      expect(colour.diverging(t, 1, PLAINLY).alpha).toBe(colour.diverging(-t, 1, PLAINLY).alpha);
      expect(colour.diverging(t, 1, PLAINLY).rgb).not.toEqual(colour.diverging(-t, 1, PLAINLY).rgb);
    }
  });
  it("stays at its end beyond it", () => {
    expect(colour.diverging(7, 2, PLAINLY)).toEqual(colour.diverging(2, 2, PLAINLY));
  });
  it.each(each)("of %s tells for from against to %s eyes", (map, _, cones) => {
    for (const theme of ["light", "dark"] as const) {
      const palette = colour.paletteOf({ map, flipped: false }, theme);
      for (const t of [0.3, 0.6, 1]) {
        const [a, b] = [t, -t].map((value) => colour.diverging(value, 1, palette).rgb);
        expect(distance(a!, b!, cones), `${theme}, ${t}`).toBeGreaterThan(0.15);
      }
    }
  });
  it("grows darker on a light page and lighter on a dark one", () => {
    for (const map of MAPS) {
      const strength = (theme: Theme, sign: number) =>
        [0.2, 1].map(
          (t) =>
            lab(
              colour.diverging(sign * t, 1, colour.paletteOf({ map, flipped: false }, theme)).rgb.map(linear),
            )[0]!,
        );
      for (const sign of [1, -1]) {
        const [faint, strong] = strength("light", sign);
        expect(strong).toBeLessThan(faint!);
        const [dim, bright] = strength("dark", sign);
        expect(bright).toBeGreaterThan(dim!);
      }
    }
  });
  it("can exchange its colours", () => {
    const { for: one, against: two } = colour.paletteOf(PLAIN);
    expect(colour.paletteOf({ ...PLAIN, flipped: true })).toEqual({ for: two, against: one });
    expect(colour.colourNames({ ...PLAIN, flipped: true })).toEqual({ for: "blue", against: "orange" });
  });
  it("paints four bytes per value", () => {
    const bytes = new Uint8ClampedArray(12);
    colour.paint(Float64Array.of(0, 2, -1), 2, PLAINLY, bytes);
    expect([...bytes]).toEqual([255, 170, 64, 0, 214, 72, 0, 255, 48, 130, 226, 128]);
  });
  it("draws the legend with the same colours", () => {
    expect(colour.gradient(PLAINLY, 3)).toBe(
      "linear-gradient(to right, rgb(0 84 196 / 1.000) 0.0%, rgb(255 170 64 / 0.000) 50.0%, rgb(214 72 0 / 1.000) 100.0%)",
    );
  });
});

describe("texts and lines", () => {
  const PAGES = { light: ["#ffffff", "#edeff2"], dark: ["#1b1f25", "#272c34"] } as const;
  const luminance = (text: string) => {
    const [r, g, b] = hex(text).map(linear);
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (one: string, two: string) => {
    const [low, high] = [luminance(one), luminance(two)].sort((a, b) => a - b);
    return (high! + 0.05) / (low! + 0.05);
  };

  it.each(MAPS)("of %s can be read on either page, on a tint too", (map) => {
    for (const theme of ["light", "dark"] as const)
      for (const page of PAGES[theme])
        for (const ink of Object.values(colour.inksOf({ map, flipped: false }, theme)))
          expect(contrast(ink, page), `${ink} on ${page}`).toBeGreaterThan(4.5);
  });
  it.each(each)("of %s are told apart by %s eyes", (map, _, cones) => {
    for (const theme of ["light", "dark"] as const) {
      const inks = colour.inksOf({ map, flipped: false }, theme);
      expect(distance(hex(inks.for), hex(inks.against), cones), theme).toBeGreaterThan(0.15);
    }
  });
});

describe("pins", () => {
  // Six colours cannot all stay far apart without the blue cones; each pin bears its letter, too.
  it.each(Object.entries(EYES))("are told apart by %s eyes", (name, eye) => {
    for (const [i, a] of colour.PINS.entries()) {
      for (const b of colour.PINS.slice(i + 1)) {
        expect(distance(hex(a), hex(b), eye), `${a} and ${b}`).toBeGreaterThan(
          name === "tritan" ? 0.05 : 0.07,
        );
      }
    }
  });
  it("bear a letter each, however many", () => {
    expect([0, 1, 25, 26].map(colour.pinLetter)).toEqual(["A", "B", "Z", "A2"]);
    expect(colour.pinColour(colour.PINS.length)).toBe(colour.PINS[0]);
  });
});
