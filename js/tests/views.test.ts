import { beforeEach, describe, expect, it } from "vitest";
import { type Context, setLook } from "../src/context.ts";
import { mount } from "../src/explorer.ts";
import { pageSession, type Session } from "../src/host.ts";
import { pinOf } from "../src/pinning.ts";
import { NOTHING, select } from "../src/state.ts";
import { caption } from "../src/views/caption.ts";
import { extent, ledger, pieces } from "../src/views/ledger.ts";
import { legend } from "../src/views/legend.ts";
import { picture } from "../src/views/picture.ts";
import { pins } from "../src/views/pins.ts";
import { agreed } from "./agreed.ts";
import { contextOf } from "./made.ts";
import { ALL } from "./parts.ts";
import { captionOf, pictureOf, small } from "./small.ts";

const drawnCaption = (context: Context) => caption(context, "b", captionOf(context.host.pair));
const drawnPicture = (context: Context) => picture(context, "a", pictureOf(context.host.pair));

const pinned = {
  pins: [pinOf({ b: [0, 1, 2], a: [] }, 0), pinOf({ b: [], a: [3] }, 1)],
};

const PAGE = { pictures: { a: "data:,", b: "" }, revision: "1", variants: [], chosen: {}, lesson: null };

describe("drawn", () => {
  it("caption, with a kept word, a pin and a region's underlines", () => {
    const context = contextOf(small(), { ...pinned, b: [1, 2], a: [3] });
    expect(drawnCaption(context)).toMatchSnapshot();
  });
  it("caption in pieces with special units", () => {
    const context = contextOf(small());
    const drawn = drawnCaption(context);
    setLook(context, { pieces: true, special: true });
    expect([...drawn.querySelectorAll(".unit")].map((unit) => unit.textContent)).toEqual([
      "begin",
      "black",
      "do",
      "g",
      "end",
      "padding × 2",
    ]);
    expect(drawn.textContent).toBe("beginblack dog!endpadding × 2");
  });
  it("a word that the model does not read says so, and cannot be kept", () => {
    const pair = small();
    const side = captionOf(pair);
    const words = [...side.words, { text: "runs", start: 10, end: 14, tokens: [] }];
    const longer = { ...pair, b: { ...side, text: "black dog!runs", words } };
    const said: string[] = [];
    const context = contextOf(longer, {}, {}, (sentence) => said.push(sentence));
    const word = [...drawnCaption(context).querySelectorAll<HTMLElement>(".unit")].at(-1)!;
    expect(word.className).toBe("unit unread");
    expect(word.getAttribute("aria-disabled")).toBe("true");
    word.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    expect(context.host.store.history.value.now.b).toEqual([]);
    expect(said).toEqual(["runs, not read by the model"]);
  });
  it("picture overlay: kept region, pins and their letters", () => {
    expect(drawnPicture(contextOf(small(), { ...pinned, a: [0, 1] }))).toMatchSnapshot();
  });
  it("ledger", () => {
    expect(ledger(contextOf(small()))).toMatchSnapshot();
  });
  it("ledger: a part that is zero has no bar, however thin", () => {
    const pair = small();
    const rows = pair.ledger.rows.map((row) => (row.key === "residual" ? { ...row, value: 0 } : row));
    const drawn = ledger(contextOf({ ...pair, ledger: { ...pair.ledger, rows } }));
    const bars = [...drawn.querySelectorAll("li")].map((part) => part.querySelectorAll(".piece").length);
    expect(bars).toEqual([1, 1, 0, 1]);
  });
  it("legend, locked and unlocked", () => {
    const context = contextOf(small(), { b: [0] });
    const drawn = legend(context);
    const ends = () => [...drawn.querySelectorAll(".end")].map((end) => end.textContent);
    expect(ends()).toEqual(["−10.0000", "+10.0000"]);
    setLook(context, { locked: false });
    expect(ends()).toEqual(["−2.0000", "+2.0000"]);
    expect(drawn.textContent).toContain("Unlocked");
  });
  it("list of pins", () => {
    const context = contextOf(small(), pinned);
    expect(pins(context)).toMatchSnapshot();
  });
});

