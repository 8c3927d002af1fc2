// Tiles are fetched in small batches as they come into sight, given up when they are scrolled past, and kept for a while.
import { release, type Source, type Tile } from "./source.ts";

const KEPT = 600;
const BATCH = 24;
/** Milliseconds that tiles stay in sight before they are asked for: who scrolls far asks for nothing on the way. */
const REST = 60;

export interface Tiles {
  get(index: number): Tile | undefined;
  /** Whether it could not be fetched. */
  hasFailed(index: number): boolean;
  /** Asks again for those that could not be. */
  again(): void;
  /** Says which tiles are in sight now, the most wanted first. */
  want(indices: readonly number[]): void;
}

export function tilesFrom(
  source: Source,
  /** Tiles came, or did not: then why. */
  arrived: (trouble: string) => void,
  stop: AbortSignal,
): Tiles {
  const kept = new Map<number, Tile>();
  let wanted: readonly number[] = [];
  let running: { readonly batch: ReadonlySet<number>; readonly given: AbortController } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const failed = new Set<number>();

  const next = () => {
    if (running || stop.aborted) return;
    const batch = wanted.filter((i) => !kept.has(i) && !failed.has(i)).slice(0, BATCH);
    if (batch.length === 0) return;
    const given = new AbortController();
    const mine = { batch: new Set(batch), given };
    running = mine;
    source
      .tiles(batch, given.signal)
      .then((tiles) => {
        if (stop.aborted) release(tiles.map(({ picture }) => picture));
        else {
          for (const [i, tile] of tiles.entries()) keep(batch[i]!, tile);
          arrived("");
        }
      })
      .catch((error: Error) => {
        if (error.name === "AbortError" || stop.aborted) return;
        for (const index of batch) failed.add(index); // not asked for again by itself: that helps nobody
        arrived(error.message);
      })
      .finally(() => {
        if (running === mine) running = null;
        next();
      });
  };
  const keep = (index: number, tile: Tile) => {
    kept.set(index, tile);
    if (kept.size <= KEPT) return;
    const near = new Set(wanted);
    for (const [old, { picture }] of kept) {
      if (near.has(old)) continue;
      kept.delete(old);
      release([picture]);
      if (kept.size <= KEPT) return;
    }
  };
  stop.addEventListener("abort", () => {
    clearTimeout(timer);
    running?.given.abort();
    release([...kept.values()].map(({ picture }) => picture));
    kept.clear();
  });
  return {
    get(index) {
      const tile = kept.get(index);
      if (tile) {
        kept.delete(index); // to be the newest again
        kept.set(index, tile);
      }
      return tile;
    },
    hasFailed: (index) => failed.has(index),
    again() {
      failed.clear();
      next();
    },
    want(indices) {
      wanted = indices;
      if (running && !indices.some((index) => running!.batch.has(index))) {
        running.given.abort();
        running = null;
      }
      clearTimeout(timer);
      timer = setTimeout(next, REST);
    },
  };
}
