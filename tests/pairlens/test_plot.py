from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

import samples
from pairlens.errors import OptionError, PhraseError
from pairlens.plot import Drawing, plot, png_bytes
from pairlens.result import PairAttribution


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def heats(figure: Figure) -> list[np.ndarray]:
    """The coloured cells of each panel, as RGBA."""
    return [np.asarray(axes.images[1].get_array()) for axes in figure.axes if len(axes.images) == 2]


@pytest.mark.parametrize("make", samples.SAMPLES.values(), ids=samples.SAMPLES)
def test_every_sample_can_be_drawn_without_a_warning(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    with Image.open(io.BytesIO(png_bytes(pair.plot(), dpi=60))) as picture:
        assert picture.format == "PNG"
        assert min(picture.size) > 100


def test_without_a_phrase_the_strongest_is_drawn() -> None:
    assert "white husky" in texts(samples.husky().plot())


@pytest.mark.parametrize("phrase", ["black dog", slice(7, 10), [7, 8, 9], (7, 8, 9), np.array([7, 8, 9])])
def test_a_phrase_is_titled_with_its_words_and_its_sum(phrase: Any) -> None:
    pair = samples.husky()
    found = texts(pair.plot(phrase))
    assert found[1] == "black dog"
    assert found[0].startswith(f"{pair.heatmap('black dog').sum():+.4f} · +")


def test_tokens_that_do_not_touch_are_set_apart() -> None:
    assert "a white … black" in texts(samples.husky().plot([0, 1, 2, 7, 8]))
    assert "the whole caption" in texts(samples.husky().plot(slice(None)))


def test_several_phrases_share_one_locked_scale() -> None:
    pair = samples.husky()
    figure = pair.plot(["white husky", "black dog", "running"])
    alphas = [heat[..., 3].max() for heat in heats(figure)]
    assert max(alphas) == round(255 * 0.85)
    strongest = max(np.abs(pair.heatmap(phrase)).max() for phrase in ("white husky", "black dog", "running"))
    for phrase, alpha in zip(("white husky", "black dog", "running"), alphas, strict=True):
        assert alpha == pytest.approx(217 * np.abs(pair.heatmap(phrase)).max() / strongest, abs=1.5)
    assert sum(text.startswith("for +") for text in texts(figure)) == 1


def test_the_scale_can_be_set_so_that_figures_compare() -> None:
    figure = samples.husky().plot("running", limit=0.0123)
    assert "for +0.0123" in texts(figure)
    assert heats(figure)[0][..., 3].max() < 60


def test_the_picture_is_the_one_the_model_saw() -> None:
    pair = samples.oblong()
    np.testing.assert_array_equal(np.asarray(pair.plot().axes[0].images[0].get_array()), pair.picture.pixels)


def test_smoothing_says_so() -> None:
    assert any("blended" in text for text in texts(samples.husky().plot(smooth=True)))
    assert not any("blended" in text for text in texts(samples.husky().plot()))


def test_the_ledger_can_be_left_out() -> None:
    assert "baseline" in texts(samples.husky().plot())
    assert "baseline" not in texts(samples.husky().plot(ledger=False))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("ledger", [True, False])
@pytest.mark.parametrize(
    "make", [samples.husky, samples.oblong, samples.large], ids=["square", "wide", "large"]
)
def test_no_part_covers_another_or_leaves_the_page(
    make: Callable[[], PairAttribution], count: int, *, ledger: bool
) -> None:
    pair = make()
    figure = plot(pair, [[token] for token in range(count)], ledger=ledger)
    boxes = [axes.get_position() for axes in figure.axes]
    figure.canvas.draw()
    caption = [text.get_window_extent().transformed(figure.transFigure.inverted()) for text in figure.texts]
    for box in boxes + caption:
        assert box.x0 > 0 < box.y0
        assert box.x1 < 1 > box.y1
    for one in boxes:
        for other in boxes:
            apart = one.x1 <= other.x0 or other.x1 <= one.x0 or one.y1 <= other.y0 or other.y1 <= one.y0
            assert one is other or apart
        assert all(word.y0 >= one.y1 for word in caption)


def test_a_tall_picture_keeps_its_shape_and_a_figure_stays_on_a_page() -> None:
    pair = samples.pair(rows=12, cols=1, height=600, width=20)
    figure = pair.plot()
    box = figure.axes[0].get_position()
    wide, high = figure.get_size_inches()
    assert (box.height * high) / (box.width * wide) == pytest.approx(30, rel=1e-6)
    assert high < 10


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"phrase": "cat"}, PhraseError),
        ({"phrase": ["black dog", "cat"]}, PhraseError),
        ({"phrase": []}, PhraseError),
        ({"phrase": "a"}, PhraseError),
        ({"limit": 0.0}, OptionError),
        ({"limit": -1}, OptionError),
        ({"limit": float("nan")}, OptionError),
        ({"opacity": 0}, OptionError),
        ({"opacity": 1.1}, OptionError),
    ],
)
def test_what_cannot_be_drawn_is_refused(options: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        samples.husky().plot(**options)


def test_which_of_two_can_be_said() -> None:
    figure = samples.husky().plot("a", occurrence=1)
    assert "a" in texts(figure)


def test_a_figure_shows_itself_in_a_notebook() -> None:
    figure = samples.tiny().plot()
    assert isinstance(figure, Drawing)
    assert figure._repr_png_().startswith(b"\x89PNG")


def test_other_formats_can_be_written(tmp_path: Any) -> None:
    figure = samples.trouble().plot()
    for suffix in ("svg", "pdf"):
        figure.savefig(tmp_path / f"x.{suffix}")
        assert (tmp_path / f"x.{suffix}").stat().st_size > 1000
