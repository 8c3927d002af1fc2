import { describe, expect, it, vi } from "vitest";
import type { Model } from "../src/host.ts";
import factory from "../src/widget.ts";
import { fromBase64 } from "../src/wire.ts";
import { agreed } from "./agreed.ts";

vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:picture", revokeObjectURL: vi.fn() }));

function modelOf() {
  const { pair, matrix } = agreed("husky");
  const values: Record<string, unknown> = {
    _pair: pair,
    _matrix: fromBase64(matrix),
    _picture_a: new Uint8Array(4),
    _picture_b: new Uint8Array(0),
    _revision: "1",
  };
  const model = {
    get: (name: string) => values[name],
    set: (name: string, value: unknown) => {
      values[name] = value;
    },
    save_changes: vi.fn(),
    send: vi.fn(),
    on: vi.fn(),
    off: vi.fn(),
  };
  return { model: model as unknown as Model, values };
}

const shown = (el: HTMLElement) => el.querySelectorAll(".pairlens").length;

describe("in a host", () => {
  it("that gives signals, a view is there until its signal says, and the model's numbers until theirs does", async () => {
    const { model, values } = modelOf();
    const el = document.createElement("div");
    const [whole, one] = [new AbortController(), new AbortController()];
    const widget = await factory(model);
    expect(widget.initialize({ model, signal: whole.signal })).toBeUndefined();
    expect(widget.render({ model, el, signal: one.signal })).toBeUndefined();
    expect(shown(el)).toBe(1);
    one.abort();
    expect(shown(el)).toBe(0);
    expect(values._pair).not.toBeNull();
    whole.abort();
    expect(values._pair).toBeNull();
  });
  it("that gives none, what it gets back ends them", async () => {
    const { model, values } = modelOf();
    const el = document.createElement("div");
    const widget = await factory(model);
    const end = widget.initialize({ model })!;
    const away = widget.render({ model, el })!;
    expect(shown(el)).toBe(1);
    away();
    expect(shown(el)).toBe(0);
    end();
    expect(values._pair).toBeNull();
  });
  it("that only renders, every view has a session of its own", async () => {
    const { model, values } = modelOf();
    const el = document.createElement("div");
    const widget = await factory(model);
    widget.render({ model, el })!();
    expect(values._pair).not.toBeNull();
    widget.render({ model, el });
    expect(shown(el)).toBe(1);
  });
});
