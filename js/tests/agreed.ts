// Samples and numbers that Python wrote (see tests/agreed.py).
import { decode, fromBase64, type Pair, type Wire } from "../src/wire.ts";
import husky from "./agreed/husky.json";
import oblong from "./agreed/oblong.json";
import special from "./agreed/special.json";
import trouble from "./agreed/trouble.json";

interface Agreed {
  readonly pair: Wire;
  readonly matrix: string;
  readonly heatmaps: number[][];
  readonly token_scores: number[];
  readonly top_pairs: { value: number; share: number; focus: number; place: string }[];
  readonly places: string[];
}

const FILES = { husky, oblong, trouble, special } as unknown as Record<string, Agreed>;

export const NAMES = Object.keys(FILES);

export function agreed(name: string): Agreed & { decoded: Pair } {
  const read = FILES[name]!;
  return { ...read, decoded: decode(read.pair, fromBase64(read.matrix)) };
}
