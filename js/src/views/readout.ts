// The line that says what is shown: a name, a number, its share, and one sentence. Its height never changes.
import { type Context, on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { letGo } from "../keys.ts";
import { pin, pinned } from "../pinning.ts";
import { isEmpty } from "../state.ts";
import { readout as sentence } from "../words.ts";

const SIGNS: Record<string, string> = { "+": "for", "−": "against" };

/** `more`: further buttons for what is kept. */
export function readout(context: Context, more: readonly HTMLElement[] = []): HTMLElement {
  const { host, view, shown, limits } = context;
  const { store } = host;
  const part = (name: string) => h("span", { class: name });
  const [eyebrow, subject, value, share, detail] = ["eyebrow", "subject", "value", "share", "detail"].map(
    part,
  );
  const button = (text: string, title: string, run: () => void) => {
    const made = h("button", { type: "button", title }, text);
    on(context, made, "click", run);
    return made;
  };
  const keep = button("Pin", "Keep this selection in the list, with a colour of its own (P)", () =>
    store.act(pin),
  );
  const clear = button("Clear", "Let go of the selection (Esc)", () => letGo(store, view));
  const back = button("Undo", "Bring back what was there before (Ctrl or ⌘ + Z)", () => store.undo());
  const again = button("Redo", "Do again what was undone (Ctrl or ⌘ + Shift + Z)", () => store.redo());
  const root = h(
    "div",
    { class: "readout" },
    h("div", { class: "said" }, h("p", { class: "line" }, eyebrow!, subject!, value!, share!), detail!),
    h("div", { class: "actions" }, keep, ...more, clear, back, again),
  );
  watch(context, () => {
    const now = sentence(host.pair, limits, shown.value, store.history.value.now.pins);
    say(eyebrow!, now.eyebrow);
    say(subject!, now.subject);
    say(value!, now.value);
    say(share!, now.share);
    say(detail!, now.detail);
    assign(subject!, { title: now.subject.length > 40 ? now.subject : undefined });
    assign(value!, { "data-sign": SIGNS[now.value[0] ?? ""] });
  });
  watch(context, () => {
    const { now, past, future } = store.history.value;
    // Not `disabled`: a button that had the focus would take it along, and the keys with it.
    assign(keep, { "aria-disabled": isEmpty(now) || pinned(now) !== undefined });
    assign(clear, { "aria-disabled": isEmpty(now) && view.dismissed.value });
    assign(back, { "aria-disabled": past.length === 0 });
    assign(again, { "aria-disabled": future.length === 0 });
  });
  return root;
}
