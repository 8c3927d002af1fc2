// What Python sends: one JSON object and one float32 matrix. The names are the Python names.

/** The first and the second argument of `explain`: the columns and the rows of the matrix. */
export type SideName = "a" | "b";

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

export interface CaptionWire {
  readonly kind: "caption";
  readonly text: string;
  /** "content", "begin", "end", "padding" or "class" per unit. */
  readonly kinds: readonly string[];
  readonly pieces: readonly string[];
  readonly spans: readonly (readonly [number, number])[];
  readonly words: readonly Word[];
  readonly phrases: readonly Phrase[];
}

export interface PictureWire {
  readonly kind: "picture";
  readonly width: number;
  readonly height: number;
  /** "patch", "class", "register", "padding", … per unit. */
  readonly kinds: readonly string[];
  readonly rows: number;
  readonly cols: number;
}

export interface TopPair {
  /** Content units of either side: tokens of a phrase, cells of a region. */
  readonly a: readonly number[];
  readonly b: readonly number[];
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
  readonly a: CaptionWire | PictureWire;
  readonly b: CaptionWire | PictureWire;
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
  /** What a person must know of how the numbers were made. */
  readonly notes: readonly string[];
  readonly layers: readonly [number, number];
  readonly depths: readonly [number, number];
  readonly model: string;
  readonly method: string;
  /** Options of the method that were set, as far as they are known. */
  readonly options?: Readonly<Record<string, unknown>>;
}

interface Decoded {
  /** Unit of each content unit: of each token, or of each cell, row-major. */
  readonly content: readonly number[];
}

export type Caption = CaptionWire & Decoded;
export type Picture = PictureWire & Decoded;
export type Side = Caption | Picture;

/** One explained pair, decoded. Rows are units of side b, columns are units of side a. */
export interface Pair extends Omit<Wire, SideName> {
  readonly a: Side;
  readonly b: Side;
  readonly matrix: Float32Array;
  /** Rows that the matrix holds; the padding behind them is exactly zero and was not sent. */
  readonly sent: number;
  /** How many values were not numbers; they count as zero. */
  readonly broken: number;
}

export const VERSION = 3;

/** Bytes as they may arrive: a view into a larger buffer is the usual case, not the exception. */
export type Bytes = ArrayBuffer | ArrayBufferView;

export function decode(wire: Wire, bytes: Bytes): Pair {
  if (wire.version !== VERSION) {
    throw new Error(
      `This view reads explanations of version ${VERSION}; this one is of version ${wire.version}.`,
    );
  }
  const matrix = floats(bytes);
  const units = wire.a.kinds.length;
  if (units === 0 || matrix.length % units !== 0) {
    throw new Error(`The matrix has ${matrix.length} values, which is no multiple of ${units} units.`);
  }
  const broken = mend(matrix);
  return { ...wire, a: decoded(wire.a), b: decoded(wire.b), matrix, sent: matrix.length / units, broken };
}

function decoded(side: CaptionWire | PictureWire): Side {
  const own = side.kind === "caption" ? "content" : "patch";
  return { ...side, content: side.kinds.flatMap((kind, i) => (kind === own ? [i] : [])) };
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
