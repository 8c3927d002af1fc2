import { describe, expect, it, vi } from "vitest";
import { followKernel, type Model, notebookSession } from "../src/host.ts";
import { pin } from "../src/pinning.ts";
import { type Store, select, selectOn } from "../src/state.ts";
import { fromBase64 } from "../src/wire.ts";
import { agreed } from "./agreed.ts";
import { ALL } from "./parts.ts";

vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:picture", revokeObjectURL: vi.fn() }));

/** A model as anywidget hands it over: bytes come as views into a larger buffer. */
function modelOf(traits: Record<string, unknown> = {}) {
  const { pair, matrix } = agreed("husky");
  const bytes = fromBase64(matrix);
  const buffer = new Uint8Array(bytes.length + 11);
  buffer.set(bytes, 7);
  const values: Record<string, unknown> = {
    _pair: pair,
    _matrix: new DataView(buffer.buffer, 7, bytes.length),
    _picture_a: new DataView(new ArrayBuffer(4)),
    _picture_b: new DataView(new ArrayBuffer(0)),
    selected_tokens: [],
    selected_patches: [],
    pins: [],
    focused_pin: null,
    look: {},
    bookmarks: [],
    _revision: "1",
    _seen: "1",
    _variants: [],
    ...traits,
  };
  const listeners = new Map<string, Set<() => void>>();
  const model = {
    get: (name: string) => values[name],
    set: vi.fn((name: string, value: unknown) => {
      values[name] = value;
      for (const run of listeners.get(`change:${name}`) ?? []) run();
    }),
    save_changes: vi.fn(),
    send: vi.fn(),
    on: (name: string, run: () => void) =>
      listeners.set(name, new Set([...(listeners.get(name) ?? []), run])),
    off: (name: string, run: () => void) => listeners.get(name)?.delete(run),
    emit: (name: string) => listeners.get(name)?.forEach((run) => void run()),
  };
  return { model: model as typeof model & Model, listeners };
}

