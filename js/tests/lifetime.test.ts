import { describe, expect, it } from "vitest";
import { lifetime } from "../src/lifetime.ts";

describe("a lifetime", () => {
  it("is the host's where the host says it", () => {
    const { signal } = new AbortController();
    expect(lifetime(signal)).toEqual({ stop: signal, end: undefined });
  });
  it("ends with the cleanup where the host gives no signal", () => {
    const { stop, end } = lifetime();
    expect(stop.aborted).toBe(false);
    end!();
    expect(stop.aborted).toBe(true);
  });
});
