// Many explained pairs as a wall of tiles that is sorted, filtered and searched; each opens its linked view in place.
import { signal } from "@preact/signals-core";
import { desk } from "../desk.ts";
import { draw } from "../gallery/frame.ts";
import { patient } from "../gallery/patience.ts";
import { read } from "../gallery/reading.ts";
import { type About, fromPage, fromPython, type GalleryPage } from "../gallery/source.ts";
import { type State, stateOf } from "../gallery/state.ts";
import { followTraits, queryOf } from "../gallery/traits.ts";
import { followKernel, type Model, type Status } from "../host.ts";
import { lifetime } from "../lifetime.ts";
import type { Parts } from "../parts.ts";
import { standInFor } from "../still.ts";
import type { Widget } from "../widget.ts";

export function widget(parts: Parts): Widget {
  let state: State | undefined;
  const begin = (model: Model, stop: AbortSignal) => {
    const kernel = signal<Status>("live");
    const python = patient(desk(model, stop), kernel);
    const about = model.get("_about") as About;
    state = stateOf(about, fromPython(python.desk), queryOf(model), { kernel, busy: python.busy });
    followTraits(model, state, stop);
    void read(state, stop);
    stop.addEventListener("abort", () => {
      state = undefined;
    });
  };
  return {
    initialize({ model, signal }) {
      const { stop, end } = lifetime(signal);
      begin(model, stop);
      return end;
    },
    render({ model, el, signal }) {
      const { stop, end } = lifetime(signal);
      if (!state) begin(model, stop);
      const own = state!;
      standInFor(String(model.get("_static_id")), draw(own, el, parts, stop), stop);
      followKernel({ status: own.kernel }, model, el, stop);
      return end;
    },
  };
}

export function page(held: unknown, element: HTMLElement, parts: Parts): HTMLElement {
  const { signal: stop } = new AbortController();
  const sent = held as GalleryPage;
  const state = stateOf(sent.about, fromPage(sent), sent.query);
  void read(state, stop, true);
  return draw(state, element, parts, stop);
}
