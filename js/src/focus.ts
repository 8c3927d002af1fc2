// Where the focus is, in words that hold when the view is drawn anew.

const FOCUSABLE = "button, input, select, textarea, summary, [tabindex]";

/**
 * Remembers what has the focus; the answer gives it back to what stands in the same place now. With `still`, that is
 * also where it was on the screen, however much came or went above it.
 */
export function heldFocus(stage: HTMLElement, still = false): () => void {
  const tree = stage.getRootNode() as Document | ShadowRoot;
  const active = tree.activeElement;
  if (!active || !stage.contains(active)) return () => {};
  const key = keyOf(active);
  const place = alikeIn(stage, key).indexOf(active);
  const { top } = active.getBoundingClientRect();
  return () => {
    const all = alikeIn(stage, key);
    const now = all[Math.min(place, all.length - 1)] as HTMLElement | undefined;
    now?.focus({ preventScroll: true });
    const moved = now ? now.getBoundingClientRect().top - top : 0;
    if (still && moved !== 0) scrollerOf(stage)?.scrollBy(0, moved);
  };
}

/** What scrolls the stage: a notebook's panel, or the page. */
function scrollerOf(stage: HTMLElement): Element | null {
  let node: Element | null = stage;
  while (node) {
    const { overflowY } = getComputedStyle(node);
    if (/auto|scroll/.test(overflowY) && node.scrollHeight > node.clientHeight) return node;
    node = node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;
  }
  return document.scrollingElement;
}

/** What an element is: its tag and first class. */
function keyOf(element: Element): string {
  const name = element.classList[0];
  return element.localName + (name ? `.${name}` : "");
}

function alikeIn(stage: HTMLElement, key: string): Element[] {
  return [...stage.querySelectorAll(FOCUSABLE)].filter((each) => keyOf(each) === key);
}
