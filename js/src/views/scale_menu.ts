// How the scale is drawn, behind one button: its colours, its end, and what lies under the heat.
import { colourNames, gradient, paletteOf } from "../colour.ts";
import { type Context, on, setLook, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { MAPS, type MapName } from "../look.ts";
import { capital } from "../sides.ts";
import type { Menu } from "./menu.ts";
import { option } from "./tick.ts";

const ROBUST = "Ends where 98\u00a0% of the values lie; the few beyond take its last colour.";

/** For heat on pictures. */
export const heatMenu: Menu = {
  name: "scale",
  label: "Scale and colours",
  stays: true,
  fill: (context) => [
    ...colours(context),
    option(context, "robust", "Robust scale", ROBUST),
    option(
      context,
      "smooth",
      "Smooth heat",
      "Blends neighbouring patches; the patches are what was measured.",
    ),
    option(
      context,
      "grey",
      "Grey picture",
      "Takes the picture's colours away, so that only the heat has any.",
    ),
  ],
};

/** For underlines alone. */
export const strokeMenu: Menu = {
  ...heatMenu,
  fill: (context) => [...colours(context), option(context, "robust", "Robust scale", ROBUST)],
};

function colours(context: Context): HTMLElement[] {
  const maps = MAPS.map((map) => swatch(context, map));
  const flip = option(context, "flipped", "Exchange the colours", " ");
  const now = flip.querySelector("small")!;
  watch(context, () => {
    const { for: one, against: two } = colourNames({
      map: context.look.map.value,
      flipped: context.look.flipped.value,
    });
    say(now, `${capital(one)} is for, ${two} is against.`);
  });
  return [h("div", { class: "palettes", role: "group", "aria-label": "Colours" }, ...maps), flip];
}

/** A button that shows a map as it is, and takes it. */
function swatch(context: Context, map: MapName): HTMLElement {
  const { look } = context;
  const bar = h("span", { class: "ramp", "aria-hidden": "true" });
  const name = h("span", {});
  const button = h("button", { type: "button", class: "palette" }, bar, name);
  watch(context, () => {
    const flipped = look.flipped.value;
    bar.style.setProperty("--ramp", gradient(paletteOf({ map, flipped })));
    const { for: one, against: two } = colourNames({ map, flipped });
    say(name, `${two}, ${one}`);
    assign(button, { "aria-pressed": String(look.map.value === map) });
  });
  on(context, button, "click", () => setLook(context, { map }));
  return button;
}
