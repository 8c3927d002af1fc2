// What a person did and the store has not confirmed yet: kept here and in the browser's own storage, sent one after
// another, and let go when Python says that it is written. Sending one twice is harmless: each has an id of its own.
import type { Deed, Judgement } from "./judgement.ts";

export interface Change {
  /** A UUID, which is the change's own in the store. */
  readonly id: string;
  /** Which pair, by contents. */
  readonly item: string;
  /** Where in the collection it stood; it may stand elsewhere when it is sent again. */
  readonly index: number;
  readonly reviewer: string;
  /** ISO 8601, with the time zone. */
  readonly at: string;
  /** Changes of one step are undone together. */
  readonly step: string;
  readonly deed: Deed;
  /** The whole, after it. */
  readonly after: Judgement;
}

/** The part of the browser's storage that is used; another tab may use it at the same time. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

export interface Queue {
  /** What is not confirmed, the oldest first. */
  all(): readonly Change[];
  /** Adds a change, or puts it in the place of the one that has its id. */
  put(change: Change): void;
  /** Lets go of one that is written. */
  drop(id: string): void;
  /** Whether the browser keeps it, too. */
  readonly kept: boolean;
}

const PREFIX = "pairlens:annotate";

/** Every change has an entry of its own, so that two tabs never overwrite each other's. */
export function queueOf(keep: Keep | null, place: string, reviewer: string, now = Date.now): Queue {
  const own = `${PREFIX}:${JSON.stringify([place, reviewer])}:`;
  const held = new Map<string, { readonly key: string; readonly change: Change }>();
  let count = 0;
  let kept = keep !== null;
  for (const key of keysIn(keep, own)) {
    const change = read(keep!, key);
    if (change) held.set(change.id, { key, change });
  }
  const store = (run: () => void) => {
    try {
      run();
    } catch {
      kept = false; // full, or forbidden: the view still holds it
    }
  };
  return {
    all: () => [...held.values()].map(({ change }) => change),
    put(change) {
      count += 1;
      const before = held.get(change.id)?.key;
      const when = `${String(now()).padStart(15, "0")}:${String(count).padStart(6, "0")}`;
      const key = before ?? `${own}${when}:${change.id}`; // two tabs may do something at the same moment
      held.set(change.id, { key, change });
      store(() => keep?.setItem(key, JSON.stringify(change)));
    },
    drop(id) {
      const found = held.get(id);
      held.delete(id);
      if (found) store(() => keep?.removeItem(found.key));
    },
    get kept() {
      return kept;
    },
  };
}

/** The browser's storage, where it lets us. */
export function browserKeep(): Keep | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

function keysIn(keep: Keep | null, prefix: string): string[] {
  const found: string[] = [];
  try {
    for (let i = 0; i < (keep?.length ?? 0); i += 1) {
      const key = keep!.key(i);
      if (key?.startsWith(prefix)) found.push(key);
    }
  } catch {
    // what cannot be read cannot be sent
  }
  return found.sort();
}

function read(keep: Keep, key: string): Change | null {
  try {
    const change = JSON.parse(keep.getItem(key) ?? "null") as Change | null;
    return change?.id && change.item && change.after ? change : null;
  } catch {
    return null; // not ours, or cut off: it stays where it is
  }
}
