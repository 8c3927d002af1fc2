// Entry for notebooks: anywidget calls the factory once per model, then `render` once per view.
import { mount } from "./explorer.ts";
import { followKernel, type Model, notebookSession, type Session } from "./host.ts";
import { standInFor } from "./still.ts";

interface Initialized {
  readonly model: Model;
  readonly signal: AbortSignal;
}

interface Rendered extends Initialized {
  readonly el: HTMLElement;
}

export default () => {
  let session: Session;
  return {
    initialize({ model, signal }: Initialized) {
      session = notebookSession(model, signal);
    },
    render({ model, el, signal }: Rendered) {
      const frame = mount(session, el, signal);
      standInFor(String(model.get("_static_id")), frame, signal);
      followKernel(session, model, el, signal);
    },
  };
};
