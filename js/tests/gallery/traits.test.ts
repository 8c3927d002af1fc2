import { describe, expect, it } from "vitest";
import { ask } from "../../src/gallery/state.ts";
import { followTraits, queryOf } from "../../src/gallery/traits.ts";
import type { Model } from "../../src/host.ts";
import { stateWith } from "./made.ts";

function modelOf(traits: Record<string, unknown>) {
  const hears = new Map<string, Set<() => void>>();
  let saves = 0;
  const model = {
    get: (name: string) => traits[name],
    set: (name: string, value: unknown) => {
      traits[name] = value;
    },
    save_changes: () => {
      saves += 1;
    },
    send: () => {},
    on: (name: string, run: () => void) => hears.set(name, (hears.get(name) ?? new Set()).add(run)),
    off: (name: string, run: () => void) => hears.get(name)?.delete(run),
  } as unknown as Model;
  return {
    model,
    traits,
    saves: () => saves,
    /** Python sets a trait. */
    put(name: string, value: unknown) {
      traits[name] = value;
      for (const run of hears.get(`change:${name}`) ?? []) run();
    },
  };
}

const TRAITS = {
  sort: "score",
  worst_first: false,
  search: "dog",
  opened: 2,
  chosen: [3, 1],
  _where: { class: { texts: ["cat"] }, score: { from: 0.5, to: null } },
};

describe("traits", () => {
  it("are what is asked for at first", () => {
    const { model, saves } = modelOf({ ...TRAITS });
    const state = { ...stateWith() };
    state.query.value = queryOf(model);
    followTraits(model, state, new AbortController().signal);
    expect(state.query.value).toEqual({
      sort: "score",
      worstFirst: false,
      search: "dog",
      where: { class: ["cat"], score: { from: 0.5, to: null } },
    });
    expect([state.opened.value, [...state.chosen.value]]).toEqual([2, [3, 1]]);
    expect(queryOf(modelOf({}).model)).toEqual({ sort: "", worstFirst: true, search: "", where: {} });
    expect(saves()).toBeLessThanOrEqual(1); // the order of what is chosen, at most
  });
  it("follow what Python sets, and tell Python what a person does", () => {
    const { model, traits, put } = modelOf({ ...TRAITS });
    const state = stateWith();
    const stop = new AbortController();
    followTraits(model, state, stop.signal);
    put("sort", "residual");
    put("opened", null);
    put("chosen", [0]);
    expect([state.query.value.sort, state.opened.value, [...state.chosen.value]]).toEqual([
      "residual",
      null,
      [0],
    ]);
    ask(state, { where: { class: ["dog"] }, search: "x" });
    state.opened.value = 4;
    state.chosen.value = new Set([4, 2]);
    expect(traits).toMatchObject({
      search: "x",
      _where: { class: { texts: ["dog"] } },
      opened: 4,
      chosen: [2, 4],
    });
    stop.abort();
    put("sort", "score");
    ask(state, { search: "y" });
    expect([state.query.value.sort, traits.search]).toEqual(["residual", "x"]);
  });
});
