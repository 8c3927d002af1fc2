import { beforeEach, describe, expect, it, vi } from "vitest";
import { tilesFrom } from "../../src/gallery/tiles.ts";
import { flush, Python } from "./made.ts";

const REST = 60;
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

function made() {
  const python = new Python();
  const stop = new AbortController();
  const arrived = vi.fn<(trouble: string) => void>();
  const tiles = tilesFrom(python, arrived, stop.signal);
  const want = async (indices: number[]) => {
    tiles.want(indices);
    await vi.advanceTimersByTimeAsync(REST);
  };
  return { python, stop, arrived, tiles, want };
}

const released: string[] = [];

beforeEach(() => {
  released.length = 0;
  vi.useFakeTimers();
  vi.stubGlobal("URL", Object.assign(URL, { revokeObjectURL: (address: string) => released.push(address) }));
  return () => vi.useRealTimers();
});

describe("tiles", () => {
  it("are fetched in batches, the most wanted first, each once", async () => {
    const { python, want, tiles, arrived } = made();
    await want([...range(30, 60), ...range(0, 30)]);
    expect(python.asked).toHaveLength(1);
    expect(python.asked[0]!.indices).toEqual(range(30, 54));
    await python.asked[0]!.answer();
    expect(tiles.get(30)!.picture).toBe("blob:30");
    expect(arrived).toHaveBeenCalledWith("");
    expect(python.asked[1]!.indices).toEqual([...range(54, 60), ...range(0, 18)]);
    await python.asked[1]!.answer();
    await python.asked[2]!.answer();
    expect(python.asked).toHaveLength(3);
    await want(range(0, 60));
    expect(python.asked).toHaveLength(3);
  });
  it("are not asked for on the way, and given up once nobody wants them", async () => {
    const { python, tiles, want } = made();
    for (const at of [0, 100, 200]) tiles.want(range(at, at + 5));
    await vi.advanceTimersByTimeAsync(REST);
    expect(python.asked.map(({ indices }) => indices[0])).toEqual([200]);
    await want(range(202, 208));
    expect(python.asked[0]!.signal.aborted).toBe(false); // some are still wanted
    await want(range(500, 505));
    expect(python.asked[0]!.signal.aborted).toBe(true);
    expect(python.asked[1]!.indices).toEqual(range(500, 505));
    await python.asked[1]!.answer();
    expect(tiles.get(500)).toBeDefined();
    expect(tiles.hasFailed(200)).toBe(false);
    await want([200]);
    expect(python.asked[2]!.indices).toEqual([200]);
  });
  it("are let go of once there are many, the oldest first, and none that is wanted", async () => {
    const { python, want, tiles } = made();
    for (let at = 0; at < 720; at += 24) {
      await want(range(at, at + 24));
      await python.asked.at(-1)!.answer();
      tiles.get(0); // looked at again and again
    }
    expect(released).toHaveLength(120);
    expect(released).not.toContain("blob:0");
    expect(released[0]).toBe("blob:1");
    expect(tiles.get(1)).toBeUndefined();
    expect(tiles.get(719)).toBeDefined();
  });
  it("that cannot be fetched are said, and asked for again when somebody says so", async () => {
    const { python, want, tiles, arrived } = made();
    await want([1, 2]);
    await python.asked[0]!.fail(new Error("The kernel is gone."));
    expect(arrived).toHaveBeenCalledWith("The kernel is gone.");
    expect([tiles.hasFailed(1), tiles.get(1)]).toEqual([true, undefined]);
    await want([1, 2, 3]);
    expect(python.asked[1]!.indices).toEqual([3]);
    await python.asked[1]!.answer();
    tiles.again();
    expect(python.asked[2]!.indices).toEqual([1, 2]);
    await python.asked[2]!.answer();
    expect([tiles.hasFailed(1), tiles.get(1)!.picture]).toEqual([false, "blob:1"]);
  });
  it("leave nothing behind", async () => {
    const { python, want, stop, arrived } = made();
    await want([1]);
    await python.asked[0]!.answer();
    await want([2]);
    stop.abort();
    expect(python.asked[1]!.signal.aborted).toBe(true);
    expect(released).toEqual(["blob:1"]);
    await flush();
    expect(arrived).toHaveBeenCalledTimes(1);
  });
});
