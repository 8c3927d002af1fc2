// What Python sends: one JSON object and one float32 matrix. The names are the Python names.

export type Kind = "content" | "begin" | "end" | "padding";

export interface Word {
  readonly text: string;
  /** Where it stands in the caption, counted as the browser counts: in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Indices into the caption's content tokens. */
  readonly tokens: readonly number[];
}

export interface Phrase {
  readonly text: string;
  readonly tokens: readonly number[];
}

export interface TopPair {
  readonly phrase: string;
  readonly tokens: readonly number[];
  readonly cells: readonly number[];
  readonly value: number;
}

export interface LedgerRow {
  /** The ledger's field: "content_patch", …, "baseline", "residual". */
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly explanation: string;
}

export interface Wire {
  readonly version: number;
  readonly caption: {
    readonly text: string;
    readonly kinds: readonly Kind[];
    readonly pieces: readonly string[];
    readonly spans: readonly (readonly [number, number])[];
    readonly words: readonly Word[];
  };
  readonly picture: {
    readonly width: number;
    readonly height: number;
    readonly kinds: readonly string[];
    readonly rows: number;
    readonly cols: number;
  };
  readonly phrases: readonly Phrase[];
  readonly top_pairs: readonly TopPair[];
  readonly ledger: {
    readonly rows: readonly LedgerRow[];
    readonly score: number;
    readonly residual: number;
    readonly natural_scale: number;
    /** Share of the absolute pair mass per block; all zero where there is none. */
    readonly mass: {
      readonly content_patch: number;
      readonly content_special: number;
      readonly special_patch: number;
      readonly special_special: number;
    };
    /** Whether the residual is quadrature error alone. */
    readonly exact: boolean;
  };
  readonly converged: boolean;
  readonly unknown_words: readonly string[];
  readonly layers: readonly [number, number];
  readonly depths: readonly [number, number];
  readonly model: string;
  readonly method: string;
}

/** One explained pair, decoded. Rows are text units, columns are image units. */
export interface Pair extends Wire {
  readonly matrix: Float32Array;
  /** Rows that the matrix holds; the padding behind them is exactly zero and was not sent. */
  readonly sent: number;
  readonly units: number;
  /** Row of each content token. */
  readonly content: readonly number[];
  /** Column of each patch, row-major. */
  readonly patches: readonly number[];
  /** How many values were not numbers; they count as zero. */
  readonly broken: number;
}

export const VERSION = 1;

/** Bytes as they may arrive: a view into a larger buffer is the usual case, not the exception. */
export type Bytes = ArrayBuffer | ArrayBufferView;

export function decode(wire: Wire, bytes: Bytes): Pair {
  if (wire.version !== VERSION) {
    throw new Error(
      `This view reads explanations of version ${VERSION}; this one is of version ${wire.version}.`,
    );
  }
  const matrix = floats(bytes);
  const units = wire.picture.kinds.length;
  if (units === 0 || matrix.length % units !== 0) {
    throw new Error(`The matrix has ${matrix.length} values, which is no multiple of ${units} image units.`);
  }
  const broken = mend(matrix);
  const content = indicesOf(wire.caption.kinds, "content");
  const patches = indicesOf(wire.picture.kinds, "patch");
  return { ...wire, matrix, sent: matrix.length / units, units, content, patches, broken };
}

/** A copy of the bytes as little-endian float32, wherever in a buffer they begin. */
export function floats(bytes: Bytes): Float32Array {
  const view = ArrayBuffer.isView(bytes)
    ? new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new DataView(bytes);
  if (view.byteLength % 4 !== 0)
    throw new Error(`${view.byteLength} bytes do not make whole float32 values.`);
  const out = new Float32Array(view.byteLength / 4);
  for (let i = 0; i < out.length; i += 1) out[i] = view.getFloat32(4 * i, true);
  return out;
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function mend(matrix: Float32Array): number {
  let broken = 0;
  for (let i = 0; i < matrix.length; i += 1) {
    if (Number.isFinite(matrix[i])) continue;
    matrix[i] = 0;
    broken += 1;
  }
  return broken;
}

function indicesOf(kinds: readonly string[], kind: string): number[] {
  return kinds.flatMap((each, i) => (each === kind ? [i] : []));
}
