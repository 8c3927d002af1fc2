// Everything that a person does while annotating: one object that the panel, the bar and the keys share.
import { batch, effect, type Signal, signal } from "@preact/signals-core";
import { type Desk, Refused } from "../desk.ts";
import type { Session } from "../host.ts";
import { type Book, type Filter, noted } from "./book.ts";
import type { Cases, Known } from "./cases.ts";
import { evidenceOf } from "./evidence.ts";
import { uuid } from "./ids.ts";
import { type Deed, done, type Judgement, same } from "./judgement.ts";
import type { Change, Queue } from "./queue.ts";
import { type Sender, senderOf, type Written } from "./sender.ts";
import type { Setup } from "./setup.ts";
import { anew, pinsNow, withPins } from "./showing.ts";
import { difference } from "./told.ts";

/** What one annotator's views share. */
export interface Work {
  readonly setup: Setup;
  readonly book: Signal<Book>;
  readonly filter: Signal<Filter>;
  /** The case at hand. */
  readonly now: Signal<Known>;
  /** The place of the case that is being opened; null while one is open. */
  readonly opening: Signal<number | null>;
  /** Why a case cannot be opened, and which. */
  readonly broken: Signal<{ readonly index: number; readonly text: string } | null>;
  /** What a person must read. */
  readonly notice: Signal<string>;
  readonly can: Signal<{ readonly undo: boolean; readonly redo: boolean }>;
  readonly sender: Sender;
  readonly queue: Queue;
  readonly cases: Cases;
  readonly session: Session;
  /** Does something to the case at hand; deeds that follow each other under one name are one step, sent after a pause. */
  act(deed: Deed, merging?: string): boolean;
  /** Ends a step: what comes next is one of its own. */
  pause(): void;
  /** Opens a case; whether it is open now. */
  go(index: number): Promise<boolean>;
  /** Takes back what was done last, in whichever case; or does it again. A sentence on what came of it. */
  back(way: "undo" | "redo"): Promise<string>;
}

/** What Python says when the view begins. */
export interface Start {
  readonly setup: Setup;
  readonly book: Book;
  readonly first: Known;
  readonly can: { readonly undo: boolean; readonly redo: boolean };
  /** Calls back with what others changed; the answer ends it. */
  readonly heard: (run: (cases: readonly Known[]) => void) => () => void;
}

/** Milliseconds after which what is typed or pinned is sent. */
const PAUSE = 500;

export const CHANGED_ELSEWHERE =
  "This case was changed elsewhere meanwhile. What was said there is shown, together with what you did.";
const NEWER = "This case was changed elsewhere: what is shown now is the newer.";

