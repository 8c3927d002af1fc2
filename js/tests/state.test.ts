import { describe, expect, it } from "vitest";
import * as state from "../src/state.ts";

const { NOTHING } = state;
const tokens = (...selected_tokens: number[]) => ({ ...NOTHING, selected_tokens });

describe("choosing", () => {
  it("keeps these and no others, sorted and once", () => {
    expect(state.selectTokens(tokens(9), [3, 1, 3])).toEqual(tokens(1, 3));
  });
  it("lets go when clicked again", () => {
    expect(state.selectTokens(tokens(1, 3), [3, 1], "click")).toEqual(NOTHING);
    expect(state.selectTokens(tokens(1), [3, 1], "click")).toEqual(tokens(1, 3));
  });
  it("adds, and takes away what is all in", () => {
    expect(state.selectTokens(tokens(1), [2, 1], "add")).toEqual(tokens(1, 2));
    expect(state.selectTokens(tokens(1, 2, 5), [1, 2], "add")).toEqual(tokens(5));
  });
  it("chooses words and patches independently", () => {
    const both = state.selectPatches(tokens(1), [7]);
    expect(both).toEqual({ ...NOTHING, selected_tokens: [1], selected_patches: [7] });
    expect(state.clear(both)).toEqual(NOTHING);
  });
});

describe("pins", () => {
  it("get the first free colour, and give it back", () => {
    let now = state.pin(tokens(1));
    now = state.pin(state.selectTokens(now, [2]));
    now = state.pin(state.selectTokens(now, [3]));
    expect(now.pins.map(({ colour }) => colour)).toEqual([0, 1, 2]);
    now = state.pin(state.selectTokens(state.unpin(now, 1), [4]));
    expect(now.pins.map(({ tokens: [token], colour }) => [token, colour])).toEqual([
      [1, 0],
      [3, 2],
      [4, 1],
    ]);
  });
  it("hold no selection twice and no empty one", () => {
    const once = state.pin(tokens(1));
    expect(state.pin(once)).toBe(once);
    expect(state.pin(NOTHING)).toBe(NOTHING);
  });
  it("outlast the selection", () => {
    expect(state.clear(state.pin(tokens(1))).pins).toHaveLength(1);
  });
});

describe("history", () => {
  it("brings selections and pins back, and forward again", () => {
    const store = state.makeStore();
    store.act((now) => state.selectTokens(now, [1]));
    store.act(state.pin);
    store.act(state.clear);
    store.undo();
    expect(store.history.value.now).toEqual(state.pin(tokens(1)));
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
    store.act((now) => state.selectTokens(now, [1]));
    store.undo();
    store.act((now) => state.selectTokens(now, [2]));
    store.redo();
    expect(store.history.value.now).toEqual(tokens(2));
  });
  it("does not remember what changed nothing", () => {
    const store = state.makeStore();
    const before = store.history.value;
    store.act((now) => ({ ...now, selected_tokens: [] }));
    expect(store.history.value).toBe(before);
  });
  it("remembers two hundred steps", () => {
    const store = state.makeStore();
    for (let i = 0; i < 300; i += 1) store.act((now) => state.selectTokens(now, [i]));
    expect(store.history.value.past).toHaveLength(200);
  });
});
