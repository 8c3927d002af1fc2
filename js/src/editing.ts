// Whether a caption can be edited, and which one is.
import type { Context } from "./context.ts";
import type { Session } from "./host.ts";
import type { SideName } from "./wire.ts";

/** Whether this explanation's question can be changed now. */
export function canAsk({ live, status, desk }: Session): boolean {
  return desk !== null && live.value !== null && status.value === "live";
}

/** Opens a caption's field, or closes the one that is open. */
export function edit({ host, view }: Pick<Context, "host" | "view">, name: SideName | null): void {
  if (name === null || canAsk(host)) view.editing.value = name;
}
