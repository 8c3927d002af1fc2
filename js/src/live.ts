// One polite sentence at a time for people who listen; only the last of a quick run is said.
import { h } from "./dom.ts";

const PAUSE = 150;

export function liveRegion(stop: AbortSignal): {
  element: HTMLElement;
  announce: (sentence: string) => void;
} {
  const element = h("p", { class: "heard", role: "status", "aria-live": "polite" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  stop.addEventListener("abort", () => clearTimeout(timer), { once: true });
  const announce = (sentence: string) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      element.textContent = sentence;
    }, PAUSE);
  };
  return { element, announce };
}
