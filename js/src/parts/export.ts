// What one takes away; loaded when a sheet of it is first opened.
export { fill as asPython } from "../views/as_python.ts";
export { fill as exports } from "../views/export.ts";
