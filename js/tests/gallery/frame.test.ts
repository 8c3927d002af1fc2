import { beforeEach, describe, expect, it, vi } from "vitest";
import { draw } from "../../src/gallery/frame.ts";
import { read } from "../../src/gallery/reading.ts";
import { ask, type State, stateOf } from "../../src/gallery/state.ts";
import { ALL } from "../parts.ts";
import { flush, opened, Python, stateWith, tile } from "./made.ts";

const FRAME = 20; // what fake timers take for one

beforeEach(() => {
  vi.useFakeTimers();
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, value: 600 });
  document.body.replaceChildren();
  return () => {
    vi.useRealTimers();
    Reflect.deleteProperty(HTMLElement.prototype, "clientHeight");
  };
});

async function drawn(change: (python: Python, state: State) => void = () => {}) {
  const python = new Python();
  const state = stateWith(python);
  change(python, state);
  const stop = new AbortController();
  const element = document.body.appendChild(document.createElement("div"));
  await read(state, stop.signal, true);
  const box = draw(state, element, ALL, stop.signal);
  const root = box.shadowRoot!;
  const find = <T extends HTMLElement = HTMLElement>(selector: string) => root.querySelector<T>(selector)!;
  const tiles = () =>
    [...root.querySelectorAll<HTMLElement>(".pair")].sort(
      (a, b) =>
        Number(a.ariaPosInSet ?? a.getAttribute("aria-posinset")) - Number(b.getAttribute("aria-posinset")),
    );
  const order = () => tiles().map(({ dataset }) => Number(dataset.index));
  const press = (key: string, from: Element = root.activeElement ?? find(".view")) => {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true });
    from.dispatchEvent(event);
    return event;
  };
  const pass = () => vi.advanceTimersByTimeAsync(FRAME);
  await pass();
  return { python, state, stop, box, root, find, tiles, order, press, pass };
}

const focused = (root: ShadowRoot) => (root.activeElement as HTMLElement).dataset.index;

describe("the wall", () => {
  it("has a tile for every pair that is near, in order, for people who listen, too", async () => {
    const { tiles, order, state, pass, find } = await drawn();
    expect(order()).toEqual([0, 1, 2, 3, 4]);
    expect(tiles()[0]!.textContent).toBe("A black Dog. Pair 1. wrong objectSkipped");
    expect([tiles()[4]!.ariaSetSize ?? tiles()[4]!.getAttribute("aria-setsize")]).toEqual(["5"]);
    expect(find(".how-many").textContent).toBe("5 pairs");
    ask(state, { sort: "residual" });
    await pass();
    expect(order()).toEqual([4, 1, 3, 0, 2]);
    expect(tiles()[0]!.querySelector(".figure")!.textContent).toBe("Residual 2");
    ask(state, { search: "nobody says that" });
    await pass();
    expect(order()).toEqual([]);
    expect(find(".none").hidden).toBe(false);
    expect(find(".none").textContent).toContain("No pair fits");
  });
  it("asks for tiles in sight, and shows them; captions are never markup", async () => {
    const { python, tiles, pass } = await drawn();
    await vi.advanceTimersByTimeAsync(60);
    expect([...python.asked[0]!.indices].sort()).toEqual([0, 1, 2, 3, 4]);
    await python.asked[0]!.answer(
      python.asked[0]!.indices.map((i) =>
        tile({ start: 2, end: 7, first: i === 1 ? "first <u>words</u>" : "" }),
      ),
    );
    await pass();
    expect(tiles()[0]!.querySelector("u")!.textContent).toBe("black");
    expect(tiles()[3]!.querySelector(".said-of")!.textContent).toBe("<b>dog</b>");
    expect(tiles()[1]!.querySelector(".first")!.textContent).toBe("first <u>words</u>");
    const { width, height } = tiles()[0]!.querySelector<HTMLElement>(".both")!.style;
    expect([width, height]).toEqual(["100%", "50%"]); // the heat is as large as the picture
  });
  it("says where tiles cannot be fetched, and tries again", async () => {
    const { python, tiles, find, pass } = await drawn();
    await vi.advanceTimersByTimeAsync(60);
    expect(find(".trouble").hidden).toBe(true);
    await python.asked[0]!.fail(new Error("The kernel is gone."));
    await pass();
    expect(find(".trouble").textContent).toContain("The kernel is gone.");
    expect(tiles()[0]!.querySelector(".why")!.textContent).toBe("Not fetched");
    find(".trouble button").click();
    expect(find(".trouble").hidden).toBe(true);
    await python.asked[1]!.answer();
    await pass();
    expect(tiles()[0]!.querySelector(".why")!.textContent).toBe("");
  });
  it("says so where a pair is damaged, and of two pictures what they are", async () => {
    const { tiles, state } = await drawn();
    state.table.value = {
      ...state.table.peek(),
      captions: ["", "", "", "", ""],
      names: ["a.png", "", "", "", ""],
      errors: ["", "The file is damaged.", "", "", ""],
    };
    await vi.advanceTimersByTimeAsync(FRAME);
    const below = tiles().map((each) => each.querySelector(".said-of")!.textContent);
    expect(below.slice(0, 3)).toEqual(["a.png", "The file is damaged.", "Two pictures"]);
    expect(tiles()[1]!.querySelector(".why")!.textContent).toBe("Cannot be read");
    expect(tiles()[1]!.title).toBe("The file is damaged.");
  });
  it("is gone through by keys: one tile has the focus, and it is the one to tab to", async () => {
    const { root, tiles, press, state, pass } = await drawn();
    tiles()[0]!.focus();
    expect(tiles().map((each) => each.tabIndex)).toEqual([0, -1, -1, -1, -1]);
    expect(press("ArrowRight").defaultPrevented).toBe(true);
    expect(focused(root)).toBe("1");
    press("End");
    expect(focused(root)).toBe("4");
    press(" ");
    expect([...state.chosen.value]).toEqual([4]);
    await pass();
    expect(tiles()[4]!.getAttribute("aria-selected")).toBe("true");
    expect(press("x").defaultPrevented).toBe(false);
    press("Enter");
    expect(state.opened.value).toBe(4);
  });
  it("is chosen from by its ticks, or with Ctrl; a click opens", async () => {
    const { tiles, state } = await drawn();
    tiles()[2]!.querySelector<HTMLElement>(".tick")!.click();
    tiles()[0]!.dispatchEvent(new MouseEvent("click", { bubbles: true, ctrlKey: true }));
    expect([[...state.chosen.value], state.opened.value]).toEqual([[2, 0], null]);
    tiles()[3]!.querySelector<HTMLElement>(".frame")!.click();
    expect(state.opened.value).toBe(3);
  });
});

