// Entry for notebooks: anywidget calls the factory once per model, then `render` once per view.
import { mount } from "./explorer.ts";
import { type Host, type Model, notebookHost } from "./host.ts";

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
    render({ el, signal }: Rendered) {
      mount(host, el, signal);
    },
  };
};
