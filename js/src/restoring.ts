// Back to a bookmark, also to one of another explanation; where that is gone, as near as one gets.
import { fitted, restored } from "./bookmarking.ts";
import type { Context } from "./context.ts";
import { Refused } from "./desk.ts";
import type { Bookmark } from "./state.ts";
import { traitsOf } from "./traits.ts";

/** Shows a bookmark's state; the sentence that a person must read, if there is one. */
export async function restore({ host }: Context, bookmark: Bookmark): Promise<string> {
  const { store, pair, desk, status, knows } = host;
  const { revision } = bookmark;
  if (knows(revision)) {
    store.act((now) => restored(now, bookmark));
    return "";
  }
  if (desk && status.peek() === "live") {
    try {
      const chosen = traitsOf(pair, restored(store.history.peek().now, bookmark));
      await desk.ask({ kind: "show", revision, chosen });
      return "";
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  store.act((now) => restored(now, fitted(bookmark, pair, now.revision)));
  return `The explanation that “${bookmark.name}” was made in is not here any more. What it held is shown in the current one, where other words may stand in its places.`;
}
