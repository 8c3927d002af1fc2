import { signal } from "@preact/signals-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { marked } from "../src/bookmarking.ts";
import type { Context } from "../src/context.ts";
import { type Answer, Refused } from "../src/desk.ts";
import { restore } from "../src/restoring.ts";
import { type Bookmark, NOTHING, select } from "../src/state.ts";
import { bookmarkKey, bookmarks } from "../src/views/bookmarks.ts";
import { menus } from "../src/views/menu.ts";
import { contextOf } from "./made.ts";
import { small } from "./small.ts";

vi.stubGlobal("CSS", { escape: (text: string) => text });

let context: Context;
let root: HTMLElement;

const now = () => context.host.store.history.value.now;
const names = () => now().bookmarks.map(({ name }) => name);
const all = (which: string) => [...root.querySelectorAll<HTMLElement>(which)];
const field = () => root.querySelector<HTMLInputElement>(".keep .naming")!;
const key = (target: Element, name: string) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));

beforeEach(() => {
  context = contextOf(small(), { b: [0] });
  root = menus(context, bookmarks);
  document.body.replaceChildren(root);
  root.querySelector<HTMLElement>(".to-bookmarks")!.click();
});

function keep(name = ""): void {
  field().value = name;
  key(field(), "Enter");
}

describe("the list of bookmarks", () => {
  it("keeps what is seen under the name that it has, or that one gives", () => {
    expect(field().placeholder).toBe("black");
    keep();
    keep("  mine ");
    expect(names()).toEqual(["black", "mine"]);
    expect(all(".go").map((each) => each.textContent)).toEqual(["black", "mine"]);
    expect(field().placeholder).toBe("black 2");
  });
  it("shows one again, marks the one that is seen, and can be undone", () => {
    keep();
    context.host.store.act((state) => select(state, [3], []));
    expect(all(".go[aria-current]")).toHaveLength(0);
    all(".go")[0]!.click();
    expect(now()).toMatchObject({ a: [], b: [0] });
    expect(all(".go[aria-current]")).toHaveLength(1);
    context.host.store.undo();
    expect(now()).toMatchObject({ a: [3], b: [] });
  });
  it("is put in order by keyboard: the focus goes along", () => {
    for (const name of ["a", "b", "c"]) keep(name);
    const down = all(".down")[0]!;
    down.focus();
    down.click();
    expect(names()).toEqual(["b", "a", "c"]);
    expect(document.activeElement).toBe(all(".down")[1]);
    (document.activeElement as HTMLElement).click();
    expect(names()).toEqual(["b", "c", "a"]);
    expect(document.activeElement!.getAttribute("aria-disabled")).toBe("true");
    (document.activeElement as HTMLElement).click();
    expect(names()).toEqual(["b", "c", "a"]);
  });
  it("lets one go, and the focus stays in the list", () => {
    for (const name of ["a", "b"]) keep(name);
    all(".away")[0]!.focus();
    all(".away")[0]!.click();
    expect(names()).toEqual(["b"]);
    expect(document.activeElement).toBe(all(".away")[0]);
  });
  it("takes another name with Enter, and not with Escape, which closes nothing else", () => {
    keep("a");
    const renaming = () => {
      all(".retitle")[0]!.click();
      const input = root.querySelector<HTMLInputElement>("li .naming")!;
      input.value = "other";
      return input;
    };
    key(renaming(), "Escape");
    expect([names(), document.activeElement]).toEqual([["a"], all(".go")[0]]);
    key(renaming(), "Enter");
    expect(names()).toEqual(["other"]);
    expect(document.activeElement).toBe(all(".go")[0]);
    expect(context.view.menu.value).toBe("bookmarks");
  });
  it("shows hostile names as text", () => {
    keep("<img src=x onerror=alert(1)>");
    expect(all(".go")[0]!.textContent).toBe("<img src=x onerror=alert(1)>");
    expect(root.querySelector("img")).toBeNull();
  });
  it("is reached by B from anywhere, but not with a modifier", () => {
    context.view.menu.value = null;
    const press = (init: KeyboardEventInit) => {
      let was = false;
      const listen = (event: KeyboardEvent) => {
        was = bookmarkKey(event, context.view);
      };
      document.body.addEventListener("keydown", listen, { once: true });
      document.body.dispatchEvent(new KeyboardEvent("keydown", { cancelable: true, ...init }));
      return was;
    };
    expect(press({ key: "b", ctrlKey: true })).toBe(false);
    expect(press({ key: "B" })).toBe(true);
    expect(document.activeElement).toBe(field());
  });
});

describe("a bookmark of another explanation", () => {
  const far: Bookmark = marked({ ...NOTHING, a: [99], b: [1], revision: "9" }, "far").bookmarks[0]!;
  const asked = (ask: () => Promise<Answer>) =>
    contextOf(small(), {}, { status: signal("live" as const), desk: { ask: vi.fn(ask) } });

  it("is shown by Python where Python holds it", async () => {
    context = asked(async () => ({ content: {}, buffers: [] }));
    expect(await restore(context, far)).toBe("");
    expect(context.host.desk!.ask).toHaveBeenCalledWith({
      kind: "show",
      revision: "9",
      chosen: expect.objectContaining({ selected_tokens: [1], selected_patches: [99] }),
    });
    expect(now().b).toEqual([]); // Python's change comes as any other
  });
  it("that nobody holds shows what is left of it in the current one, and says so", async () => {
    context = asked(async () => {
      throw new Refused("Explanation 9 is no longer held.");
    });
    expect(await restore(context, far)).toContain("“far” was made in is not here any more");
    expect(now()).toMatchObject({ a: [], b: [1], revision: "" });
    context = contextOf(small());
    expect(await restore(context, far)).toContain("not here any more");
    expect(now()).toMatchObject({ a: [], b: [1], revision: "" });
  });
});
