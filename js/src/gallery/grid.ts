// Where tiles stand. All of one size, so that any of ten thousands is found without looking at the others.

export const GAP = 12;
const LEAST = 148;
/** What stands below a tile's picture: two lines of the caption, a number, a line of labels. */
const TEXT = 92;

export interface Layout {
  readonly columns: number;
  /** Of a tile, in pixels. */
  readonly width: number;
  /** From the top of one row to that of the next. */
  readonly rowHeight: number;
  at(place: number): { readonly x: number; readonly y: number };
  /** Of all rows. */
  height(count: number): number;
}

export function layoutFor(available: number): Layout {
  const columns = Math.max(1, Math.floor((available + GAP) / (LEAST + GAP)));
  const width = Math.max(60, Math.floor((available - GAP * (columns - 1)) / columns));
  const rowHeight = width + TEXT + GAP;
  return {
    columns,
    width,
    rowHeight,
    at: (place) => ({ x: (place % columns) * (width + GAP), y: Math.floor(place / columns) * rowHeight }),
    height: (count) => Math.ceil(count / columns) * rowHeight,
  };
}

/** Places in sight (`first` to `last`) and those that are drawn: a screen more on either side (`from` to `to`). */
export function rowsInSight(layout: Layout, top: number, height: number, count: number) {
  const { rowHeight, columns } = layout;
  const row = (pixel: number) => Math.floor(pixel / rowHeight) * columns;
  const clamp = (place: number) => Math.max(0, Math.min(count, place));
  return {
    first: clamp(row(top)),
    last: clamp(row(top + height) + columns),
    from: clamp(row(top - height)),
    to: clamp(row(top + 2 * height) + columns),
  };
}

/** Where a key leads; null for other keys. */
export function move(
  key: string,
  place: number,
  columns: number,
  page: number,
  count: number,
): number | null {
  const clamp = (to: number) => Math.max(0, Math.min(count - 1, to));
  if (key === "ArrowLeft") return clamp(place - 1);
  if (key === "ArrowRight") return clamp(place + 1);
  if (key === "ArrowUp") return place < columns ? place : place - columns;
  if (key === "ArrowDown") return place + columns < count ? place + columns : place;
  if (key === "PageUp") return clamp(place - page);
  if (key === "PageDown") return clamp(place + page);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}
