import { signal } from "@preact/signals-core";
import { describe, expect, it, vi } from "vitest";
import type { Asking, Standing } from "../src/asking.ts";
import type { Frame } from "../src/explorer.ts";
import type { Live, Session, Status } from "../src/host.ts";
import { makeViewState } from "../src/state.ts";
import { editable, fields, firstCaption } from "../src/views/edit.ts";
import { objection } from "../src/views/incoming.ts";
import { questionBar } from "../src/views/question.ts";
import { meant, strike, verdict } from "../src/views/strike.ts";
import { contextOf, sessionOf } from "./made.ts";
import { small } from "./small.ts";

const LIVE: Live = {
  question: { layer: { a: 2, b: 1 }, method: "jacobians", steps: "auto" },
  edit: null,
  draft: false,
  layers: {
    a: [0, 1, 2].map((value) => ({ value, name: `block ${value}` })),
    b: [0, 1].map((value) => ({ value, name: `block ${value}` })),
  },
  methods: [
    { value: "jacobians", name: "Integrated Jacobians", steps: true },
    { value: "occlusion", name: "Occlusion", steps: false },
  ],
};

function frameOf(live: Live | null = LIVE) {
  const standing = signal<Standing>({ phase: "idle", text: "", share: null });
  const asking = { standing, ask: vi.fn(), finish: vi.fn(), cancel: vi.fn(), complain: vi.fn() };
  const status = signal<Status>("live");
  const desk = { ask: vi.fn(() => new Promise<never>(() => {})) };
  const session = sessionOf(small(), {}, { live: signal(live), status, desk } as unknown as Partial<Session>);
  const stop = new AbortController();
  const frame: Frame = {
    session,
    view: makeViewState(),
    stop: stop.signal,
    announce: () => {},
    asking: asking as unknown as Asking,
  };
  return { frame, asking, standing, status, session, desk };
}

function box(frame: Frame): HTMLElement {
  const made = document.createElement("div");
  made.attachShadow({ mode: "open" });
  document.body.append(made);
  fields(frame, made);
  return made;
}

const named = (root: HTMLElement, name: string) =>
  [...root.querySelectorAll("button")].find((button) => button.textContent === name)!;

const areaIn = (root: HTMLElement) =>
  root.querySelector(".pairlens-edit")?.shadowRoot?.querySelector("textarea");

describe("the question bar", () => {
  it("shows what is asked and asks for what is chosen", () => {
    const { frame, asking } = frameOf();
    const selects = [...questionBar(frame).querySelectorAll("select")];
    expect(selects.map((each) => each.value)).toEqual(["2", "1", "jacobians", "auto"]);
    for (const [i, value] of ["0", "0", "occlusion", "16"].entries()) {
      selects[i]!.value = value;
      selects[i]!.dispatchEvent(new Event("change"));
    }
    expect(asking.ask.mock.calls.map(([change]) => change)).toEqual([
      { layer: { a: 0 } },
      { layer: { b: 0 } },
      { method: "occlusion" },
      { steps: 16 },
    ]);
  });
  it("goes back to what is shown where nothing came of a choice", () => {
    const { frame, standing } = frameOf();
    const select = questionBar(frame).querySelector("select")!;
    select.value = "0";
    standing.value = { phase: "failed", text: "No.", share: null };
    expect(select.value).toBe("2");
  });
  it("offers no steps where no path is walked, and nothing without a kernel", () => {
    const { frame, status } = frameOf({ ...LIVE, question: { ...LIVE.question, method: "occlusion" } });
    const selects = [...questionBar(frame).querySelectorAll("select")];
    expect(selects.map((each) => each.disabled)).toEqual([false, false, false, true]);
    status.value = "gone";
    expect(selects.every((each) => each.disabled)).toBe(true);
  });
  it("shows progress with a way to stop it", () => {
    const { frame, standing, asking } = frameOf();
    const root = questionBar(frame);
    const stop = named(root, "Cancel");
    expect(stop.hidden).toBe(true);
    expect(root.querySelector(".text")!.textContent).toContain("Press E");
    standing.value = { phase: "working", text: "Attributing: 1 of 4", share: 0.25 };
    expect(root.querySelector(".text")!.textContent).toBe("Attributing: 1 of 4");
    expect(root.querySelector("progress")!.value).toBe(0.25);
    stop.click();
    expect(asking.cancel).toHaveBeenCalledWith(true);
  });
});

