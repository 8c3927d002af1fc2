// A gallery without a notebook: a few rows whose order is known, and a Python that answers when it is told to.
import {
  emptyTable,
  type Head,
  type RowsWire,
  type Said,
  type Table,
  withRows,
  withSaid,
} from "../../src/gallery/columns.ts";
import type { News, Opened, Source, Tile } from "../../src/gallery/source.ts";
import { type State, stateOf } from "../../src/gallery/state.ts";
import { small } from "../small.ts";

export const HEADS: readonly Head[] = [
  { key: "score", name: "Score", sentence: "The cosine.", worse: "low", kind: "number" },
  { key: "residual", name: "Residual", sentence: "What is left.", worse: "high", kind: "number" },
  { key: "size", name: "size", sentence: "", worse: null, kind: "number" },
  { key: "class", name: "class", sentence: "", worse: null, kind: "text" },
];

const NAN = Number.NaN;
//             0     1    2    3    4
const SCORE = [0.25, NAN, -0.5, 0.25, 0.125];
const RESIDUAL = [0, 0.5, NAN, 0.25, 2];
const SIZE = [3, 1, 2, NAN, 5];
export const NUMBERS = Float32Array.from([...SCORE, ...RESIDUAL, ...SIZE]);

export const ROWS: RowsWire = {
  version: 5,
  total: 5,
  at: null,
  heads: HEADS,
  captions: ["A black Dog", "ein weißer Hund", "cat on a ﬁg", "<b>dog</b>", "the last one"],
  names: ["one.png", "two.png", "", "four.png", "five.png"],
  errors: ["", "", "", "", ""],
  read: "all",
  texts: { class: ["dog", "dog", "cat", "dog", null] },
  numbers: ["score", "residual", "size"],
};

const said = (reviewer: string, status: string, labels: string[] = [], note = ""): Said => ({
  reviewer,
  status,
  labels,
  severity: null,
  note,
});

export const SAID: readonly (readonly [number, readonly Said[]])[] = [
  [0, [said("ada", "submitted", ["wrong_object"]), said("bo", "skipped")]],
  [2, [said("ada", "submitted", [], "The <i>tail</i> is missed")]],
  [3, [said("bo", "draft", ["missed_object"])]],
];

export function table(wire: Partial<RowsWire> = {}, numbers = NUMBERS): Table {
  const rows = { ...ROWS, ...wire };
  return withSaid(withRows(emptyTable(rows.total), rows, numbers), SAID);
}

export function tile(changes: Partial<Tile> = {}): Tile {
  return {
    picture: "data:,",
    width: 32,
    height: 16,
    rows: 1,
    cols: 2,
    heat: Int8Array.of(127, -127),
    limit: 1,
    start: 0,
    end: 0,
    first: "",
    error: "",
    ...changes,
  };
}

/** A question that waits until the test answers it. */
export interface Asked {
  readonly indices: readonly number[];
  readonly signal: AbortSignal;
  answer(made?: readonly Tile[]): Promise<void>;
  fail(error: Error): Promise<void>;
}

export class Python implements Source {
  readonly asked: Asked[] = [];
  /** Versions of which news were asked. */
  readonly since: [number, number][] = [];
  opens: (index: number, signal: AbortSignal) => Promise<Opened> = async () => opened();
  tells: (since: number, heard: number) => Promise<News> = async () => ({
    rows: [ROWS, NUMBERS],
    said: SAID,
    heard: 3,
    trouble: "",
  });

  news(since: number, heard: number): Promise<News> {
    this.since.push([since, heard]);
    return this.tells(since, heard);
  }

  open(index: number, signal: AbortSignal): Promise<Opened> {
    return this.opens(index, signal);
  }

  tiles(indices: readonly number[], signal: AbortSignal): Promise<readonly Tile[]> {
    return new Promise((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new DOMException("cancelled", "AbortError")));
      const settle = async (run: () => void) => {
        run();
        await flush();
      };
      this.asked.push({
        indices,
        signal,
        answer: (made) => settle(() => resolve(made ?? indices.map((i) => tile({ picture: `blob:${i}` })))),
        fail: (error) => settle(() => reject(error)),
      });
    });
  }
}

export function opened(pins: readonly unknown[] = []): Opened {
  return {
    explained: { revision: "1", pair: small(), pictures: { a: "data:,", b: "data:," } },
    pins,
  };
}

export function stateWith(source: Source = new Python(), changes: Partial<State> = {}): State {
  const about = {
    total: 5,
    height: 600,
    labels: { wrong_object: "wrong object", missed_object: "missed object" },
    title: "",
  };
  const state = { ...stateOf(about, source), ...changes };
  return state;
}

/** Everything that waits for nothing but promises has happened. */
export async function flush(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}
