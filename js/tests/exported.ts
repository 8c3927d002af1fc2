// What Python writes of samples as files (see tests/agreed.py).
import file from "./agreed/exports.json";

interface Exported {
  readonly csv: { readonly count: number; readonly first: readonly string[]; readonly last: string };
  readonly latex: readonly string[];
  readonly limits: readonly (readonly number[])[];
}

export const MAPS = file.maps as Readonly<Record<string, unknown>>;
export const PINS = file.pins as readonly string[];

export function exported(name: string): Exported {
  return (file.samples as unknown as Record<string, Exported>)[name]!;
}
