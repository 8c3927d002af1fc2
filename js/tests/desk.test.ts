import { describe, expect, it, vi } from "vitest";
import { desk, type Line, Refused } from "../src/desk.ts";

type Hear = (content: unknown, buffers: DataView[]) => void;

function lineOf(send: Line["send"] = () => {}) {
  const heard = new Set<Hear>();
  const line = {
    send: vi.fn(send),
    on: (_: string, run: Hear) => heard.add(run),
    off: (_: string, run: Hear) => heard.delete(run),
  };
  const reply = (content: Record<string, unknown>) => {
    const [message] = line.send.mock.calls[0] as [{ id: string }];
    for (const run of heard) run({ id: message.id, ...content }, []);
  };
  return { line: line as unknown as Line, reply, heard };
}

describe("the desk", () => {
  it("hands an answer to the one who asked", async () => {
    const { line, reply } = lineOf();
    const asked = desk(line, new AbortController().signal).ask({ kind: "show" });
    reply({ type: "answer", content: { score: 1 } });
    expect((await asked).content).toEqual({ score: 1 });
  });
  it("says what Python could not do", async () => {
    const { line, reply } = lineOf();
    const asked = desk(line, new AbortController().signal).ask({ kind: "show" });
    reply({ type: "failed", message: "No such layer." });
    await expect(asked).rejects.toThrow(new Refused("No such layer."));
  });
  it.each([
    [
      "throws",
      () => {
        throw new TypeError("no send");
      },
    ],
    ["fails later", () => Promise.reject(new Error("closed"))],
  ])("says that a question did not leave the page when sending %s", async (_, send) => {
    const { line } = lineOf(send);
    const asked = desk(line, new AbortController().signal).ask({ kind: "show" });
    await expect(asked).rejects.toThrow("did not reach Python");
  });
  it("stops listening when the model is gone", () => {
    const { line, heard } = lineOf();
    const stop = new AbortController();
    desk(line, stop.signal);
    stop.abort();
    expect(heard.size).toBe(0);
  });
});
