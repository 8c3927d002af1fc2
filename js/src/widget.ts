// The view in notebooks: the factory is called once per model, then `render` once per view. See `loader.ts` and, for what
// is loaded beside this, `parts.ts`.
import { mount } from "./explorer.ts";
import { followKernel, type Model, notebookSession, type Session } from "./host.ts";
import { lifetime } from "./lifetime.ts";
import { coreOf, type Main, type Name, type Parts, partsInNotebook } from "./parts.ts";
import shared from "./shared.ts";
import { standInFor } from "./still.ts";

export interface Initialized {
  readonly model: Model;
  /** Hosts that follow anywidget before 0.11 give none. */
  readonly signal?: AbortSignal;
}

export interface Rendered extends Initialized {
  readonly el: HTMLElement;
}

type Cleanup = (() => void) | undefined;

export interface Widget {
  initialize(given: Initialized): Cleanup;
  render(given: Rendered): Cleanup;
}

export default async (model: Model): Promise<Widget> => {
  const parts = await partsInNotebook(model, coreOf(shared));
  const main = model.get("_main") as Name | "" | undefined;
  return main ? ((await parts.load(main)) as unknown as Main).widget(parts) : explorer(parts);
};

function explorer(parts: Parts): Widget {
  let session: Session | undefined;
  const begin = (model: Model, stop: AbortSignal) => {
    session = notebookSession(model, stop, parts);
    stop.addEventListener("abort", () => {
      session = undefined;
    });
  };
  return {
    initialize({ model, signal }: Initialized): Cleanup {
      const { stop, end } = lifetime(signal);
      begin(model, stop);
      stop.addEventListener("abort", () => empty(model), { once: true });
      return end;
    },
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
}

/** What is large, once the model is gone: JupyterLab's kernel connection keeps every model that it ever had. */
const LARGE = ["_code", "_parts", "_pair", "_matrix", "_picture_a", "_picture_b", "_variants"];

function empty(model: Model): void {
  for (const name of LARGE) model.set(name, null);
}
