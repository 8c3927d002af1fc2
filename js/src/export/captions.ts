// A caption as it stands on the screen: the view says where lines break, in any script.
import { pinColour } from "../colour.ts";
import type { Context } from "../context.ts";
import { heldOn } from "../pinning.ts";
import { type TextUnit, textUnits } from "../units.ts";
import type { Caption, SideName } from "../wire.ts";
import { INK, type Part, rect, round, SOFT, stroke, text } from "./marks.ts";

/** Where a piece of text stands in the view, and its underline. */
interface Placed {
  readonly text: string;
  readonly box: DOMRect;
  readonly size: number;
  readonly unit: TextUnit | null;
  readonly under: { readonly box: DOMRect; readonly sign: string } | null;
}

/** A caption with its underlines, and lines of pins above its words. */
export function captionPart(context: Context, name: SideName, side: Caption, element: Element): Part {
  const { look, shown, host } = context;
  const frame = element.getBoundingClientRect();
  const lit = new Set(shown.value[name].units);
  const pins = host.store.history.value.now.pins.filter((pin) => pin.shown);
  const drawn = placed(element, textUnits(side, look.pieces.value, look.special.value)).flatMap((piece) => {
    const { box, size, unit, under } = piece;
    const x = box.left - frame.left;
    const base = (box.top + box.bottom) / 2 - frame.top + 0.34 * size;
    const chosen = unit?.rows.some((row) => lit.has(row));
    const made = [
      text(piece.text, x, base, {
        "font-size": size,
        fill: unit?.special || unit?.unread ? SOFT : INK,
        "font-weight": chosen ? 600 : 400,
        textLength: round(box.width),
        lengthAdjust: "spacingAndGlyphs",
        "xml:space": "preserve",
      }),
    ];
    if (under && under.box.height > 0.1) {
      const y = (under.box.top + under.box.bottom) / 2 - frame.top;
      made.push(stroke(context, under.sign !== "against", [x, x + box.width, y], under.box.height));
    }
    const held = pins.filter((pin) => unit?.tokens.some((token) => heldOn(pin, name).includes(token)));
    for (const [i, pin] of held.entries())
      made.push(rect([x, box.top - frame.top - 2 - 3 * i, box.width, 2], { fill: pinColour(pin.colour) }));
    return made;
  });
  return { drawn, height: frame.height + 6 };
}

/** Every piece of a caption where it stands on the screen; a piece that is broken over lines stands on its first. */
function placed(element: Element, units: readonly (TextUnit | string)[]): Placed[] {
  return [...element.querySelectorAll(".unit, .gap")].flatMap((piece, i) => {
    const node = [...piece.childNodes].find((each) => each.nodeType === Node.TEXT_NODE);
    const content = node?.textContent ?? "";
    if (!node || !content.trim()) return [];
    const range = document.createRange();
    range.selectNode(node);
    const line = piece.querySelector<HTMLElement>(".under");
    const unit = units[i];
    return [
      {
        text: content,
        box: range.getClientRects?.()[0] ?? piece.getBoundingClientRect(),
        size: Number.parseFloat(getComputedStyle(piece).fontSize) || 21,
        unit: typeof unit === "object" ? unit : null,
        under: line && { box: line.getBoundingClientRect(), sign: line.dataset.sign ?? "for" },
      },
    ];
  });
}

/** How wide what stands in a caption is: its lines are broken where the view breaks them. */
export function widthOf(caption: Element): number {
  const { left } = caption.getBoundingClientRect();
  const ends = [...caption.querySelectorAll(".unit")].map(
    (unit) => unit.getBoundingClientRect().right - left,
  );
  return Math.max(0, ...ends);
}
