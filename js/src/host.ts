// The only file that knows where the view lives: in a notebook beside a kernel, or on a page of its own.
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { type Desk, desk, type Line } from "./desk.ts";
import type { Lesson, LessonWire } from "./lesson.ts";
import type { Parts } from "./parts.ts";
import { makeStore, type Shared, type Store } from "./state.ts";
import { chosenOf, traitsOf } from "./traits.ts";
import { type Bytes, decode, fromBase64, type Pair, type SideName, type Wire } from "./wire.ts";

/** `live`: a kernel answers; `gone`: it did once; `page`: there never was one. */
export type Status = "live" | "gone" | "page";

export type Pictures = Readonly<Record<SideName, string>>;

/** One explanation, and addresses of its pictures, fit for an `img`; empty for a caption. */
export interface Explained {
  readonly revision: string;
  readonly pair: Pair;
  readonly pictures: Pictures;
  /** Its numbers are held back: somebody guesses. */
  readonly blind?: boolean;
}

/** The same pair under another layer or method, beside what is shown. */
export interface Variant extends Explained {
  /** The model's weights were drawn anew: what a method says of noise. */
  readonly noise: boolean;
}

/** What one model's views share. */
export interface Session {
  readonly store: Store;
  readonly status: Signal<Status>;
  /** What is looked at now; it changes with the revision that the store names. */
  readonly explained: ReadonlySignal<Explained>;
  readonly variants: Signal<readonly Variant[]>;
  /** Whether the view can show the explanation of a revision by itself. */
  readonly knows: (revision: string) => boolean;
  /** What can be asked for anew (encoder, layers, methods …); null where the explanation is a finished one. */
  readonly live: Signal<Live | null>;
  /** The steps of a lesson; null where there is none. */
  readonly lesson: Lesson | null;
  /** Asks Python; null where nobody can answer. */
  readonly desk: Desk | null;
  /** What is loaded only where it is used. */
  readonly parts: Parts;
}

/** A session, and one explanation of it: what a drawn view is about. */
export interface Host extends Session, Explained {}

/** What a live explorer can be asked, as Python says it. */
export interface Live {
  /** What the shown explanation answers. */
  readonly question: {
    readonly layer: Readonly<Record<SideName, number>>;
    readonly method: string;
    readonly steps: number | "auto";
  };
  /** What was being edited when it came: explanations of one edit are one step to a person. */
  readonly edit: string | null;
  /** Whether it is rough, made in haste while somebody typed. */
  readonly draft: boolean;
  /** Layers to choose from, per side, and methods. */
  readonly layers: Readonly<Record<SideName, readonly { readonly value: number; readonly name: string }[]>>;
  readonly methods: readonly {
    readonly value: string;
    readonly name: string;
    /** Whether it walks a path, in steps. */
    readonly steps: boolean;
  }[];
}

/** The part of anywidget's model that is used here. */
export interface Model extends Line {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  save_changes(): void;
  on(name: string, callback: (...values: never[]) => void): void;
  off(name: string, callback: (...values: never[]) => void): void;
}

/** How many explanations a view can go back to; twice as many as are ever compared at once. */
const KEPT = 40;

