// Where a gallery's pairs come from: Python, which is asked for what is on the screen, or the page that it stands on.
import type { Desk } from "../desk.ts";
import { copyOf, type Explained, type Page, type Pictures } from "../host.ts";
import { type Bytes, decode, fromBase64, type Wire } from "../wire.ts";
import type { RowsWire, SaidWire } from "./columns.ts";
import type { Query } from "./query.ts";

/** A pair as a tile. */
export interface Tile {
  /** Address of the picture; empty where there is none. */
  readonly picture: string;
  /** Of the picture, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly cols: number;
  /** The strongest phrase's heat, -127 to 127. */
  readonly heat: Int8Array;
  /** What 127 stands for. */
  readonly limit: number;
  /** Where the phrase stands in the caption, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Of two captions the first; the second is the row's. */
  readonly first: string;
  readonly error: string;
}

/** A pair with its numbers, and the pins that show what is wrong with it. */
export interface Opened {
  readonly explained: Explained;
  readonly pins: readonly unknown[];
}

/** What has come to be known since somebody looked last; null where nothing has. */
export interface News {
  readonly rows: readonly [RowsWire, Bytes] | null;
  readonly said: SaidWire | null;
  /** The change that `said` is as of. */
  readonly heard: number;
  /** Why what was said cannot be read; empty where it can. */
  readonly trouble: string;
}

export interface Source {
  news(since: number, heard: number): Promise<News>;
  tiles(indices: readonly number[], signal: AbortSignal): Promise<readonly Tile[]>;
  open(index: number, signal: AbortSignal): Promise<Opened>;
}

interface TileWire {
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly cols: number;
  readonly limit: number;
  readonly start: number;
  readonly end: number;
  readonly first: string;
  readonly error: string;
}

export function fromPython(desk: Desk): Source {
  return {
    async news(since, heard) {
      const { content, buffers } = await desk.ask({ kind: "rows", since, heard });
      const news = content as unknown as Omit<News, "rows"> & { readonly rows: RowsWire | null };
      return { ...news, rows: news.rows && [news.rows, buffers[0]!] };
    },
    async tiles(indices, signal) {
      const { content, buffers } = await desk.ask({ kind: "tiles", indices }, [], { signal });
      const sent = content.tiles as readonly TileWire[];
      return sent.map((tile, i) => ({
        ...tile,
        picture: addressOf(buffers[2 * i]!, "image/jpeg"),
        heat: new Int8Array(copyOf(buffers[2 * i + 1]!).buffer),
      }));
    },
    async open(index, signal) {
      const { content, buffers } = await desk.ask({ kind: "open", index }, [], { signal });
      const [matrix, a, b] = buffers as readonly [DataView, DataView, DataView];
      const pictures = { a: addressOf(a, "image/png"), b: addressOf(b, "image/png") };
      const pair = decode(content.pair as Wire, matrix);
      return { explained: { revision: "1", pair, pictures }, pins: content.pins as readonly unknown[] };
    },
  };
}

/** What a page holds of a gallery; bytes are Base64, pictures are addresses. */
export interface GalleryPage {
  readonly gallery: RowsWire & { readonly bytes: string; readonly said: SaidWire };
  readonly tiles: readonly (TileWire & { readonly picture: string; readonly heat: string })[];
  readonly pairs: readonly Pick<Page, "pair" | "matrix" | "pictures" | "chosen">[];
  readonly about: About;
  readonly query: Partial<Query>;
}

/** What a gallery is told once. */
export interface About {
  readonly total: number;
  readonly height: number;
  /** Names of labels by their keys. */
  readonly labels: Readonly<Record<string, string>>;
  readonly title: string;
}

export function fromPage({ gallery, tiles, pairs }: GalleryPage): Source {
  return {
    news: async () => ({
      rows: [gallery, fromBase64(gallery.bytes)],
      said: gallery.said,
      heard: 0,
      trouble: "",
    }),
    tiles: async (indices) =>
      indices.map((i) => ({ ...tiles[i]!, heat: new Int8Array(fromBase64(tiles[i]!.heat)) })),
    async open(index) {
      const { pair, matrix, pictures, chosen } = pairs[index]!;
      const explained = { revision: "1", pair: decode(pair, fromBase64(matrix)), pictures };
      return { explained, pins: (chosen.pins ?? []) as readonly unknown[] };
    },
  };
}

/** Lets go of addresses that were made here; those that hold their picture themselves need nothing. */
export function release(addresses: Iterable<string>): void {
  for (const address of addresses) if (address.startsWith("blob:")) URL.revokeObjectURL(address);
}

export function releaseAll({ a, b }: Pictures): void {
  release([a, b]);
}

function addressOf(bytes: DataView, type: string): string {
  return bytes.byteLength === 0 ? "" : URL.createObjectURL(new Blob([copyOf(bytes)], { type }));
}
