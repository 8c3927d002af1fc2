// Fetches rows until Python has read every pair, and looks again now and then for what reviewers said meanwhile.
import { howManyRead, withRows } from "./columns.ts";
import type { State } from "./state.ts";

/** Milliseconds between two looks: while pairs are being read, and after. */
const SOON = 400;
const LATER = 5000;

/** Reads from now on; the promise is there when the first rows are. */
export function read(state: State, stop: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  stop.addEventListener("abort", () => clearTimeout(timer), { once: true });
  const look = async () => {
    const { table, source, trouble } = state;
    try {
      const rows = await source.rows(table.peek().version);
      if (stop.aborted) return;
      if (rows) table.value = withRows(table.peek(), ...rows);
      trouble.value = "";
    } catch (error) {
      if (!stop.aborted) trouble.value = (error as Error).message;
    }
    if (stop.aborted) return;
    const now = table.peek();
    timer = setTimeout(look, howManyRead(now) < now.total ? SOON : LATER);
  };
  return look();
}
