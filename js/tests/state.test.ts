import { describe, expect, it } from "vitest";
import * as pinning from "../src/pinning.ts";
import * as state from "../src/state.ts";

const { NOTHING } = state;
const tokens = (...b: number[]) => ({ ...NOTHING, b });

describe("choosing", () => {
  it("keeps these and no others, sorted and once", () => {
    expect(state.selectOn(tokens(9), "b", [3, 1, 3])).toEqual(tokens(1, 3));
  });
  it("lets go when clicked again", () => {
    expect(state.selectOn(tokens(1, 3), "b", [3, 1], "click")).toEqual(NOTHING);
    expect(state.selectOn(tokens(1), "b", [3, 1], "click")).toEqual(tokens(1, 3));
  });
  it("adds, and takes away what is all in", () => {
    expect(state.selectOn(tokens(1), "b", [2, 1], "add")).toEqual(tokens(1, 2));
    expect(state.selectOn(tokens(1, 2, 5), "b", [1, 2], "add")).toEqual(tokens(5));
  });
  it("chooses on either side independently", () => {
    const both = state.selectOn(tokens(1), "a", [7]);
    expect(both).toEqual({ ...NOTHING, b: [1], a: [7] });
    expect(state.clear(both)).toEqual(NOTHING);
  });
});

describe("pins", () => {
  it("get the first free colour, and give it back", () => {
    let now = pinning.pin(tokens(1));
    now = pinning.pin(state.selectOn(now, "b", [2]));
    now = pinning.pin(state.selectOn(now, "b", [3]));
    expect(now.pins.map(({ colour }) => colour)).toEqual([0, 1, 2]);
    now = pinning.pin(state.selectOn(pinning.unpin(now, 1), "b", [4]));
    expect(now.pins.map(({ b: [token], colour }) => [token, colour])).toEqual([
      [1, 0],
      [3, 2],
      [4, 1],
    ]);
  });
  it("hold no selection twice and no empty one", () => {
    const once = pinning.pin(tokens(1));
    expect(pinning.pin(once)).toBe(once);
    expect(pinning.pin(NOTHING)).toBe(NOTHING);
  });
  it("outlast the selection", () => {
    expect(state.clear(pinning.pin(tokens(1))).pins).toHaveLength(1);
  });
});

describe("history", () => {
  it("brings selections and pins back, and forward again", () => {
    const store = state.makeStore();
    store.act((now) => state.selectOn(now, "b", [1]));
    store.act(pinning.pin);
    store.act(state.clear);
    store.undo();
    expect(store.history.value.now).toEqual(pinning.pin(tokens(1)));
    store.undo();
    expect(store.history.value.now).toEqual(tokens(1));
    store.redo();
    expect(store.history.value.now.pins).toHaveLength(1);
    store.undo();
    store.undo();
    store.undo();
    expect(store.history.value.now).toEqual(NOTHING);
  });
  it("forgets the future once something new is done", () => {
    const store = state.makeStore();
    store.act((now) => state.selectOn(now, "b", [1]));
    store.undo();
    store.act((now) => state.selectOn(now, "b", [2]));
    store.redo();
    expect(store.history.value.now).toEqual(tokens(2));
  });
  it("does not remember what changed nothing", () => {
    const store = state.makeStore();
    const before = store.history.value;
    store.act((now) => ({ ...now, b: [] }));
    expect(store.history.value).toBe(before);
  });
  it("remembers two hundred steps", () => {
    const store = state.makeStore();
    for (let i = 0; i < 300; i += 1) store.act((now) => state.selectOn(now, "b", [i]));
    expect(store.history.value.past).toHaveLength(200);
  });
});
