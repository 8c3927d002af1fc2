// What a notebook loads for every explorer. A browser never forgets a module, so the view's own code, a hundred times
// as large, comes beside it and is loaded once for all explorers of a page that were made by the same version.
import type { Model } from "./host.ts";
import type { Initialized, Rendered, Widget } from "./widget.ts";

interface Code {
  readonly default: (model: Model) => Promise<Widget>;
}

/** Where all explorers of a page find what was loaded, by its text. */
const LOADED = Symbol.for("pairlens.loaded");
type Loaded = Map<string, Promise<Code>>;

export function load(text: string): Promise<Code> {
  const page = globalThis as { [LOADED]?: Loaded };
  page[LOADED] ??= new Map();
  const all = page[LOADED];
  const known = all.get(text);
  if (known) return known;
  const loading = evaluated(text);
  all.set(text, loading);
  loading.catch(() => all.delete(text)); // the next explorer tries again
  return loading;
}

async function evaluated(text: string): Promise<Code> {
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  try {
    return await import(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

export default () => {
  let made: Promise<Widget> | undefined;
  const widget = ({ model }: Initialized) => {
    made ??= load(String(model.get("_code"))).then((code) => code.default(model));
    made.catch(() => {
      made = undefined; // the next view tries again
    });
    return made;
  };
  return {
    async initialize(given: Initialized) {
      const ready = await widget(given).catch(() => null); // what went wrong is said where the view would be
      return given.signal?.aborted ? undefined : ready?.initialize(given);
    },
    async render(given: Rendered) {
      try {
        const ready = await widget(given);
        return given.signal?.aborted ? undefined : ready.render(given);
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        console.error(error);
        given.el.textContent = `The view could not be loaded. ${why} Run the cell again.`;
        return undefined;
      }
    },
  };
};
