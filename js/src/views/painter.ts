// Paints small maps when there is something new to see, at most once a frame, and only while they are in sight.
import { agreement, ends, heatIn, type Subject, subjectOf } from "../beside.ts";
import { paint } from "../colour.ts";
import { type Context, paletteNow, watch } from "../context.ts";
import { say } from "../dom.ts";
import { plain, signed } from "../format.ts";
import type { Variant } from "../host.ts";
import { sum } from "../numbers.ts";
import type { SideName } from "../wire.ts";

export interface Drawn {
  readonly variant: Variant;
  /** Where the map stands, with the picture below it; null where there is no picture. */
  readonly map: {
    readonly box: HTMLElement;
    readonly image: HTMLImageElement;
    readonly canvas: HTMLCanvasElement;
  } | null;
  /** Where the agreement with what is shown stands. */
  readonly agrees: HTMLElement;
  /** Where the sum stands if there is no map. */
  readonly total: HTMLElement | null;
}

/** Milliseconds that nothing changes before agreements are worked out: they cost more than maps. */
const SETTLED = 120;

/** Paints all maps of what is chosen now; `painted` hears of their heats. Nothing new costs nothing. */
export function painter(
  context: Context,
  maps: readonly Drawn[],
  painted: (heats: readonly Float64Array[], subject: Subject) => void,
): () => void {
  const { host, shown, look } = context;
  const variants = maps.map(({ variant }) => variant);
  let last = "";
  let timer: ReturnType<typeof setTimeout> | undefined;
  context.stop.addEventListener("abort", () => clearTimeout(timer), { once: true });
  const { on } = subjectOf(host.pair, shown.peek());
  for (const { map, variant } of maps) if (map) shaped(map.box, variant, on);
  return () => {
    const subject = subjectOf(host.pair, shown.peek());
    const scale = { locked: look.locked.peek(), robust: look.robust.peek() };
    const key = JSON.stringify([subject, scale, look.map.peek(), look.flipped.peek()]);
    if (key === last) return;
    last = key;
    const heats = variants.map(({ pair }) => heatIn(host.pair, pair, subject));
    const limits = ends(variants, heats, subject, scale);
    for (const [i, { map, total, variant }] of maps.entries()) {
      if (map) {
        sized(map, variant, subject.on);
        drawHeat(context, map.canvas, heats[i]!, limits[i]!);
      }
      if (total) say(total, signed(sum(heats[i]!), context.limits.digits));
    }
    painted(heats, subject);
    clearTimeout(timer);
    timer = setTimeout(() => {
      tellAgreement(context, maps, heats);
      painted(heats, subject);
    }, SETTLED);
  };
}

/** A map has its height before it is painted: nothing moves when it comes into sight. */
function shaped(box: HTMLElement, { pair }: Variant, on: SideName): void {
  const side = pair[on];
  if (side.kind === "picture") box.style.aspectRatio = `${side.width} / ${side.height}`;
}

/** Of two pictures, which one has the heat changes with what is chosen. */
function sized({ box, image, canvas }: NonNullable<Drawn["map"]>, variant: Variant, on: SideName): void {
  const side = variant.pair[on];
  if (side.kind !== "picture" || canvas.dataset.side === on) return;
  canvas.dataset.side = on;
  canvas.width = side.cols;
  canvas.height = side.rows;
  shaped(box, variant, on);
  image.src = variant.pictures[on];
}

function drawHeat(context: Context, canvas: HTMLCanvasElement, heat: Float64Array, limit: number): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const pixels = pen.createImageData(canvas.width, canvas.height);
  paint(heat, limit, paletteNow(context), pixels.data);
  pen.putImageData(pixels, 0, 0);
}

function tellAgreement({ host }: Context, maps: readonly Drawn[], heats: readonly Float64Array[]): void {
  const shown = maps.findIndex(({ variant }) => variant.revision === host.revision);
  for (const [i, { agrees }] of maps.entries()) {
    const r = i === shown ? null : agreement(heats[i]!, heats[shown]!);
    say(agrees, i === shown ? "shown" : r === null ? "–" : `r ${plain(r, 2)}`);
  }
}

/** Runs `draw` for whatever the maps depend on: once a frame, and while they are in sight. */
export function whenSeen(context: Context, list: HTMLElement, draw: () => void): void {
  const { shown, look } = context;
  let inSight = typeof IntersectionObserver === "undefined";
  let due = 0;
  const ask = () => {
    if (due === 0 && inSight)
      due = requestAnimationFrame(() => {
        due = 0;
        draw();
      });
  };
  if (!inSight) {
    const watcher = new IntersectionObserver((seen) => {
      inSight = seen.at(-1)!.isIntersecting;
      ask();
    });
    watcher.observe(list);
    context.stop.addEventListener("abort", () => watcher.disconnect(), { once: true });
  }
  context.stop.addEventListener("abort", () => cancelAnimationFrame(due), { once: true });
  watch(context, () => {
    void [shown.value, look.locked.value, look.robust.value, look.map.value, look.flipped.value];
    ask();
  });
}
