import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { standInFor } from "../src/still.ts";

let attached: () => void;

beforeEach(() => {
  vi.stubGlobal("CSS", { escape: (text: string) => text });
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(run: () => void) {
        attached = run;
      }
      observe() {}
      disconnect() {}
    },
  );
});
afterEach(() => document.body.replaceChildren());

function output(id: string): { output: HTMLElement; frame: HTMLElement } {
  const area = document.createElement("div");
  area.innerHTML = `<div class="jp-OutputArea-child"><div data-pairlens="${id}"></div></div><div class="live"></div>`;
  document.body.append(area);
  return {
    output: area.querySelector<HTMLElement>(".jp-OutputArea-child")!,
    frame: area.querySelector(".live")!,
  };
}

describe("the still picture", () => {
  it("steps aside for the live view beside it, and comes back after it", () => {
    const { output: still, frame } = output("a");
    const stop = new AbortController();
    standInFor("a", frame, stop.signal);
    attached();
    expect(still.style.display).toBe("none");
    stop.abort();
    expect(still.style.display).toBe("");
  });
  it("of another explorer, or beside another view of this one, stays", () => {
    const other = output("b").output;
    const elsewhere = output("a").output;
    const { output: still, frame } = output("a");
    standInFor("a", frame, new AbortController().signal);
    attached();
    expect([other, elsewhere, still].map(({ style }) => style.display)).toEqual(["", "", "none"]);
  });
  it("is left alone by a view that is not on the page yet", () => {
    const { output: still } = output("a");
    standInFor("a", document.createElement("div"), new AbortController().signal);
    attached();
    expect(still.style.display).toBe("");
  });
});