/** `beside` knows explanations that did not come with the model. */
export function notebookSession(
  model: Model,
  stop: AbortSignal,
  parts: Parts,
  beside: (revision: string) => Explained | undefined = () => undefined,
): Session {
  const known = new Map<string, Explained>();
  const follow = (name: string, run: () => void) => {
    const callback = settled(run, stop);
    model.on(name, callback);
    stop.addEventListener("abort", () => model.off(name, callback), { once: true });
  };
  const first = keepIn(known, current(model, stop));
  const get = (name: string) => model.get(name);
  const store = makeStore(chosenOf(first.pair, get, first.revision));
  const variants = signal(variantsOf(model, known, first));
  const live = signal((model.get("_live") ?? null) as Live | null);
  const pictureAt = (bytes: Bytes) => addressOf(bytes, stop);
  const notebook = { model, first, store, stop, follow, address: pictureAt };
  const lesson = parts.has("lesson")?.lessonInNotebook(notebook) ?? null;
  const find = (revision: string) =>
    known.get(revision) ?? lesson?.explained.get(revision) ?? beside(revision);
  const explained = explainedBy(store, find, first);
  const read = (): Shared => {
    const now = explained.peek();
    return chosenOf(now.pair, get, now.revision);
  };
  for (const name of Object.keys(traitsOf(first.pair, store.history.peek().now)))
    follow(`change:${name}`, () => {
      if (isKnown(model, explained)) store.act(read);
    });
  const asked = new Set<string>();
  follow("change:_revision", () => {
    // the view went there first, and may have gone on since
    if (isKnown(model, explained) || asked.has(revisionOf(model))) return;
    const next = find(revisionOf(model)) ?? keepIn(known, current(model, stop));
    variants.value = variantsOf(model, known, next);
    const edit = (model.get("_live") as Live | null)?.edit;
    const { now } = store.history.peek();
    store.act(() => chosenOf(next.pair, get, next.revision), edit ? `edit:${edit}` : undefined);
    if (!isRemembered(store, now.revision)) known.delete(now.revision);
  });
  follow("change:_variants", () => {
    const of = known.get(revisionOf(model)); // what they are variants of
    if (of) variants.value = variantsOf(model, known, of);
  });
  follow("change:_live", () => {
    live.value = (model.get("_live") ?? null) as Live | null;
  });
  const asking = desk(model, stop);
  const showing = effect(() => {
    const now = explained.value;
    if (now.revision === revisionOf(model)) return;
    asked.add(now.revision);
    void show(asking, now, store).finally(() => asked.delete(now.revision));
  });
  stop.addEventListener("abort", showing, { once: true });
  const tell = effect(() => write(model, explained.value.pair, store.history.value.now));
  stop.addEventListener("abort", tell, { once: true });
  return {
    store,
    status: signal<Status>("live"),
    explained,
    variants,
    knows: (revision) => find(revision) !== undefined,
    live,
    lesson,
    desk: asking,
    parts,
  };
}

/**
 * Waits until the traits that change together have all changed: some hosts tell of one before they set the next, and
 * a choice that is read half way would be a step of its own to undo.
 */
function settled(run: () => void, stop: AbortSignal): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    queueMicrotask(() => {
      due = false;
      if (!stop.aborted) run();
    });
  };
}

/** Has Python hold what the view went back to, or chose beside it, with what is chosen there. */
async function show(asking: Desk, { revision, pair }: Explained, store: Store): Promise<void> {
  const chosen = traitsOf(pair, store.history.peek().now);
  await asking.ask({ kind: "show", revision, chosen }).catch(() => {}); // the view shows it in any case
}

/** Python's choices are of the explanation that it holds: they are taken once the view holds that one, too. */
function isKnown(model: Model, explained: ReadonlySignal<Explained>): boolean {
  return revisionOf(model) === explained.peek().revision;
}

/** The explanation that the store's revision names, or the last one that was known. */
function explainedBy(
  store: Store,
  find: (revision: string) => Explained | undefined,
  first: Explained,
): ReadonlySignal<Explained> {
  let last = first;
  return computed(() => {
    last = find(store.history.value.now.revision) ?? last;
    return last;
  });
}

function keepIn<T extends Explained>(known: Map<string, Explained>, made: T): T {
  known.delete(made.revision); // to be the newest again
  known.set(made.revision, made);
  for (const revision of [...known.keys()].slice(0, Math.max(0, known.size - KEPT))) known.delete(revision);
  return made;
}

/** Whether anything leads back to an explanation; nothing does to one that was replaced while somebody typed. */
function isRemembered(store: Store, revision: string): boolean {
  const { past, now, future } = store.history.peek();
  const marked = now.bookmarks.some((bookmark) => bookmark.revision === revision);
  return marked || [...past, now, ...future].some((each) => each.revision === revision);
}

function revisionOf(model: Model): string {
  return String(model.get("_revision") ?? "");
}

function current(model: Model, stop: AbortSignal): Explained {
  const pair = decode(model.get("_pair") as Wire, model.get("_matrix") as Bytes);
  const address = (side: SideName) => addressOf(model.get(`_picture_${side}`) as Bytes, stop);
  const pictures = { a: address("a"), b: address("b") };
  return { revision: revisionOf(model), pair, pictures };
}

