// What jsdom lacks and the views ask for: a media query that never matches, observers that never fire, no canvas.
import { vi } from "vitest";

vi.stubGlobal("matchMedia", () => Object.assign(new EventTarget(), { matches: false }));
vi.stubGlobal(
  "ResizeObserver",
  class {
    observe() {}
    disconnect() {}
  },
);
HTMLCanvasElement.prototype.getContext = () => null;
Element.prototype.setPointerCapture = () => {};
