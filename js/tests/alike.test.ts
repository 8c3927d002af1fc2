// Pairs of one kind: what is shown, said and sent, and the views that they get.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { mount } from "../src/explorer.ts";
import { pageSession, type Session } from "../src/host.ts";
import { limitsOf } from "../src/limits.ts";
import { nameOf } from "../src/names.ts";
import { pinOf } from "../src/pinning.ts";
import { show } from "../src/shown.ts";
import { other, sideName, specialKinds } from "../src/sides.ts";
import { type Hover, NOTHING, type Shared } from "../src/state.ts";
import { chosenOf, traitsOf } from "../src/traits.ts";
import * as words from "../src/words.ts";
import { agreed } from "./agreed.ts";
import { ALL } from "./parts.ts";
import { small } from "./small.ts";

const { decoded: captions } = agreed("captions");
const { decoded: pictures } = agreed("pictures");
const ALIKE = [
  ["captions", captions],
  ["pictures", pictures],
] as const;

function shownOf(pair: typeof captions, shared: Partial<Shared> = {}, hover: Partial<Hover> | null = null) {
  const limits = limitsOf(pair);
  const full: Hover | null = hover && { a: [], b: [], from: "a", ...hover };
  const asked = { shared: { ...NOTHING, ...shared }, hover: full, locked: true, dismissed: false };
  const shown = show(pair, limits, asked);
  return { shown, said: words.readout(pair, limits, shown) };
}

describe.each(ALIKE)("%s", (_, pair) => {
  it("open with both ends of the strongest pair, each with its answer to the other", () => {
    const { shown, said } = shownOf(pair);
    expect([shown.a.from, shown.b.from]).toEqual(["preview", "preview"]);
    expect(shown.a.units).toEqual(pair.top_pairs[0]!.a.map((i) => pair.a.content[i]));
    expect(said.eyebrow).toBe("Strongest pair");
    expect(said.subject).toContain(" × ");
    expect(said.detail).toMatch(
      /^\d+\u00a0% of the first (caption|picture)'s positive attribution lies there$/,
    );
  });
  it.each(["a", "b"] as const)(
    "answer to what is pointed at on side %s, and the preview steps aside",
    (side) => {
      const hover = { [side]: [pair[side].content[0]!], from: side };
      const { shown, said } = shownOf(pair, {}, hover);
      expect(shown[side].from).toBe("hover");
      expect(shown[other(side)].from).toBe("none");
      expect(shown[side].answer.every((value) => value === 0)).toBe(true);
      expect(shown[other(side)].answer.some((value) => value !== 0)).toBe(true);
      expect(said.eyebrow).toBe(side === "a" ? "First" : "Second");
    },
  );
  it("are read the same from either side", () => {
    const [a, b] = [pair.top_pairs[0]!.a, pair.top_pairs[0]!.b];
    const { shown } = shownOf(pair, { a, b });
    const total = (side: "a" | "b", chosen: readonly number[]) =>
      chosen.reduce((sum, i) => sum + shown[side].heat[i]!, 0);
    expect(total("a", a)).toBeCloseTo(total("b", b), 9);
    expect(total("a", a)).toBeCloseTo(pair.top_pairs[0]!.value, 6);
  });
});

describe("words for two captions", () => {
  it("list the other caption's words", () => {
    const dog = captions.a.kind === "caption" ? captions.a.words[6]!.tokens : [];
    const { said } = shownOf(captions, { a: dog });
    expect(said.subject).toBe("dog");
    expect(said.detail).toMatch(/^for: dog \+/);
  });
  it("name the special units of either", () => {
    expect(nameOf(captions, "b", [0])).toBe("[begin]");
    expect(nameOf(captions, "a", [0, 18])).toBe("the first caption's special units");
  });
});

