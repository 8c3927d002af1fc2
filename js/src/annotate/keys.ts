// Which key does what while annotating. What the explorer uses is its own wherever the focus is in it.
import { ACTIONS, type Action, type Setup } from "./setup.ts";

export type Meaning = { readonly action: Action } | { readonly label: string };

/** What a key means; null for one that means nothing here. */
export function meaning(event: KeyboardEvent, { keys, categories }: Setup): Meaning | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const key = plain(event.key);
  const category = categories.find(({ hotkey }) => hotkey && plain(hotkey) === key);
  if (category) return { label: category.key };
  const action = ACTIONS.find((each) => keys[each].some((own) => plain(own) === key));
  return action ? { action } : null;
}

/** Letters mean the same in both cases. */
function plain(key: string): string {
  return key.length === 1 ? key.toLowerCase() : key;
}

/** How a key is written for a person. */
export function shown(key: string): string {
  return key.length === 1 ? key.toUpperCase() : key;
}

/** How it is drawn on a button, where there is little room. */
export function drawn(key: string): string {
  return key === "Enter" ? "⏎" : shown(key);
}

const WORDS: Readonly<Record<Action, string>> = {
  submit: "submit, and on to the next undecided one",
  nothing: "nothing is wrong: submit that, and go on",
  skip: "leave it for later, and go on",
  previous: "to the pair before",
  next: "to the next pair",
  severity: "how bad it is: slight, clear, grave, not said",
  note: "write a note; Esc: done",
  undo: "undo what you said last, in whichever pair",
  redo: "redo it",
  help: "show these keys",
};

/** The keys that people are shown: labels first, then what is done. */
export function listed({ keys, categories }: Setup): (readonly [key: string, does: string])[] {
  const own = (action: Action) => keys[action].map(shown).join(" or ");
  return [
    ...categories.flatMap(({ hotkey, name }) => (hotkey ? [[shown(hotkey), name] as const] : [])),
    ...ACTIONS.map((action) => [own(action), WORDS[action]] as const),
    ["P", "pin what is kept in the explorer: it shows what is wrong"],
    ["Shift + Enter", "submit from anywhere, also from the explorer and out of the note"],
    ["Esc", "from here back to the explorer"],
  ];
}
