// Entry for notebooks: anywidget calls the factory once per model, then `render` once per view.
import { mount } from "./explorer.ts";
import { followKernel, type Model, notebookSession, type Session } from "./host.ts";
import { lifetime } from "./lifetime.ts";
import { standInFor } from "./still.ts";

interface Initialized {
  readonly model: Model;
  /** Hosts that follow anywidget before 0.11 give none. */
  readonly signal?: AbortSignal;
}

interface Rendered extends Initialized {
  readonly el: HTMLElement;
}

type Cleanup = (() => void) | undefined;

export default () => {
  let session: Session | undefined;
  const begin = (model: Model, signal?: AbortSignal): Cleanup => {
    const { stop, end } = lifetime(signal);
    session = notebookSession(model, stop);
    stop.addEventListener("abort", () => {
      session = undefined;
    });
    return end;
  };
  return {
    initialize: ({ model, signal }: Initialized): Cleanup => begin(model, signal),
    render({ model, el, signal }: Rendered): Cleanup {
      const { stop, end } = lifetime(signal);
      if (!session) begin(model, stop); // a host that only renders: what is chosen lives as long as this view
      const own = session!;
      const frame = mount(own, el, stop);
      standInFor(String(model.get("_static_id")), frame, stop);
      followKernel(own, model, el, stop);
      return end;
    },
  };
};