describe("a gallery of nothing", () => {
  it("says so, and offers nothing to sort or find", () => {
    const about = { total: 0, height: 600, labels: {}, title: "" };
    const element = document.body.appendChild(document.createElement("div"));
    const root = draw(stateOf(about, new Python()), element, ALL, new AbortController().signal).shadowRoot!;
    expect(root.querySelector(".none")!.textContent).toBe("There are no pairs.");
    expect(root.querySelectorAll("select, input")).toHaveLength(0);
    expect(root.querySelector(".called")).toBeNull();
    expect(root.querySelector<HTMLElement>(".key")!.hidden).toBe(true);
  });
});

describe("a pair that is opened", () => {
  it("stands in the place of the wall, and gives the focus back to its tile", async () => {
    const { root, find, tiles, press, state, pass } = await drawn();
    ask(state, { sort: "residual" }); // 4 1 3 0 2
    await pass();
    tiles()[0]!.focus();
    press("Enter");
    await flush();
    expect([find(".all").hidden, find(".opened").hidden]).toEqual([true, false]);
    expect(root.activeElement).toBe(find(".opened"));
    expect(find(".opened .place").textContent).toBe("1 of 5");
    expect(find(".open-stage .pairlens")).not.toBeNull();
    expect(press("k").defaultPrevented).toBe(true);
    expect(state.opened.value).toBe(4);
    press("j");
    press("J");
    await flush();
    expect([state.opened.value, find(".opened .place").textContent]).toEqual([3, "3 of 5"]);
    press("Escape");
    await pass();
    expect([find(".all").hidden, state.opened.value, focused(root)]).toEqual([false, null, "3"]);
  });
  it("keeps the keyboard in it when one goes on from inside its view", async () => {
    const { root, find, state, press } = await drawn();
    state.opened.value = 1;
    await flush();
    const inner = find(".open-stage .pairlens");
    inner.tabIndex = 0;
    inner.focus();
    expect(root.activeElement).toBe(inner);
    press("j", inner);
    await flush();
    expect(inner.isConnected).toBe(false);
    expect(root.activeElement).toBe(find(".opened"));
  });
  it("tells its numbers and what was said, as text", async () => {
    const { find, state } = await drawn();
    state.opened.value = 2;
    await flush();
    const text = find(".about").textContent!;
    expect(text).toContain("Score-0.500".replace("-", "−"));
    expect(text).toContain("classcat");
    expect(text).not.toContain("Residual"); // not known
    expect(find(".noted").textContent).toBe("The <i>tail</i> is missed");
  });
  it("says what went wrong, and tries again", async () => {
    const { python, find, state } = await drawn((python) => {
      python.opens = () => Promise.reject(new Error("It is damaged."));
    });
    state.opened.value = 1;
    await flush();
    expect(find(".waits").textContent).toContain("This pair cannot be shown. It is damaged.");
    python.opens = async () => opened();
    find(".waits button").click();
    await flush();
    expect(find(".waits .note").textContent).toBe("");
    expect([find(".waits button").hidden, find(".open-stage .pairlens") !== null]).toEqual([true, true]);
  });
  it("that comes too late is let go of", async () => {
    let late: (() => void) | undefined;
    const { find, state } = await drawn((python) => {
      python.opens = (index) =>
        index === 1 ? new Promise((resolve) => (late = () => resolve(opened()))) : Promise.resolve(opened());
    });
    state.opened.value = 1;
    await vi.advanceTimersByTimeAsync(300);
    expect(find(".waits .note").textContent).toBe("Fetching its numbers…");
    state.opened.value = 2;
    await flush();
    const stage = find(".open-stage .pairlens");
    late!();
    await flush();
    expect([find(".open-stage").children.length, find(".open-stage .pairlens")]).toEqual([1, stage]);
  });
});

