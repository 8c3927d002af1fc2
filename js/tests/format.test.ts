import { describe, expect, it } from "vitest";
import { count, percent, places, plain, rounded, signed } from "../src/format.ts";

describe("numbers", () => {
  it("bear a true sign, and none where they read as zero", () => {
    expect([signed(0.5, 2), signed(-0.5, 2), signed(-0.001, 2), plain(0.5, 2), plain(-0.5, 2)]).toEqual([
      "+0.50",
      "−0.50",
      "0.00",
      "0.50",
      "−0.50",
    ]);
  });
  it("have four places, more where the scale is small", () => {
    expect([0, 1, 0.0123, 0.00049, 1e-20, Number.NaN].map(places)).toEqual([4, 4, 4, 5, 9, 4]);
  });
  it("are percent with a no-break space", () => {
    expect([0.173, 0.004, -0.03, 0.0001, -0.0001, 0].map(percent)).toEqual([
      "17\u00a0%",
      "0.4\u00a0%",
      "−3\u00a0%",
      "0.0\u00a0%",
      "0.0\u00a0%",
      "0\u00a0%",
    ]);
  });
  it("count in words", () => {
    expect([count(1, "patch", "patches"), count(2, "patch", "patches"), count(2, "pin")]).toEqual([
      "1 patch",
      "2 patches",
      "2 pins",
    ]);
  });
});

describe("rounded", () => {
  it("adds up as shown", () => {
    const values = [0.28155, 0.00886, -0.00244, 0.1];
    const total = values.reduce((a, b) => a + b);
    const shown = rounded(values, total, 4);
    expect(shown.reduce((a, b) => a + b)).toBeCloseTo(Number(total.toFixed(4)), 9);
    for (const [i, value] of values.entries()) expect(Math.abs(shown[i]! - value)).toBeLessThan(1e-4);
  });
});