interface VariantWire<Matrix> {
  readonly revision: string;
  readonly noise: boolean;
  readonly pair: Wire;
  readonly matrix: Matrix;
}

/** What a page holds of a variant; of the explanation that it opens with it holds all already. */
type PageVariant = VariantWire<string> | Pick<VariantWire<string>, "revision" | "noise">;

function variantsOf(model: Model, known: Map<string, Explained>, of: Explained): Variant[] {
  const sent = (model.get("_variants") ?? []) as readonly VariantWire<Bytes>[];
  return sent.map(({ revision, noise, pair, matrix }) => {
    const kept = known.get(revision) ?? { revision, pair: decode(pair, matrix), pictures: of.pictures };
    return { ...keepIn(known, kept), noise };
  });
}

/** Addresses of pictures by the bytes that they are of: a picture that stays is not decoded anew. */
const ADDRESSES = new WeakMap<Bytes, string>();

/** Where the browser finds a picture for as long as the model lives; empty where there is none. */
function addressOf(sent: Bytes, stop: AbortSignal): string {
  const known = ADDRESSES.get(sent);
  if (known) return known;
  const bytes = copyOf(sent);
  if (bytes.length === 0) return "";
  const made = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  ADDRESSES.set(sent, made);
  stop.addEventListener("abort", () => ADDRESSES.delete(sent), { once: true });
  stop.addEventListener("abort", () => URL.revokeObjectURL(made), { once: true });
  return made;
}

/** What a host's event is called with: ipywidgets' own view, which knows whether a kernel listens. */
type Caller = { readonly model?: { readonly comm_live?: boolean } } | undefined;

/**
 * Follows whether the kernel is there. JupyterLab marks a view whose kernel is gone, but anywidget takes away the
 * listener that would keep the mark true, so the model itself is asked where it can be; other hosts count as live.
 */
export function followKernel(
  session: Pick<Session, "status">,
  model: Model,
  element: HTMLElement,
  stop: AbortSignal,
): void {
  const marked = () => element.classList.contains("jupyter-widgets-disconnected");
  function look(this: Caller) {
    const listens = this?.model?.comm_live;
    queueMicrotask(() => {
      session.status.value = (listens === undefined ? marked() : !listens) ? "gone" : "live";
    });
  }
  model.on("comm_live_update", look);
  stop.addEventListener("abort", () => model.off("comm_live_update", look), { once: true });
  look.call(undefined);
}

/** Sends only what differs, with the explanation that it is about: an unchanged trait would echo between views. */
function write(model: Model, pair: Pair, now: Shared): void {
  const traits = Object.entries({ ...traitsOf(pair, now), _seen: now.revision });
  const changed = traits.filter(([name, value]) => JSON.stringify(model.get(name)) !== JSON.stringify(value));
  for (const [name, value] of changed) model.set(name, value);
  if (changed.length > 0) model.save_changes();
}

/** An exact copy: the bytes may be a window into something larger. */
export function copyOf(bytes: Bytes): Uint8Array<ArrayBuffer> {
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
  readonly revision: string;
  readonly variants: readonly PageVariant[];
  /** The traits' values, under the traits' names. */
  readonly chosen: Readonly<Record<string, unknown>>;
  readonly lesson: LessonWire<string> | null;
}

export function pageSession(page: Page, parts: Parts): Session {
  const { revision, pictures } = page;
  const first = { revision, pair: decode(page.pair, fromBase64(page.matrix)), pictures };
  const variants = page.variants.map((each) => {
    const pair = "pair" in each ? decode(each.pair, fromBase64(each.matrix)) : first.pair;
    return { revision: each.revision, noise: each.noise, pair, pictures };
  });
  const known = new Map([first, ...variants].map((each) => [each.revision, each]));
  const store = makeStore(chosenOf(first.pair, (name) => page.chosen[name], revision));
  const lesson = parts.has("lesson")?.lessonOnPage(page.lesson, first, store) ?? null;
  const find = (revision: string) => known.get(revision) ?? lesson?.explained.get(revision);
  return {
    store,
    status: signal<Status>("page"),
    explained: explainedBy(store, find, first),
    variants: signal(variants),
    knows: (revision) => find(revision) !== undefined,
    live: signal(null),
    lesson,
    desk: null,
    parts,
  };
}
