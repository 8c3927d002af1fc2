// Where the cells of a grid lie in the space that there is for them, zoomed and moved. Pure arithmetic in CSS pixels.

/** The space, and how many cells share it. */
export interface Area {
  readonly width: number;
  readonly height: number;
  readonly rows: number;
  readonly cols: number;
}

export interface Zoom {
  /** 1: all cells are in sight. */
  readonly factor: number;
  /** How far the cells are moved to the left and up. */
  readonly x: number;
  readonly y: number;
}

export const FIT: Zoom = { factor: 1, x: 0, y: 0 };

/** Cells of few rows or columns do not fill the space: they would look like a mistake. */
const WIDEST = 64;
/** A cell is large enough at this size; the other of its sides may go on growing. */
const LARGE = 36;

export interface Cell {
  readonly row: number;
  readonly col: number;
}

export function cellSize({ factor }: Zoom, area: Area): { width: number; height: number } {
  const { width, height } = fitted(area);
  return {
    width: Math.min(width * factor, Math.max(width, LARGE)),
    height: Math.min(height * factor, Math.max(height, LARGE)),
  };
}

function fitted({ width, height, rows, cols }: Area): { width: number; height: number } {
  return {
    width: Math.min(WIDEST, width / Math.max(1, cols)),
    height: Math.min(WIDEST, height / Math.max(1, rows)),
  };
}

/** The factor at which cells are large both ways. */
export function mostZoom(area: Area): number {
  const { width, height } = fitted(area);
  return Math.max(1, LARGE / Math.max(width, 1e-6), LARGE / Math.max(height, 1e-6));
}

/** Inside the limits: no further out than all, no further in than large cells, no empty space shown. */
export function settled({ factor, x, y }: Zoom, area: Area): Zoom {
  const within = Math.min(mostZoom(area), Math.max(1, factor));
  const size = cellSize({ factor: within, x, y }, area);
  const inside = (at: number, most: number) => Math.min(Math.max(0, most), Math.max(0, at));
  return {
    factor: within,
    x: inside(x, size.width * area.cols - area.width),
    y: inside(y, size.height * area.rows - area.height),
  };
}

/** Zooms by a factor; what lies at a point of the area stays there where it can. */
export function zoomedAt(zoom: Zoom, area: Area, by: number, at: { x: number; y: number }): Zoom {
  const before = cellSize(zoom, area);
  const factor = Math.min(mostZoom(area), Math.max(1, zoom.factor * by));
  const after = cellSize({ ...zoom, factor }, area);
  return settled(
    {
      factor,
      x: ((zoom.x + at.x) * after.width) / before.width - at.x,
      y: ((zoom.y + at.y) * after.height) / before.height - at.y,
    },
    area,
  );
}

export function movedBy(zoom: Zoom, area: Area, x: number, y: number): Zoom {
  return settled({ ...zoom, x: zoom.x + x, y: zoom.y + y }, area);
}

/** The cell at a point of the area; null beside all cells. */
export function cellAt(zoom: Zoom, area: Area, x: number, y: number): Cell | null {
  const size = cellSize(zoom, area);
  const row = Math.floor((y + zoom.y) / size.height);
  const col = Math.floor((x + zoom.x) / size.width);
  return row >= 0 && row < area.rows && col >= 0 && col < area.cols ? { row, col } : null;
}

/** Moves as little as brings a cell into sight. */
export function brought(zoom: Zoom, area: Area, { row, col }: Cell): Zoom {
  const { width, height } = cellSize(zoom, area);
  const along = (at: number, size: number, offset: number, extent: number) =>
    Math.max(at * size + size - extent, Math.min(at * size, offset));
  return settled(
    { ...zoom, x: along(col, width, zoom.x, area.width), y: along(row, height, zoom.y, area.height) },
    area,
  );
}

/** Which of `count` lines get a label so that labels stand `least` apart: one in so many, and those in sight. */
export function labelled(
  count: number,
  size: number,
  offset: number,
  extent: number,
  least: number,
): number[] {
  const every = Math.max(1, Math.ceil(least / size));
  const first = Math.max(0, Math.floor(offset / size));
  const last = Math.min(count - 1, Math.ceil((offset + extent) / size) - 1);
  const out: number[] = [];
  for (let i = Math.ceil(first / every) * every; i <= last; i += every) out.push(i);
  return out;
}
