import { beforeEach, describe, expect, it } from "vitest";
import { followTheme, themeOf } from "../src/theme.ts";

describe("the theme", () => {
  beforeEach(() => {
    document.body.className = "";
    document.documentElement.className = "";
    delete document.body.dataset.jpThemeLight;
    document.documentElement.removeAttribute("theme");
  });
  it("is JupyterLab's where it says one, whatever the system prefers", () => {
    document.body.dataset.jpThemeLight = "false";
    expect(themeOf(document.body, false)).toBe("dark");
    document.body.dataset.jpThemeLight = "true";
    expect(themeOf(document.body, true)).toBe("light");
  });
  it("is the editor's or the page's where their classes say one", () => {
    document.body.className = "vscode-dark";
    expect(themeOf(document.body, false)).toBe("dark");
    document.body.className = "";
    document.documentElement.className = "light-theme";
    expect(themeOf(document.body, true)).toBe("light");
  });
  it("is light in VS Code's light high contrast, which carries the dark one's name, too", () => {
    document.body.className = "vscode-high-contrast-light vscode-high-contrast";
    expect(themeOf(document.body, true)).toBe("light");
    document.body.className = "vscode-high-contrast";
    expect(themeOf(document.body, false)).toBe("dark");
  });
  it("is Colab's where the page has the word as an attribute", () => {
    document.documentElement.setAttribute("theme", "dark");
    expect(themeOf(document.body, false)).toBe("dark");
  });
  it("is the system's otherwise", () => {
    expect(themeOf(document.body, true)).toBe("dark");
    expect(themeOf(document.body, false)).toBe("light");
  });
  it("is followed until the view is taken away", async () => {
    const seen: string[] = [];
    const stop = new AbortController();
    followTheme((theme) => seen.push(theme), stop.signal);
    document.body.dataset.jpThemeLight = "false";
    await new Promise((done) => setTimeout(done));
    stop.abort();
    document.body.dataset.jpThemeLight = "true";
    await new Promise((done) => setTimeout(done));
    expect(seen).toEqual(["light", "dark"]);
  });
});
