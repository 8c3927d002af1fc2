// What is asked of the encoder: picture, layers, method, steps; below it how far the answer is, and what went wrong.
import { on, watch } from "../context.ts";
import { assign, h, say } from "../dom.ts";
import { canAsk } from "../editing.ts";
import type { Frame } from "../explorer.ts";
import type { Live } from "../host.ts";
import { alike, order, SIDES, sideName } from "../sides.ts";
import { pickers } from "./incoming.ts";

const STEPS = ["auto", "4", "8", "16", "32", "64", "128"];

interface Choice {
  readonly label: string;
  readonly title: string;
  /** What can be chosen, and which of it the shown explanation answers. */
  readonly of: (live: Live) => { options: readonly (readonly [value: string, name: string])[]; now: string };
  /** The question with another choice. */
  readonly ask: (value: string) => Readonly<Record<string, unknown>>;
  /** Whether there is a choice at all. */
  readonly on?: (live: Live) => boolean;
}

export function questionBar(frame: Frame): HTMLElement {
  const { session } = frame;
  const choices = choicesOf(frame).map((choice) => select(frame, choice));
  const buttons = pickers(frame);
  watch(frame, () => {
    for (const button of buttons) assign(button, { "aria-disabled": !canAsk(session) });
  });
  return h(
    "div",
    { class: "question", role: "group", "aria-label": "What is asked" },
    ...buttons,
    ...choices,
    standing(frame),
  );
}

function choicesOf({ session }: Frame): Choice[] {
  const { pair } = session.explained.peek();
  const sides = alike(pair) ? SIDES : [...order(pair)].reverse();
  const layers = sides.map((name): Choice => {
    const which = sideName(pair, name);
    return {
      label: `${which[0]!.toUpperCase()}${which.slice(1)} at`,
      title: `The layer whose units the ${which} is explained by; earlier ones are nearer to the ${pair[name].kind} itself and take longer`,
      of: (live) => ({
        options: live.layers[name].map((each) => [String(each.value), each.name]),
        now: String(live.question.layer[name]),
      }),
      ask: (value) => ({ layer: { [name]: Number(value) } }),
    };
  });
  return [...layers, METHOD, STEP];
}

const METHOD: Choice = {
  label: "Method",
  title: "How the score is attributed",
  of: ({ methods, question }) => ({
    options: methods.map(({ value, name }) => [value, name]),
    now: question.method,
  }),
  ask: (method) => ({ method }),
};

const STEP: Choice = {
  label: "Steps",
  title: "Positions on the path; more are slower and leave a smaller residual",
  of: ({ question }) => {
    const now = String(question.steps);
    const all = STEPS.includes(now) ? STEPS : [...STEPS, now];
    return { options: all.map((each) => [each, each]), now };
  },
  ask: (steps) => ({ steps: steps === "auto" ? steps : Number(steps) }),
  on: ({ methods, question }) => methods.find(({ value }) => value === question.method)?.steps ?? false,
};

function select(frame: Frame, { label, title, of, ask, on: there }: Choice): HTMLElement {
  const { session } = frame;
  const box = h("select", { title });
  let drawn = "";
  const draw = () => {
    const live = session.live.value;
    if (!live) return;
    const { options, now } = of(live);
    const written = JSON.stringify(options);
    if (written !== drawn)
      box.replaceChildren(...options.map(([value, name]) => h("option", { value }, name)));
    drawn = written;
    box.value = now;
    box.disabled = !canAsk(session) || !(there?.(live) ?? true);
  };
  watch(frame, draw);
  watch(frame, () => {
    // what was asked for in vain is not what is shown
    if (["failed", "cancelled"].includes(frame.asking!.standing.value.phase)) draw();
  });
  on(frame, box, "change", () => frame.asking!.ask(ask(box.value)));
  return h("label", {}, label, box);
}

function invitation({ session }: Frame): string {
  const { a, b } = session.explained.peek().pair;
  const kinds = [a.kind, b.kind];
  const type = "Press E to edit the caption";
  const drop = "drop or paste another picture";
  if (!kinds.includes("picture")) return `${type}.`;
  return kinds.includes("caption") ? `${type}; ${drop}.` : `${drop[0]!.toUpperCase()}${drop.slice(1)}.`;
}

/** Said of a draft. */
const ROUGH = "Rough while you type.";
const LEFT = "What is shown is a rough draft.";

/** One line that is there from the beginning, so that nothing moves when it has something to say. */
function standing(frame: Frame): HTMLElement {
  const asking = frame.asking!;
  const hint = invitation(frame);
  const text = h("span", { class: "text", role: "status" });
  const bar = h("progress", { max: 1, "aria-label": "How far the answer is" });
  const stop = h("button", { type: "button", title: "Keep the explanation that is shown" }, "Cancel");
  on(frame, stop, "click", () => asking.cancel(true));
  const finish = h("button", { type: "button", title: "Work out the explanation that is shown" }, "Finish");
  on(frame, finish, "click", () => asking.ask({ edit: frame.session.live.peek()?.edit ?? undefined }));
  const root = h("div", { class: "standing" }, bar, text, finish, stop);
  watch(frame, () => {
    const now = asking.standing.value;
    const waits = now.phase === "working" || now.phase === "busy";
    assign(root, { "data-phase": now.phase });
    const rough = frame.session.live.value?.draft === true;
    const ended = now.phase === "cancelled" || now.phase === "failed";
    const quiet = canAsk(frame.session) ? hint : "";
    assign(root, { "data-draft": rough });
    if (now.phase !== "asked")
      say(text, [now.text, rough ? (ended ? LEFT : ROUGH) : ""].filter(Boolean).join(" ") || quiet);
    finish.hidden = !rough || !ended;
    bar.hidden = now.phase !== "working";
    stop.hidden = !waits;
    if (now.share === null) bar.removeAttribute("value");
    else bar.value = now.share;
  });
  return root;
}
