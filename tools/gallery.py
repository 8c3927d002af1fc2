"""One page with the view in all its states, for whoever works on it. No kernel, no network.

python tools/gallery.py            # writes build/gallery.html
python tools/gallery.py FILE
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory
from typing import Any

sys.path.append(str(Path(__file__).parents[1] / "tests"))

import galleries
import samples
from pairlens import PairAttribution
from pairlens_widget import Explorer, Gallery, Lesson, Quiz, Step
from spoilt import spoil

TARGET = Path(__file__).parents[1] / "build" / "gallery.html"

PINS = [
    {"tokens": [1, 2, 3, 4], "patches": [8, 9, 15, 16], "colour": 0, "name": "the husky"},
    {"tokens": [7, 8, 9], "patches": [], "colour": 1},
    {"tokens": [], "patches": [32, 33, 39, 40], "colour": 2, "shown": False},
    {
        "tokens": [1, 2, 3, 4],
        "patches": [],
        "colour": 3,
        "name": "husky without dog",
        "minus": [{"tokens": [7, 8, 9], "patches": []}],
    },
]
"""A pin of a phrase in a region, one of words, a hidden one of patches, and a difference."""

_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Every state of the view</title>
<style>
body { font: 14px/1.5 system-ui, sans-serif; margin: 24px; }
form { position: sticky; top: 0; z-index: 1; background: Canvas; padding: 8px 0; display: flex; gap: 24px; }
h2 { font-size: 16px; margin: 32px 0 4px; }
iframe { border: 1px solid GrayText; width: 1000px; max-width: 100%; height: 700px; display: block; }
</style>
</head>
<body>
<h1>Every state of the view</h1>
<form>
<label>Width <select name="width"><option>420<option>480<option>700<option selected>1000<option>1400</select></label>
<label>Theme <select name="theme"><option value="">as it is<option>light<option>dark</select></label>
</form>
$sections
<script>
const frames = [...document.querySelectorAll('iframe')];
const form = document.forms[0];
const fit = frame => {
  const page = frame.contentDocument?.documentElement;
  if (page) frame.style.height = page.querySelector('body').offsetHeight + 4 + 'px';
};
const dress = frame => {
  const theme = form.theme.value || frame.dataset.theme;
  const page = frame.contentDocument;
  if (!page?.body) return;
  page.body.className = theme;
  page.documentElement.style.colorScheme = theme;
};
const watch = frame => {
  dress(frame);
  fit(frame);
  new frame.contentWindow.ResizeObserver(() => fit(frame)).observe(frame.contentDocument.body);
};
for (const frame of frames) {
  frame.addEventListener('load', () => watch(frame));
  if (frame.contentDocument?.readyState === 'complete') watch(frame);
}
form.addEventListener('change', () => frames.forEach(frame => {
  frame.style.width = form.width.value + 'px';
  dress(frame);
}));
</script>
</body>
</html>
""")


@dataclass(frozen=True)
class State:
    """A heading, and the view that is shown under it."""

    title: str
    make: Callable[[], PairAttribution | Explorer | Gallery]
    """An explanation, or an explorer or a gallery where it takes more than traits."""
    chosen: Mapping[str, Any] = field(default_factory=dict)
    theme: str = "light"
    spoilt: bool = False
    """Some numbers are taken away behind the package's back: it makes no explanation that has none."""


def states() -> list[State]:
    """Every state, in the order of the page."""
    return [*_panels(), *_kinds(), *_sizes(), *_troubles(), *_choices(), *_many()]


def _panels() -> Iterator[State]:
    for panel in ("picture", "matrix", "table"):
        for theme in ("light", "dark"):
            yield State(f"{panel}, {theme}", samples.husky, {"look": {"panel": panel}}, theme)
    by_strength = {"look": {"panel": "matrix", "order": "strength", "pieces": True, "special": True}}
    yield State("matrix by strength, word pieces, special units", samples.husky, by_strength)


def _kinds() -> Iterator[State]:
    for name, make in samples.ALIKE.items():
        for panel in ("picture", "matrix", "table"):
            yield State(
                f"{name}, {panel}", make, {"look": {"panel": panel}}, "dark" if panel == "matrix" else "light"
            )


def _sizes() -> Iterator[State]:
    many = _words(77)
    most = _words(248)
    for panel in ("picture", "matrix", "table"):
        look = {"look": {"panel": panel}}
        yield State(f"one word, one patch, {panel}", samples.tiny, look)
        yield State(f"not square, {panel}", samples.oblong, look)
    matrix = {"look": {"panel": "matrix"}}
    yield State("77 tokens, 32 × 32 patches", lambda: many)
    yield State("77 tokens, 32 × 32 patches, matrix", lambda: many, matrix)
    yield State("248 tokens", lambda: most)
    yield State("248 tokens, matrix", lambda: most, matrix, "dark")


