// Which key means what, and the table of keys that people are shown.
import { pin } from "./pinning.ts";
import type { Store, ViewState } from "./state.ts";
import { clear, isEmpty } from "./state.ts";
import type { Pair } from "./wire.ts";

type Key = readonly [key: string, does: string];

const WORDS: readonly Key[] = [["← → Home End", "to another word"]];
const PATCHES: readonly Key[] = [["← → ↑ ↓", "to another patch"]];
const BOXES: readonly Key[] = [["Ctrl or ⌘ + Enter", "add a patch or a box"]];

const EDIT: readonly Key[] = [["E", "edit the caption; Enter or Esc: done"]];
const STEPS: readonly Key[] = [[", and .", "to the step before, to the next ([ and ] do the same)"]];

/** The keys that do something in a view of this pair; in a lesson also those that lead through it, and live the one that edits. */
export function keysFor(pair: Pair, inLesson = false, isLive = false): Key[] {
  const captions = [pair.a, pair.b].some(({ kind }) => kind === "caption");
  const pictures = [pair.a, pair.b].some(({ kind }) => kind === "picture");
  const sides = captions && pictures ? "the caption, the picture" : `the ${pair.a.kind}s`;
  const several = captions && pictures ? "several words, or a box" : captions ? "several words" : "a box";
  return [
    ...(inLesson ? STEPS : []),
    ["Tab", `to ${sides}, the lists`],
    ...(captions ? WORDS : []),
    ...(pictures ? PATCHES : []),
    ["Enter or Space", "keep it, or let it go"],
    ["Shift + arrows", several],
    ...(pictures ? BOXES : []),
    ["On the matrix: + − 0", "zoom in, out, show all"],
    ["P", "pin what is kept"],
    ["On a pin: F2, H, E", "name it, hide it, pin everything else"],
    ["↑ ↓, Delete", "to another pin, unpin it"],
    ["B", "bookmark what is shown"],
    ...(isLive && captions ? EDIT : []),
    ["Esc", "let go"],
    ["Ctrl or ⌘ + Z", "undo; with Shift: redo"],
  ];
}

/** Keys that mean the same wherever the focus is. True when the event was one of them. */
export function commonKey(event: KeyboardEvent, store: Store, view: ViewState): boolean {
  const control = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (control && key === "z") {
    if (event.shiftKey) store.redo();
    else store.undo();
    return true;
  }
  if (key === "escape") return letGo(store, view);
  if (key === "p" && !control && !event.altKey) {
    store.act(pin);
    return true;
  }
  return false;
}

/** First what is kept; with nothing kept, the opening preview too. False where there was nothing to let go of. */
export function letGo(store: Store, view: ViewState): boolean {
  const { now } = store.history.peek();
  const before = [now, view.hover.peek(), view.dismissed.peek()];
  view.hover.value = null;
  if (isEmpty(now)) view.dismissed.value = true;
  store.act(clear);
  const after = [store.history.peek().now, view.hover.peek(), view.dismissed.peek()];
  return after.some((each, i) => each !== before[i]);
}

/** Where an arrow key leads on a grid; null for other keys. Stays inside. */
export function step(key: string, cell: number, rows: number, cols: number): number | null {
  const row = Math.floor(cell / cols);
  const col = cell % cols;
  const to = (r: number, c: number) =>
    Math.min(rows - 1, Math.max(0, r)) * cols + Math.min(cols - 1, Math.max(0, c));
  if (key === "ArrowLeft") return to(row, col - 1);
  if (key === "ArrowRight") return to(row, col + 1);
  if (key === "ArrowUp") return to(row - 1, col);
  if (key === "ArrowDown") return to(row + 1, col);
  if (key === "Home") return to(row, 0);
  if (key === "End") return to(row, cols - 1);
  return null;
}

/** Where a key leads in a line of `count` units; null for other keys. */
export function move(key: string, index: number, count: number): number | null {
  if (key === "ArrowLeft" || key === "ArrowUp") return Math.max(0, index - 1);
  if (key === "ArrowRight" || key === "ArrowDown") return Math.min(count - 1, index + 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}
