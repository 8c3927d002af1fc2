// The menu "Export": what is seen now as a file, made here or, where a kernel answers, by Python.
import { type Context, on, watch } from "../context.ts";
import { h, say } from "../dom.ts";
import { widthOf } from "../export/captions.ts";
import { csvOf } from "../export/csv.ts";
import { latexOf } from "../export/latex.ts";
import { download, fileName } from "../export/names.ts";
import { heldPicture, pngOf } from "../export/png.ts";
import { svgOf } from "../export/svg.ts";
import { copyOf } from "../host.ts";
import { alike, contents, SIDES } from "../sides.ts";

/** Who makes a file: this view, or Python, which has fonts for paper and the whole explanation. */
type Maker = "svg" | "png" | "tex" | "csv" | "pdf" | "npz" | "html";

const TYPES: Readonly<Record<Maker, string>> = {
  svg: "image/svg+xml",
  png: "image/png",
  tex: "application/x-tex",
  csv: "text/csv",
  pdf: "application/pdf",
  npz: "application/octet-stream",
  html: "text/html",
};
const OF_PYTHON: readonly Maker[] = ["pdf", "npz", "html"];
const SHOWN: Readonly<Partial<Record<Maker, string>>> = { tex: "LaTeX", npz: "npz" };

/** Of a drawing of two pictures. */
const LARGE = 860;

export function fill(context: Context): HTMLElement[] {
  const { host } = context;
  const told = h("p", { class: "told", role: "status" });
  const list = h("dl", { class: "exports" });
  for (const [name, makers, note] of rowsOf(context)) {
    const buttons = makers.map((maker) => button(context, list, maker, name, told));
    const row = [h("dt", {}, name), h("dd", {}, ...buttons, h("span", { class: "note" }, note))];
    watch(context, () => {
      const can = host.status.value === "live" || makers.some((maker) => !OF_PYTHON.includes(maker));
      for (const part of row) part.hidden = !can;
    });
    list.append(...row);
  }
  return [list, told];
}

function rowsOf({ host }: Context): [string, Maker[], string][] {
  const { pair } = host;
  const words = !alike(pair) || pair.a.kind === "caption";
  const rows: [string, Maker[], string][] = [
    [
      "Picture",
      ["svg", "png", "pdf"],
      "Heat and underlines as they are now, with pins and scale, whichever tab is open.",
    ],
    ["Words", ["tex"], "Underlined as they are now; needs only the package xcolor."],
    ["Numbers", ["csv", "npz"], `Every value of ${contents(pair)}.`],
    ["Page", ["html"], "This view as one file that works offline."],
  ];
  return rows.filter(([name]) => words || name !== "Words");
}

function button(
  context: Context,
  list: HTMLElement,
  maker: Maker,
  of: string,
  told: HTMLElement,
): HTMLElement {
  const text = SHOWN[maker] ?? maker.toUpperCase();
  const made = h("button", { type: "button", class: "make", "aria-label": `${of} as ${text}` }, text);
  watch(context, () => {
    made.hidden = OF_PYTHON.includes(maker) && context.host.status.value !== "live";
  });
  on(context, made, "click", async () => {
    const name = fileName(context.host.pair, maker);
    say(told, `Making ${name} …`);
    try {
      download(name, await dataOf(context, list, maker), TYPES[maker]);
      say(told, `${name} is with your downloads.`);
    } catch (error) {
      say(told, `${name} could not be made. ${error instanceof Error ? error.message : String(error)}`);
    }
  });
  return made;
}

async function dataOf(context: Context, list: HTMLElement, maker: Maker): Promise<BlobPart> {
  if (maker === "csv") return csvOf(context.host.pair);
  if (maker === "tex") return latexOf(context);
  if (OF_PYTHON.includes(maker)) return fileOf(context, maker);
  const svg = await drawn(context, list);
  return maker === "svg" ? svg : pngOf(svg);
}

async function fileOf({ host }: Context, maker: Maker): Promise<BlobPart> {
  if (!host.desk) throw new Error("There is no kernel to ask.");
  const { buffers } = await host.desk.ask({ kind: "file", suffix: maker });
  return copyOf(buffers[0]!);
}

/** The drawing; captions are asked where they stand, whichever menu or panel is open. */
async function drawn(context: Context, list: HTMLElement): Promise<string> {
  const { host, look } = context;
  const root = list.getRootNode() as ShadowRoot | Document;
  const captions = [...root.querySelectorAll(".caption")];
  const pictures = await Promise.all(SIDES.map((name) => heldPicture(host.pictures[name], look.grey.value)));
  const named = SIDES.filter((name) => host.pair[name].kind === "caption");
  const view = captions[0] ?? list;
  return svgOf(context, {
    pictures: { a: pictures[0]!, b: pictures[1]! },
    captions: Object.fromEntries(named.map((name, i) => [name, captions[i]!])),
    width: Math.max(448, ...captions.map(widthOf), captions.length > 0 ? 0 : LARGE),
    font: getComputedStyle(view).fontFamily || "sans-serif",
  });
}
