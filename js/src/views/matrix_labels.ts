// Labels beside the cells of the matrix: words in full where there is space, rows of a picture as numbers.
import { cellSize, labelled } from "../zoom.ts";
import { font, GUTTER, type Pen, type Sheet, starts } from "./matrix_paint.ts";

/** Least distance between labels, of lines of text. */
const APART = 1.15;

export function drawLabels(pen: Pen, sheet: Sheet): void {
  const { pair, grid, zoom, area, left, top, ink, order } = sheet;
  const { width, height } = cellSize(zoom, area);
  const least = APART * ink.size;
  pen.font = font(ink);
  pen.fillStyle = ink.soft;
  const lead = pair[grid.rowSide];
  const rest = pair[grid.colSide];
  if (lead.kind === "caption") {
    for (const row of labelled(area.rows, height, zoom.y, area.height, least)) rowLabel(pen, sheet, row);
  } else {
    const firsts = [0, ...starts(area.rows, lead.cols)].filter((at) => at >= area.rows % lead.cols);
    firsts.forEach((at, i) => {
      const y = top - zoom.y + (at + lead.cols / 2) * height;
      if (height * lead.cols >= least && y > top && y < top + area.height) {
        text(pen, String(i + 1), left - GUTTER, y, "right");
      }
    });
  }
  if (rest.kind === "caption") {
    for (const col of labelled(area.cols, width, zoom.x, area.width, least)) colLabel(pen, sheet, col);
    return;
  }
  const y = top - GUTTER - ink.size / 2;
  if (order === "strength") {
    text(pen, "strongest", left, y, "left");
    text(pen, "weakest", left + Math.min(area.width, width * area.cols), y, "right");
    return;
  }
  const corner = pen.measureText("row").width <= left - GUTTER;
  text(pen, "row", corner ? left - GUTTER : 0, y, corner ? "right" : "left");
  const firsts = [0, ...starts(area.cols, rest.cols)].filter((at) => at >= area.cols % rest.cols);
  firsts.forEach((at, i) => {
    const x = left - zoom.x + (at + rest.cols / 2) * width;
    if (width * rest.cols >= 1.4 * ink.size && x > left && x < left + area.width)
      text(pen, String(i + 1), x, y, "center");
  });
}

function rowLabel(pen: Pen, { grid, zoom, area, left, top }: Sheet, row: number): void {
  const { height } = cellSize(zoom, area);
  const y = top - zoom.y + (row + 0.5) * height;
  if (y < top || y > top + area.height) return;
  text(pen, cut(pen, grid.rows[row]!.text, left - GUTTER), left - GUTTER, y, "right");
}

/** Upwards, from the cells. */
function colLabel(pen: Pen, { grid, zoom, area, left, top }: Sheet, col: number): void {
  const { width } = cellSize(zoom, area);
  const x = left - zoom.x + (col + 0.5) * width;
  if (x < left || x > left + area.width) return;
  pen.save();
  pen.translate(x, top - GUTTER);
  pen.rotate(-Math.PI / 2);
  text(pen, cut(pen, grid.cols[col]!.text, top - GUTTER), 0, 0, "left");
  pen.restore();
}

function text(pen: Pen, said: string, x: number, y: number, align: CanvasTextAlign): void {
  pen.textAlign = align;
  pen.textBaseline = "middle";
  pen.fillText(said, x, y);
}

/** As much of a text as there is space for. */
export function cut(pen: Pick<Pen, "measureText">, whole: string, space: number): string {
  if (pen.measureText(whole).width <= space) return whole;
  const letters = [...whole];
  while (letters.length > 1 && pen.measureText(`${letters.join("")}…`).width > space) letters.pop();
  return `${letters.join("")}…`;
}
