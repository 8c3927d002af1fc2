// Entry for exported pages: everything the view needs stands in the page itself.
import { mount } from "./explorer.ts";
import { type Page, pageSession } from "./host.ts";
import { coreOf, type Main, type Name, partsOnPage } from "./parts.ts";
import shared from "./shared.ts";

const { pairlensParts } = globalThis as { pairlensParts?: Parameters<typeof partsOnPage>[0] };
const parts = partsOnPage(pairlensParts ?? {}, coreOf(shared));
const data = document.getElementById("pairlens-data")!;
const element = document.getElementById("pairlens")!;
element.replaceChildren();
const held = JSON.parse(data.textContent) as Page & { readonly main?: Name };
const frame = held.main
  ? (parts.has(held.main) as unknown as Main).page(held, element, parts)
  : mount(pageSession(held, parts), element, new AbortController().signal);

// The view is all there is on the page, so its keys work before anything has the focus.
document.body.addEventListener("keydown", (event) => {
  if (event.target !== document.body) return;
  const view = frame.shadowRoot!.querySelector(".view")!;
  if (!view.dispatchEvent(new KeyboardEvent("keydown", event))) event.preventDefault();
});
