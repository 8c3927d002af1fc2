// What dragging on a picture draws: one of three, near the picture.
import { type Context, on, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { TOOLS, type Tool } from "../state.ts";
import { icon } from "./icons.ts";

const MEANINGS: Readonly<Record<Tool, readonly [name: string, does: string]>> = {
  box: ["Box", "Drag from corner to corner"],
  brush: ["Brush", "Paint over patches; begin on a kept one to wipe"],
  lasso: ["Lasso", "Draw a line round patches"],
};

export function tools(context: Context): HTMLElement {
  const { tool } = context.view;
  const buttons = TOOLS.map((each) => {
    const [name, does] = MEANINGS[each];
    const button = h("button", { type: "button", class: "tool", title: does }, icon(each), name);
    on(context, button, "click", () => {
      tool.value = each;
    });
    watch(context, () => assign(button, { "aria-pressed": String(tool.value === each) }));
    return button;
  });
  return h("div", { class: "tools", role: "group", "aria-label": "What dragging draws" }, ...buttons);
}
