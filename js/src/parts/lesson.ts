// Steps and questions; for views that have a lesson.
export { blinded } from "../lesson.ts";
export { lessonInNotebook, lessonOnPage } from "../lessons.ts";
export { default as style } from "../styles/lesson.css";
export { lessonKey, lessonPanel } from "../views/lesson.ts";
