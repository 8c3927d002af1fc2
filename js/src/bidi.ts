// Names in sentences: text that runs from right to left, or that says so of what follows it, stays within itself.

/** Letters of scripts that run from right to left, and the invisible characters that turn the direction. */
const TURNS =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const CLOSERS = /[\u202a-\u202e\u2066-\u2069]/gu;

/** `text`, shut in where it would turn the numbers and signs beside it; other text stays as it is. */
export function isolated(text: string): string {
  return TURNS.test(text) ? `\u2068${text.replace(CLOSERS, "")}\u2069` : text;
}
