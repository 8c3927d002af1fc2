import { describe, expect, it } from "vitest";
import {
  fitted,
  isSeen,
  marked,
  removed,
  restored,
  retitled,
  shifted,
  suggested,
} from "../src/bookmarking.ts";
import { PLAIN } from "../src/look.ts";
import { pin, pinOf } from "../src/pinning.ts";
import { makeStore, NOTHING, type Shared, select, withLook } from "../src/state.ts";
import { bookmarkOf, chosenOf, traitsOf } from "../src/traits.ts";
import { agreed } from "./agreed.ts";
import { small } from "./small.ts";

const start: Shared = { ...NOTHING, revision: "1" };
const three = ["a", "b", "c"].reduce(marked, start);
const names = (state: Shared) => state.bookmarks.map(({ name }) => name).join("");

describe("bookmarks", () => {
  it("hold everything that is seen, and give it back", () => {
    const seen = withLook(pin(select(start, [0, 1], [0])), { grey: true, panel: "matrix" });
    const kept = marked(seen, "here");
    const elsewhere = { ...kept, ...select(start, [], [2]), bookmarks: kept.bookmarks, revision: "2" };
    expect(isSeen(elsewhere, kept.bookmarks[0]!)).toBe(false);
    const back = restored(elsewhere, kept.bookmarks[0]!);
    expect(back).toEqual(kept);
    expect(isSeen(back, kept.bookmarks[0]!)).toBe(true);
  });
  it("are undone like everything else", () => {
    const store = makeStore(start);
    store.act((now) => marked(select(now, [], [1]), "dog"));
    store.act((now) => select(now, [3], []));
    store.act((now) => restored(now, now.bookmarks[0]!));
    expect(store.history.value.now.b).toEqual([1]);
    store.undo();
    expect(store.history.value.now).toMatchObject({ a: [3], b: [] });
    store.undo();
    store.undo();
    expect(store.history.value.now.bookmarks).toEqual([]);
  });
  it("are renamed, removed and put in order; at the ends they stay", () => {
    expect(names(retitled(three, 1, "x"))).toBe("axc");
    expect(names(retitled(three, 1, ""))).toBe("abc");
    expect(names(removed(three, 0))).toBe("bc");
    expect(names(shifted(three, 0, 1))).toBe("bac");
    expect(names(shifted(three, 2, -1))).toBe("acb");
    expect(shifted(three, 0, -1)).toBe(three);
    expect(shifted(three, 2, 1)).toBe(three);
  });
  it("of a longer caption show what is left of them here", () => {
    const far = {
      ...start,
      a: [1, 9],
      b: [2, 50],
      pins: [pinOf({ a: [], b: [1] }, 0), pinOf({ a: [], b: [40] }, 1)],
    };
    const [mark] = marked({ ...far, focus: 1 }, "far").bookmarks;
    const made = fitted(mark!, small(), "7");
    expect(made).toMatchObject({ a: [1], b: [2], focus: null, revision: "7" });
    expect(made.pins.map(({ colour }) => colour)).toEqual([0]);
  });
  it("are named after what is chosen, each in its own way", () => {
    const pair = small();
    const dog = select(start, [], [1, 2]);
    expect(suggested(pair, dog)).toBe("dog");
    expect(suggested(pair, marked(marked(dog, "dog"), "dog 2"))).toBe("dog 3");
    expect(suggested(pair, select(start, [3], [0]))).toBe("black × patch in row 2, column 2");
    expect(suggested(pair, start)).toBe("Start");
    expect(suggested(pair, { ...start, pins: [pinOf({ a: [], b: [0] }, 0)] })).toBe("Pins");
    const named = [pinOf({ a: [], b: [0], name: "my pin" }, 4)];
    expect(suggested(pair, { ...start, pins: named, focus: 4 })).toBe("my pin");
    const captions = agreed("captions").decoded;
    expect(suggested(captions, select(start, [], [1]))).toMatch(/\(second caption\)$/);
  });
  it("go to Python and come back as they were", () => {
    const pair = small();
    const held = [pinOf({ a: [], b: [0], minus: [{ a: [], b: [1] }], shown: false }, 2)];
    const now = marked(
      withLook({ ...select(start, [1], [0]), pins: held, focus: 2 }, { map: "green-purple" }),
      "x",
    );
    const traits = traitsOf(pair, now);
    expect(Object.keys((traits.bookmarks as object[])[0]!)).toEqual([
      "name",
      "tokens",
      "patches",
      "pins",
      "focused_pin",
      "look",
      "revision",
    ]);
    expect(chosenOf(pair, (name) => traits[name], "1")).toEqual(now);
  });
  it("that Python wrote without a look or a revision are plain, and of what is shown", () => {
    const made = bookmarkOf(small(), { name: "x", tokens: [1] }, "4");
    expect(made).toMatchObject({ look: PLAIN, revision: "4", a: [], b: [1], pins: [], focus: null });
  });
});
