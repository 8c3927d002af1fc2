// Where the focus is, in words that hold when the view is drawn anew.

const FOCUSABLE = "button, input, select, textarea, summary, [tabindex]";

/** Remembers what has the focus; the answer gives it back to what stands in the same place now. */
export function heldFocus(stage: HTMLElement): () => void {
  const tree = stage.getRootNode() as Document | ShadowRoot;
  const active = tree.activeElement;
  if (!active || !stage.contains(active)) return () => {};
  const key = keyOf(active);
  const place = alikeIn(stage, key).indexOf(active);
  return () => {
    const now = alikeIn(stage, key);
    (now[Math.min(place, now.length - 1)] as HTMLElement | undefined)?.focus({ preventScroll: true });
  };
}

/** What an element is: its tag and first class. */
function keyOf(element: Element): string {
  const name = element.classList[0];
  return element.localName + (name ? `.${name}` : "");
}

function alikeIn(stage: HTMLElement, key: string): Element[] {
  return [...stage.querySelectorAll(FOCUSABLE)].filter((each) => keyOf(each) === key);
}
