// What a file is called, and how a browser is given it.
import type { Pair } from "../wire.ts";

const LONGEST = 60;

/** A name for a file, made of the letters and digits of the captions: no path, no dot in front, nothing hidden. */
export function fileName(pair: Pair, suffix: string): string {
  const texts = [pair.a, pair.b].flatMap((side) => (side.kind === "caption" ? [side.text] : []));
  const words =
    texts
      .join(" ")
      .normalize("NFC")
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const name = words.reduce(
    (made, word) => (made.length + word.length < LONGEST ? `${made}-${word}` : made),
    "",
  );
  return `pairlens${name}.${suffix}`;
}

export function download(name: string, data: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([data], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // a browser may ask where to put it first
}
