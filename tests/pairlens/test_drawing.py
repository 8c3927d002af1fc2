from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import samples
from pairlens.colour import AGAINST, FOR, css
from pairlens.drawing import draw_heat, draw_ledger, draw_scale, sign_colour


@pytest.fixture
def axes() -> Axes:
    figure = Figure(figsize=(3, 3), dpi=100)
    FigureCanvasAgg(figure)
    return figure.add_axes((0, 0, 1, 1))


def drawn(axes: Axes) -> np.ndarray:
    axes.figure.canvas.draw()
    return np.asarray(axes.figure.canvas.buffer_rgba())[..., :3]  # type: ignore[attr-defined] # Agg's canvas, given above


def test_cells_are_crisp_and_lie_where_they_belong(axes: Axes) -> None:
    pixels = np.full((90, 90, 3), 255, np.uint8)
    heat = np.array([[0, 0, 1.0], [0, 0, 0], [-1.0, 0, 0]])
    draw_heat(axes, pixels, heat, limit=1.0, opacity=1.0, smooth=False)
    axes.spines[:].set_visible(False)
    picture = drawn(axes)
    for (row, col), colour in {(0, 2): FOR[1], (2, 0): AGAINST[1], (1, 1): (255, 255, 255)}.items():
        cell = picture[100 * row + 3 : 100 * row + 97, 100 * col + 3 : 100 * col + 97]
        assert np.abs(cell.astype(int) - colour).max() <= 2


def test_smoothing_blends_between_the_middles_of_cells(axes: Axes) -> None:
    pixels = np.full((90, 90, 3), 255, np.uint8)
    draw_heat(axes, pixels, np.array([[0.0, 1.0]]), limit=1.0, opacity=1.0, smooth=True)
    blue = drawn(axes)[150, 75:225, 2].astype(int)
    assert (np.diff(blue) <= 1).all()
    assert len(set(blue)) > 20


def test_the_scale_is_symmetric_signed_and_says_for_and_against(axes: Axes) -> None:
    draw_scale(axes, 0.0123, 0.85, "per cell")
    assert [text.get_text() for text in axes.texts] == ["−0.0123 against", "0", "for +0.0123", "per cell"]


def test_a_scale_of_nothing_says_so(axes: Axes) -> None:
    draw_scale(axes, 0.0, 0.85, "per cell")
    assert [text.get_text() for text in axes.texts] == ["every value is zero"]


def test_each_bar_of_the_ledger_begins_where_the_last_one_ended(axes: Axes) -> None:
    pair = samples.husky()
    draw_ledger(axes, pair.ledger)
    *bars, score = (patch for patch in axes.patches if isinstance(patch, Rectangle))
    values = [row.value for row in pair.ledger.rows()]
    ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars]
    ends = [end[:: 1 if value >= 0 else -1] for end, value in zip(ends, values, strict=True)]
    for (_, end), (start, _) in pairwise(ends):
        assert end == pytest.approx(start)
    assert ends[-1][1] == pytest.approx(score.get_x() + score.get_width())
    assert [to_hex(bar.get_facecolor()) for bar in bars] == [sign_colour(value) for value in values]


def test_the_ledger_as_drawn_adds_up_and_names_every_part(axes: Axes) -> None:
    for make in samples.SAMPLES.values():
        axes.clear()
        pair = make()
        draw_ledger(axes, pair.ledger)
        texts = [text.get_text() for text in axes.texts]
        for row in pair.ledger.rows():
            assert row.name in texts
        *parts, score = (float(text.replace("−", "-")) for text in texts if text[0] in "+−")
        assert round(sum(parts), 4) == score


def test_the_sign_has_a_colour() -> None:
    assert (sign_colour(1), sign_colour(-1)) == (css(FOR[1]), css(AGAINST[1]))
