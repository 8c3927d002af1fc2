// The only file that knows where the view lives: in a notebook beside a kernel, or on a page of its own.
import { effect, type Signal, signal } from "@preact/signals-core";
import { makeStore, type Pin, type Shared, type Store } from "./state.ts";
import { type Bytes, decode, fromBase64, type Pair, type Wire } from "./wire.ts";

/** `live`: a kernel answers; `gone`: it did once; `page`: there never was one. */
export type Status = "live" | "gone" | "page";

export interface Host {
  readonly pair: Pair;
  /** Address of the picture, fit for an `img`. */
  readonly picture: string;
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

const TRAITS = ["selected_tokens", "selected_patches", "pins"] as const;

export function notebookHost(model: Model, stop: AbortSignal): Host {
  const store = makeStore(read(model));
  const listen = (name: string, callback: () => void) => {
    model.on(name, callback);
    stop.addEventListener("abort", () => model.off(name, callback), { once: true });
  };
  for (const name of TRAITS) listen(`change:${name}`, () => store.act(() => read(model)));
  stop.addEventListener(
    "abort",
    effect(() => write(model, store.history.value.now)),
    { once: true },
  );
  const picture = URL.createObjectURL(
    new Blob([copyOf(model.get("_picture") as Bytes)], { type: "image/png" }),
  );
  stop.addEventListener("abort", () => URL.revokeObjectURL(picture), { once: true });
  const pair = decode(model.get("_pair") as Wire, model.get("_matrix") as Bytes);
  return { pair, picture, store, status: signal<Status>("live") };
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

function read(model: Model): Shared {
  return {
    selected_tokens: model.get("selected_tokens") as number[],
    selected_patches: model.get("selected_patches") as number[],
    pins: (model.get("pins") as Pin[]).map(({ tokens, patches, colour }) => ({ tokens, patches, colour })),
  };
}

/** Sends only what differs: an unchanged trait would echo between views. */
function write(model: Model, now: Shared): void {
  const changed = TRAITS.filter((name) => JSON.stringify(model.get(name)) !== JSON.stringify(now[name]));
  for (const name of changed) model.set(name, now[name]);
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
  readonly picture: string;
  readonly chosen: Shared;
}

export function pageHost(page: Page): Host {
  return {
    pair: decode(page.pair, fromBase64(page.matrix)),
    picture: page.picture,
    store: makeStore(page.chosen),
    status: signal<Status>("page"),
  };
}
