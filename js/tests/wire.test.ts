import { describe, expect, it } from "vitest";
import { at } from "../src/numbers.ts";
import { decode, floats, fromBase64 } from "../src/wire.ts";
import { NUMBERS, small } from "./small.ts";

describe("floats", () => {
  it("reads from where a view begins in its buffer, aligned or not", () => {
    for (const offset of [0, 1, 4, 7]) {
      const bytes = new Uint8Array(offset + 8 + 5);
      new DataView(bytes.buffer).setFloat32(offset, 1.5, true);
      new DataView(bytes.buffer).setFloat32(offset + 4, -2, true);
      expect([...floats(new DataView(bytes.buffer, offset, 8))]).toEqual([1.5, -2]);
      expect([...floats(bytes.subarray(offset, offset + 8))]).toEqual([1.5, -2]);
    }
  });
  it("refuses bytes that make no whole number", () => {
    expect(() => floats(new Uint8Array(6))).toThrow("6 bytes");
  });
  it("copies, so that the host may reuse its buffer", () => {
    const source = Float32Array.of(1, 2);
    const copy = floats(source);
    source[0] = 9;
    expect([...copy]).toEqual([1, 2]);
  });
});

describe("decode", () => {
  it("finds content rows and patch columns", () => {
    const pair = small();
    expect(pair.b.content).toEqual([1, 2, 3]);
    expect(pair.a.content).toEqual([1, 2, 3, 4]);
    expect(pair.sent).toBe(NUMBERS.length);
  });
  it("reads padding that was not sent as zero", () => {
    expect(at(small(), 6, 2)).toBe(0);
    expect(at(small(), 4, 0)).toBe(7);
  });
  it("counts values that are no numbers and takes them as zero", () => {
    const pair = small({}, [[Number.NaN, 1, Number.POSITIVE_INFINITY, 0, 2]]);
    expect(pair.broken).toBe(2);
    expect([...pair.matrix]).toEqual([0, 1, 0, 0, 2]);
  });
  it("refuses another version, and a matrix that does not fit", () => {
    const { matrix, ...wire } = small();
    expect(() => decode({ ...wire, version: 2 }, matrix)).toThrow("version 3");
    expect(() => decode(wire, matrix.subarray(1))).toThrow("24 values");
  });
  it("reads base64", () => {
    expect([...floats(fromBase64("AADAPw=="))]).toEqual([1.5]);
  });
});
