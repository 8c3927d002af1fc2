// How numbers are drawn: plain data that can be undone, bookmarked, read by Python and written to a page.

/** Colour maps: which pair of colours stands for "for" and "against". */
export const MAPS = ["orange-blue", "green-purple", "yellow-violet"] as const;
export type MapName = (typeof MAPS)[number];

/** What stands in the main place: the picture with its heat, words × patches as a matrix, or a table of numbers. */
export const PANELS = ["picture", "matrix", "table"] as const;
export type Panel = (typeof PANELS)[number];

/** Order of the matrix's columns. */
export const ORDERS = ["reading", "strength"] as const;
export type Order = (typeof ORDERS)[number];

export interface Look {
  /** One scale for every selection; else the scale fits what is chosen now. */
  readonly locked: boolean;
  /** The scale ends where all but the largest fiftieth of the values lie. */
  readonly robust: boolean;
  /** The two colours are exchanged. */
  readonly flipped: boolean;
  readonly map: MapName;
  /** Of the heat on a picture, 0 to 1. */
  readonly opacity: number;
  readonly smooth: boolean;
  readonly grey: boolean;
  readonly pieces: boolean;
  readonly special: boolean;
  readonly panel: Panel;
  readonly order: Order;
}

export const PLAIN: Look = {
  locked: true,
  robust: false,
  flipped: false,
  map: "orange-blue",
  opacity: 0.85,
  smooth: false,
  grey: false,
  pieces: false,
  special: false,
  panel: "picture",
  order: "reading",
};

export type LookName = keyof Look;
/** Parts of the look that are either on or off. */
export type Switch = { [K in LookName]: Look[K] extends boolean ? K : never }[LookName];

/** What was given, on top of the plain look; parts that are no part of a look are left out. */
export function lookOf(given: Readonly<Record<string, unknown>> | undefined): Look {
  const known = Object.entries(given ?? {}).filter(([name]) => name in PLAIN);
  return { ...PLAIN, ...Object.fromEntries(known) };
}

/** Only what differs from the plain look. */
export function changes(look: Look): Partial<Look> {
  const differing = (Object.keys(PLAIN) as LookName[]).filter((name) => look[name] !== PLAIN[name]);
  return Object.fromEntries(differing.map((name) => [name, look[name]]));
}
