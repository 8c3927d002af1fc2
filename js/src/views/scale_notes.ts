// One line under the scale: what a person must know to read the colours and underlines now.
import type { Context } from "../context.ts";
import { count, plain } from "../format.ts";
import { groupValues } from "../limits.ts";
import { contentCount } from "../shown.ts";
import { order, SIDES } from "../sides.ts";
import type { SideName } from "../wire.ts";

/** Said for as long as nothing is chosen. */
const HINT = "Point at words or at the picture; click to keep, drag for several.";
const UNLOCKED = "Unlocked: colours fit this selection only; do not compare them with another.";
const ROBUST = "The scale ends where 98\u00a0% of the values lie.";

/** For a picture with a caption. */
export function noteOf(context: Context): string {
  const { host, shown, limits, look } = context;
  const [caption, picture] = order(host.pair);
  const general = generally(context, beyond(context, picture));
  if (general) return general;
  const { units } = shown.value[picture];
  if (units.length === 0) return shown.value[caption].from === "preview" ? HINT : "";
  const many = count(contentCount(host.pair, picture, units), "patch", "patches");
  if (look.robust.value || shown.value[picture].pin) return "";
  return `Full underline: ${plain(shown.value[caption].limit, limits.digits)}, the most any word gets from ${many}.`;
}

export function noteOnPictures(context: Context): string {
  const most = SIDES.map((name) => beyond(context, name)).find(({ many }) => many > 0);
  const general = generally(context, most);
  if (general) return general;
  if (context.shown.value.a.from === "preview")
    return "Point at either picture; click to keep a patch, drag for a box.";
  return "The scale ends at the most that any patch gets from as many patches as are chosen.";
}

export function noteOnWords(context: Context): string {
  const most = SIDES.map((name) => beyond(context, name)).find(({ many }) => many > 0);
  const general = generally(context, most).replace("colours fit", "underlines fit");
  if (general) return general;
  if (context.shown.value.a.from === "preview") return "Point at words; click to keep, drag for several.";
  return "A full underline is the most that any word gets from a word or phrase of the other caption.";
}

interface Beyond {
  readonly many: number;
  /** "3 of 49 patches", "1 of 12 words" */
  readonly which: string;
  readonly most: string;
}

/** What holds whatever is shown: an unlocked scale, a robust one, values beyond its end; empty where nothing does. */
function generally({ look }: Context, past: Beyond | undefined): string {
  const [locked, robust] = [look.locked.value, look.robust.value];
  const start = locked ? (robust ? ROBUST : "") : UNLOCKED;
  if (!past || past.many === 0) return start;
  const lie = past.many === 1 ? "lies" : "lie";
  return `${start} ${capitalised(past.which, start)} ${lie} beyond ${start && locked ? "it" : "the scale"}: up to ${past.most}.`.trim();
}

function capitalised(which: string, start: string): string {
  return start ? `Here ${which}` : which;
}

/** How many words or patches lie beyond the end of a scale. */
function beyond({ host, shown, limits }: Context, name: SideName): Beyond {
  const { heat, limit } = shown.value[name];
  const side = host.pair[name];
  const values = groupValues(side, heat).map(Math.abs);
  const many = values.filter((value) => value > limit * 1.0001).length;
  const [one, several] = side.kind === "caption" ? ["word", "words"] : ["patch", "patches"];
  return {
    many,
    which: `${many} of ${count(values.length, one, several)}`,
    most: plain(Math.max(0, ...values), limits.digits),
  };
}
