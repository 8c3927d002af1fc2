from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import nbformat
import numpy as np
import pytest
from nbconvert import HTMLExporter
from PIL import Image

import samples
from pairlens import PairAttribution
from pairlens.errors import OptionError
from pairlens_widget import Explorer
from pairlens_widget.saving import KINDS, file_bytes

CHOSEN = {
    "selected_tokens": [7, 8, 9],
    "selected_patches": [32, 33],
    "pins": [
        {"tokens": [1, 2, 3, 4], "patches": [], "colour": 0},
        {"tokens": [], "patches": [8, 9], "colour": 1, "name": "<b>a & b</b> $x$"},
    ],
}
EVERY = {**samples.SAMPLES, **samples.ALIKE}


@pytest.fixture
def explorer() -> Any:
    made = Explorer(samples.husky())
    for name, value in CHOSEN.items():
        setattr(made, name, value)
    yield made
    made.close()


def test_the_suffix_says_what_is_written(explorer: Explorer, tmp_path: Path) -> None:
    for kind in KINDS:
        path = explorer.save(tmp_path / f"dogs.{kind}")
        assert path.stat().st_size > 500
    with Image.open(tmp_path / "dogs.png") as picture:
        assert picture.size[0] == pytest.approx(175 / 25.4 * 300, abs=1)
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.5)
    assert PairAttribution.load(tmp_path / "dogs.npz").score == explorer.pair.score
    lines = list(csv.DictReader(io.StringIO((tmp_path / "dogs.csv").read_bytes().decode(), newline="")))
    assert len(lines) == len(explorer.pair.words) * 49
    assert r"\textbf{dog}" in (tmp_path / "dogs.tex").read_text(encoding="utf-8")
    assert (tmp_path / "dogs.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_page_is_the_same_however_it_is_made(tmp_path: Path) -> None:
    explorer = Explorer(samples.pair(model="\ud83d"), variants=[samples.pair(seed=1, layers=(4, 1))])
    explorer.selected_tokens = [7]
    revision = explorer._revision
    variants = explorer._compared.page(revision)
    made = file_bytes(explorer.pair, explorer._chosen(), "html", revision=revision, variants=variants)
    assert made == explorer.to_html(tmp_path / "one.html").read_bytes()
    assert made == explorer.save(tmp_path / "other.html").read_bytes()
    assert b'"layers":[4,1]' in made
    explorer.close()


def texts_of(svg: bytes) -> str:
    root = ET.fromstring(svg)  # noqa: S314 - the package wrote it
    return " ".join("".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text"))


def test_a_figure_shows_what_is_chosen_pinned_and_the_scale(explorer: Explorer, tmp_path: Path) -> None:
    svg = explorer.save(tmp_path / "dogs.svg").read_bytes()
    said = texts_of(svg)
    for text in ("husky", "black dog × 2 patches", "<b>a & b</b> $x$", "white husky", "against", "baseline"):
        assert text in said
    assert svg == explorer.save(tmp_path / "again.svg").read_bytes()
    assert b"#2db298" in svg


def test_a_figure_has_the_look(explorer: Explorer, tmp_path: Path) -> None:
    plain = explorer.save(tmp_path / "a.svg").read_text(encoding="utf-8")
    explorer.look = {"map": "green-purple"}
    other = explorer.save(tmp_path / "b.svg").read_text(encoding="utf-8")
    assert "#d64800" in plain
    assert "#d64800" not in other
    assert "#0e7c28" in other


def test_pins_can_stand_side_by_side(explorer: Explorer, tmp_path: Path) -> None:
    pdf = explorer.save(tmp_path / "pins.pdf", panels="pins", width="column", ledger=False).read_bytes()
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ", pdf)
    assert box is not None
    assert float(box[1]) == pytest.approx(85 / 25.4 * 72, abs=0.01)
    explorer.pins = []
    with pytest.raises(OptionError, match="no pin"):
        explorer.save(tmp_path / "pins.pdf", panels="pins")


@pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)
def test_every_sample_can_be_written_as_a_figure(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    for width in ("column", "page"):
        with Image.open(io.BytesIO(file_bytes(pair, {}, "png", width=width, dpi=40))) as picture:
            assert min(picture.size) > 50


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("x.docx", {}),
        ("x", {}),
        ("x.csv", {"width": "page"}),
        ("x.npz", {"dpi": 3}),
        ("x.pdf", {"panels": "all"}),
        ("x.pdf", {"width": "huge"}),
    ],
)
def test_what_cannot_be_written_is_refused(
    name: str, options: dict[str, Any], explorer: Explorer, tmp_path: Path
) -> None:
    with pytest.raises(OptionError):
        explorer.save(tmp_path / name, **options)
    assert not (tmp_path / name).exists()


class Reader(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)
def test_the_static_view_is_html_alone(make: Callable[[], PairAttribution]) -> None:
    explorer = Explorer(make())
    html = explorer.render_static()
    read = Reader(html)
    assert read.tags <= {"div", "img", "span", "table", "tr", "td", "b", "em"}
    assert read.attributes <= {"class", "style", "dir", "alt", "src", "title"}
    assert not re.search(r"https?:|url\(|position:fixed|<script|javascript:", html)
    explorer.close()


def test_the_static_view_shows_what_is_chosen_and_pinned(explorer: Explorer) -> None:
    before = explorer.render_static()
    read = Reader(before)
    assert "<b>a & b</b> $x$" in read.text
    assert "black dog × 2 patches at the right" in read.text
    assert re.search("<b>(<[^>]*>)?black", before)
    assert "border-bottom" in before
    explorer.selected_tokens = [1]
    assert explorer.render_static() != before
    explorer.look = {"map": "yellow-violet"}
    assert "#ce8c00" in explorer.render_static()


def test_the_picture_of_the_static_view_has_its_heat(explorer: Explorer) -> None:
    import base64

    data = re.search(r"data:image/png;base64,([A-Za-z0-9+/=]+)", explorer.render_static())
    assert data is not None
    with Image.open(io.BytesIO(base64.b64decode(data[1]))) as picture:
        shown = np.asarray(picture).astype(int)
    factor = shown.shape[0] // explorer.pair.picture.height
    changed = np.abs(shown[::factor, ::factor] - explorer.pair.picture.pixels).sum(axis=-1)
    assert changed[112:, 112:].mean() > 3 * changed[:100, 150:].mean()


def test_the_static_view_survives_a_conversion_to_html(explorer: Explorer) -> None:
    html = explorer.render_static()
    output = nbformat.v4.new_output("display_data", {"text/html": html})
    cell = nbformat.v4.new_code_cell("explorer.render_static()", outputs=[output])
    exporter = HTMLExporter(sanitize_html=True)
    text, _ = exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    body = text[text.index("<body") :]
    assert "data:image/png;base64," in body
    assert "a &amp; b" in body
    assert "<em" in body
    assert re.search("<b>(<[^>]*>)?black", body)
