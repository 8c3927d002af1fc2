// What Python says once of how a collection is annotated.

export interface Category {
  readonly key: string;
  readonly name: string;
  readonly definition: string;
  /** The key that gives the label; empty where all are taken. */
  readonly hotkey: string;
}

/** What can be done by a key, in the order of the list that people are shown. */
export const ACTIONS = [
  "submit",
  "nothing",
  "skip",
  "previous",
  "next",
  "severity",
  "note",
  "undo",
  "redo",
  "help",
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Setup {
  /** What the store is called. */
  readonly store: string;
  /** Tells stores apart that are called the same. */
  readonly place: string;
  readonly reviewer: string;
  readonly categories: readonly Category[];
  readonly keys: Readonly<Record<Action, readonly string[]>>;
  /** How many pairs there are. */
  readonly total: number;
  /** Why nothing can be written; empty where it can. */
  readonly readonly: string;
}
