import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "../src/context.ts";
import { h } from "../src/dom.ts";
import { type Menu, menus, walk } from "../src/views/menu.ts";
import { contextOf } from "./made.ts";
import { small } from "./small.ts";

let context: Context;
let root: HTMLElement;
let filled: string[];

function menu(name: string, stays = false): Menu {
  const fill = () => {
    filled.push(name);
    return [h("button", {}, `in ${name}`), h("button", {}, "more")];
  };
  return { name, label: name.toUpperCase(), fill, stays };
}

const button = (name: string) => root.querySelector<HTMLElement>(`.to-${name}`)!;
const sheet = (name: string) => root.querySelector<HTMLElement>(`.in-${name}`)!;
const open = () => ["one", "two"].filter((name) => !sheet(name).hidden);
const key = (target: Element, name: string) =>
  target.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true, cancelable: true }));

beforeEach(() => {
  filled = [];
  context = contextOf(small());
  root = menus(context, menu("one"), menu("two", true));
  document.body.append(root);
});
afterEach(() => document.body.replaceChildren());

describe("a row of menus", () => {
  it("opens one at a time, and makes what is in it once, when it is first asked for", () => {
    expect([open(), filled]).toEqual([[], []]);
    button("one").click();
    expect([open(), button("one").getAttribute("aria-expanded")]).toEqual([["one"], "true"]);
    button("two").click();
    expect([open(), button("one").getAttribute("aria-expanded")]).toEqual([["two"], "false"]);
    button("one").click();
    button("one").click();
    expect([open(), filled]).toEqual([[], ["one", "two"]]);
  });
  it("closes with Escape, which lets go of nothing else, and gives the focus back", () => {
    button("one").click();
    const inside = sheet("one").querySelector("button")!;
    inside.focus();
    let heard = 0;
    document.body.addEventListener("keydown", () => {
      heard += 1;
    });
    key(inside, "Escape");
    expect([open(), document.activeElement, heard]).toEqual([[], button("one"), 0]);
    key(button("one"), "Escape");
    expect(heard).toBe(1);
  });
  it("closes when one presses elsewhere, but not in it, and not where it is meant to stay", () => {
    const press = (target: Element) => target.dispatchEvent(new Event("pointerdown", { bubbles: true }));
    button("one").click();
    press(sheet("one").querySelector("button")!);
    expect(open()).toEqual(["one"]);
    press(document.body);
    expect(open()).toEqual([]);
    button("two").click();
    press(document.body);
    expect(open()).toEqual(["two"]);
  });
  it("says of each button what it opens", () => {
    expect(root.querySelector(`#${button("two").getAttribute("aria-controls")}`)).toBe(sheet("two"));
    expect(sheet("two").getAttribute("aria-label")).toBe("TWO");
  });
});

describe("walking a list", () => {
  it("leads up and down and to its ends, and leaves other keys alone", () => {
    const list = h("ul", {}, h("button", {}, "a"), h("button", {}, "b"), h("button", {}, "c"));
    walk(context, list, "button");
    document.body.append(list);
    const at = () => document.activeElement!.textContent;
    list.querySelector("button")!.focus();
    const led = ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "Home", "End", "ArrowLeft", "x"].map(
      (name) => {
        key(document.activeElement!, name);
        return at();
      },
    );
    expect(led.join("")).toBe("bccbaccc");
  });
});
