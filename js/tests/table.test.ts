import { describe, expect, it } from "vitest";
import { answersOf, figuresOf, LISTED, nextSort, sortedBy } from "../src/figures.ts";
import { select } from "../src/state.ts";
import { table } from "../src/views/table.ts";
import { agreed } from "./agreed.ts";
import { contextOf } from "./made.ts";
import { small } from "./small.ts";

const WORDS = { pieces: false, special: false };
const ALL = { content: [] };

describe("figures", () => {
  it("are the words' sums, shares and strongest places", () => {
    expect(
      figuresOf(small(), "b", WORDS, ALL).map(({ line, sum, share, strongest }) => [
        line.text,
        sum,
        share?.toFixed(3),
        strongest,
      ]),
    ).toEqual([
      ["black", 2, "0.190", "at the top, 100\u00a0%"],
      ["dog", 14, "1.333", "at the top, 86\u00a0%"],
    ]);
  });
  it("are taken over what is kept on the other side", () => {
    const sums = figuresOf(small(), "b", WORDS, { content: [0, 3] }).map(({ sum }) => sum);
    expect(sums).toEqual([0, 6]);
  });
  it("of words add up to all pairs, of either kind of pair", () => {
    for (const name of ["husky", "trouble", "turned"]) {
      const { decoded } = agreed(name);
      const side = decoded.a.kind === "caption" ? "a" : "b";
      const total = figuresOf(decoded, side, WORDS, ALL).reduce((sum, figure) => sum + figure.sum, 0);
      expect(total).toBeCloseTo(decoded.ledger.rows.find(({ key }) => key === "content_patch")!.value, 6);
    }
  });
  it("of pictures are the strongest patches alone, in reading order", () => {
    const { decoded } = agreed("pictures");
    const listed = figuresOf(decoded, "a", WORDS, ALL);
    expect(listed).toHaveLength(LISTED);
    const places = listed.map(({ place }) => place);
    expect(places).toEqual([...places].sort((one, two) => one - two));
  });
  it("of zeros lie nowhere and have no share", () => {
    const zeros = small(
      {},
      Array.from({ length: 5 }, () => [0, 0, 0, 0, 0]),
    );
    for (const { sum, strongest } of figuresOf(zeros, "b", WORDS, ALL)) {
      expect([sum, strongest]).toEqual([0, "nowhere"]);
    }
  });
  it("sort by numbers from the largest, by words as they are read, and the other way round", () => {
    const figures = figuresOf(small(), "b", WORDS, ALL);
    const bySum = nextSort({ key: "place", down: false }, "sum");
    expect(sortedBy(figures, bySum).map(({ sum }) => sum)).toEqual([14, 2]);
    expect(sortedBy(figures, nextSort(bySum, "sum")).map(({ sum }) => sum)).toEqual([2, 14]);
    expect(nextSort(bySum, "place")).toEqual({ key: "place", down: false });
  });
  it("of one word name what is strongest with it, and leave out what has nothing", () => {
    const answers = answersOf(small(), "b", [1, 2], 9);
    expect(answers.map(({ text, value }) => [text, value])).toEqual([
      ["patch in row 1, column 2", 8],
      ["patch in row 1, column 1", 4],
      ["patch in row 2, column 2", 2],
    ]);
  });
});

describe("the table", () => {
  const heads = (root: HTMLElement) => [...root.querySelectorAll("tbody th")].map((cell) => cell.textContent);
  it("is a table with a caption and heads", () => {
    expect(table(contextOf(small()))).toMatchSnapshot();
  });
  it("keeps what is pressed, marks it, and lists what is strongest with it", () => {
    const context = contextOf(small());
    const root = table(context);
    root.querySelectorAll<HTMLElement>(".keeper")[1]!.click();
    expect(context.host.store.history.value.now.b).toEqual([1, 2]);
    expect(root.querySelector("[data-kept]")!.textContent).toContain("dog");
    expect(root.querySelectorAll("caption")[1]!.textContent).toBe("Strongest patches for dog");
    root.querySelectorAll<HTMLElement>(".keeper")[1]!.click();
    expect(root.querySelectorAll("caption")).toHaveLength(1);
  });
  it("says over which patches it sums, and follows what is kept elsewhere", () => {
    const context = contextOf(small());
    const root = table(context);
    expect(root.querySelector("caption")!.textContent).toBe("Each word with the whole picture");
    context.host.store.act((now) => select(now, [1], []));
    expect(root.querySelector("caption")!.textContent).toBe("Each word with patch in row 1, column 2");
    expect(root.querySelectorAll("tbody td")[0]!.textContent).toBe("+2.0000");
  });
  it("previews the row that is pointed at", () => {
    const context = contextOf(small());
    const root = table(context);
    root.querySelector("tbody tr")!.dispatchEvent(new MouseEvent("pointerenter"));
    expect(context.view.hover.value).toMatchObject({ b: [1], a: [] });
    root.querySelector("tbody tr")!.dispatchEvent(new MouseEvent("pointerleave"));
    expect(context.view.hover.value).toBeNull();
  });
  it("is sorted by its heads and says how", () => {
    const root = table(contextOf(small()));
    const [word, sum] = [...root.querySelectorAll<HTMLElement>("thead button")];
    sum!.click();
    expect(heads(root)).toEqual(["dog", "black"]);
    expect(root.querySelector("[aria-sort]")!.getAttribute("aria-sort")).toBe("descending");
    word!.click();
    expect(heads(root)).toEqual(["black", "dog"]);
  });
});
