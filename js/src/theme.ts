// Light or dark, as the host says it: JupyterLab, VS Code, marimo, Colab, or the system.

export type Theme = "light" | "dark";

// In this order: VS Code's light high contrast carries the name of the dark one, too; a dark page may name both.
const NAMED: readonly (readonly [string, Theme])[] = [
  ["vscode-high-contrast-light", "light"],
  ["vscode-high-contrast", "dark"],
  ["vscode-dark", "dark"],
  ["vscode-light", "light"],
  ["dark", "dark"],
  ["dark-theme", "dark"],
  ["light", "light"],
  ["light-theme", "light"],
];

/** Attributes of the page that say the theme in a word. */
const SAID = ["theme", "data-theme"];

export function themeOf(body: HTMLElement, prefersDark: boolean): Theme {
  const jupyter = body.dataset.jpThemeLight;
  if (jupyter !== undefined) return jupyter === "false" ? "dark" : "light";
  const pages = [body, body.ownerDocument.documentElement];
  const said = pages.flatMap((page) => [...page.classList, ...SAID.map((name) => page.getAttribute(name))]);
  const named = NAMED.find(([name]) => said.includes(name));
  return named?.[1] ?? (prefersDark ? "dark" : "light");
}

/** Calls back now and whenever the host changes its mind. */
export function followTheme(change: (theme: Theme) => void, stop: AbortSignal): void {
  const { body, documentElement } = document;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const tell = () => change(themeOf(body, dark.matches));
  const observer = new MutationObserver(tell);
  const attributeFilter = ["class", "data-jp-theme-light", ...SAID];
  for (const element of [body, documentElement]) observer.observe(element, { attributeFilter });
  stop.addEventListener("abort", () => observer.disconnect(), { once: true });
  dark.addEventListener("change", tell, { signal: stop });
  tell();
}
