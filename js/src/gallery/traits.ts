// What Python reads of a gallery, and sets: the query, what is open, what is chosen.
import type { Model } from "../host.ts";
import type { Query, Wanted } from "./query.ts";
import { isTexts } from "./query.ts";
import type { State } from "./state.ts";

/** As Python writes it: texts, or the two ends of a range. */
type WhereWire = Readonly<
  Record<string, { texts: readonly string[] } | { from: number | null; to: number | null }>
>;

export function queryOf(model: Model): Query {
  const where = (model.get("_where") ?? {}) as WhereWire;
  return {
    sort: String(model.get("sort") ?? ""),
    worstFirst: model.get("worst_first") !== false,
    search: String(model.get("search") ?? ""),
    where: Object.fromEntries(
      Object.entries(where).map(([key, wanted]) => [key, "texts" in wanted ? wanted.texts : wanted]),
    ),
  };
}

function whereOf({ where }: Query): WhereWire {
  const wire = (wanted: Wanted) => (isTexts(wanted) ? { texts: wanted } : wanted);
  return Object.fromEntries(Object.entries(where).map(([key, wanted]) => [key, wire(wanted)]));
}

const OF_QUERY = ["sort", "worst_first", "search", "_where"];

/** Follows both ways for as long as the model lives. */
export function followTraits(model: Model, state: State, stop: AbortSignal): void {
  const follow = (name: string, run: () => void) => {
    model.on(`change:${name}`, run);
    stop.addEventListener("abort", () => model.off(`change:${name}`, run), { once: true });
  };
  const keep = (end: () => void) => stop.addEventListener("abort", end, { once: true });
  for (const name of OF_QUERY)
    follow(name, () => {
      const next = queryOf(model);
      if (JSON.stringify(next) !== JSON.stringify(state.query.peek())) state.query.value = next;
    });
  follow("opened", () => {
    state.opened.value = (model.get("opened") ?? null) as number | null;
  });
  follow("chosen", () => {
    state.chosen.value = new Set((model.get("chosen") ?? []) as number[]);
  });
  state.opened.value = (model.get("opened") ?? null) as number | null;
  state.chosen.value = new Set((model.get("chosen") ?? []) as number[]);
  const tell = (values: Readonly<Record<string, unknown>>) => {
    const changed = Object.entries(values).filter(
      ([name, value]) => JSON.stringify(model.get(name)) !== JSON.stringify(value),
    );
    for (const [name, value] of changed) model.set(name, value);
    if (changed.length > 0) model.save_changes();
  };
  keep(
    state.query.subscribe((query) => {
      const { sort, worstFirst, search } = query;
      tell({ sort, worst_first: worstFirst, search, _where: whereOf(query) });
    }),
  );
  keep(state.opened.subscribe((opened) => tell({ opened })));
  keep(state.chosen.subscribe((chosen) => tell({ chosen: [...chosen].sort((a, b) => a - b) })));
}