def _troubles() -> Iterator[State]:
    yield State("nothing stands out", samples.zeros)
    yield State("zero, matrix", samples.zeros, {"look": {"panel": "matrix"}})
    yield State("values that are no numbers", samples.husky, spoilt=True)
    yield State("mostly special units", samples.special, {"look": {"special": True}}, "dark")
    yield State("a residual, words the model never saw, notes", _noted)
    yield State("against", samples.negative)
    for panel in ("picture", "matrix", "table"):
        yield State(f"hostile text, {panel}", samples.trouble, {"look": {"panel": panel}})


def _choices() -> Iterator[State]:
    yield State("pins, one of them a difference", samples.husky, {"pins": PINS, "focused_pin": 3})
    yield State("pins on the matrix", samples.husky, {"pins": PINS, "look": {"panel": "matrix"}}, "dark")
    box = {"selected_tokens": [7, 8, 9], "selected_patches": [32, 33, 39, 40]}
    yield State("a phrase in a region", samples.husky, box)
    other_map = {"look": {"map": "green-purple", "flipped": True, "grey": True, "smooth": True}}
    yield State("another map, the other way round, grey, smooth", samples.husky, {**box, **other_map}, "dark")
    yield State("layers, methods and noise as a strip of maps", _compared, {"selected_tokens": [7, 8, 9]})
    yield State("a lesson with a quiz", _lesson)


def _many() -> Iterator[State]:
    for theme in ("light", "dark"):
        yield State("many pairs", lambda: Gallery(galleries.pairs(24), height=560), {"sort": "score"}, theme)
    yield State("pairs of every kind", _every_kind, {}, "dark")
    yield State("one pair", lambda: Gallery([samples.husky()], height=320))


def _every_kind() -> Gallery:
    made = [
        samples.tiny(),
        samples.oblong(),
        samples.captions(),
        samples.pictures(),
        samples.trouble(),
        samples.zeros(),
    ]
    names = ["a class with a name of a great many words that nobody wants to read to its end", "dog"] * 3
    return Gallery(made, columns={"class": names}, height=560)


def _words(context: int) -> PairAttribution:
    """A caption that fills its context, over 32 × 32 patches."""
    words = "two small dogs and a black cat under the wooden table near a green door while it rains on snow"
    return samples.pair(
        " and ".join([words] * (context // 19)), rows=32, cols=32, height=384, width=384, context=context
    )


def _noted() -> PairAttribution:
    settings = {
        **samples.husky().settings,
        "notes": ["The caption is longer than the model reads; its end was cut off."],
        "unknown_words": ["husky"],
    }
    return samples.pair(score=0.45, converged=False, settings=settings)


def _compared() -> Explorer:
    explorer = Explorer(samples.husky())
    others = [samples.pair(seed=seed, layers=(seed, 1)) for seed in (1, 3, 4)]
    explorer.add_variants(*others, samples.pair(seed=5, strength=0.1, method="occlusion"))
    return explorer


def _lesson() -> Explorer:
    steps = [
        Step("Every word meets every patch.", title="What is seen", tokens="white husky"),
        Quiz("Where is the black dog?", ask="region", tokens="black dog"),
    ]
    return Lesson(samples.husky(), steps, title="A first look")


def gallery() -> str:
    """The page as text."""
    with TemporaryDirectory() as folder:
        sections = [_section(state, Path(folder) / "page.html") for state in states()]
    return _PAGE.substitute(sections="\n".join(sections))


def _section(state: State, path: Path) -> str:
    """A heading, and the exported page in a frame of its own."""
    made = state.make()
    view = Explorer(made) if isinstance(made, PairAttribution) else made
    for name, value in state.chosen.items():
        setattr(view, name, value)
    page = view.to_html(path).read_text(encoding="utf-8")
    view.close()
    if state.spoilt and isinstance(made, PairAttribution):
        page = spoil(page, made)
    title = escape(state.title)
    return (
        f"<section><h2>{title}</h2>"
        f'<iframe loading="lazy" title="{title}" data-theme="{state.theme}" srcdoc="{escape(page)}"></iframe></section>'
    )


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.parent.mkdir(exist_ok=True)
    target.write_text(gallery(), encoding="utf-8", newline="\n")
    sys.stdout.write(f"{target}\n")
