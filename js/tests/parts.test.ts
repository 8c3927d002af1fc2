import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Parts } from "../src/parts.ts";
import { coreOf, partsInNotebook, partsOnPage } from "../src/parts.ts";
import factory from "../src/widget.ts";
import { modelWith } from "./made.ts";

/** A part that says how often it ran, and what it was given. */
const text = (name: string) =>
  `core=>{globalThis.ran=[...globalThis.ran??[],"${name}"];return {exports:core("dom.h")}}`;
const page = globalThis as { ran?: string[] };
const core = coreOf({ "dom.h": "an element" });
const texts: string[] = [];

beforeEach(() => {
  page.ran = [];
  texts.length = 0;
  vi.stubGlobal(
    "URL",
    Object.assign(URL, { createObjectURL: () => texts.at(-1)!, revokeObjectURL: vi.fn() }),
  );
  vi.stubGlobal(
    "Blob",
    class {
      constructor([given]: [string]) {
        texts.push(`data:text/javascript,${encodeURIComponent(given)}`);
      }
    },
  );
});

const partsOf = (parts: Record<string, string>): Promise<Parts> =>
  partsInNotebook(modelWith({ _parts: parts }), core);

describe("parts in a notebook", () => {
  it("run once for fifty explorers that bring the same text", async () => {
    const lesson = text("of fifty");
    const all = await Promise.all(Array.from({ length: 50 }, () => partsOf({ lesson })));
    expect(page.ran).toEqual(["of fifty"]);
    expect(new Set(all.map((parts) => parts.has("lesson"))).size).toBe(1);
    expect(URL.revokeObjectURL).toHaveBeenCalledTimes(1);
  });
  it("are there with the view, but for what is opened later", async () => {
    const parts = await partsOf({ lesson: text("first"), export: text("later") });
    expect(page.ran).toEqual(["first"]);
    expect(parts.has("export")).toBeUndefined();
    expect(await parts.load("export")).toEqual({ exports: "an element" });
    expect(parts.has("export")).toBe(await parts.load("export"));
    expect(page.ran).toEqual(["first", "later"]);
  });
  it("run again where another version brings another text", async () => {
    await partsOf({ lesson: text("old") });
    await partsOf({ lesson: text("new") });
    expect(page.ran).toEqual(["old", "new"]);
  });
  it("that nobody sent are not there, and loading them says so", async () => {
    const parts = await partsOf({});
    expect(parts.has("lesson")).toBeUndefined();
    await expect(parts.load("lesson")).rejects.toThrow("“lesson” did not come with it");
  });
  it("that do not run are tried again by the next that asks", async () => {
    const broken = "core=>{throw new Error('broken')}";
    await expect(partsOf({ lesson: broken })).rejects.toThrow("broken");
    await expect(partsOf({ lesson: broken })).rejects.toThrow("broken");
    expect(texts).toHaveLength(2);
  });
  it("get from the core what it has, and hear of what it has not", async () => {
    await expect(partsOf({ lesson: 'core=>core("dom.missing")' })).rejects.toThrow("no dom.missing");
  });
});

describe("parts on a page", () => {
  it("run when they are first asked for, once", async () => {
    const code = vi.fn(() => ({ exports: 1 }) as never);
    const parts = partsOnPage({ export: code }, core);
    expect(code).not.toHaveBeenCalled();
    expect(parts.has("export")).toBe(await parts.load("export"));
    expect(code).toHaveBeenCalledExactlyOnceWith(core);
    expect(parts.has("lesson")).toBeUndefined();
    await expect(parts.load("lesson")).rejects.toThrow("did not come");
  });
});

describe("a part that draws the whole", () => {
  it("stands where the explorer would, with all that came with it", async () => {
    const main = 'core=>({widget:parts=>({initialize:()=>"begun",render:()=>parts.has("lesson").exports})})';
    const model = modelWith({
      _main: "gallery",
      _parts: { gallery: main, lesson: 'core=>({exports:"drawn"})' },
    });
    const widget = await factory(model);
    expect(widget.initialize({ model })).toBe("begun");
    expect(widget.render({ model, el: document.createElement("div") })).toBe("drawn");
  });
  it("is missed aloud", async () => {
    await expect(factory(modelWith({ _main: "gallery" }))).rejects.toThrow("“gallery” did not come");
  });
});
