// Sessions and contexts without a kernel or a page, for everybody's tests.
import { computed, signal } from "@preact/signals-core";
import type { Context } from "../src/context.ts";
import { contextOf as made } from "../src/explorer.ts";
import type { Model, Session } from "../src/host.ts";
import { makeStore, makeViewState, NOTHING, type Shared } from "../src/state.ts";
import type { Pair } from "../src/wire.ts";
import { ALL } from "./parts.ts";

export function sessionOf(pair: Pair, chosen: Partial<Shared> = {}, changes: Partial<Session> = {}): Session {
  const explained = { revision: "", pair, pictures: { a: "data:,", b: "data:," } };
  return {
    store: makeStore({ ...NOTHING, ...chosen }),
    status: signal("page" as const),
    explained: computed(() => explained),
    variants: signal([]),
    knows: (revision) => revision === "",
    live: signal(null),
    lesson: null,
    desk: null,
    parts: ALL,
    ...changes,
  };
}

export function contextOf(
  pair: Pair,
  chosen: Partial<Shared> = {},
  changes: Partial<Session> = {},
  announce: (sentence: string) => void = () => {},
): Context {
  const session = sessionOf(pair, chosen, changes);
  const { signal: stop } = new AbortController();
  return made({ session, view: makeViewState(), stop, announce }, session.explained.peek(), stop);
}

/** A notebook's model that holds these traits and tells nobody. */
export function modelWith(traits: Readonly<Record<string, unknown>>): Model {
  const nothing = () => {};
  return {
    get: (name: string) => traits[name],
    set: nothing,
    save_changes: nothing,
    send: nothing,
    on: nothing,
    off: nothing,
  };
}
