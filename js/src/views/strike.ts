// "Take it away": the score without what is kept, beside what the attribution says of it.
import { signal } from "@preact/signals-core";
import { type Context, on, watch } from "../context.ts";
import { Refused } from "../desk.ts";
import { assign, h } from "../dom.ts";
import { canAsk } from "../editing.ts";
import { signed } from "../format.ts";
import { nameOf } from "../names.ts";
import { unitsOf } from "../numbers.ts";
import { isPlain, pinned } from "../pinning.ts";
import { order } from "../sides.ts";
import type { Block, Shared } from "../state.ts";
import type { Pair } from "../wire.ts";

export interface Struck {
  readonly score: number;
  readonly without: number;
  readonly change: number;
  /** What the attribution says; null where its numbers are no parts of the score. */
  readonly predicted: number | null;
}

const WHY =
  "They differ because the jump to nothing is not the path that was attributed along, and because what is away also no longer acts on the units that stay.";
const NO_PARTS = "This method's numbers are no parts of the score, so they predict no change.";

/** The units that are kept, or those of the pin that is looked at; null where nothing is, or it is a difference. */
export function meant(now: Shared): Block | null {
  const pin = now.focus === null ? undefined : pinned(now);
  const block: Block | null = pin ? (isPlain(pin) ? pin : null) : now;
  return block && block.a.length + block.b.length > 0 ? { a: block.a, b: block.b } : null;
}

/** "Without black dog: score 0.312 → 0.254, change −0.058; the attribution predicted −0.051." */
export function verdict(pair: Pair, gone: Block, { score, without, change, predicted }: Struck): string {
  const names = order(pair).map((side) => nameOf(pair, side, unitsOf(pair[side], gone[side])));
  const said = predicted === null ? "" : `; the attribution predicted ${signed(predicted, 3)}`;
  const [before, after] = [score, without].map((value) => signed(value, 3).replace("+", ""));
  const what = names.filter(Boolean).join(" and ");
  return `Without ${what}: score ${before} → ${after}, change ${signed(change, 3)}${said}.`;
}

/** The button, and the line that answers. */
export function strike(context: Context): { buttons: HTMLElement[]; lines: HTMLElement[] } {
  const { host } = context;
  const { desk, store } = host;
  if (!desk || !host.live.peek()) return { buttons: [], lines: [] };
  const title = "Mask the kept patches, strike the kept words, and see what the score becomes";
  const button = h("button", { type: "button", title }, "Take it away");
  const line = h("p", { class: "strike", role: "status" });
  const told = signal<readonly (string | HTMLElement)[]>([]);
  let asked = new AbortController();
  const forget = () => {
    asked.abort();
    told.value = [];
  };
  watch(context, () => {
    const gone = meant(store.history.value.now);
    assign(button, { "aria-disabled": gone === null || !canAsk(host) });
    forget(); // what was said is about another choice
  });
  watch(context, () => {
    line.replaceChildren(...told.value);
    line.hidden = told.value.length === 0;
  });
  on(context, button, "click", () => {
    const gone = meant(store.history.peek().now);
    if (!gone || !canAsk(host)) return;
    forget();
    asked = new AbortController();
    const { signal: own } = asked;
    told.value = ["Scoring without it…"];
    const question = { kind: "strike", revision: host.revision, ...gone };
    desk.ask(question, [], { signal: own }).then(
      ({ content }) => {
        const found = content as unknown as Struck;
        if (own.aborted) return;
        const why = h("small", { class: "note" }, found.predicted === null ? NO_PARTS : WHY);
        told.value = [verdict(host.pair, gone, found), why];
      },
      (error: unknown) => {
        if (!own.aborted) told.value = error instanceof Refused ? [error.message] : [];
      },
    );
  });
  context.stop.addEventListener("abort", () => asked.abort(), { once: true });
  return { buttons: [button], lines: [line] };
}
