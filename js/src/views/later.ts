// A sheet of a menu whose code is loaded when it is first opened.
import { type Context, on } from "../context.ts";
import { h, say } from "../dom.ts";

/** Milliseconds after which waiting is spoken of. */
const QUIET = 200;

type Sheets = "exports" | "asPython";
type Fill = (context: Context) => (Node | string)[];

export function later(sheet: Sheets): Fill {
  return (context) => {
    const { parts } = context.host;
    return (
      parts.has("export")?.[sheet](context) ?? [
        waiting(context, async () => (await parts.load("export"))[sheet]),
      ]
    );
  };
}

/** Stands where the sheet's contents will be; says so where they do not come. */
function waiting(context: Context, load: () => Promise<Fill>): HTMLElement {
  const told = h("span", { class: "note", role: "status" });
  const again = h("button", { type: "button", class: "quiet", hidden: true }, "Try again");
  const root = h("p", { class: "later" }, told, " ", again);
  const run = async () => {
    again.hidden = true;
    const slow = setTimeout(() => say(told, "Loading …"), QUIET);
    try {
      const fill = await load();
      const sheet = root.parentElement;
      if (context.stop.aborted) return;
      root.replaceWith(...fill(context));
      sheet?.scrollIntoView?.({ block: "nearest" });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      say(told, `This could not be loaded. ${why}`);
      again.hidden = false;
    } finally {
      clearTimeout(slow);
    }
  };
  on(context, again, "click", run);
  void run();
  return root;
}
