// While a caption's field is open, Python computes ahead what the drafts of it will share.
import { effect } from "@preact/signals-core";
import type { Session } from "./host.ts";
import { other } from "./sides.ts";
import type { SideName } from "./wire.ts";

/** Asks for it until told to stop, anew where another picture, layer or method is asked about. */
export function prepare(session: Session, name: SideName, stop: AbortSignal): void {
  let about = "";
  let own = new AbortController();
  const ask = () => {
    const { revision } = session.explained.peek();
    const ears = { signal: AbortSignal.any([stop, own.signal]) };
    // what goes wrong here will be said when it is really asked for
    session.desk?.ask({ kind: "prepare", revision, side: name }, [], ears).catch(() => {});
  };
  const follow = effect(() => {
    const { pair, pictures } = session.explained.value;
    const beside = pair[other(name)];
    const kept = beside.kind === "caption" ? beside.text : pictures[other(name)];
    const now = JSON.stringify([session.live.value?.question, kept]);
    if (now === about) return;
    about = now;
    own.abort();
    own = new AbortController();
    setTimeout(() => !stop.aborted && ask()); // question and explanation change one after the other
  });
  stop.addEventListener("abort", follow, { once: true });
}
