import { describe, expect, it } from "vitest";
import { commonKey, letGo, move, step } from "../src/keys.ts";
import { makeStore, makeViewState, selectOn } from "../src/state.ts";

const press = (key: string, options: KeyboardEventInit = {}) =>
  new KeyboardEvent("keydown", { key, ...options });

describe("arrows", () => {
  it("stay on a grid that is not square", () => {
    expect(step("ArrowRight", 4, 3, 5)).toBe(4);
    expect(step("ArrowDown", 4, 3, 5)).toBe(9);
    expect(step("ArrowUp", 4, 3, 5)).toBe(4);
    expect(step("Home", 13, 3, 5)).toBe(10);
    expect(step("End", 10, 3, 5)).toBe(14);
    expect(step("x", 10, 3, 5)).toBeNull();
  });
  it("stay in a line of words", () => {
    expect([move("ArrowLeft", 0, 3), move("ArrowRight", 2, 3), move("End", 0, 3), move("x", 0, 3)]).toEqual([
      0,
      2,
      2,
      null,
    ]);
  });
});

describe("keys that mean the same everywhere", () => {
  it("pin, undo, redo and let go", () => {
    const [store, view] = [makeStore(), makeViewState()];
    store.act((now) => selectOn(now, "b", [1]));
    expect(commonKey(press("p"), store, view)).toBe(true);
    expect(store.history.value.now.pins).toHaveLength(1);
    expect(commonKey(press("z", { ctrlKey: true }), store, view)).toBe(true);
    expect(store.history.value.now.pins).toHaveLength(0);
    commonKey(press("Z", { metaKey: true, shiftKey: true }), store, view);
    expect(store.history.value.now.pins).toHaveLength(1);
    expect(commonKey(press("Escape"), store, view)).toBe(true);
    expect(store.history.value.now.b).toEqual([]);
  });
  it("leave Escape to whatever stands around the view once there is nothing to let go of", () => {
    const [store, view] = [makeStore(), makeViewState()];
    view.hover.value = { from: "b", a: [], b: [1] };
    expect(commonKey(press("Escape"), store, view)).toBe(true);
    expect(view.dismissed.value).toBe(true);
    expect(commonKey(press("Escape"), store, view)).toBe(false);
  });
  it("leave the browser's own keys alone", () => {
    const [store, view] = [makeStore(), makeViewState()];
    expect(commonKey(press("p", { ctrlKey: true }), store, view)).toBe(false);
    expect(commonKey(press("a"), store, view)).toBe(false);
  });
});

describe("letting go", () => {
  it("lets go of the selection first, then of the preview", () => {
    const [store, view] = [makeStore(), makeViewState()];
    store.act((now) => selectOn(now, "b", [1]));
    letGo(store, view);
    expect(view.dismissed.value).toBe(false);
    letGo(store, view);
    expect(view.dismissed.value).toBe(true);
  });
});