describe("the ledger's pieces", () => {
  it("each begin where the one before ended, and end at the score", () => {
    const { ledger: book } = agreed("husky").decoded;
    const made = pieces(book.rows);
    for (let i = 1; i < made.length; i += 1) expect(made[i]!.from).toBe(made[i - 1]!.to);
    expect(made.at(-1)!.to).toBeCloseTo(book.score, 9);
  });
  it("fit their range, also where the score is negative or everything is zero", () => {
    const rows = [0.1, -0.5, 0.2].map((value) => ({ key: "", name: "", value, explanation: "" }));
    expect(extent(pieces(rows), -0.2)).toEqual([-0.4, 0.1]);
    expect(extent(pieces([]), 0)).toEqual([0, 1]);
  });
});

describe("a mounted view", () => {
  let stop: AbortController;
  let session: Session;
  const root = () => document.querySelector(".pairlens")!.shadowRoot!;
  const units = () => [...root().querySelectorAll<HTMLElement>(".caption .unit")];
  const said = (name: string) => root().querySelector(`.readout .${name}`)!.textContent;

  beforeEach(() => {
    document.body.replaceChildren();
    stop = new AbortController();
    const { pair, matrix } = agreed("husky");
    session = pageSession({ pair, matrix, ...PAGE }, ALL);
    mount(session, document.body, stop.signal);
  });

  it("keeps the host's shortcuts off its keys", () => {
    expect(document.querySelector(".pairlens")!.hasAttribute("data-lm-suppress-shortcuts")).toBe(true);
  });
  it("previews a word and goes back", () => {
    units()[2]!.dispatchEvent(new MouseEvent("pointermove", { bubbles: true }));
    expect(said("subject")).toBe("husky");
    root().querySelector(".caption")!.dispatchEvent(new MouseEvent("pointerleave"));
    expect(said("subject")).toBe("white husky");
    expect(session.store.history.value.past).toEqual([]);
  });
  it("keeps words by keyboard and lets go with Escape", () => {
    const key = (target: HTMLElement, name: string, options = {}) =>
      target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, ...options }));
    units()[0]!.focus();
    key(units()[0]!, "ArrowRight");
    key(units()[1]!, "Enter");
    const white = captionOf(session.explained.value.pair).words[1]!.tokens;
    expect(session.store.history.value.now.b).toEqual(white);
    key(units()[1]!, "ArrowRight", { shiftKey: true });
    expect(session.store.history.value.now.b).toEqual([
      ...white,
      ...captionOf(session.explained.value.pair).words[2]!.tokens,
    ]);
    key(units()[2]!, "Escape");
    expect(session.store.history.value.now).toEqual({ ...NOTHING, revision: "1" });
  });
  it("follows what another view keeps", () => {
    session.store.act((now) => select(now, [5], [2]));
    expect(units().filter((unit) => unit.getAttribute("aria-selected") === "true")).toHaveLength(0); // half a word
    session.store.act((now) => select(now, [5], [0]));
    expect(units()[0]!.getAttribute("aria-selected")).toBe("true");
  });
  it("says so when the kernel is gone", () => {
    const gone = root().querySelector<HTMLElement>(".notices p")!;
    expect(gone.hidden).toBe(true);
    session.status.value = "gone";
    expect(gone.hidden).toBe(false);
  });
  it("leaves nothing behind", () => {
    stop.abort();
    expect(document.body.childElementCount).toBe(0);
    session.store.act((now) => select(now, [], [0]));
  });
  it("shows a caption of markup as text", () => {
    const { pair, matrix } = agreed("trouble");
    document.body.replaceChildren();
    mount(pageSession({ pair, matrix, ...PAGE }, ALL), document.body, stop.signal);
    expect(root().querySelector(".caption")!.textContent).toBe(captionOf(agreed("trouble").decoded).text);
    expect(root().querySelector(".caption script")).toBeNull();
  });
});
