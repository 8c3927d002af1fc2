// A labelled checkbox for a part of the look.
import { type Context, on, setLook, watch } from "../context.ts";
import { h } from "../dom.ts";
import type { Switch } from "../look.ts";

export function tick(context: Context, name: Switch, text: string, title: string): HTMLElement {
  const box = h("input", { type: "checkbox" });
  on(context, box, "change", () => setLook(context, { [name]: box.checked }));
  watch(context, () => {
    box.checked = context.look[name].value;
  });
  return h("label", { title }, box, text);
}

/** The same with its explanation below. */
export function option(context: Context, name: Switch, text: string, explanation: string): HTMLElement {
  return h("div", { class: "option" }, tick(context, name, text, explanation), h("small", {}, explanation));
}