export function workOf(
  start: Start,
  session: Session,
  desk: Desk,
  cases: Cases,
  queue: Queue,
  stop: AbortSignal,
): Work {
  const { setup } = start;
  const book = signal(start.book);
  const filter = signal<Filter>("all");
  const now = signal<Known>(start.first);
  const opening = signal<number | null>(null);
  const broken: Work["broken"] = signal(null);
  const notice = signal("");
  const can = signal(start.can);
  const latest = new Map([[start.first.item, start.first]]); // what this view knows better than what was fetched
  let shown = session.explained.peek(); // of the case at hand
  let step: { readonly name: string; readonly id: string; readonly change: string } | null = null;
  let turn = 0;
  let pins = pinsNow(session, shown); // as they were kept last

  const base = (item: string) => latest.get(item)?.changed ?? "";
  const sender = senderOf(
    desk,
    session.status,
    queue,
    base,
    (change, reply) => confirmed(change, reply),
    stop,
  );

  const pending = (item: string) =>
    queue
      .all()
      .filter((change) => change.item === item)
      .at(-1);
  /** What is true of a case: what waits here, else what Python said last, else what was fetched. */
  const current = (known: Known): Known => {
    const best = latest.get(known.item) ?? known;
    const waiting = pending(known.item);
    return { ...best, index: known.index, ...(waiting ? { judgement: waiting.after } : {}) };
  };
  const note = (known: Known) => {
    latest.set(known.item, known);
    if (known.index >= 0) book.value = noted(book.peek(), known.index, current(known).judgement);
  };

  /** Shows what is said of the case at hand, its pins too. */
  const adopt = (known: Known) =>
    batch(() => {
      now.value = known;
      withPins(session, shown, known.judgement.evidence);
      pins = pinsNow(session, shown);
    });

  const confirmed = (_: Change, reply: Written) =>
    batch(() => {
      note(reply);
      can.value = { undo: reply.undo, redo: reply.redo };
      if (reply.item !== now.peek().item) return;
      const next = current(reply);
      if (reply.merged) notice.value = CHANGED_ELSEWHERE;
      if (same(next.judgement, now.peek().judgement)) now.value = next;
      else adopt(next);
    });

  const act: Work["act"] = (deed, merging = "") => {
    if (opening.peek() !== null || broken.peek()) return false;
    const known = now.peek();
    const after = done(known.judgement, deed);
    if (same(after, known.judgement)) return false;
    const follows = merging !== "" && step?.name === merging;
    const open = follows && sender.waits(step!.change);
    const goesOn = open || (follows && merging === "note"); // a note is one step until it is left
    const change: Change = {
      id: open ? step!.change : uuid(),
      item: known.item,
      index: known.index,
      reviewer: setup.reviewer,
      at: new Date().toISOString(),
      step: goesOn ? step!.id : uuid(),
      deed,
      after,
    };
    step = merging ? { name: merging, id: change.step, change: change.id } : null;
    batch(() => {
      notice.value = "";
      now.value = { ...known, judgement: after };
      book.value = noted(book.peek(), known.index, after);
      sender.send(change, merging ? PAUSE : 0);
    });
    return true;
  };
  const pause = () => {
    step = null;
  };

  const go: Work["go"] = async (index) => {
    pause();
    turn += 1;
    const own = turn;
    if (session.status.peek() === "gone" && !cases.has(index)) {
      notice.value = "The kernel is gone: this pair cannot be opened. Run the cell again to go on.";
      return false;
    }
    if (!cases.has(index)) opening.value = index;
    try {
      const opened = await cases.open(index);
      if (own !== turn) return false;
      batch(() => {
        const { explained, ...fetched } = opened;
        const known = latest.get(fetched.item) ?? fetched;
        latest.set(fetched.item, { ...known, index });
        shown = explained;
        opening.value = null;
        broken.value = null;
        notice.value = "";
        now.value = current({ ...known, index });
        anew(session, explained, now.peek().judgement.evidence);
        pins = pinsNow(session, explained);
      });
      return true;
    } catch (error) {
      if (own !== turn) return false;
      const text = error instanceof Refused ? error.message : "This pair cannot be opened.";
      batch(() => {
        opening.value = null;
        broken.value = { index, text };
      });
      return false;
    }
  };

  const back: Work["back"] = async (way) => {
    pause();
    if (!(await sender.settled()))
      return `${way === "undo" ? "Undo" : "Redo"} works again once your work is saved.`;
    const { content } = await desk.ask({ kind: "back", way });
    const reply = content as unknown as Written & { readonly before: Judgement; readonly done: boolean };
    can.value = { undo: reply.undo, redo: reply.redo };
    if (!reply.done) return `There is nothing to ${way}.`;
    note(reply);
    const what = difference(reply.before, reply.judgement, setup);
    const said = way === "undo" ? "Undone" : "Done again";
    if (reply.index < 0) return `${said}, in a pair that is not among these: ${what}.`;
    if (reply.index !== now.peek().index) await go(reply.index);
    adopt(current(reply));
    return `${said}: ${what}.`;
  };

  /** Pins are evidence. Where a bookmark leads to another case, that one is the case at hand. */
  const watchPins = () => {
    const chosen = session.store.history.value.now;
    if (opening.value !== null) return;
    if (chosen.revision !== shown.revision) {
      const other = cases.find(chosen.revision);
      if (other) void go(other.index);
      return;
    }
    const next = pinsNow(session, shown);
    if (next === pins) return;
    pins = next;
    act({ evidence: evidenceOf(shown, chosen) }, "pins");
  };
  const tell = (told: readonly Known[]) =>
    batch(() => {
      for (const known of told) {
        if (pending(known.item) || latest.get(known.item)?.changed === known.changed) continue;
        note(known);
        const mine = now.peek();
        if (known.item !== mine.item || known.changed === mine.changed) continue;
        const differs = !same(known.judgement, mine.judgement);
        if (differs) notice.value = NEWER;
        if (differs) adopt(current(known));
        else now.value = current(known);
      }
    });
  const untell = start.heard(tell);
  const unpin = effect(watchPins);
  const unkernel = session.status.subscribe((kernel) => {
    if (kernel === "gone" && opening.peek() !== null) void go(opening.peek()!);
  });
  for (const end of [untell, unpin, unkernel]) stop.addEventListener("abort", end, { once: true });

  if (pending(now.peek().item)) adopt(current(now.peek()));
  sender.hurry();
  return {
    setup,
    book,
    filter,
    now,
    opening,
    broken,
    notice,
    can,
    sender,
    queue,
    cases,
    session,
    act,
    pause,
    go,
    back,
  };
}
