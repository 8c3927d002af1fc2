from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest

import samples
from pairlens.errors import OptionError
from pairlens.paper import inches


@pytest.mark.parametrize(
    ("width", "millimetres"),
    [
        ("column", 85),
        ("page", 175),
        (120, 120),
        (99.5, 99.5),
        ("3.3in", 83.82),
        ("241pt", 84.7),
        (" 9 cm ", 90),
    ],
)
def test_widths_are_names_millimetres_or_text_with_a_unit(width: Any, millimetres: float) -> None:
    assert inches(width) * 25.4 == pytest.approx(millimetres, abs=0.01)


@pytest.mark.parametrize("width", ["wide", "3", "3 feet", "-3in", "in", "", 0, -5, 5000, True, float("nan")])
def test_what_is_no_width_is_refused(width: Any) -> None:
    with pytest.raises(OptionError):
        inches(width)


def written(kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    samples.husky().plot("black dog", **options).savefig(buffer, format=kind)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["svg", "pdf", "png"])
def test_the_same_figure_gives_the_same_bytes(kind: str) -> None:
    assert written(kind) == written(kind)


def test_text_stays_text() -> None:
    assert "black dog" in written("svg").decode()
    pdf = written("pdf")
    assert b"/Type42" in pdf or b"/CIDFontType2" in pdf
    assert b"/Type3" not in pdf


@pytest.mark.parametrize(("width", "points"), [("column", 240.94), ("page", 496.06), (100, 283.46)])
def test_a_figure_is_as_wide_as_it_was_asked_for(width: Any, points: float, tmp_path: Path) -> None:
    box = re.search(rb"/MediaBox \[ 0 0 ([\d.]+) ", written("pdf", width=width))
    assert box is not None
    assert float(box[1]) == pytest.approx(points, abs=0.01)
    samples.husky().plot(width=width).savefig(tmp_path / "figure.svg")
    assert f'width="{points:.2f}'[:-1] in (tmp_path / "figure.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("width", ["column", "page"])
@pytest.mark.parametrize("ledger", [True, False])
def test_on_paper_no_part_covers_another_or_leaves_the_page(count: int, width: str, *, ledger: bool) -> None:
    figure = samples.husky().plot([[token] for token in range(count)], ledger=ledger, width=width)
    boxes = [axes.get_position() for axes in figure.axes]
    for box in boxes:
        assert box.x0 >= 0 <= box.y0
        assert box.x1 <= 1 >= box.y1
    for one in boxes:
        for other in boxes:
            apart = one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0
            assert one is other or apart


def test_pairs_of_one_kind_refuse_a_width_and_say_what_to_do() -> None:
    with pytest.raises(OptionError, match="one kind"):
        samples.captions().plot(width="page")
