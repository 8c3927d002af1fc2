import { describe, expect, it } from "vitest";
import { ask, beside, toggle } from "../../src/gallery/state.ts";
import { stateWith, table } from "./made.ts";

describe("the state", () => {
  it("asks for one thing more and leaves the others", () => {
    const state = stateWith();
    state.table.value = table();
    ask(state, { search: "dog" });
    ask(state, { sort: "residual" });
    expect(state.query.value).toMatchObject({ search: "dog", sort: "residual", worstFirst: true });
    expect([...state.shown.value]).toEqual([3, 0]);
  });
  it("chooses and chooses no more, and tells by a new set", () => {
    const state = stateWith();
    const before = state.chosen.value;
    toggle(state, 2);
    toggle(state, 4);
    expect([...state.chosen.value]).toEqual([2, 4]);
    toggle(state, 2);
    expect([[...state.chosen.value], before.size]).toEqual([[4], 0]);
  });
  it("leads to the next one shown, in the order shown, and no further than the ends", () => {
    const state = stateWith();
    state.table.value = table();
    expect(beside(state, 1)).toBeNull();
    ask(state, { sort: "residual", where: { residual: { from: 0.1, to: null } } }); // 4 1 3
    state.opened.value = 4;
    expect([beside(state, -1), beside(state, 1)]).toEqual([null, 1]);
    state.opened.value = 3;
    expect([beside(state, -1), beside(state, 1)]).toEqual([1, null]);
    state.opened.value = 0; // not shown
    expect([beside(state, -1), beside(state, 1)]).toEqual([null, null]);
  });
});
