// Samples and numbers that Python wrote (see tests/agreed.py).
import { decode, fromBase64, type Pair, type Wire } from "../src/wire.ts";
import captions from "./agreed/captions.json";
import husky from "./agreed/husky.json";
import oblong from "./agreed/oblong.json";
import pictures from "./agreed/pictures.json";
import special from "./agreed/special.json";
import trouble from "./agreed/trouble.json";
import turned from "./agreed/turned.json";

interface Agreed {
  readonly pair: Wire;
  readonly matrix: string;
  /** What the other side has with each strong pair's part of this side. */
  readonly given: Record<"a" | "b", number[][]>;
  /** Places of the parts are words for regions, and the phrase itself for captions. */
  readonly top_pairs: { value: number; share: number; focus: number; a: string; b: string }[];
  readonly places: Record<"a" | "b", string[]>;
}

const FILES = { husky, oblong, trouble, special, captions, pictures, turned } as unknown as Record<
  string,
  Agreed
>;

export const NAMES = Object.keys(FILES);

export function agreed(name: string): Agreed & { decoded: Pair } {
  const read = FILES[name]!;
  return { ...read, decoded: decode(read.pair, fromBase64(read.matrix)) };
}
