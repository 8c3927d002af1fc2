// What a person must know before trusting the numbers, in plain words.
import { type Context, watch } from "../context.ts";
import { h } from "../dom.ts";
import { warnings } from "../words.ts";

export function notices(context: Context): HTMLElement {
  const { host, view, stop } = context;
  const lines = warnings(host.pair).map(({ text, offers }) => {
    const line = h("p", {}, text);
    if (offers === "special") {
      const button = h("button", { type: "button", class: "link" }, "Show them");
      button.addEventListener(
        "click",
        () => {
          view.special.value = !view.special.value;
        },
        { signal: stop },
      );
      watch(context, () => {
        button.textContent = view.special.value ? "Hide them" : "Show them";
      });
      line.append(" ", button);
    }
    return line;
  });
  const gone = h("p", {}, "The kernel is gone. The view still works; Python no longer sees what you choose.");
  watch(context, () => {
    gone.hidden = host.status.value !== "gone";
  });
  return h("div", { class: "notices", role: "status" }, gone, ...lines);
}