describe("words for two pictures", () => {
  it("say where on which picture", () => {
    const { said } = shownOf(pictures, { a: pictures.top_pairs[0]!.a });
    expect(said.detail).toMatch(/^strongest at the left of the second picture, \d+\u00a0% of its positive/);
    expect(nameOf(pictures, "a", pictures.a.content)).toBe("the whole first picture");
    expect(nameOf(pictures, "b", [0])).toBe("[class]");
  });
  it("count units of one special kind", () => {
    const kinds = ["register", "register", ...pictures.a.kinds.slice(2)];
    const a = { ...pictures.a, kinds, content: pictures.a.content.slice(1) };
    expect(nameOf({ ...pictures, a }, "a", [0, 1])).toBe("2 register units");
    expect(specialKinds({ ...pictures, a })).toEqual(["class", "register"]);
  });
});

describe("sides", () => {
  it("are named by kind, or by place where both are of one kind", () => {
    expect(["a", "b"].map((side) => sideName(small(), side as "a" | "b"))).toEqual(["picture", "caption"]);
    expect(sideName(captions, "b")).toBe("second caption");
  });
});

describe("traits", () => {
  const chosen: Shared = { ...NOTHING, a: [1], b: [2], pins: [pinOf({ a: [3], b: [] }, 0)] };
  it("are named by side for pairs of one kind", () => {
    expect(traitsOf(captions, chosen)).toMatchObject({
      selected_a: [1],
      selected_b: [2],
      pins: [{ a: [3], b: [], colour: 0 }],
    });
  });
  it("are named by kind for a picture and a caption, whichever comes first", () => {
    const named = { selected_patches: [1], selected_tokens: [2] };
    expect(traitsOf(small(), chosen)).toMatchObject({
      ...named,
      pins: [{ patches: [3], tokens: [], colour: 0 }],
    });
    const turned = traitsOf(agreed("turned").decoded, chosen);
    expect(turned).toMatchObject({ selected_tokens: [1], selected_patches: [2] });
  });
  it("keep Python's order of keys, so that nothing is sent that did not change", () => {
    for (const pair of [small(), agreed("turned").decoded]) {
      const [pin] = traitsOf(pair, chosen).pins as object[];
      expect(Object.keys(pin!)).toEqual(["tokens", "patches", "colour"]);
    }
  });
  it.each([captions, pictures, small()])("come back as they went", (pair) => {
    const sent = traitsOf(pair, chosen);
    expect(chosenOf(pair, (name) => sent[name])).toEqual(chosen);
  });
});

describe.each(["captions", "pictures"])("the view of two %s", (name) => {
  let session: Session;
  const root = () => document.querySelector(".pairlens")!.shadowRoot!;

  beforeEach(() => {
    vi.restoreAllMocks();
    document.body.replaceChildren();
    const { pair, matrix } = agreed(name);
    const pictures = { a: "data:,", b: "data:," };
    session = pageSession(
      { pair, matrix, pictures, revision: "", variants: [], chosen: {}, lesson: null },
      ALL,
    );
    mount(session, document.body, new AbortController().signal);
  });

  it("has both sides, the lists and the ledger, and names them apart", () => {
    const kind = name === "captions" ? ".caption" : ".picture";
    const labels = [...root().querySelectorAll(kind)].map((each) => each.getAttribute("aria-label")!);
    expect(labels.map((label) => label.split(" ").slice(0, 2).join(" "))).toEqual([
      `First ${name.slice(0, -1)}`,
      `Second ${name.slice(0, -1)}`,
    ]);
    expect(root().querySelector(".ledger")!.textContent).toContain("first alone");
    expect(root().querySelectorAll(".row").length).toBeGreaterThan(0);
  });
  it("keeps both ends of a strong pair when its row is pressed", () => {
    root().querySelector<HTMLElement>(".row")!.click();
    const { a, b } = session.store.history.value.now;
    expect({ a, b }).toEqual({
      a: session.explained.value.pair.top_pairs[0]!.a,
      b: session.explained.value.pair.top_pairs[0]!.b,
    });
  });
  it("shows special units of both sides when asked", () => {
    root().querySelector<HTMLElement>(".to-options")!.click();
    root().querySelector<HTMLInputElement>(".option input")!.click();
    const chips = [...root().querySelectorAll<HTMLElement>(".unit.special")];
    const shown = chips.filter((chip) => !chip.closest("[hidden]")).map((chip) => chip.textContent);
    expect(shown.filter((text) => text === (name === "captions" ? "begin" : "class"))).toHaveLength(2);
  });
});
