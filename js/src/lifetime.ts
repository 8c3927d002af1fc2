// How long something lives: as long as the host's signal says, or until the host calls the cleanup that it was given.

export interface Lifetime {
  readonly stop: AbortSignal;
  /** For hosts that gave no signal; undefined where there is one. */
  readonly end: (() => void) | undefined;
}

export function lifetime(signal?: AbortSignal): Lifetime {
  if (signal) return { stop: signal, end: undefined };
  const own = new AbortController();
  return { stop: own.signal, end: () => own.abort() };
}
