import { describe, expect, it } from "vitest";
import { changes, lookOf, MAPS, ORDERS, PANELS, PLAIN } from "../src/look.ts";
import agreed from "./agreed/look.json";

describe("a look", () => {
  it("is in the browser what it is in Python, in the same order", () => {
    expect(JSON.stringify(PLAIN)).toBe(JSON.stringify(agreed.plain));
    expect({ map: MAPS, panel: PANELS, order: ORDERS }).toEqual(agreed.choices);
  });
  it("is told by what differs, and comes back from it", () => {
    const look = { ...PLAIN, order: "strength" as const, robust: true };
    expect(Object.entries(changes(look))).toEqual([
      ["robust", true],
      ["order", "strength"],
    ]);
    expect(lookOf(changes(look))).toEqual(look);
    expect(lookOf({ colour: "red" })).toEqual(PLAIN);
  });
});
