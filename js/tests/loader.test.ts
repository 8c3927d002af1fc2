import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Model } from "../src/host.ts";
import factory, { load } from "../src/loader.ts";

const CODE =
  "globalThis.ran = (globalThis.ran ?? 0) + 1;" +
  "export default () => ({ initialize: () => 'begun', render: () => 'drawn' })";

const ran = () => (globalThis as { ran?: number }).ran ?? 0;
const made: string[] = [];

beforeEach(() => {
  made.length = 0;
  vi.stubGlobal(
    "URL",
    Object.assign(URL, {
      createObjectURL: () => made.at(-1)!,
      revokeObjectURL: vi.fn(),
    }),
  );
  vi.stubGlobal(
    "Blob",
    class {
      constructor([text]: [string]) {
        made.push(`data:text/javascript,${encodeURIComponent(text)}`);
      }
    },
  );
});

function given(code: string, signal?: AbortSignal) {
  const model = { get: () => code } as unknown as Model;
  return { model, el: document.createElement("div"), ...(signal ? { signal } : {}) };
}

describe("the view's code", () => {
  it("runs once for all explorers of a page", async () => {
    const before = ran();
    const [one, two] = [factory(), factory()];
    expect(await one.initialize(given(CODE))).toBe("begun");
    expect(await two.initialize(given(CODE))).toBe("begun");
    expect(await one.render(given(CODE))).toBe("drawn");
    expect(ran()).toBe(before + 1);
    expect(URL.revokeObjectURL).toHaveBeenCalledTimes(1);
  });
  it("begins nothing for a model that went while it was loading", async () => {
    const stop = new AbortController();
    const begun = factory().initialize(given(CODE, stop.signal));
    stop.abort();
    expect(await begun).toBeUndefined();
  });
  it("that does not load is missed where the view would be, and asked for again by the next view", async () => {
    const errors = vi.spyOn(console, "error").mockImplementation(() => {});
    const widget = factory();
    const one = given("throw new Error('<b>broken</b>')");
    expect(await widget.initialize(one)).toBeUndefined();
    expect(await widget.render(one)).toBeUndefined();
    expect(one.el.textContent).toBe("The view could not be loaded. <b>broken</b> Run the cell again.");
    expect(one.el.childElementCount).toBe(0);
    expect(errors).toHaveBeenCalledOnce();
    expect(await widget.render(given(CODE))).toBe("drawn");
  });
  it("is asked for again where loading failed", async () => {
    await expect(load("throw new Error('broken')")).rejects.toThrow("broken");
    await expect(load("throw new Error('broken')")).rejects.toThrow("broken");
    expect(made).toHaveLength(2);
  });
});
