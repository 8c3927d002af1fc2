// The button that asks a live explorer for other layers and methods, how far they are, and what could not be had.
import { comparingOf } from "../comparing.ts";
import { type Context, on, watch } from "../context.ts";
import { h, say } from "../dom.ts";

export function compare(context: Context): HTMLElement {
  const { host } = context;
  const { run, start, stop } = comparingOf(host.store);
  const ask = h("button", { type: "button", class: "quiet" }, "Compare layers and methods");
  const cancel = h("button", { type: "button", class: "quiet" }, "Stop");
  const bar = h("progress", { "aria-label": "How many are there" });
  const text = h("span", { class: "note", role: "status" });
  on(context, ask, "click", () => {
    if (host.desk) void start(host.desk);
  });
  on(context, cancel, "click", stop);
  watch(context, () => {
    const { phase, progress, told } = run.value;
    const running = phase === "running";
    const some = host.variants.value.some(({ revision }) => revision === host.revision);
    ask.hidden =
      running || !host.desk || !host.live.value || host.status.value !== "live" || (phase === "done" && some);
    cancel.hidden = !running;
    bar.hidden = !running || !progress;
    if (progress) Object.assign(bar, { max: progress.total, value: progress.done });
    say(ask, some ? "Compare more" : "Compare layers and methods");
    say(text, running ? doing(progress) : told.length > 0 ? leftOut(phase, told) : some ? "" : EXPLAINED);
    text.hidden = ask.hidden && !text.textContent;
  });
  return h("div", { class: "compare" }, ask, bar, cancel, text);
}

const EXPLAINED = "The same phrase at other depths, by other methods, and with random weights.";

function doing(progress: { what: string; done: number; total: number } | null): string {
  return progress ? `${progress.what}: ${progress.done + 1} of ${progress.total}` : "Waiting for Python…";
}

function leftOut(phase: string, told: readonly string[]): string {
  return phase === "failed" ? told.join(" ") : `Left out: ${told.join(" ")}`;
}
