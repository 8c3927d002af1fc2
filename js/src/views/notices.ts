// What a person must know before trusting the numbers, in plain words.
import { type Context, on, setLook, watch } from "../context.ts";
import { h, say } from "../dom.ts";
import { warnings } from "../warnings.ts";

export function notices(context: Context): HTMLElement {
  const { pair, live } = context.host;
  // of a draft the line below the question says so: nothing is to come and go while somebody types
  const told = live.peek()?.draft ? { ...pair, converged: true, notes: pair.notes.slice(0, -1) } : pair;
  const lines = warnings(told).map(({ text, offers }) =>
    h("p", {}, text, ...(offers === "special" ? [" ", showSpecials(context)] : [])),
  );
  return h("div", { class: "notices", role: "status" }, gone(context), ...lines);
}

function showSpecials(context: Context): HTMLElement {
  const { special } = context.look;
  const button = h("button", { type: "button", class: "link" });
  on(context, button, "click", () => {
    setLook(context, { special: !special.value });
  });
  watch(context, () => say(button, special.value ? "Hide them" : "Show them"));
  return button;
}

function gone(context: Context): HTMLElement {
  const line = h("p", {}, "The kernel is gone. The view still works; Python no longer sees what you choose.");
  watch(context, () => {
    line.hidden = context.host.status.value !== "gone";
  });
  return line;
}
