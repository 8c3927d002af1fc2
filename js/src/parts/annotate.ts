// A collection of pairs that somebody judges one after another: the explorer of the pair at hand, and a panel beside it.
import { effect } from "@preact/signals-core";
import { bookOf } from "../annotate/book.ts";
import { casesFrom, type Known } from "../annotate/cases.ts";
import { draw } from "../annotate/frame.ts";
import { ahead } from "../annotate/moves.ts";
import { browserKeep, queueOf } from "../annotate/queue.ts";
import type { Setup } from "../annotate/setup.ts";
import { type Work, workOf } from "../annotate/work.ts";
import { desk } from "../desk.ts";
import { mount } from "../explorer.ts";
import { copyOf, followKernel, type Model, notebookSession, type Page, pageSession } from "../host.ts";
import { lifetime } from "../lifetime.ts";
import type { Parts } from "../parts.ts";
import { standInFor } from "../still.ts";
import type { Widget } from "../widget.ts";
import type { Bytes } from "../wire.ts";

interface IndexWire {
  readonly states: Bytes;
  readonly labels: readonly (readonly [number, readonly string[]])[];
}

/** The annotator of a model, for as long as the model lives. */
export function annotated(model: Model, stop: AbortSignal, parts: Parts): Work {
  const asking = desk(model, stop);
  const cases = casesFrom(asking, stop);
  const session = notebookSession(model, stop, parts, (revision) => cases.find(revision)?.explained);
  const setup = model.get("_annotate") as Setup;
  const { states, labels } = model.get("_index") as IndexWire;
  const start = {
    setup,
    book: bookOf(copyOf(states), labels),
    first: model.get("_case") as Known,
    can: model.get("_can") as { undo: boolean; redo: boolean },
    heard: (run: (cases: readonly Known[]) => void) => {
      const hear = (content: unknown) => {
        const told = content as { readonly type?: string; readonly cases?: readonly Known[] };
        if (told?.type === "told") run(told.cases ?? []);
      };
      model.on("msg:custom", hear);
      return () => model.off("msg:custom", hear);
    },
  };
  const work = workOf(
    start,
    session,
    asking,
    cases,
    queueOf(browserKeep(), setup.place, setup.reviewer),
    stop,
  );
  followPlace(model, work, stop);
  fetchAhead(work, stop);
  return work;
}

/** Milliseconds after which the next pairs are fetched: what was said of this one is sent first. */
const SOON = 50;

function fetchAhead(work: Work, stop: AbortSignal): void {
  let due: ReturnType<typeof setTimeout> | undefined;
  const fetch = effect(() => {
    void work.now.value.index;
    void work.filter.value;
    clearTimeout(due);
    due = setTimeout(() => !stop.aborted && work.opening.peek() === null && ahead(work), SOON);
  });
  stop.addEventListener("abort", fetch, { once: true });
}

/** Python knows where the view is, and may send it elsewhere. */
function followPlace(model: Model, { now, go }: Work, stop: AbortSignal): void {
  const heard = () => {
    const at = Number(model.get("at"));
    if (at !== now.peek().index) void go(at);
  };
  model.on("change:at", heard);
  stop.addEventListener("abort", () => model.off("change:at", heard), { once: true });
  const untell = now.subscribe(({ index }) => {
    if (model.get("at") === index) return;
    model.set("at", index);
    model.save_changes();
  });
  stop.addEventListener("abort", untell, { once: true });
}

export function widget(parts: Parts): Widget {
  let work: Work | undefined;
  const begin = (model: Model, stop: AbortSignal) => {
    work = annotated(model, stop, parts);
    stop.addEventListener("abort", () => {
      work = undefined;
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
      if (!work) begin(model, stop);
      const own = work!;
      const frame = draw(own, el, stop);
      standInFor(String(model.get("_static_id")), frame, stop);
      followKernel(own.session, model, el, stop);
      return end;
    },
  };
}

/** Nothing is annotated where no Python is: a page shows the pair alone. */
export function page(held: unknown, element: HTMLElement, parts: Parts): HTMLElement {
  return mount(pageSession(held as Page, parts), element, new AbortController().signal);
}
