// What every view is given, and how it subscribes for as long as it lives.
import { computed, effect, type ReadonlySignal } from "@preact/signals-core";
import { type Palette, paletteOf } from "./colour.ts";
import type { Host } from "./host.ts";
import type { Limits } from "./limits.ts";
import type { Look } from "./look.ts";
import type { Shown } from "./shown.ts";
import { type Hover, type Store, type ViewState, withLook } from "./state.ts";
import type { Theme } from "./theme.ts";

export interface Context {
  readonly host: Host;
  readonly view: ViewState;
  /** How numbers are drawn now, each part a signal of its own. */
  readonly look: Looks;
  readonly limits: Limits;
  readonly shown: ReadonlySignal<Shown>;
  /** Aborted when the view is taken away; every listener hangs on it. */
  readonly stop: AbortSignal;
  /** One sentence for people who listen. */
  announce(sentence: string): void;
}

export type Looks = { readonly [K in keyof Look]: ReadonlySignal<Look[K]> };

/** A signal for every part of the look, so that who reads one is not woken by the others. */
export function looksOf({ history }: Store): Looks {
  const names = Object.keys(history.peek().now.look) as (keyof Look)[];
  const parts = names.map((name) => [name, computed(() => history.value.now.look[name])]);
  return Object.fromEntries(parts) as Looks;
}

/** Changes how numbers are drawn; the same part changed again at once is undone as one step. */
export function setLook({ host }: Context, change: Partial<Look>): void {
  host.store.act((now) => withLook(now, change), `look:${Object.keys(change).join()}`);
}

/** The two colours of a picture's heat now; `theme` for heat that lies on the page instead. */
export function paletteNow({ look }: Pick<Context, "look">, theme?: Theme): Palette {
  return paletteOf({ map: look.map.value, flipped: look.flipped.value }, theme);
}

/** Listens for as long as the view is there. */
export function on<K extends keyof HTMLElementEventMap>(
  context: Pick<Context, "stop">,
  element: HTMLElement,
  names: K | readonly K[],
  run: (event: HTMLElementEventMap[K]) => void,
): void {
  for (const name of [names].flat() as K[]) element.addEventListener(name, run, { signal: context.stop });
}

/** Runs `arrive` when the keyboard comes to an element, and `leave` when it goes, with what was pointed at. */
export function onFocus(
  context: Pick<Context, "stop" | "view">,
  element: HTMLElement,
  arrive: () => void,
  leave: () => void,
): void {
  on(context, element, "focusin", () => {
    if (element.matches(":focus-visible")) arrive();
  });
  on(context, element, "focusout", () => {
    leave();
    point(context, null);
  });
}

/** Shows something for as long as it is pointed at; what is shown already is not shown again. */
export function point({ view }: Pick<Context, "view">, hover: Hover | null): void {
  const old = view.hover.peek();
  const alike = same(old?.a, hover?.a) && same(old?.b, hover?.b);
  if (old?.from === hover?.from && old?.pin === hover?.pin && alike) return;
  view.hover.value = hover;
}

function same(a: readonly number[] = [], b: readonly number[] = []): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

/** Runs now and whenever a signal that it read changes, until the view is taken away. */
export function watch(context: Pick<Context, "stop">, run: () => void): void {
  context.stop.addEventListener("abort", effect(run), { once: true });
}
