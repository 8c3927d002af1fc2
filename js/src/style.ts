// The style sheet, in the order of its parts: what comes later wins.
import alike from "./styles/alike.css";
import base from "./styles/base.css";
import bookmarks from "./styles/bookmarks.css";
import caption from "./styles/caption.css";
import controls from "./styles/controls.css";
import exports from "./styles/export.css";
import isolate from "./styles/isolate.css";
import ledger from "./styles/ledger.css";
import legend from "./styles/legend.css";
import lists from "./styles/lists.css";
import menu from "./styles/menu.css";
import options from "./styles/options.css";
import panels from "./styles/panels.css";
import picture from "./styles/picture.css";
import pins from "./styles/pins.css";
import python from "./styles/python.css";
import reach from "./styles/reach.css";
import readout from "./styles/readout.css";
import sizes from "./styles/sizes.css";
import strip from "./styles/strip.css";
import strongest from "./styles/strongest.css";
import tools from "./styles/tools.css";

const FIRST = [
  base,
  caption,
  alike,
  controls,
  readout,
  picture,
  panels,
  tools,
  legend,
  lists,
  pins,
  strongest,
  ledger,
  strip,
  menu,
  bookmarks,
  python,
  exports,
  options,
];
const LAST = [
  isolate,
  reach,
  sizes, // what depends on the width overrides the rest
];

/** With the style sheets of parts. */
export function styleWith(parts: readonly string[]): string {
  return [...FIRST, ...parts, ...LAST].join("\n");
}
