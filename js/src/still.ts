// A notebook holds a still picture beside the live view, for whoever opens it without a kernel. While a live view
// stands there, the still one steps aside; when the view is taken away, it comes back.

export function standInFor(id: string, frame: HTMLElement, stop: AbortSignal): void {
  const hidden = new Set<HTMLElement>();
  const hide = () => {
    if (!frame.isConnected || stop.aborted) return;
    for (const still of stillsNear(frame, id)) {
      still.style.display = "none";
      hidden.add(still);
    }
  };
  const seen = new ResizeObserver(hide); // also tells when the frame is first attached, which hosts do late
  seen.observe(frame);
  const bringBack = () => {
    seen.disconnect();
    for (const still of hidden) still.style.removeProperty("display");
  };
  stop.addEventListener("abort", bringBack, { once: true });
}

/** The still pictures of this explorer in the nearest part of the page that has any. */
function stillsNear(frame: HTMLElement, id: string): HTMLElement[] {
  const wanted = `[data-pairlens="${CSS.escape(id)}"]`;
  for (let part = frame.parentElement; part; part = part.parentElement) {
    const found = [...part.querySelectorAll<HTMLElement>(wanted)];
    if (found.length > 0)
      return found.map((still) => still.closest<HTMLElement>(".jp-OutputArea-child") ?? still);
  }
  return [];
}
