// The only file that knows where the view lives: in a notebook beside a kernel, or on a page of its own.
import { effect, type Signal, signal } from "@preact/signals-core";
import { makeStore, type Store } from "./state.ts";
import { chosenOf, traitsOf } from "./traits.ts";
import { type Bytes, decode, fromBase64, type Pair, type SideName, type Wire } from "./wire.ts";

/** `live`: a kernel answers; `gone`: it did once; `page`: there never was one. */
export type Status = "live" | "gone" | "page";

export type Pictures = Readonly<Record<SideName, string>>;

export interface Host {
  readonly pair: Pair;
  /** Addresses of the sides' pictures, fit for an `img`; empty for a caption. */
  readonly pictures: Pictures;
  readonly store: Store;
  readonly status: Signal<Status>;
  /**
   * Asks Python for new numbers; absent where no kernel can answer. Reserved for live editing: requests carry
   * their own ids, so that progress, errors and replies find the one who asked, and `signal` cancels.
   */
  readonly ask?: (question: object, signal: AbortSignal) => Promise<unknown>;
}

/** The part of anywidget's model that is used here. */
export interface Model {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(name: string, callback: () => void): void;
  off(name: string, callback: () => void): void;
}

export function notebookHost(model: Model, stop: AbortSignal): Host {
  const pair = decode(model.get("_pair") as Wire, model.get("_matrix") as Bytes);
  const read = () => chosenOf(pair, (name) => model.get(name));
  const store = makeStore(read());
  const listen = (name: string, callback: () => void) => {
    model.on(name, callback);
    stop.addEventListener("abort", () => model.off(name, callback), { once: true });
  };
  for (const name of Object.keys(traitsOf(pair, store.history.peek().now))) {
    listen(`change:${name}`, () => store.act(read));
  }
  stop.addEventListener(
    "abort",
    effect(() => write(model, traitsOf(pair, store.history.value.now))),
    { once: true },
  );
  const pictures = { a: address(model, "a", stop), b: address(model, "b", stop) };
  return { pair, pictures, store, status: signal<Status>("live") };
}

/** Where the browser finds a side's picture for as long as the model lives; empty where there is none. */
function address(model: Model, side: SideName, stop: AbortSignal): string {
  const bytes = copyOf(model.get(`_picture_${side}`) as Bytes);
  if (bytes.length === 0) return "";
  const made = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  stop.addEventListener("abort", () => URL.revokeObjectURL(made), { once: true });
  return made;
}

/** JupyterLab marks a view whose kernel is gone; hosts without that mark count as live. */
export function followKernel(host: Host, model: Model, element: HTMLElement, stop: AbortSignal): void {
  const look = () =>
    queueMicrotask(() => {
      host.status.value = element.classList.contains("jupyter-widgets-disconnected") ? "gone" : "live";
    });
  model.on("comm_live_update", look);
  stop.addEventListener("abort", () => model.off("comm_live_update", look), { once: true });
  look();
}

/** Sends only what differs: an unchanged trait would echo between views. */
function write(model: Model, now: Readonly<Record<string, unknown>>): void {
  const changed = Object.entries(now).filter(
    ([name, value]) => JSON.stringify(model.get(name)) !== JSON.stringify(value),
  );
  for (const [name, value] of changed) model.set(name, value);
  if (changed.length > 0) model.save_changes();
}

function copyOf(bytes: Bytes): Uint8Array<ArrayBuffer> {
  const view = ArrayBuffer.isView(bytes)
    ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    : new Uint8Array(bytes);
  return new Uint8Array(view);
}

export interface Page {
  readonly pair: Wire;
  /** Base64 of the float32 matrix. */
  readonly matrix: string;
  readonly pictures: Pictures;
  /** The traits' values, under the traits' names. */
  readonly chosen: Readonly<Record<string, unknown>>;
}

export function pageHost(page: Page): Host {
  const pair = decode(page.pair, fromBase64(page.matrix));
  return {
    pair,
    pictures: page.pictures,
    store: makeStore(chosenOf(pair, (name) => page.chosen[name])),
    status: signal<Status>("page"),
  };
}
