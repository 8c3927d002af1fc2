// The numbers of words and patches in long form: the same lines that Python's `pair.to_csv()` writes.
import { sum } from "../numbers.ts";
import { alike } from "../sides.ts";
import type { Pair, Side } from "../wire.ts";

interface Line {
  readonly cells: readonly (string | number)[];
  readonly units: readonly number[];
}

export function csvOf(pair: Pair): string {
  const twins = alike(pair);
  const [outer, inner] = !twins && pair.a.kind === "caption" ? [pair.a, pair.b] : [pair.b, pair.a];
  const turned = outer === pair.a;
  const [rows, cols] = [linesOf(outer), linesOf(inner)];
  const joined = (one: readonly unknown[], other: readonly unknown[], last: string | number) =>
    [...(twins ? [...other, ...one] : [...one, ...other]), last].join(",");
  const head = joined(names(outer, twins ? "_b" : ""), names(inner, twins ? "_a" : ""), "value");
  const width = pair.a.kinds.length;
  const at = (b: number, a: number) => (b < pair.sent ? pair.matrix[b * width + a]! : 0);
  const body = rows.flatMap((row) =>
    cols.map((col) => {
      const values = row.units.flatMap((one) =>
        col.units.map((other) => (turned ? at(other, one) : at(one, other))),
      );
      return joined(row.cells, col.cells, Number(sum(values).toPrecision(9)));
    }),
  );
  return `${[head, ...body].join("\r\n")}\r\n`;
}

function names(side: Side, ending: string): string[] {
  const own = side.kind === "caption" ? ["word_index", "word"] : ["row", "col", "x0", "y0", "x1", "y1"];
  return own.map((name) => name + ending);
}

function linesOf(side: Side): Line[] {
  if (side.kind === "caption")
    return side.words.flatMap(({ text, tokens }, i) =>
      tokens.length > 0
        ? [{ cells: [i, plainCell(text)], units: tokens.map((token) => side.content[token]!) }]
        : [],
    );
  const [high, wide] = [side.height / side.rows, side.width / side.cols];
  return side.content.map((unit, cell) => {
    const [row, col] = [Math.floor(cell / side.cols), cell % side.cols];
    const box = [col * wide, row * high, (col + 1) * wide, (row + 1) * high];
    return { cells: [row, col, ...box.map((edge) => Number(edge.toPrecision(9)))], units: [unit] };
  });
}

/** A cell that no spreadsheet takes for a formula: a word that begins like one has an apostrophe before it. */
export function plainCell(text: string): string {
  const safe = text.replace(/[\p{Cc}\p{Cs}]/gu, "\ufffd");
  const said = /^[=+\-@＝＋－＠]./u.test(safe) ? `'${safe}` : safe;
  return /[",]/.test(said) ? `"${said.replaceAll('"', '""')}"` : said;
}
