// The captions as LaTeX, each word underlined by its value: what Python's `explorer.save("words.tex")` writes.
import { paletteOf, type Rgb } from "../colour.ts";
import type { Context } from "../context.ts";
import { plain } from "../format.ts";
import { endOf, groupValues } from "../limits.ts";
import { heat } from "../numbers.ts";
import { other, SIDES } from "../sides.ts";
import type { Caption } from "../wire.ts";

const RULE = String.raw`\color[HTML]{#1}\rule[-#2]`;
const HEAD = String.raw`\leavevmode\begingroup\setbox0=\hbox{#3}%
  \rlap{\raisebox{-.6ex}[0pt][0pt]{`;
const MACROS = String.raw`% Needs \usepackage{xcolor} in the preamble.
% Other scripts and emoji need XeLaTeX or LuaLaTeX, and a font that has them.
\providecommand{\pairlensword}[3]{${HEAD}${RULE}{\wd0}{#2}}}\box0\endgroup}
\providecommand{\pairlensgap}[3]{${HEAD}${RULE}{.4\wd0}{#2}\hskip.2\wd0\rule[-#2]{.4\wd0}{#2}}}\box0\endgroup}
`;
const THICK = 2.4;

type Inks = readonly [against: string, forIt: string];

export function latexOf({ host, shown, look }: Context): string {
  const { pair } = host;
  const palette = paletteOf({ map: look.map.value, flipped: look.flipped.value });
  const inks: Inks = [hex(palette.against[1]), hex(palette.for[1])];
  let end = 0;
  const lines = SIDES.flatMap((name) => {
    const side = pair[name];
    if (side.kind !== "caption") return [];
    const { units, heat: answer } = shown.value[name];
    const chosen = new Set(side.content.flatMap((unit, token) => (units.includes(unit) ? [token] : [])));
    const answers = answer.some((value) => value !== 0);
    const values = answers ? answer : heat(pair, other(name), pair[other(name)].content);
    const own = groupValues(side, values).map((value, i) =>
      answers || side.words[i]!.tokens.some((token) => chosen.has(token)) ? value : 0,
    );
    const limit = answers ? shown.value[name].limit : endOf(own, 1);
    end = Math.max(end, limit);
    return [setWords(side, own, limit, chosen, inks)];
  });
  return MACROS + [...lines, keyOf(end, inks)].map((line) => `${line}\n`).join("\\par\n");
}

function setWords(
  { text, words }: Caption,
  values: readonly number[],
  limit: number,
  bold: ReadonlySet<number>,
  inks: Inks,
): string {
  let at = 0;
  const parts = words.map(({ start, end, tokens }, i) => {
    const between = escaped(text.slice(at, start));
    const word = escaped(text.slice(Math.max(at, start), end));
    at = Math.max(at, end);
    const set = tokens.some((token) => bold.has(token)) ? `\\textbf{${word}}` : word;
    return between + underlined(set, limit > 0 ? values[i]! / limit : 0, inks);
  });
  return unjoined(parts.join("") + escaped(text.slice(at)))
    .replace(/ +/g, " ")
    .trim();
}

function keyOf(limit: number, inks: Inks): string {
  if (limit === 0) return String.raw`\par{\footnotesize Every value is zero.\par}`;
  const [fors, against] = [underlined("for", 1, inks), underlined("against", -1, inks)];
  return String.raw`\par{\footnotesize ${fors} and ${against} the score; a full underline is ${plain(limit, 4)}.\par}`;
}

function underlined(text: string, strength: number, inks: Inks): string {
  const size = Math.min(1, Math.abs(strength));
  if (!(size >= 0.02) || !text) return text;
  const [command, ink] = strength > 0 ? ["word", inks[1]] : ["gap", inks[0]];
  return `\\pairlens${command}{${ink}}{${(THICK * size).toFixed(2)}pt}{${text}}`;
}

const SPECIAL: Readonly<Record<string, string>> = {
  "\\": "textbackslash",
  "^": "textasciicircum",
  "~": "textasciitilde",
  "`": "textasciigrave",
  "<": "textless",
  ">": "textgreater",
  "|": "textbar",
};

/** Text that LaTeX sets as it stands: no command, no comment, no group of its own. */
export function escaped(text: string): string {
  const seen = text.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, "");
  const safe = seen.replace(/\s|[\p{Cc}\p{Cs}\\^~`<>|{}$&#%_"]/gu, (char) => {
    if (SPECIAL[char]) return `\\${SPECIAL[char]}{}`;
    if (/\s/.test(char)) return " ";
    if (char === '"') return "\\symbol{34}";
    if (/\p{Cs}/u.test(char)) return "\ufffd";
    return /\p{Cc}/u.test(char) ? "" : `\\${char}`;
  });
  return unjoined(safe);
}

/** Dashes and apostrophes side by side would become a longer dash and a quotation mark. */
function unjoined(text: string): string {
  return text.replace(/(['-])(?=\1)/g, "$1{}");
}

function hex(colour: Rgb): string {
  return colour
    .map((part) => part.toString(16).padStart(2, "0"))
    .join("")
    .toUpperCase();
}
