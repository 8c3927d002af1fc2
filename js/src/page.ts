// Entry for exported pages: everything the view needs stands in the page itself.
import { mount } from "./explorer.ts";
import { type Page, pageHost } from "./host.ts";

const data = document.getElementById("pairlens-data")!;
const element = document.getElementById("pairlens")!;
element.replaceChildren();
mount(pageHost(JSON.parse(data.textContent) as Page), element, new AbortController().signal);