describe("a draft", () => {
  it("is said to be rough until it is not, with a way to have it worked out", () => {
    const { frame, standing, asking, session } = frameOf({ ...LIVE, edit: "1", draft: true });
    const root = questionBar(frame);
    const said = () => root.querySelector(".text")!.textContent;
    expect(said()).toBe("Rough while you type.");
    expect(named(root, "Finish").hidden).toBe(true);
    standing.value = { phase: "working", text: "Attributing: 1 of 4", share: 0.25 };
    expect(said()).toBe("Attributing: 1 of 4 Rough while you type.");
    standing.value = { phase: "cancelled", text: "Cancelled.", share: null };
    expect(said()).toBe("Cancelled. What is shown is a rough draft.");
    expect(named(root, "Finish").hidden).toBe(false);
    named(root, "Finish").click();
    expect(asking.ask).toHaveBeenCalledWith({ edit: "1" });
    session.live.value = LIVE;
    expect(said()).not.toContain("Rough");
    expect(named(root, "Finish").hidden).toBe(true);
  });
  it("has Python prepare for it while the field is open, anew for another layer", async () => {
    vi.useFakeTimers();
    const { frame, desk, session } = frameOf();
    box(frame);
    frame.view.editing.value = "b";
    await vi.advanceTimersByTimeAsync(1);
    const calls = desk.ask.mock.calls as unknown as [object, unknown, { signal: AbortSignal }][];
    expect(calls[0]![0]).toEqual({ kind: "prepare", revision: "", side: "b" });
    session.live.value = { ...LIVE, edit: "1", draft: true };
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toHaveLength(1);
    session.live.value = { ...LIVE, question: { ...LIVE.question, layer: { a: 0, b: 1 } } };
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toHaveLength(2);
    expect(calls[0]![2].signal.aborted).toBe(true);
    frame.view.editing.value = null;
    expect(calls[1]![2].signal.aborted).toBe(true);
    vi.useRealTimers();
  });
});

describe("a caption that is edited", () => {
  it("asks after a pause, once, and for nothing while the words are the same", async () => {
    vi.useFakeTimers();
    const { frame, asking } = frameOf();
    const root = box(frame);
    expect(firstCaption(frame)).toBe(true);
    const area = areaIn(root)!;
    expect(area.value).toBe("black dog!");
    for (const text of ["black do", "black d", "black  cat \n"]) {
      area.value = text;
      area.dispatchEvent(new Event("input"));
    }
    expect(asking.ask).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(asking.ask.mock.calls).toEqual([[{ b: "black cat", edit: expect.any(String), draft: true }]]);
    area.value = "black cat ";
    area.dispatchEvent(new Event("input"));
    await vi.advanceTimersByTimeAsync(100);
    expect(asking.ask).toHaveBeenCalledTimes(1);
    area.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
    expect(asking.finish).toHaveBeenCalledTimes(1);
    expect(frame.view.editing.value).toBeNull();
    expect(areaIn(root)).toBeUndefined();
    vi.useRealTimers();
  });
  it("says that an empty caption has no score, and asks nothing", () => {
    const { frame, asking } = frameOf();
    const root = box(frame);
    frame.view.editing.value = "b";
    areaIn(root)!.value = " ";
    areaIn(root)!.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(asking.complain).toHaveBeenCalledWith(expect.stringContaining("at least one word"));
    expect(asking.ask).not.toHaveBeenCalled();
  });
  it("is not opened without a kernel", () => {
    const { frame, status } = frameOf();
    status.value = "gone";
    expect(firstCaption(frame)).toBe(false);
  });
  it("has no button where the explanation is a finished one", () => {
    const line = document.createElement("div");
    expect(editable(contextOf(small()), "b", line)).toBe(line);
  });
});

describe("pictures that come in", () => {
  it.each([
    ["a.png", "image/png", 10, null],
    ["a.svg", "image/svg+xml", 10, "not a picture"],
    ["a.png", "image/png", 0, "empty"],
    ["a.png", "image/png", 33 * 2 ** 20, "33 MB"],
    ["", "", 5, "That is not"],
  ])("%s of type %s with %i bytes", (name, type, size, wrong) => {
    const said = objection({ name, type, size });
    if (wrong === null) expect(said).toBeNull();
    else expect(said).toContain(wrong);
  });
});

describe("taking away", () => {
  it("means what is kept, or the pin that is looked at, but no difference", () => {
    const state = contextOf(small()).host.store.history.peek().now;
    expect(meant(state)).toBeNull();
    expect(meant({ ...state, b: [1] })).toEqual({ a: [], b: [1] });
    const pin = { a: [2], b: [], plus: [], minus: [], colour: 0, name: "", shown: true };
    expect(meant({ ...state, pins: [pin], focus: 0 })).toEqual({ a: [2], b: [] });
    const less = { ...pin, minus: [{ a: [1], b: [] }] };
    expect(meant({ ...state, pins: [less], focus: 0 })).toBeNull();
  });
  it("puts the change beside its prediction", () => {
    const found = { score: 0.312, without: 0.254, change: -0.058, predicted: -0.051 };
    expect(verdict(small(), { a: [], b: [0] }, found)).toBe(
      "Without black: score 0.312 → 0.254, change −0.058; the attribution predicted −0.051.",
    );
    expect(verdict(small(), { a: [], b: [0] }, { ...found, predicted: null })).toMatch(/change −0\.058\.$/);
  });
  it("forgets the answer when something else is kept", async () => {
    const content = { score: 0.3, without: 0.2, change: -0.1, predicted: -0.1 };
    const desk = { ask: () => Promise.resolve({ content, buffers: [] }) };
    const changes = {
      live: signal(LIVE),
      status: signal<Status>("live"),
      desk,
    } as unknown as Partial<Session>;
    const context = contextOf(small(), { b: [0] }, changes);
    const { buttons, lines } = strike(context);
    buttons[0]!.click();
    await Promise.resolve();
    await Promise.resolve();
    expect(lines[0]!.textContent).toContain("Without black");
    context.host.store.act((now) => ({ ...now, b: [1] }));
    expect(lines[0]!.hidden).toBe(true);
  });
});