describe("the bar", () => {
  it("sorts, turns round and says what a measure means", async () => {
    const { find, state } = await drawn();
    const list = find<HTMLSelectElement>(".sort select");
    expect([...list.options].map(({ text }) => text)).toEqual(["as they come", "Score", "Residual", "size"]);
    list.value = "score";
    list.dispatchEvent(new Event("change"));
    expect(state.query.value.sort).toBe("score");
    expect(find(".sentence").textContent).toBe("The cosine.");
    find(".sort button").click();
    expect([state.query.value.worstFirst, find(".sort button").textContent]).toEqual([false, "best first"]);
  });
  it("finds, after a pause, and shows all again", async () => {
    const { find, state, press } = await drawn();
    press("/");
    const search = find<HTMLInputElement>("[type=search]");
    expect(search.getRootNode()).toHaveProperty("activeElement", search);
    search.value = "dog";
    search.dispatchEvent(new Event("input"));
    expect(state.query.value.search).toBe("");
    await vi.advanceTimersByTimeAsync(150);
    expect([...state.shown.value]).toEqual([0, 3]);
    expect(find(".how-many").textContent).toBe("2 of 5 pairs");
    for (const key of ["/", "j", "Escape"]) expect(press(key, search).defaultPrevented).toBe(false);
    search.blur();
    find(".clear").click();
    expect([state.query.value.search, search.value]).toEqual(["", ""]);
  });
  it("filters by what there is to choose from, and by a range", async () => {
    const { root, find, state } = await drawn();
    const lists = [...root.querySelectorAll<HTMLSelectElement>(".lists select")];
    expect(lists.map((each) => each.getAttribute("aria-label"))).toEqual(["Status", "Label", "class"]);
    expect([...lists[1]!.options].map(({ text }) => text)).toEqual([
      "any",
      "Nothing wrong (1)",
      "Wrong object (1)",
    ]);
    lists[2]!.value = "dog";
    lists[2]!.dispatchEvent(new Event("change"));
    expect([...state.shown.value]).toEqual([0, 1, 3]);
    ask(state, { sort: "residual" });
    expect([find(".range").hidden, find(".range").getAttribute("aria-label")]).toEqual([
      false,
      "Range of Residual",
    ]);
    const [from] = root.querySelectorAll<HTMLInputElement>(".range input");
    from!.value = "0.25";
    from!.dispatchEvent(new Event("change", { bubbles: true }));
    expect([...state.shown.value]).toEqual([1, 3]);
    expect(state.query.value.where).toEqual({ class: ["dog"], residual: { from: 0.25, to: null } });
  });
  it("counts what is chosen, and lets go of it", async () => {
    const { find, state } = await drawn();
    const button = find<HTMLButtonElement>(".counts button:not(.clear)");
    expect(button.hidden).toBe(true);
    state.chosen.value = new Set([1, 2]);
    expect([button.hidden, button.textContent]).toEqual([false, "2 chosen ×"]);
    button.click();
    expect(state.chosen.value.size).toBe(0);
  });
});