describe("in a notebook", () => {
  it("sends what a person keeps, once, and only what changed", () => {
    const { model } = modelOf();
    const host = notebookSession(model, new AbortController().signal, ALL);
    expect(model.save_changes).not.toHaveBeenCalled();
    host.store.act((now) => selectOn(now, "b", [1]));
    expect(model.set.mock.calls).toEqual([["selected_tokens", [1]]]);
    expect(model.save_changes).toHaveBeenCalledTimes(1);
  });
  it("follows what Python sets, without an echo, and can undo it", async () => {
    const { model } = modelOf();
    const host = notebookSession(model, new AbortController().signal, ALL);
    model.set("selected_tokens", [2]);
    model.set.mockClear();
    await Promise.resolve();
    expect(host.store.history.value.now.b).toEqual([2]);
    expect(model.save_changes).not.toHaveBeenCalled();
    host.store.undo();
    expect(model.set.mock.calls).toEqual([["selected_tokens", []]]);
  });
  it("takes what Python sets together as one step, however its host tells of it", async () => {
    const { model } = modelOf();
    const { store } = notebookSession(model, new AbortController().signal, ALL);
    model.set("selected_tokens", [2]);
    model.set("selected_patches", [3]);
    await Promise.resolve();
    expect(store.history.value.now).toMatchObject({ a: [3], b: [2] });
    expect(store.history.value.past).toHaveLength(1);
  });
  it("takes its own change of several traits for no further step", async () => {
    const { model } = modelOf();
    const { store } = notebookSession(model, new AbortController().signal, ALL);
    store.act((now) => select(now, [3], [2]));
    store.undo();
    await Promise.resolve();
    expect(store.history.value.past).toHaveLength(0);
    expect(store.history.value.future).toHaveLength(1);
  });
  describe("with variants", () => {
    const beside = (revision: string) => {
      const { pair, matrix } = agreed("husky");
      return { revision, noise: revision === "3", pair, matrix: fromBase64(matrix) };
    };
    const go = (store: Store, revision: string) => store.act((now) => ({ ...now, revision }));
    const open = () => {
      const made = modelOf({ _variants: ["1", "2", "3"].map(beside) });
      return { ...made, host: notebookSession(made.model, new AbortController().signal, ALL) };
    };

    it("goes to one of them and back, and has Python hold it, too", () => {
      const { host, model } = open();
      expect(host.variants.value.map(({ revision, noise }) => [revision, noise])).toEqual([
        ["1", false],
        ["2", false],
        ["3", true],
      ]);
      expect(host.variants.value[0]!.pair).toBe(host.explained.value.pair);
      go(host.store, "2");
      expect(host.explained.value.revision).toBe("2");
      expect(host.explained.value.pictures.a).toBe("blob:picture");
      expect(model.send).toHaveBeenLastCalledWith(
        expect.objectContaining({ question: expect.objectContaining({ kind: "show", revision: "2" }) }),
        undefined,
        [],
      );
      host.store.undo();
      expect(host.explained.value.revision).toBe("1");
      expect([host.knows("3"), host.knows("4")]).toEqual([true, false]);
    });
    it("is not called back by Python's late answers when it has gone on", async () => {
      const { host, model } = open();
      go(host.store, "2");
      go(host.store, "3");
      model.set("_revision", "2"); // the answer to the first question
      await Promise.resolve();
      expect(host.explained.value.revision).toBe("3");
      expect(host.store.history.value.past).toHaveLength(2);
    });
    it("keeps those that it has when another comes", async () => {
      const { host, model } = open();
      const before = host.variants.value.map(({ pair }) => pair);
      model.set("_variants", ["1", "2", "3", "4"].map(beside));
      await Promise.resolve();
      expect(host.variants.value.slice(0, 3).map(({ pair }) => pair)).toEqual(before);
      expect(host.knows("4")).toBe(true);
    });
  });
  it("opens with what is chosen already", () => {
    const { model } = modelOf({ selected_tokens: [1], pins: [{ tokens: [1], patches: [], colour: 3 }] });
    const host = notebookSession(model, new AbortController().signal, ALL);
    expect(host.store.history.value.now).toEqual(pin(host.store.history.value.now));
    expect(host.store.history.value.now.pins[0]!.colour).toBe(3);
  });
  it("stops listening and lets the picture go when the model is gone", () => {
    const { model, listeners } = modelOf();
    const stop = new AbortController();
    notebookSession(model, stop.signal, ALL);
    stop.abort();
    expect([...listeners.values()].every((each) => each.size === 0)).toBe(true);
    expect(URL.revokeObjectURL).toHaveBeenCalledWith("blob:picture");
  });
  it("takes the steps of one edit as one, and forgets those that were replaced", async () => {
    const { model } = modelOf();
    const host = notebookSession(model, new AbortController().signal, ALL);
    for (const [revision, edit] of [
      ["2", "e"],
      ["3", "e"],
      ["4", null],
    ] as const) {
      model.set("_live", { edit });
      model.set("_revision", revision);
      await Promise.resolve();
    }
    expect(host.store.history.value.past.map((each) => each.revision)).toEqual(["1", "3"]);
    expect(["1", "2", "3", "4"].map(host.knows)).toEqual([true, false, true, true]);
  });
  it("asks the model whether a kernel listens, where no mark says so", async () => {
    const { model } = modelOf();
    const stop = new AbortController();
    const host = notebookSession(model, stop.signal, ALL);
    let heard: (this: unknown) => void = () => {};
    model.on = (_name, run) => {
      heard = run as typeof heard;
      return new Map();
    };
    followKernel(host, model, document.createElement("div"), stop.signal);
    for (const [comm_live, status] of [
      [false, "gone"],
      [true, "live"],
    ] as const) {
      heard.call({ model: { comm_live } });
      await Promise.resolve();
      expect(host.status.value).toBe(status);
    }
  });
  it("notices a kernel that goes and one that comes back", async () => {
    const { model } = modelOf();
    const stop = new AbortController();
    const host = notebookSession(model, stop.signal, ALL);
    const element = document.createElement("div");
    followKernel(host, model, element, stop.signal);
    element.classList.add("jupyter-widgets-disconnected");
    model.emit("comm_live_update");
    await Promise.resolve();
    expect(host.status.value).toBe("gone");
    element.classList.remove("jupyter-widgets-disconnected");
    model.emit("comm_live_update");
    await Promise.resolve();
    expect(host.status.value).toBe("live");
  });
});
