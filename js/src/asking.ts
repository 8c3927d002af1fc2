// One question at a time to a live explorer: what was asked last, how far Python is with it, and what went wrong.
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type Progress, Refused } from "./desk.ts";
import type { Session } from "./host.ts";
import type { Bytes } from "./wire.ts";

/** `asked`: too early to say anything; `busy`: Python has not even seen it; `working`: it has. */
export type Phase = "idle" | "asked" | "busy" | "working" | "failed" | "cancelled";

export interface Standing {
  readonly phase: Phase;
  /** What is to be said. */
  readonly text: string;
  /** How far it is, 0 to 1; null where nobody knows. */
  readonly share: number | null;
}

export interface Asking {
  readonly standing: ReadonlySignal<Standing>;
  /** Asks for an explanation in which something is changed; what was asked before is no longer wanted. */
  ask(change: Change, buffers?: readonly Bytes[]): void;
  /** Nobody types any more: a draft that waits to be worked out, or is on its way, is worked out at once. */
  finish(): void;
  /** Gives up what is asked; a person may be told so. */
  cancel(told?: boolean): void;
  /** Says what keeps a question from being asked at all. */
  complain(text: string): void;
}

/** What is changed of a question. */
export type Change = Readonly<Record<string, unknown>>;

/** What was wanted and is not answered yet goes along with what is wanted beside it. */
export function together(before: Change, { edit, ...change }: Change): Change {
  const { edit: _, draft: __, ...old } = before;
  const layer = { ...(old.layer as object), ...(change.layer as object) };
  const layers = Object.keys(layer).length > 0 ? { layer } : {};
  return { ...old, ...change, ...layers, ...(edit === undefined ? {} : { edit }) };
}

const IDLE: Standing = { phase: "idle", text: "", share: null };
/** Milliseconds after which waiting is spoken of at all, and after which Python must have seen a question. */
const QUIET = 300;
const BUSY = 600;
/** Milliseconds after a question whose answer is a draft; without another one, it is worked out. */
const REST = 600;

const DOING: Readonly<Record<string, string>> = {
  path: "Walking the path",
  units: "Following the units",
  products: "Attributing",
  "picture encodings": "Encoding pictures",
  "caption encodings": "Encoding captions",
  waiting: "Waiting for another explanation by this encoder",
  showing: "Drawing",
};

export function progressText({ what, done, total }: Progress): string {
  const doing = DOING[what] ?? `Computing ${what}`;
  return total > 1 ? `${doing}: ${done} of ${total}` : `${doing}…`;
}

export function askingOf({ desk, explained, status }: Session, stop: AbortSignal): Asking {
  const standing = signal<Standing>(IDLE);
  let current: AbortController | null = null;
  let open: { change: Change; buffers: readonly Bytes[] } = { change: {}, buffers: [] };
  let rest: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hurried = false;
  const rouse = () => {
    clearTimeout(timer);
    rest = null;
  };
  /** Once nobody types any more, the draft gives way to the answer, unless another explanation is shown by then. */
  const refine = (revision: unknown, { edit }: Change, since: number) => {
    rest = () => {
      rouse();
      if (explained.peek().revision === revision) ask({ edit });
    };
    timer = setTimeout(rest, hurried ? 0 : Math.max(0, REST - (performance.now() - since)));
  };
  const end = (next: Standing) => {
    rouse();
    current?.abort();
    current = null;
    standing.value = next;
  };
  const ask: Asking["ask"] = (wanted, sent = []) => {
    if (!desk) return;
    const change = current ? together(open.change, wanted) : wanted;
    const buffers = current && sent.length === 0 ? open.buffers : sent;
    current?.abort();
    rouse();
    hurried = false;
    open = { change, buffers };
    const own = new AbortController();
    current = own;
    let seen = false;
    let last: Standing = { phase: "working", text: "Computing…", share: null };
    const since = performance.now();
    const tell = (next: Standing) => {
      if (current === own) standing.value = next;
    };
    const late = setTimeout(() => tell(last), QUIET);
    const busy = setTimeout(() => !seen && tell(BUSY_ELSEWHERE), BUSY);
    const settle = (next: Standing) => {
      clearTimeout(late);
      clearTimeout(busy);
      if (current !== own) return;
      current = null;
      standing.value = next;
    };
    tell({ ...standing.peek(), phase: "asked" });
    const ears = {
      signal: own.signal,
      accepted: () => {
        seen = true;
        if (standing.peek().phase === "busy") tell(last);
      },
      progress: (progress: Progress) => {
        const share = progress.total > 1 ? progress.done / progress.total : null;
        last = { phase: "working", text: progressText(progress), share };
        if (performance.now() - since > QUIET) tell(last);
      },
    };
    const question = { kind: "explain", revision: explained.peek().revision, ...change };
    desk.ask(question, buffers, ears).then(
      ({ content }) => {
        if (current === own && content.draft === true) refine(content.revision, change, since);
        settle(IDLE);
      },
      (error: unknown) => settle(error instanceof Refused ? failed(error.message) : IDLE),
    );
  };
  const unwatch = status.subscribe((now) => {
    if (now === "gone" && current) end(failed("The kernel went away before it answered."));
  });
  stop.addEventListener("abort", () => {
    unwatch();
    end(IDLE);
  });
  return {
    standing,
    ask,
    finish: () => {
      if (rest) rest();
      else if (current) hurried = true;
    },
    cancel: (told = false) => {
      if (current) end(told ? CANCELLED : IDLE);
    },
    complain: (text) => end(failed(text)),
  };
}

const BUSY_ELSEWHERE: Standing = {
  phase: "busy",
  text: "Python is busy with another cell: your question waits.",
  share: null,
};
const CANCELLED: Standing = {
  phase: "cancelled",
  text: "Cancelled. The last explanation stays.",
  share: null,
};

function failed(text: string): Standing {
  return { phase: "failed", text, share: null };
}
