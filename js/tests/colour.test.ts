import { describe, expect, it } from "vitest";
import type { Rgb } from "../src/colour.ts";
import * as colour from "../src/colour.ts";

// Linear light to the light that an eye without long- or middle-wave cones tells apart (Viénot, Brettel and
// Mollon, "Digital video colourmaps for checking the legibility of displays by dichromats", 1999).
const DICHROMATS = {
  protan: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deutan: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
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

describe("the scale", () => {
  it("is empty at zero and for a scale without extent", () => {
    expect(colour.diverging(0, 1).alpha).toBe(0);
    expect(colour.diverging(3, 0).alpha).toBe(0);
  });
  it("is symmetric: the same strength has the same opacity", () => {
    for (const t of [0.1, 0.5, 1]) {
      expect(colour.diverging(t, 1).alpha).toBe(colour.diverging(-t, 1).alpha);
      expect(colour.diverging(t, 1).rgb).not.toEqual(colour.diverging(-t, 1).rgb);
    }
  });
  it("stays at its end beyond it", () => {
    expect(colour.diverging(7, 2)).toEqual(colour.diverging(2, 2));
  });
  it.each(Object.entries({ ...DICHROMATS, full: null }))("tells for from against to %s eyes", (_, eye) => {
    for (const t of [0.3, 0.6, 1]) {
      const [a, b] = [colour.diverging(t, 1).rgb, colour.diverging(-t, 1).rgb];
      expect(distance(a, b, eye)).toBeGreaterThan(0.15);
    }
  });
  it("paints four bytes per value", () => {
    const bytes = new Uint8ClampedArray(12);
    colour.paint(Float64Array.of(0, 2, -1), 2, bytes);
    expect([...bytes]).toEqual(
      [255, 170, 64, 0, 214, 72, 0, 255, 48, 130, 226, 128].map((v, i) => (i < 11 ? v : v)),
    );
  });
  it("draws the legend with the same colours", () => {
    expect(colour.gradient(3)).toBe(
      "linear-gradient(to right, rgb(0 84 196 / 1.000) 0.0%, rgb(255 170 64 / 0.000) 50.0%, rgb(214 72 0 / 1.000) 100.0%)",
    );
  });
});

describe("pins", () => {
  it.each(Object.entries({ ...DICHROMATS, full: null }))("are told apart by %s eyes", (_, eye) => {
    for (const [i, a] of colour.PINS.entries()) {
      for (const b of colour.PINS.slice(i + 1)) {
        expect(distance(hex(a), hex(b), eye), `${a} and ${b}`).toBeGreaterThan(0.07);
      }
    }
  });
  it("bear a letter each, however many", () => {
    expect([0, 1, 25, 26].map(colour.pinLetter)).toEqual(["A", "B", "Z", "A2"]);
    expect(colour.pinColour(colour.PINS.length)).toBe(colour.PINS[0]);
  });
});
