// The scale as a bar: both ends in numbers and in words, and a mark at the value that is pointed at.
import { gradient } from "../colour.ts";
import { type Context, paletteNow, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { places, plain, signed } from "../format.ts";
import type { Theme } from "../theme.ts";

export interface Bar {
  /** What it is a scale of, for people who listen. */
  readonly label: string;
  readonly limit: () => number;
  /** The value that is pointed at; null for none. */
  readonly value: () => number | null;
  /** For heat that lies on the page and not on a picture. */
  readonly theme?: () => Theme;
}

export function scaleBar(context: Context, { label, limit, value, theme }: Bar): HTMLElement {
  const low = h("span", { class: "end" });
  const high = h("span", { class: "end" });
  const mark = h("i", { class: "mark" });
  const ramp = h("span", { class: theme ? "ramp of-page" : "ramp", "aria-hidden": "true" }, mark);
  watch(context, () => ramp.style.setProperty("--ramp", gradient(paletteNow(context, theme?.()))));
  watch(context, () => {
    const end = limit();
    const digits = places(end);
    say(low, end > 0 ? plain(-end, digits) : "0");
    say(high, end > 0 ? signed(end, digits) : "0");
    assign(ramp, { "data-empty": end === 0 });
  });
  watch(context, () => {
    const [end, at] = [limit(), value()];
    mark.hidden = at === null || end === 0;
    if (at !== null && end > 0)
      mark.style.left = `${(50 * (1 + Math.max(-1, Math.min(1, at / end)))).toFixed(2)}%`;
  });
  const pole = (text: string) => h("span", { class: "pole" }, text);
  return h(
    "div",
    { class: "scale", role: "group", "aria-label": label },
    pole("against"),
    low,
    ramp,
    high,
    pole("for"),
  );
}
