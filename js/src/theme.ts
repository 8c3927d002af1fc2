// Light or dark, as the host says it: JupyterLab, VS Code, marimo, or the system.

export type Theme = "light" | "dark";

export function themeOf(body: HTMLElement, prefersDark: boolean): Theme {
  const jupyter = body.dataset.jpThemeLight;
  if (jupyter !== undefined) return jupyter === "false" ? "dark" : "light";
  const classes = [...body.classList, ...body.ownerDocument.documentElement.classList];
  if (classes.some((name) => ["vscode-dark", "vscode-high-contrast", "dark", "dark-theme"].includes(name)))
    return "dark";
  if (classes.some((name) => ["vscode-light", "light", "light-theme"].includes(name))) return "light";
  return prefersDark ? "dark" : "light";
}

/** Calls back now and whenever the host changes its mind. */
export function followTheme(change: (theme: Theme) => void, stop: AbortSignal): void {
  const { body, documentElement } = document;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const tell = () => change(themeOf(body, dark.matches));
  const observer = new MutationObserver(tell);
  for (const element of [body, documentElement]) {
    observer.observe(element, { attributes: true, attributeFilter: ["class", "data-jp-theme-light"] });
  }
  stop.addEventListener("abort", () => observer.disconnect(), { once: true });
  dark.addEventListener("change", tell, { signal: stop });
  tell();
}
