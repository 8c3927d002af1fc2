// What stands in the main place, one at a time: the picture with its heat, the matrix, the table. Only what is seen is
// drawn, and it is taken away with everything that it listens to when another comes.
import { signal, untracked } from "@preact/signals-core";
import { type Context, on, setLook, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { move } from "../keys.ts";
import type { Panel } from "../look.ts";
import { FIT, type Zoom } from "../zoom.ts";
import { matrix } from "./matrix.ts";
import { table } from "./table.ts";

interface Tab {
  readonly panel: Panel;
  readonly text: string;
  readonly title: string;
}

const TITLES: Readonly<Record<Panel, string>> = {
  picture: "The picture with its heat",
  matrix: "Every word with every patch",
  table: "The numbers as a table",
};

/** `pictures` draws the first panel; without it there is none, and the matrix stands in its place. */
export function panels(context: Context, pictures: ((context: Context) => Node[]) | null): HTMLElement {
  const { pair } = context.host;
  const tabs = tabsOf(context, pictures !== null);
  const zoom = signal<Zoom>(FIT);
  const panel = h("div", { class: "panel", role: "tabpanel" });
  const chosen = () => {
    const { value } = context.look.panel;
    return tabs.some((tab) => tab.panel === value) ? value : tabs[0]!.panel;
  };
  const buttons = tabs.map((tab) => h("button", { type: "button", role: "tab", title: tab.title }, tab.text));
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": "View" }, ...buttons);
  const draw = (own: Context, now: Panel): Node[] => {
    if (now === "matrix") return [matrix(own, zoom)];
    if (now === "table") return [table(own)];
    return pictures?.(own) ?? [];
  };
  let drawn = new AbortController(); // ends with the panel that it was made for
  watch(context, () => {
    const now = chosen();
    drawn.abort();
    drawn = new AbortController();
    const own = { ...context, stop: AbortSignal.any([context.stop, drawn.signal]) };
    untracked(() => panel.replaceChildren(...draw(own, now)));
    assign(panel, { "data-panel": now, "aria-label": tabs.find((tab) => tab.panel === now)!.text });
  });
  watch(context, () => {
    const now = chosen();
    for (const [i, button] of buttons.entries()) {
      const isNow = tabs[i]!.panel === now;
      assign(button, { "aria-selected": String(isNow), tabindex: isNow ? 0 : -1 });
    }
  });
  for (const [i, button] of buttons.entries())
    on(context, button, "click", () => setLook(context, { panel: tabs[i]!.panel }));
  on(context, list, "keydown", (event) => {
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const next = at < 0 ? null : move(event.key, at, buttons.length);
    if (next === null) return;
    setLook(context, { panel: tabs[next]!.panel });
    buttons[next]!.focus();
    event.preventDefault();
  });
  return h("div", { class: "panels", "data-kinds": `${pair.a.kind} ${pair.b.kind}` }, list, panel);
}

function tabsOf({ host }: Context, hasPictures: boolean): Tab[] {
  const { a, b } = host.pair;
  const both = a.kind === "picture" && b.kind === "picture";
  const first: Tab = { panel: "picture", text: both ? "Pictures" : "Picture", title: TITLES.picture };
  return [
    ...(hasPictures ? [first] : []),
    { panel: "matrix", text: "Matrix", title: TITLES.matrix },
    { panel: "table", text: "Table", title: TITLES.table },
  ];
}
