import { beforeEach, describe, expect, it, vi } from "vitest";
import { draw } from "../../src/annotate/frame.ts";
import { NOTHING_SAID } from "../../src/annotate/judgement.ts";
import { meaning } from "../../src/annotate/keys.ts";
import { sentence } from "../../src/annotate/saved.ts";
import { Python, SETUP, settle, workWith } from "./made.ts";

beforeEach(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});

function drawn(python = new Python()) {
  const made = workWith(python);
  const element = document.body.appendChild(document.createElement("div"));
  const box = draw(made.work, element, made.stop.signal);
  const root = box.shadowRoot!;
  const find = (selector: string) => root.querySelector<HTMLElement>(selector) ?? inside(selector);
  const inside = (selector: string) => root.querySelector(".pairlens")!.querySelector<HTMLElement>(selector)!;
  const press = (key: string, from = find(".judging"), more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent("keydown", {
      key,
      bubbles: true,
      composed: true,
      cancelable: true,
      ...more,
    });
    from.dispatchEvent(event);
    return event;
  };
  return { ...made, root, box, find, press, explorer: root.querySelector(".pairlens")! };
}

describe("the panel", () => {
  it("takes keys, shows what was said, and goes on", async () => {
    const { press, find, work, python } = drawn();
    expect(press("2").defaultPrevented).toBe(true);
    expect(find('[data-label="missed_object"]')).toHaveProperty("checked", true);
    press("v");
    press("v");
    expect(work.now.value.judgement.severity).toBe(2);
    press("Enter");
    await settle(60);
    expect(python.cases.get("item0")).toMatchObject({
      status: "submitted",
      labels: ["missed_object"],
      severity: 2,
    });
    expect(find(".place").textContent).toBe("2 of 4");
    expect(find(".far").textContent).toBe("1 of 4 decided");
    expect(find('[data-label="missed_object"]')).toHaveProperty("checked", false);
  });
  it("takes them from the explorer too, and leaves the explorer its own", async () => {
    const { press, explorer, work } = drawn();
    const view = explorer.shadowRoot!.querySelector<HTMLElement>(".view")!;
    press("1", view);
    expect(work.now.value.judgement.labels).toEqual(["wrong_object"]);
    expect(press("p", view).defaultPrevented).toBe(true);
    expect(press("x", view).defaultPrevented).toBe(false);
    press("Enter", view, { shiftKey: true });
    await settle(60);
    expect(work.now.value.index).toBe(1);
  });
  it("takes none while somebody types, but Shift + Enter", async () => {
    const { press, find, work } = drawn();
    const note = find("textarea") as HTMLTextAreaElement;
    press("n");
    note.value = "it";
    note.dispatchEvent(new Event("input", { bubbles: true }));
    for (const key of ["1", "s", "Enter"]) expect(press(key, note).defaultPrevented).toBe(false);
    expect(work.now.value.judgement).toEqual({ ...NOTHING_SAID, note: "it" });
    work.act({ add: ["wrong_object"] });
    press("Enter", note, { shiftKey: true });
    await settle(60);
    expect(work.now.value.index).toBe(1);
    expect(note.value).toBe("");
  });
  it("leaves Enter to a button that has the focus, and keys with Ctrl to the browser", () => {
    const { press, find, work } = drawn();
    press("1");
    press("Enter", find(".skip"));
    expect(work.now.value.judgement.status).toBe("draft");
    expect(press("s", find(".judging"), { ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press("z", find(".judging"), { ctrlKey: true }).defaultPrevented).toBe(true);
  });
  it("holds text as text", () => {
    const python = new Python();
    python.cases.set("item0", { ...NOTHING_SAID, note: "<img src=x>", labels: ["<b>gone</b>"] });
    const { root, find } = drawn(python);
    expect(root.querySelectorAll("img[src=x], .judging b")).toHaveLength(0);
    expect(find(".judging").textContent).toContain("Also marked, and not in this list: <b>gone</b>.");
  });
  it("shows why nothing is saved, and offers a way", async () => {
    const python = new Python();
    python.trouble = "failures.db is locked. Close the other program.";
    const { press, find, work } = drawn(python);
    press("1");
    await settle();
    expect(find(".saved .text").textContent).toBe(
      "Not saved: failures.db is locked. Close the other program. 1 change is kept here.",
    );
    python.trouble = "";
    find(".again").click();
    await settle(60);
    expect(find(".saved .text").textContent).toMatch(/^Saved \d\d:\d\d:\d\d in failures\.db$/);
    expect(find(".again").hidden).toBe(true);
    expect(work.queue.all()).toEqual([]);
  });
  it("goes when it is taken away", () => {
    const { box, stop } = drawn();
    stop.abort();
    expect(box.isConnected).toBe(false);
  });
});

describe("words", () => {
  it.each([
    [{ phase: "none", waiting: 0 }, "Everything is saved in a.db"],
    [{ phase: "saving", waiting: 1 }, "Saving…"],
    [{ phase: "saved", waiting: 1 }, "Not saved yet: you are still writing."],
    [{ phase: "gone", text: "Gone.", waiting: 2 }, "Gone. 2 changes are kept here."],
  ] as const)("say how %o stands", (saving, wanted) => {
    expect(sentence({ text: "", at: null, ...saving }, "a.db", "")).toBe(wanted);
  });
});

describe("keys", () => {
  const press = (key: string, more = {}) => meaning(new KeyboardEvent("keydown", { key, ...more }), SETUP);
  it("mean labels and actions, in large and small letters", () => {
    expect([press("1"), press("S"), press("s"), press("]")]).toEqual([
      { label: "wrong_object" },
      { action: "skip" },
      { action: "skip" },
      { action: "next" },
    ]);
    expect([press("x"), press("s", { altKey: true }), press("s", { metaKey: true })]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
