import { signal } from "@preact/signals-core";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Desk, Question } from "../src/desk.ts";
import type { Session, Status } from "../src/host.ts";
import { fill } from "../src/views/export.ts";
import { contextOf } from "./made.ts";
import { small } from "./small.ts";

const blobs: Blob[] = [];

beforeEach(() => {
  blobs.length = 0;
  vi.stubGlobal(
    "URL",
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => {
        blobs.push(blob);
        return "blob:here";
      },
      revokeObjectURL: () => {},
    }),
  );
  HTMLAnchorElement.prototype.click = () => {};
});

function menu(changes: Partial<Session>) {
  const root = document.createElement("div");
  root.append(...fill(contextOf(small(), {}, changes)));
  const button = (name: string) => root.querySelector<HTMLButtonElement>(`[aria-label="${name}"]`)!;
  const told = () => root.querySelector('[role="status"]')?.textContent ?? "";
  const offered = () =>
    [...root.querySelectorAll("button")]
      .filter((each) => !each.hidden && !each.closest("dd")?.hidden)
      .map((each) => each.getAttribute("aria-label"));
  return { button, told, offered };
}

function python(answer: () => Promise<unknown>): { desk: Desk; asked: Question[] } {
  const asked: Question[] = [];
  const ask = (question: Question) => {
    asked.push(question);
    return answer() as ReturnType<Desk["ask"]>;
  };
  return { desk: { ask }, asked };
}

describe("the menu of exports", () => {
  it("offers what a kernel makes for as long as one answers", () => {
    const status = signal<Status>("live");
    const { offered } = menu({ status });
    expect(offered()).toEqual([
      "Picture as SVG",
      "Picture as PNG",
      "Picture as PDF",
      "Words as LaTeX",
      "Numbers as CSV",
      "Numbers as npz",
      "Page as HTML",
    ]);
    status.value = "gone";
    expect(offered()).toEqual(["Picture as SVG", "Picture as PNG", "Words as LaTeX", "Numbers as CSV"]);
  });
  it("makes numbers here", async () => {
    const { button, told } = menu({});
    button("Numbers as CSV").click();
    await vi.waitFor(() => expect(told()).toBe("pairlens-black-dog.csv is with your downloads."));
    expect(blobs[0]!.type).toBe("text/csv");
  });
  it("asks Python for a page", async () => {
    const page = new TextEncoder().encode("..<html>");
    const { desk, asked } = python(async () => ({ content: {}, buffers: [new DataView(page.buffer, 2)] }));
    const { button, told } = menu({ desk, status: signal<Status>("live") });
    button("Page as HTML").click();
    await vi.waitFor(() => expect(told()).toContain("is with your downloads"));
    expect(asked).toEqual([{ kind: "file", suffix: "html" }]);
    expect(blobs[0]!.size).toBe(6);
  });
  it("says what went wrong where one looks", async () => {
    const { desk } = python(() => Promise.reject(new Error("No room is left.")));
    const { button, told } = menu({ desk, status: signal<Status>("live") });
    button("Picture as PDF").click();
    await vi.waitFor(() => expect(told()).toBe("pairlens-black-dog.pdf could not be made. No room is left."));
  });
});
