// Pairs with their numbers and what was said of them, fetched before they are needed and let go after a while.
import type { Desk } from "../desk.ts";
import { copyOf, type Explained } from "../host.ts";
import type { SideName, Wire } from "../wire.ts";
import { decode } from "../wire.ts";
import type { Judgement } from "./judgement.ts";

/** What another reviewer says of the same pair. */
export interface Other {
  readonly reviewer: string;
  readonly judgement: Judgement;
}

/** What Python knows of a case. */
export interface Known {
  readonly index: number;
  readonly item: string;
  readonly judgement: Judgement;
  /** When it was changed last, as the store says it; empty for one that was never begun. */
  readonly changed: string;
  readonly others: readonly Other[];
}

export interface Opened extends Known {
  readonly explained: Explained;
}

interface Sent extends Known {
  readonly revision: string;
  readonly pair: Wire;
}

export interface Cases {
  /** The case at a place; asked for once, however often it is wanted. */
  open(index: number): Promise<Opened>;
  find(revision: string): Opened | undefined;
  /** Whether it is here already. */
  has(index: number): boolean;
}

/** The one shown, those that one steps back to, and those fetched ahead. */
export const KEPT = 12;

export function casesFrom(desk: Desk, stop: AbortSignal): Cases {
  const asked = new Map<number, Promise<Opened>>();
  const here = new Map<number, Opened>();
  const touch = (index: number, opened: Promise<Opened>) => {
    asked.delete(index);
    asked.set(index, opened);
    for (const old of [...asked.keys()].slice(0, Math.max(0, asked.size - KEPT))) {
      const gone = here.get(old);
      asked.delete(old);
      here.delete(old);
      if (gone) letGo(gone);
    }
  };
  const ask = async (index: number): Promise<Opened> => {
    const { content, buffers } = await desk.ask({ kind: "case", index });
    const { revision, pair, ...known } = content as unknown as Sent;
    const [matrix, a, b] = buffers as [DataView, DataView, DataView];
    const pictures = { a: addressOf(a), b: addressOf(b) };
    const opened = { ...known, explained: { revision, pair: decode(pair, matrix), pictures } };
    await Promise.all(Object.values(pictures).map(drawn));
    here.set(index, opened);
    return opened;
  };
  stop.addEventListener("abort", () => [...here.values()].forEach(letGo), { once: true });
  return {
    open(index) {
      const running = asked.get(index) ?? ask(index);
      touch(index, running);
      running.catch(() => asked.delete(index)); // the next time it is wanted it is asked for again
      return running;
    },
    find: (revision) => [...here.values()].find(({ explained }) => explained.revision === revision),
    has: (index) => here.has(index),
  };
}

function addressOf(bytes: DataView): string {
  if (bytes.byteLength === 0) return "";
  return URL.createObjectURL(new Blob([copyOf(bytes)], { type: "image/png" }));
}

/** Decodes a picture before it is wanted, so that going on to it takes one frame. */
async function drawn(address: string): Promise<void> {
  if (!address || typeof Image === "undefined") return;
  const image = new Image();
  image.src = address;
  await image.decode?.().catch(() => {}); // what is wrong with it is seen where it is shown
}

function letGo({ explained: { pictures } }: Opened): void {
  for (const name of ["a", "b"] as SideName[]) if (pictures[name]) URL.revokeObjectURL(pictures[name]);
}
