// How a lesson reaches the view: with the model in a notebook, or inside the page.
import { effect } from "@preact/signals-core";
import type { Explained, Model } from "./host.ts";
import { type Answer, type Lesson, type LessonWire, lessonOf } from "./lesson.ts";
import { keepProgress } from "./progress.ts";
import type { Store } from "./state.ts";
import { type Bytes, decode, fromBase64 } from "./wire.ts";

interface Notebook {
  readonly model: Model;
  readonly first: Explained;
  readonly store: Store;
  readonly stop: AbortSignal;
  /** Calls whenever a trait changes. */
  follow(name: string, run: () => void): void;
  /** Where the browser finds a picture. */
  address(bytes: Bytes): string;
}

export function lessonInNotebook({ model, first, store, stop, follow, address }: Notebook): Lesson | null {
  const wire = (model.get("_lesson") ?? null) as LessonWire<Bytes> | null;
  if (!wire) return null;
  const answered = () => (model.get("answers") ?? []) as readonly Answer[];
  const known = explanations(wire, first, (bytes) => bytes, address);
  const lesson = lessonOf(wire, known, store, answered());
  follow("change:answers", () => {
    lesson.answers.value = answered();
  });
  const tell = effect(() => {
    const answers = lesson.answers.value;
    if (JSON.stringify(answers) === JSON.stringify(answered())) return;
    model.set("answers", answers);
    model.save_changes();
  });
  stop.addEventListener("abort", tell, { once: true });
  return lesson;
}

export function lessonOnPage(wire: LessonWire<string> | null, first: Explained, store: Store): Lesson | null {
  if (!wire) return null;
  const known = explanations(wire, first, fromBase64, (text) => text);
  const lesson = lessonOf(wire, known, store, []);
  keepProgress(lesson, store);
  return lesson;
}

/** Every explanation of the lesson by revision; pictures that several of them have are held once. */
function explanations<T>(
  wire: LessonWire<T>,
  first: Explained,
  bytesOf: (sent: T) => Bytes,
  addressOf: (sent: T) => string,
): ReadonlyMap<string, Explained> {
  const addresses = wire.pictures.map(addressOf);
  const address = (place: number | null) => (place === null ? "" : addresses[place]!);
  const others = wire.explanations
    .filter(({ revision }) => revision !== first.revision)
    .map(
      ({ revision, pair, matrix, pictures: { a, b } }): Explained => ({
        revision,
        pair: decode(pair, bytesOf(matrix)),
        pictures: { a: address(a), b: address(b) },
      }),
    );
  return new Map([first, ...others].map((each) => [each.revision, each]));
}
