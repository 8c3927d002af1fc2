import { afterEach, describe, expect, it, vi } from "vitest";
import { marked } from "../src/bookmarking.ts";
import type { Variant } from "../src/host.ts";
import { pinOf } from "../src/pinning.ts";
import { literal, python, value } from "../src/python.ts";
import { NOTHING, type Shared, select, withLook } from "../src/state.ts";
import { copied } from "../src/views/as_python.ts";
import type { Pair, Wire } from "../src/wire.ts";
import literals from "./agreed/literals.json";
import { agreed } from "./agreed.ts";
import { small } from "./small.ts";

const start: Shared = { ...NOTHING, revision: "1" };

describe("texts", () => {
  it("are what Python reads as the same text (see tests/pairlens_widget/test_literals.py)", () => {
    for (const { text, literal: expected } of literals) expect(literal(text)).toBe(expected);
  });
  it("never end early, break the line or turn it round, whatever they hold", () => {
    for (let code = 0; code < 0x3000; code += 1) {
      const made = literal(String.fromCodePoint(code));
      expect(made).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}/u);
      expect(made.slice(1, -1).replace(/\\./g, "")).not.toContain('"');
    }
  });
});

describe("values", () => {
  it("are Python's", () => {
    expect(value({ a: [1, 2.5, -3], b: true, c: false, d: null, e: 'x"y' })).toBe(
      '{"a": [1, 2.5, -3], "b": True, "c": False, "d": None, "e": "x\\"y"}',
    );
    expect(value([Number.NaN, Number.POSITIVE_INFINITY])).toBe('[float("nan"), float("inf")]');
  });
});

describe("the lines", () => {
  const of = (changes: Partial<Wire>, now = start, variants: readonly Variant[] = []) =>
    python(small(changes), now, variants).split("\n");

  it("show everything that is seen", () => {
    const pins = [pinOf({ a: [], b: [0], name: 'the "one"' }, 0), pinOf({ a: [3], b: [] }, 1)];
    const now = marked(withLook({ ...select(start, [0, 1], [1]), pins, focus: 1 }, { grey: true }), "here");
    const other = { ...now.bookmarks[0]!, name: "far", revision: "2" };
    expect(
      of({ model: "embedded" }, { ...now, bookmarks: [...now.bookmarks, other] }),
    ).toMatchInlineSnapshot(`
      [
        "# image: the picture that is explained (a path, a PIL picture or an array)",
        "",
        "import pairlens",
        "from pairlens_widget import Explorer",
        "",
        "encoder = pairlens.load_encoder("embedded")",
        "explorer = Explorer(encoder, image, "black dog!", layer=(2, 1), method="jacobians")",
        "explorer.selected_tokens = [1]",
        "explorer.selected_patches = [0, 1]",
        "explorer.pins = [",
        "    {"tokens": [0], "patches": [], "colour": 0, "name": "the \\"one\\""},",
        "    {"tokens": [], "patches": [3], "colour": 1},",
        "]",
        "explorer.focused_pin = 1",
        "explorer.look = {"grey": True}",
        "explorer.bookmarks = [",
        "    {"name": "here", "tokens": [1], "patches": [0, 1], "pins": [{"tokens": [0], "patches": [], "colour": 0, "name": "the \\"one\\""}, {"tokens": [], "patches": [3], "colour": 1}], "focused_pin": 1, "look": {"grey": True}},",
        "]",
        "# 1 bookmark of another explanation is left out",
        "explorer",
        "",
      ]
    `);
  });
  it("load an encoder whose name says how, and ask for any other", () => {
    const line = (model: string) => of({ model }).find((each) => each.includes("encoder"));
    expect(line("embedded-llip")).toBe('encoder = pairlens.load_encoder("embedded-llip")');
    expect(line("ViT-B-16 (laion2b_s34b_b88k)")).toBe(
      'encoder = pairlens.load_encoder("ViT-B-16", "laion2b_s34b_b88k")',
    );
    expect(line("kakaobrain/align-base")).toBe('encoder = pairlens.load_encoder("hf:kakaobrain/align-base")');
    expect(line("ViT-B-16 (random weights)")).toBe('# encoder: the one that is called "ViT-B-16"');
    expect(line('x"\nimport os')).toBe('# encoder: the one that is called "x\\"\\nimport os"');
    expect(of({ model: "embedded, weights shuffled (seed 3)" })).toContain(
      "encoder = pairlens.randomised(encoder, seed=3)",
    );
  });
  it("name options that were set", () => {
    const options = { steps: 16, references: { image: "blur", text: "padding" } };
    expect(of({ options }).join("\n")).toContain(
      'steps=16,\n    references=pairlens.References(image="blur", text="padding"),\n)',
    );
  });
  it("ask for what is beside it", () => {
    const pair = small();
    const variant = (made: Pair, noise = false): Variant => ({
      revision: "",
      noise,
      pair: made,
      pictures: { a: "", b: "" },
    });
    const all = [
      variant(pair),
      variant(small({ layers: [4, 1] })),
      variant(small({ method: "occlusion" })),
      variant(small({ method: "grad_cam" })),
      variant(small(), true),
    ];
    expect(python(pair, start, all)).toContain(
      'explorer.add_variants(layers=[(4, 1)], methods=["occlusion", "grad_cam"], noise=True)',
    );
    expect(python(pair, start, all.slice(0, 1))).not.toContain("add_variants");
  });
  it("say of which kind a side is where that is not the usual one", () => {
    const lines = (name: string) => python(agreed(name).decoded, start, []);
    expect(lines("captions")).toMatch(
      /encoder,\n {4}pairlens\.Caption\("a white.*"\),\n {4}pairlens\.Caption\("a black/,
    );
    expect(lines("pictures")).toMatch(/pairlens\.Picture\(first\),\s+pairlens\.Picture\(second\),/);
    expect(lines("turned")).toMatch(/pairlens\.Caption\(".*"\),\n {4}pairlens\.Picture\(image\),/);
  });
});

describe("copying", () => {
  afterEach(() => vi.unstubAllGlobals());
  const field = () => {
    const made = document.createElement("textarea");
    made.value = "import pairlens";
    document.body.replaceChildren(made);
    return made;
  };
  it("uses the clipboard where there is one", async () => {
    const writeText = vi.fn(async () => {});
    vi.stubGlobal("navigator", { clipboard: { writeText } });
    expect(await copied(field())).toBe(true);
    expect(writeText).toHaveBeenCalledWith("import pairlens");
  });
  it("selects the lines where there is none, or where it is not allowed", async () => {
    for (const clipboard of [undefined, { writeText: () => Promise.reject(new Error("no")) }]) {
      vi.stubGlobal("navigator", { clipboard });
      const made = field();
      expect(await copied(made)).toBe(false);
      expect([made.selectionStart, made.selectionEnd, document.activeElement]).toEqual([0, 15, made]);
    }
  });
});
