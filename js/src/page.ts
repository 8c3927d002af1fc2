// Entry for exported pages: everything the view needs stands in the page itself.
import { mount } from "./explorer.ts";
import { type Page, pageSession } from "./host.ts";

const data = document.getElementById("pairlens-data")!;
const element = document.getElementById("pairlens")!;
element.replaceChildren();
const frame = mount(pageSession(JSON.parse(data.textContent) as Page), element, new AbortController().signal);

// The view is all there is on the page, so its keys work before anything has the focus.
document.body.addEventListener("keydown", (event) => {
  if (event.target !== document.body) return;
  const view = frame.shadowRoot!.querySelector(".view")!;
  if (!view.dispatchEvent(new KeyboardEvent("keydown", event))) event.preventDefault();
});
