// A row of quiet buttons at the foot of the view, each with a sheet of its own below; at most one is open.
import { untracked } from "@preact/signals-core";
import { type Context, on, watch } from "../context.ts";
import { assign, h } from "../dom.ts";
import { move } from "../keys.ts";

export interface Menu {
  /** What `view.menu` holds while this one is open. */
  readonly name: string;
  readonly label: string;
  /** What stands in the sheet; made when the menu is first opened. */
  readonly fill: (context: Context) => readonly (Node | string)[];
  /** It stays open while one works in the view: only its button, Escape and another menu close it. */
  readonly stays?: boolean;
}

export function menus(context: Context, ...list: readonly Menu[]): HTMLElement {
  const { view } = context;
  const drawn = list.map((menu) => one(context, menu));
  const row = h("div", { class: "menus" }, ...drawn.map(({ button }) => button));
  const root = h("div", { class: "foot" }, row, ...drawn.map(({ sheet }) => sheet));
  on(context, root, "keydown", (event) => {
    const open = drawn.find(({ name }) => name === view.menu.peek());
    if (event.key !== "Escape" || event.defaultPrevented || !open) return;
    view.menu.value = null;
    open.button.focus();
    event.preventDefault();
    event.stopPropagation();
  });
  closeOutside(context, root, list);
  return root;
}

interface Drawn {
  readonly name: string;
  readonly button: HTMLElement;
  readonly sheet: HTMLElement;
}

function one(context: Context, { name, label, fill }: Menu): Drawn {
  const { view } = context;
  const id = `sheet-${name}`;
  const button = h("button", { type: "button", class: `menu to-${name}`, "aria-controls": id }, label);
  // a group, as all parts are: landmarks of one name would fill a notebook of many views
  const sheet = h("section", { class: `sheet in-${name}`, id, role: "group", "aria-label": label });
  let filled = false;
  const show = (open: boolean) => {
    assign(button, { "aria-expanded": String(open) });
    sheet.hidden = !open;
    if (!open || filled) return;
    filled = true;
    untracked(() => sheet.append(...fill(context))); // what it reads is watched by its own parts
  };
  watch(context, () => show(view.menu.value === name));
  on(context, button, "click", () => {
    const opens = view.menu.peek() !== name;
    view.menu.value = opens ? name : null;
    if (opens) sheet.scrollIntoView?.({ block: "nearest" });
  });
  return { name, button, sheet };
}

/** A press anywhere else closes what is open, unless it is meant to stay. */
function closeOutside(context: Context, root: HTMLElement, list: readonly Menu[]): void {
  const press = (event: Event) => {
    const open = list.find(({ name }) => name === context.view.menu.peek());
    if (open && !open.stays && !event.composedPath().includes(root)) context.view.menu.value = null;
  };
  document.addEventListener("pointerdown", press, { signal: context.stop });
}

/** Up, down, Home and End lead from one control of a list to another; `which` finds the controls. */
export function walk(context: Pick<Context, "stop">, root: HTMLElement, which: string): void {
  on(context, root, "keydown", (event) => {
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") return;
    const items = [...root.querySelectorAll<HTMLElement>(which)];
    const at = items.indexOf(event.target as HTMLElement);
    const next = at < 0 ? null : move(event.key, at, items.length);
    if (next === null) return;
    items[next]!.focus();
    event.preventDefault();
    event.stopPropagation();
  });
}
