// What a reviewer says of a pair, and each thing that they do to it. Plain data and pure functions.

export type Status = "draft" | "submitted" | "skipped";

export const SEVERITIES = [
  { value: 1, name: "slight" },
  { value: 2, name: "clear" },
  { value: 3, name: "grave" },
] as const;
export type Severity = (typeof SEVERITIES)[number]["value"];

/** A pin as Python's traits hold it. */
export type PinTrait = Readonly<Record<string, unknown>>;

/** A pin that shows what is wrong; what it holds is told in words, too, for whoever reads it without the numbers. */
export interface Evidence {
  readonly pin: PinTrait;
  readonly phrase: string;
  /** `[x0, y0, x1, y1]` in pixels of the picture as the model saw it. */
  readonly box: readonly number[] | null;
  readonly value: number | null;
}

export interface Judgement {
  readonly status: Status;
  /** Keys of categories. */
  readonly labels: readonly string[];
  readonly note: string;
  readonly severity: Severity | null;
  readonly evidence: readonly Evidence[];
}

export const NOTHING_SAID: Judgement = {
  status: "draft",
  labels: [],
  note: "",
  severity: null,
  evidence: [],
};

/** One thing that a person did: it can be done to what somebody else has meanwhile made of the case. */
export interface Deed {
  readonly status?: Status;
  readonly add?: readonly string[];
  readonly drop?: readonly string[];
  readonly note?: string;
  readonly severity?: Severity | null;
  readonly evidence?: readonly Evidence[];
}

export function done(before: Judgement, deed: Deed): Judgement {
  const { add = [], drop = [], ...rest } = deed;
  const labels = [...before.labels.filter((key) => !drop.includes(key)), ...add];
  return { ...before, ...rest, labels: [...new Set(labels)] };
}

export function toggle({ labels }: Judgement, key: string): Deed {
  return labels.includes(key) ? { drop: [key] } : { add: [key] };
}

/** Nothing is wrong: every label goes, and with it how bad it was. */
export function nothingWrong({ labels }: Judgement): Deed {
  return { status: "submitted", drop: labels, severity: null };
}

/** The next severity, and after the last none. */
export function severer({ severity }: Judgement): Deed {
  const next = severity === null ? 1 : severity + 1;
  return { severity: SEVERITIES.find(({ value }) => value === next)?.value ?? null };
}

export function same(one: Judgement, two: Judgement): boolean {
  return JSON.stringify(plain(one)) === JSON.stringify(plain(two));
}

/** Whether anything was said. */
export function isEmpty(judgement: Judgement): boolean {
  return same(judgement, NOTHING_SAID);
}

/** One order of keys. */
function plain({ status, labels, note, severity, evidence }: Judgement): unknown[] {
  return [status, labels, note, severity, evidence.map(({ pin }) => pin)];
}
