// Parts of the view that are loaded only where they are used. A part is a bundle of its own that takes what it has in
// common with the core from the core (see `build.mjs`), so its text is one function: given the core, it makes the part.
// In a notebook the texts come with the model, and each runs once a page; on a page they stand in the page's script.
import type { Model } from "./host.ts";
import type { Widget } from "./widget.ts";

/** What each part makes: the exports of its entry. A new part gets its line here and in `build.mjs`. */
export interface Contents {
  /** Pairs that somebody judges one after another. */
  readonly annotate: typeof import("./parts/annotate.ts");
  /** What one takes away: files, and lines of Python. */
  readonly export: typeof import("./parts/export.ts");
  /** Many pairs to look through. */
  readonly gallery: typeof import("./parts/gallery.ts");
  /** Steps and questions. */
  readonly lesson: typeof import("./parts/lesson.ts");
  /** What is asked of an encoder. */
  readonly live: typeof import("./parts/live.ts");
}

export type Name = keyof Contents;

export interface Parts {
  /** A part that is loaded; undefined for one that is not, or that nobody sent. */
  has<K extends Name>(name: K): Contents[K] | undefined;
  /** Rejects where there is no such part, or it does not run. */
  load<K extends Name>(name: K): Promise<Contents[K]>;
}

/** A part that stands where the explorer would: a widget of another kind, which may hold explorers. */
export interface Main {
  /** In a notebook. */
  readonly widget: (parts: Parts) => Widget;
  /** On a page: draws what the page holds into the element, and returns the frame that listens to keys. */
  readonly page: (held: unknown, element: HTMLElement, parts: Parts) => HTMLElement;
}

/** Gives what parts take from the core, by its name. */
export type Core = (name: string) => unknown;
type Code = (core: Core) => Contents[Name];

/** Not loaded with the view but when it is first opened. */
const LATER: ReadonlySet<string> = new Set(["export"]);

export function coreOf(shared: Readonly<Record<string, unknown>>): Core {
  return (name) => {
    if (!(name in shared)) throw new Error(`The view has no ${name}.`);
    return shared[name];
  };
}

/** Parts whose texts came with a model, by text: every explorer of a notebook brings the same ones. */
const loaded = new Map<string, Contents[Name]>();
const loading = new Map<string, Promise<Contents[Name]>>();

/** The parts of a model; those that the view needs from the beginning are loaded. */
export async function partsInNotebook(model: Pick<Model, "get">, core: Core): Promise<Parts> {
  const texts = (model.get("_parts") ?? {}) as Readonly<Record<string, string>>;
  const parts: Parts = {
    has: <K extends Name>(name: K) => loaded.get(texts[name] ?? "") as Contents[K] | undefined,
    load: <K extends Name>(name: K) => once(texts[name], name, core) as Promise<Contents[K]>,
  };
  const first = Object.keys(texts).filter((name) => !LATER.has(name));
  await Promise.all(first.map((name) => parts.load(name as Name)));
  return parts;
}

async function once(text: string | undefined, name: Name, core: Core): Promise<Contents[Name]> {
  if (!text) throw missing(name);
  const running = loading.get(text) ?? evaluated(text, core);
  loading.set(text, running);
  try {
    const made = await running;
    loaded.set(text, made);
    return made;
  } catch (error) {
    loading.delete(text); // the next one tries again
    throw error;
  }
}

async function evaluated(text: string, core: Core): Promise<Contents[Name]> {
  const address = URL.createObjectURL(new Blob([`export default ${text}`], { type: "text/javascript" }));
  try {
    const { default: code } = (await import(address)) as { readonly default: Code };
    return code(core);
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The parts that stand in a page's own script, under their names. */
export function partsOnPage(codes: Readonly<Record<string, Code>>, core: Core): Parts {
  const made = new Map<Name, Contents[Name]>();
  const has = <K extends Name>(name: K) => {
    const code = codes[name];
    if (code && !made.has(name)) made.set(name, code(core));
    return made.get(name) as Contents[K] | undefined;
  };
  const load = async <K extends Name>(name: K) => {
    const found = has(name);
    if (!found) throw missing(name);
    return found;
  };
  return { has, load };
}

function missing(name: string): Error {
  return new Error(`The part “${name}” did not come with it.`);
}
