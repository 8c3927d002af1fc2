import { describe, expect, it } from "vitest";
import { PINS as OWN_PINS, paletteOf } from "../src/colour.ts";
import { csvOf, plainCell } from "../src/export/csv.ts";
import { escaped, latexOf } from "../src/export/latex.ts";
import { fileName } from "../src/export/names.ts";
import { svgOf } from "../src/export/svg.ts";
import { limitsOf } from "../src/limits.ts";
import { lookOf, type MapName } from "../src/look.ts";
import { pinOf } from "../src/pinning.ts";
import { caption } from "../src/views/caption.ts";
import { agreed, NAMES } from "./agreed.ts";
import { exported, MAPS, PINS } from "./exported.ts";
import { contextOf } from "./made.ts";
import { captionOf, small } from "./small.ts";

describe("what Python and the view both know", () => {
  it("are the colours of maps and pins", () => {
    expect(OWN_PINS).toEqual(PINS);
    for (const [map, ends] of Object.entries(MAPS)) {
      expect(paletteOf({ map: map as MapName, flipped: false })).toEqual(ends);
    }
  });
  it.each(NAMES)("are the ends of scales of %s", (name) => {
    const limits = limitsOf(agreed(name).decoded);
    for (const [i, side] of (["a", "b"] as const).entries()) {
      const own = [limits, limits.robust].flatMap((each) => [1, 5, 999].map((count) => each[side](count)));
      for (const [k, value] of own.entries()) expect(value).toBeCloseTo(exported(name).limits[i]![k]!, 7);
    }
  });
});

describe("numbers as CSV", () => {
  it.each(NAMES)("are the lines that Python writes of %s", (name) => {
    const { csv } = exported(name);
    const lines = csvOf(agreed(name).decoded).trimEnd().split("\r\n");
    expect(lines).toHaveLength(csv.count);
    for (const [i, line] of [...csv.first, csv.last].entries()) {
      const own = (i < csv.first.length ? lines[i]! : lines.at(-1)!).split(",");
      const cells = line.split(",");
      expect(own.slice(0, -1)).toEqual(cells.slice(0, -1));
      if (i > 0) expect(Number(own.at(-1))).toBeCloseTo(Number(cells.at(-1)), 8);
      else expect(own.at(-1)).toBe("value");
    }
  });
  it("hold no formula and no broken line", () => {
    expect(["=1+1", "+cmd", "-2", "@SUM(A1)", "＝1"].map((each) => plainCell(each)[0])).toEqual([..."'''''"]);
    expect(["dog", "-", "a=1", "🐶"].map(plainCell)).toEqual(["dog", "-", "a=1", "🐶"]);
    expect(plainCell('a"b,c')).toBe('"a""b,c"');
    expect(plainCell("a\nb\u0000\ud800")).toBe("a\ufffdb\ufffd\ufffd");
  });
});

describe("words as LaTeX", () => {
  const chosen = { a: [0, 2, 3], b: [0, 2, 3] };
  const look = lookOf({ map: "green-purple", flipped: true, locked: false, robust: true });
  it.each(NAMES.filter((name) => name !== "pictures"))("are what Python writes of %s", (name) => {
    const pair = agreed(name).decoded;
    const states = [{}, chosen, { ...chosen, look }];
    for (const [i, state] of states.entries()) {
      const own = latexOf(contextOf(pair, state));
      expect(rounded(own)).toBe(rounded(exported(name).latex[i]!));
    }
  });
  it("are no command, no comment and no group of their own", () => {
    expect(escaped("50% of $3 & #1_a {x} \\input~^")).toBe(
      String.raw`50\% of \$3 \& \#1\_a \{x\} \textbackslash{}input\textasciitilde{}\textasciicircum{}`,
    );
    expect(escaped('a\nb\u202ec"\u0000 -- \ud800 שלום 🐶')).toBe("a bc\\symbol{34} -{}- \ufffd שלום 🐶");
  });
});

describe("a drawing", () => {
  const pins = [pinOf({ b: [0], a: [] }, 0), pinOf({ a: [3], b: [], name: "<i>&\u0000" }, 1)];
  const draw = (pair = small(), chosen = {}) => {
    const context = contextOf(pair, { b: [1, 2], a: [0, 1], pins, ...chosen });
    const scene = { pictures: { a: "data:image/png;base64,AA==" }, width: 448, font: '"A" & <b>' };
    const captions = { b: caption(context, "b", captionOf(pair)) };
    return new DOMParser().parseFromString(svgOf(context, { ...scene, captions }), "image/svg+xml");
  };
  const texts = (drawn: Document) => [...drawn.querySelectorAll("text")].map((each) => each.textContent);
  it("is one file of plain SVG", () => {
    const drawn = draw();
    expect(drawn.querySelector("parsererror")).toBeNull();
    const used = new Set([...drawn.querySelectorAll("*")].map((each) => each.tagName));
    expect([...used].sort()).toEqual(
      ["g", "image", "line", "linearGradient", "path", "rect", "stop", "svg", "text"].filter((tag) =>
        used.has(tag),
      ),
    );
    expect(drawn.querySelector("image")?.getAttribute("href")).toBe("data:image/png;base64,AA==");
  });
  it("holds every cell's value, the words, the pins and the scale", () => {
    const drawn = draw();
    const values = [...drawn.querySelectorAll("[data-value]")].map((each) =>
      Number(each.getAttribute("data-value")),
    );
    expect(values).toEqual([4, 8, 0, 2]);
    expect(texts(drawn)).toEqual(
      expect.arrayContaining(["black", "dog", "<i>&", "A", "B", "value per patch"]),
    );
    expect(texts(drawn).some((each) => each?.startsWith("full underline"))).toBe(true);
  });
  it("takes captions as text", () => {
    const wire = small();
    const hostile = '<a>&"\ud800\u0001';
    const words = [{ text: hostile, start: 0, end: hostile.length, tokens: [0, 1, 2] }];
    const drawn = draw({ ...wire, b: { ...captionOf(wire), text: hostile, words } });
    expect(drawn.querySelector("parsererror, a")).toBeNull();
    expect(texts(drawn)).toContain('<a>&"');
  });
});

describe("the name of a file", () => {
  it.each([
    ["black dog!", "pairlens-black-dog.svg"],
    ["../../etc/passwd", "pairlens-etc-passwd.svg"],
    ["<script>.hidden\u0000", "pairlens-script-hidden.svg"],
    ["שלום 黒い犬", "pairlens-שלום-黒い犬.svg"],
    ["🐶", "pairlens.svg"],
    ["", "pairlens.svg"],
  ])("of %j", (text, name) => {
    const wire = small();
    expect(fileName({ ...wire, b: { ...captionOf(wire), text } }, "svg")).toBe(name);
  });
  it("is not long", () => {
    const wire = small();
    const text = "word ".repeat(100);
    expect(fileName({ ...wire, b: { ...captionOf(wire), text } }, "svg").length).toBeLessThan(80);
  });
});

/** Numbers may differ in their last place: one side rounds 0.125 up, the other to even. */
function rounded(text: string): string {
  return text.replace(/(\d\.\d)\d+(pt|\.)/g, "$1$2");
}
