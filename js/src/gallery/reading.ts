// Fetches rows until Python has read every pair, and looks again now and then for what reviewers said meanwhile.
import { howManyRead, withRows, withSaid } from "./columns.ts";
import type { State } from "./state.ts";

/** Milliseconds between two looks: while pairs are being read, and after. */
const SOON = 400;
const LATER = 5000;

/** Reads from now on; the promise is there when the first rows are. With `once`, nothing ever changes. */
export function read(state: State, stop: AbortSignal, once = false): Promise<void> {
  const { table, source, trouble } = state;
  let heard = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  stop.addEventListener("abort", () => clearTimeout(timer), { once: true });
  const look = async () => {
    try {
      const news = await source.news(table.peek().version, heard);
      if (stop.aborted) return;
      let next = table.peek();
      if (news.rows) next = withRows(next, ...news.rows);
      if (news.said) next = withSaid(next, news.said);
      heard = news.heard;
      table.value = next;
      trouble.value = news.trouble;
    } catch (error) {
      if (!stop.aborted) trouble.value = (error as Error).message;
    }
    if (stop.aborted || once) return;
    const now = table.peek();
    timer = setTimeout(look, howManyRead(now) < now.total ? SOON : LATER);
  };
  return look();
}
