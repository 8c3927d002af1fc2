// Small drawings on buttons, each of which has a name of its own.
import { s } from "../dom.ts";

const PATHS = {
  pencil: "M3 13l.6-3L10.5 3.1a1.3 1.3 0 0 1 1.9 0l.5.5a1.3 1.3 0 0 1 0 1.9L6 12.4zM9.5 4.2l2.3 2.3",
  eye: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  cross: "M4.5 4.5l7 7M11.5 4.5l-7 7",
  box: "M2.5 3.5h11v9h-11z",
  brush:
    "M13.5 2.5L7.5 8.5M6.8 8.2c1 .3 1.6 1.1 1.5 2.1-.2 1.9-2.7 3.2-5.8 2.7 1.2-.6 1.3-1.4 1.5-2.5.3-1.5 1.5-2.6 2.8-2.3z",
  lasso:
    "M8 2.5c3.3 0 6 1.7 6 3.9s-2.7 3.9-6 3.9-6-1.7-6-3.9 2.7-3.9 6-3.9zM4.5 9.5c-1 .9-.7 2.2.5 2.2s1.4 1 .6 2",
} as const;

export type IconName = keyof typeof PATHS;

export function icon(name: IconName): SVGElement {
  return s(
    "svg",
    { class: "icon", viewBox: "0 0 16 16", "aria-hidden": "true" },
    s("path", { d: PATHS[name] }),
  );
}
