// What a person must know before trusting the numbers.
import { isolated } from "./bidi.ts";
import { count, percent, places, signed } from "./format.ts";
import { alike, bothSides, order, sideName, specialKinds } from "./sides.ts";
import { unreadWords } from "./units.ts";
import type { Pair, SideName } from "./wire.ts";

export interface Warning {
  readonly text: string;
  /** Which option shows more. */
  readonly offers: "special" | null;
}

/** What a person must know before trusting the numbers, in plain words and with a remedy; nothing for most pairs. */
export function warnings(pair: Pair): Warning[] {
  const unread = order(pair).map((name) => unreadOn(pair, name));
  const found = [
    unsettled(pair) ?? unaccounted(pair),
    offPicture(pair),
    ...unread,
    unknown(pair),
    broken(pair),
  ];
  const notes = pair.notes.map((text) => ({ text, offers: null }));
  return [...found.filter((warning) => warning !== null), ...notes];
}

function unsettled({ converged, ledger }: Pair): Warning | null {
  if (converged) return null;
  const left = `${signed(ledger.residual, places(Math.abs(ledger.residual)))} of the score is unaccounted for`;
  const remedy = ledger.exact
    ? "Take the numbers as rough, or explain again with more steps (steps=64)."
    : "Take the numbers as rough.";
  return { text: `The parts do not add up well: ${left}. ${remedy}`, offers: null };
}

/** The rest outweighs what the pairs say: no method that leaves it out of account can be right about them. */
function unaccounted({ ledger }: Pair): Warning | null {
  const pairs = ledger.rows.find(({ key }) => key === "content_patch")?.value ?? 0;
  if (Math.abs(ledger.residual) <= Math.max(FEW, Math.abs(pairs))) return null;
  const left = signed(ledger.residual, places(Math.abs(ledger.residual)));
  const remedy = ledger.exact
    ? "Explain again with more steps (steps=64)."
    : "Hold another method against it.";
  return { text: `More is left unexplained than the pairs explain: ${left}. ${remedy}`, offers: null };
}

/** Of the score: a rest below this is nothing to warn of. */
const FEW = 0.005;

function offPicture(pair: Pair): Warning | null {
  const { content_patch, content_special, special_patch, special_special } = pair.ledger.mass;
  if (content_special + special_patch + special_special <= content_patch) return null;
  const [among, nothing] = !alike(pair)
    ? ["words and patches", "no word and no place"]
    : pair.a.kind === "caption"
      ? ["their words", "no word"]
      : ["their patches", "no place"];
  const between = `Only ${percent(content_patch)} of what ${bothSides(pair)} exchange lies between ${among}.`;
  const rest = `The rest sits on units that are ${nothing}: ${specialKinds(pair).join(", ")}.`;
  const remedy = pair.layers.some((layer) => layer > 0) ? " An earlier layer leaves less to them." : "";
  return { text: `${between} ${rest}${remedy}`, offers: "special" };
}

/** Words that are named at most; a long end is known by its beginning. */
const NAMED = 6;

function unreadOn(pair: Pair, name: SideName): Warning | null {
  const side = pair[name];
  const words = side.kind === "caption" ? unreadWords(side) : [];
  if (words.length === 0) return null;
  const rest = words.length > NAMED ? ` and ${count(words.length - NAMED, "more word")}` : "";
  const these = `“${isolated(words.slice(0, NAMED).join(" "))}”${rest}`;
  const of = alike(pair) ? ` of the ${sideName(pair, name)}` : "";
  return { text: `The model does not read ${these}${of}, so no number here speaks of it.`, offers: null };
}

function unknown({ unknown_words }: Pair): Warning | null {
  if (unknown_words.length === 0) return null;
  return { text: `The model never saw these words: ${unknown_words.join(", ")}.`, offers: null };
}

function broken({ broken: values }: Pair): Warning | null {
  if (values === 0) return null;
  const [are, counts] = values === 1 ? ["value is", "counts"] : ["values are", "count"];
  return { text: `${values} ${are} not a number and ${counts} as zero here.`, offers: null };
}
