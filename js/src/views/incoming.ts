// Pictures that a person drops, pastes or picks. What cannot be a picture is refused before anything is sent.
import { on } from "../context.ts";
import { h } from "../dom.ts";
import { canAsk } from "../editing.ts";
import type { Frame } from "../explorer.ts";
import { SIDES, sideName } from "../sides.ts";
import type { SideName } from "../wire.ts";

/** Most bytes of a file; Python says the same. */
const LARGEST = 32 * 2 ** 20;
const TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp", "image/tiff", "image/avif"];

/** What is wrong with a file; null where it may be a picture. */
export function objection({ name, type, size }: Pick<File, "name" | "type" | "size">): string | null {
  const called = name ? `“${name.slice(0, 80)}”` : "That";
  if (!TYPES.includes(type))
    return `${called} is not a picture that can be read here. Convert it to PNG or JPEG.`;
  if (size === 0) return `${called} is empty. Download or copy it again.`;
  if (size > LARGEST)
    return `${called} has ${Math.ceil(size / 2 ** 20)} MB, more than ${LARGEST / 2 ** 20}. Scale the picture down first.`;
  return null;
}

export async function send({ asking, session }: Frame, file: File, side: SideName): Promise<void> {
  if (!asking || !canAsk(session)) return;
  const wrong = objection(file);
  if (wrong) asking.complain(wrong);
  else asking.ask({ picture: side, name: file.name }, [await file.arrayBuffer()]);
}

/** A button for each picture, which opens the computer's own window for choosing a file. */
export function pickers(frame: Frame): HTMLElement[] {
  const { pair } = frame.session.explained.peek();
  return SIDES.filter((name) => pair[name].kind === "picture").flatMap((name) => {
    const input = h("input", { type: "file", accept: TYPES.join(), hidden: true, tabindex: -1 });
    const which = sideName(pair, name);
    const title = `Choose another ${which}; one may also be dropped on the view, or pasted`;
    const button = h("button", { type: "button", title }, `Another ${which}…`);
    on(frame, button, "click", () => canAsk(frame.session) && input.click());
    on(frame, input, "change", () => {
      const file = input.files?.[0];
      if (file) void send(frame, file, name);
      input.value = "";
    });
    return [button, input];
  });
}

/** Takes what is dropped on the view or pasted into it. */
export function receive(frame: Frame, root: HTMLElement): void {
  const holds = (event: DragEvent) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const drag = (over: boolean) => {
    root.toggleAttribute("data-dropping", over);
  };
  on(frame, root, ["dragenter", "dragover"], (event) => {
    if (!holds(event) || !canAsk(frame.session)) return;
    event.preventDefault();
    event.stopPropagation(); // a notebook would take the file for itself
    drag(true);
  });
  on(frame, root, "dragleave", (event) => {
    if (!root.contains(event.relatedTarget as Node | null)) drag(false);
  });
  on(frame, root, "drop", (event) => {
    drag(false);
    const file = event.dataTransfer?.files[0];
    const side = sideAt(frame, event);
    if (!file || !side || !canAsk(frame.session)) return;
    event.preventDefault();
    event.stopPropagation();
    void send(frame, file, side);
  });
  on(frame, root, "paste", (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith("image/"));
    const side = sideAt(frame, event);
    if (!file || !side) return;
    event.preventDefault();
    void send(frame, file, side);
  });
}

/** The picture that an event is about: the one that it happened on, else the first there is. */
function sideAt({ session }: Pick<Frame, "session">, event: Event): SideName | undefined {
  const { pair } = session.explained.peek();
  const sides = SIDES.filter((name) => pair[name].kind === "picture");
  const path = event.composedPath();
  const tree = path.find((each) => each instanceof ShadowRoot) as ShadowRoot | undefined;
  const hit = [...(tree?.querySelectorAll(".picture") ?? [])].findIndex((each) => path.includes(each));
  return sides[hit] ?? sides[0];
}
