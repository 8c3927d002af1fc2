// Entry for notebooks: anywidget calls the factory once per model, then `render` once per view.
import { mount } from "./explorer.ts";
import { followKernel, type Host, type Model, notebookHost } from "./host.ts";
import { standInFor } from "./still.ts";

interface Initialized {
  readonly model: Model;
  readonly signal: AbortSignal;
}

interface Rendered extends Initialized {
  readonly el: HTMLElement;
}

export default () => {
  let host: Host;
  return {
    initialize({ model, signal }: Initialized) {
      host = notebookHost(model, signal);
    },
    render({ model, el, signal }: Rendered) {
      const frame = mount(host, el, signal);
      standInFor(String(model.get("_static_id")), frame, signal);
      followKernel(host, model, el, signal);
    },
  };
};
