// A pin's name, changed where it stands: Enter keeps it, Escape leaves it, an empty one is the pin's own again.
import { type Context, on } from "../context.ts";
import { h } from "../dom.ts";
import { renamed } from "../pinning.ts";
import type { Pin } from "../state.ts";

export function rename(context: Context, item: HTMLElement, pin: Pin, name: string): void {
  const { store } = context.host;
  const input = h("input", { type: "text", class: "rename", "aria-label": `Name of ${name}`, maxlength: 80 });
  input.value = name;
  place(input, item);
  let open = true;
  const close = (keep: boolean, back: boolean) => {
    if (!open) return;
    open = false;
    input.remove();
    const text = input.value.trim();
    if (back) item.querySelector<HTMLElement>(".row")!.focus();
    if (keep && text !== name) store.act((now) => renamed(now, pin.colour, text));
  };
  on(context, input, "blur", () => close(true, false));
  on(context, input, "keydown", (event) => {
    event.stopPropagation(); // no key of the view or of its host is meant here
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    close(event.key === "Enter", true);
  });
  item.append(input);
  input.focus();
  input.select();
}

/** Over the name, so that nothing moves. */
function place(input: HTMLElement, item: HTMLElement): void {
  const frame = item.getBoundingClientRect();
  const name = item.querySelector(".what")!.getBoundingClientRect();
  input.style.insetInlineStart = `${name.left - frame.left - 5}px`;
  input.style.width = `${name.width + 5}px`;
}
