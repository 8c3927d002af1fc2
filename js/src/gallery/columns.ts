// What is known of every pair of a collection, column by column; it grows while Python still reads.
import { type Bytes, floats } from "../wire.ts";

/** How a column is told to people, and which end is worse. */
export interface Head {
  readonly key: string;
  readonly name: string;
  readonly sentence: string;
  /** Which end is looked at first; null where neither is worse. */
  readonly worse: "low" | "high" | null;
  readonly kind: "number" | "text";
}

/** What one reviewer said of a pair. */
export interface Said {
  readonly reviewer: string;
  readonly status: string;
  readonly labels: readonly string[];
  readonly severity: number | null;
  readonly note: string;
}

export interface Table {
  readonly total: number;
  readonly heads: readonly Head[];
  readonly captions: string[];
  readonly names: string[];
  /** Why a pair cannot be read; empty where it can. */
  readonly errors: string[];
  /** 1 where nothing more is to come. */
  readonly read: Uint8Array;
  readonly numbers: ReadonlyMap<string, Float32Array>;
  readonly texts: ReadonlyMap<string, (string | null)[]>;
  readonly said: ReadonlyMap<number, readonly Said[]>;
  /** Python's count of what has come to be known; -1 before anything was asked. */
  readonly version: number;
}

/** What reviewers said, by place. */
export type SaidWire = readonly (readonly [number, readonly Said[]])[];

/** Rows as Python sends them: all of them, or those that have come to be known since a version. */
export interface RowsWire {
  readonly version: number;
  readonly total: number;
  /** Which rows; null is all. */
  readonly at: readonly number[] | null;
  readonly heads: readonly Head[];
  readonly captions: readonly string[];
  readonly names: readonly string[];
  readonly errors: readonly string[];
  readonly read: readonly number[] | "all";
  readonly texts: Readonly<Record<string, readonly (string | null)[]>>;
  /** Keys of the columns of numbers, in the order in which they stand in the bytes. */
  readonly numbers: readonly string[];
}

export function emptyTable(total: number, heads: readonly Head[] = []): Table {
  return {
    total,
    heads,
    captions: Array<string>(total).fill(""),
    names: Array<string>(total).fill(""),
    errors: Array<string>(total).fill(""),
    read: new Uint8Array(total),
    numbers: new Map(),
    texts: new Map(),
    said: new Map(),
    version: -1,
  };
}

/** The table with rows that arrived; the columns are written into, so the old table is not to be used again. */
export function withRows(table: Table, wire: RowsWire, bytes: Bytes): Table {
  const rows = wire.at ?? range(wire.total);
  const values = floats(bytes);
  const numbers = new Map(table.numbers);
  const texts = new Map(table.texts);
  for (const [c, key] of wire.numbers.entries()) {
    const column = numbers.get(key) ?? new Float32Array(table.total).fill(Number.NaN);
    for (const [i, row] of rows.entries()) column[row] = values[c * rows.length + i]!;
    numbers.set(key, column);
  }
  for (const [key, sent] of Object.entries(wire.texts)) {
    const column = texts.get(key) ?? Array<string | null>(table.total).fill(null);
    for (const [i, row] of rows.entries()) column[row] = sent[i]!;
    texts.set(key, column);
  }
  for (const [i, row] of rows.entries()) {
    table.captions[row] = wire.captions[i]!;
    table.names[row] = wire.names[i]!;
    table.errors[row] = wire.errors[i]!;
    table.read[row] = wire.read === "all" ? 1 : wire.read[i]!;
  }
  return { ...table, heads: wire.heads, numbers, texts, version: wire.version };
}

export function withSaid(table: Table, wire: SaidWire): Table {
  return { ...table, said: new Map(wire) };
}

export function howManyRead({ read }: Table): number {
  return read.reduce((sum, one) => sum + one, 0);
}

export function headOf({ heads }: Table, key: string): Head | undefined {
  return heads.find((head) => head.key === key);
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
