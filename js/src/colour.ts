// Colour: one symmetric diverging scale whose zero is empty, and a set of distinct colours for pins.

export type Rgb = readonly [number, number, number];

/** Orange says "for", blue says "against": the pair that stays apart under every common colour blindness. */
export const FOR: readonly [Rgb, Rgb] = [
  [255, 170, 64],
  [214, 72, 0],
];
export const AGAINST: readonly [Rgb, Rgb] = [
  [96, 176, 255],
  [0, 84, 196],
];

/** Colours of pins, apart from each other and from both ends of the scale; the letter says the same again. */
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
export function diverging(value: number, limit: number): { rgb: Rgb; alpha: number } {
  const t = limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0;
  const [light, deep] = value < 0 ? AGAINST : FOR;
  return { rgb: mix(light, deep, t), alpha: t };
}

function mix(a: Rgb, b: Rgb, t: number): Rgb {
  const at = (i: 0 | 1 | 2) => Math.round(a[i] + (b[i] - a[i]) * t);
  return [at(0), at(1), at(2)];
}

/** Fills RGBA bytes, four per value. */
export function paint(values: Float64Array, limit: number, into: Uint8ClampedArray): void {
  values.forEach((value, i) => {
    const { rgb, alpha } = diverging(value, limit);
    into.set([...rgb, 255 * alpha], 4 * i);
  });
}

/** The scale as a CSS gradient from -limit to +limit, drawn with the same colours as the picture. */
export function gradient(stops = 9): string {
  const parts = Array.from({ length: stops }, (_, i) => {
    const t = -1 + (2 * i) / (stops - 1);
    const { rgb, alpha } = diverging(t, 1);
    return `rgb(${rgb.join(" ")} / ${alpha.toFixed(3)}) ${((50 * (t + 1)) as number).toFixed(1)}%`;
  });
  return `linear-gradient(to right, ${parts.join(", ")})`;
}
