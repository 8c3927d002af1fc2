// What is asked of an encoder; for explorers that have one.
export { askingOf } from "../asking.ts";
export { default as style } from "../styles/question.css";
export { compare } from "../views/compare.ts";
export { editable, editKey, fields } from "../views/edit.ts";
export { receive } from "../views/incoming.ts";
export { questionBar } from "../views/question.ts";
export { strike } from "../views/strike.ts";
