// The wall of tiles: however many there are, only those in sight and a few around them are in the document.
import { on, watch } from "../context.ts";
import { h, say } from "../dom.ts";
import { type Layout, layoutFor, move, rowsInSight } from "./grid.ts";
import type { State } from "./state.ts";
import { toggle } from "./state.ts";
import { type Drawn, drawTile } from "./tile.ts";
import { tilesFrom } from "./tiles.ts";

export interface Wall {
  readonly element: HTMLElement;
  /** Puts the focus on a pair's tile, and the tile in sight; the first one where the pair is not shown. */
  focus(index: number | null): void;
}

type Scope = { readonly stop: AbortSignal };

/** Of the list, above and below, with its lines. */
const PADDING = 10;

export function wall(scope: Scope, state: State): Wall {
  const empty = h("p", { class: "note none" });
  const space = h("div", { class: "space" });
  const list = h(
    "div",
    { class: "shelf", role: "listbox", "aria-label": "Pairs", "aria-multiselectable": true },
    space,
  );
  const element = h("div", { class: "wall" }, list, empty);
  const drawn = new Map<number, Drawn>();
  let layout: Layout = layoutFor(800);
  let cursor = 0; // among those shown
  let due = 0;

  let top = 0; // what is hidden forgets how far it was scrolled

  const arrived = (trouble: string) => {
    if (trouble) state.lost.value = trouble;
    later();
  };
  const tiles = tilesFrom(state.source, arrived, scope.stop);
  const later = () => {
    if (due === 0) due = requestAnimationFrame(draw);
  };
  scope.stop.addEventListener("abort", () => cancelAnimationFrame(due), { once: true });

  function draw(): void {
    due = 0;
    if (state.opened.peek() !== null) return;
    const shown = state.shown.peek();
    const { from, to, first, last } = rowsInSight(layout, list.scrollTop, list.clientHeight, shown.length);
    const near = new Set<number>();
    for (let place = from; place < to; place++) near.add(shown[place]!);
    if (cursor < shown.length) near.add(shown[cursor]!); // what has the focus stays
    for (const [index, tile] of drawn) {
      if (near.has(index)) continue;
      tile.element.remove();
      drawn.delete(index);
    }
    for (let place = from; place < to; place++) put(place, shown);
    if (cursor < shown.length && (cursor < from || cursor >= to)) put(cursor, shown);
    const wanted = [
      ...shown.subarray(first, last),
      ...shown.subarray(last, to),
      ...shown.subarray(from, first),
    ];
    tiles.want(wanted);
  }

  function put(place: number, shown: Int32Array): void {
    const index = shown[place]!;
    let tile = drawn.get(index);
    if (!tile) {
      tile = drawTile(state, index);
      drawn.set(index, tile);
      space.append(tile.element);
    }
    const { x, y } = layout.at(place);
    tile.element.style.transform = `translate(${x}px, ${y}px)`;
    tile.element.style.width = `${layout.width}px`;
    tile.element.tabIndex = place === cursor ? 0 : -1;
    tile.tell(tiles.get(index), { place, of: shown.length, isLost: tiles.hasFailed(index) });
  }

  /** As high as it may be, or as all pairs are: what a filter leaves out moves nothing below. */
  function measure(): void {
    const { total, height } = state.about;
    list.style.height = `${Math.min(height, layout.height(total) + PADDING)}px`;
    space.style.height = `${layout.height(state.shown.peek().length)}px`;
  }

  const sized = new ResizeObserver(() => {
    const { clientWidth } = space; // without the padding of the list
    if (clientWidth === 0) return;
    const top = layout.columns > 0 ? Math.floor(list.scrollTop / layout.rowHeight) * layout.columns : 0;
    const before = layout.columns;
    layout = layoutFor(clientWidth);
    measure();
    if (before !== layout.columns) list.scrollTop = Math.floor(top / layout.columns) * layout.rowHeight;
    draw();
  });
  sized.observe(list);
  scope.stop.addEventListener("abort", () => sized.disconnect(), { once: true });
  on(scope, list, "scroll", () => {
    if (state.opened.peek() !== null) return;
    top = list.scrollTop;
    later();
  });
  watch(scope, () => {
    const isBack = state.kernel.value !== "gone";
    if (state.tries.value > 0 || isBack) tiles.again();
    if (isBack) state.lost.value = "";
    later();
  });

  let order: Int32Array | null = null;
  watch(scope, () => {
    const shown = state.shown.value;
    void [state.table.value, state.chosen.value];
    measure();
    list.classList.toggle("bare", shown.length === 0);
    empty.hidden = shown.length > 0;
    say(
      empty,
      state.about.total === 0 ? "There are no pairs." : "No pair fits. Take a filter away to see more.",
    );
    if (order && !sameOrder(order, shown)) cursor = Math.max(0, Math.min(cursor, shown.length - 1));
    order = shown;
    later();
  });
  watch(scope, () => {
    void [state.query.value];
    list.scrollTop = 0; // another order begins at its beginning
    cursor = 0;
  });

  const bring = (place: number) => {
    const { y } = layout.at(place);
    const below = y + layout.rowHeight - list.clientHeight;
    if (list.scrollTop > y) list.scrollTop = y;
    else if (list.scrollTop < below) list.scrollTop = below;
  };
  const stand = (place: number) => {
    cursor = place;
    draw();
    drawn.get(state.shown.peek()[place]!)?.element.focus({ preventScroll: true });
  };
  const go = (place: number) => {
    bring(place);
    stand(place);
  };
  on(scope, list, "keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const shown = state.shown.peek();
    if (shown.length === 0) return;
    const page = Math.max(1, Math.floor(list.clientHeight / layout.rowHeight)) * layout.columns;
    const to = move(event.key, cursor, layout.columns, page, shown.length);
    if (to !== null) go(to);
    else if (event.key === "Enter") state.opened.value = shown[cursor]!;
    else if (event.key === " ") toggle(state, shown[cursor]!);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  on(scope, list, "click", (event) => {
    const tile = (event.target as Element).closest<HTMLElement>(".pair");
    if (!tile) return;
    const index = Number(tile.dataset.index);
    cursor = state.shown.peek().indexOf(index);
    const marks = (event.target as Element).closest(".tick") || event.ctrlKey || event.metaKey;
    if (marks) toggle(state, index);
    else state.opened.value = index;
  });
  return {
    element,
    focus(index) {
      list.scrollTop = top;
      const place = Math.max(0, index === null ? cursor : state.shown.peek().indexOf(index));
      const { y } = layout.at(place);
      const isSeen = y + layout.rowHeight > top && y < top + list.clientHeight;
      if (!isSeen) bring(place);
      stand(place);
    },
  };
}

function sameOrder(one: Int32Array, two: Int32Array): boolean {
  return one.length === two.length && one.every((value, i) => value === two[i]);
}
