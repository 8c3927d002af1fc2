from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from matplotlib.patches import Rectangle

import samples
from pairlens.errors import OptionError, PhraseError, RegionError


def _texts(figure) -> list[str]:
    return [text.get_text() for text in (*figure.texts, *(t for axes in figure.axes for t in axes.texts))]


def test_two_captions_are_a_table_of_words_by_words() -> None:
    pair = samples.captions()
    figure = pair.plot()
    table = figure.axes[0]
    rows, columns = len(pair.b.words), len(pair.a.words)
    assert np.asarray(table.images[0].get_array()).shape == (rows, columns, 4)
    assert [label.get_text() for label in table.get_yticklabels()][:3] == ["a", "black", "dog"]
    alpha = np.asarray(table.images[0].get_array())[..., 3]
    dog = (2, 6)
    assert alpha[dog] == alpha.max() == 255
    assert "score" in _texts(figure)


def test_chosen_words_of_the_first_caption_are_the_columns() -> None:
    figure = samples.captions().plot("black dog", ledger=False)
    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == ["black", "dog"]
    assert "score" not in _texts(figure)
    with pytest.raises(PhraseError, match="3 times"):
        samples.captions().plot("a")


def test_two_pictures_stand_side_by_side_with_frames_and_heat() -> None:
    figure = samples.pictures().plot()
    first, second = figure.axes[:2]
    assert first.get_position().x1 < second.get_position().x0
    for axes in (first, second):
        assert any(isinstance(patch, Rectangle) for patch in axes.patches)
        assert np.asarray(axes.images[1].get_array())[..., 3].max() > 100
    sizes = [axes.get_position() for axes in (first, second)]
    assert all(one.y1 == pytest.approx(two.y1) for one, two in pairwise(sizes))


def test_a_region_of_the_first_picture_lies_as_heat_on_the_second() -> None:
    figure = samples.pictures().plot((0, 0, 112, 112))
    heats = [np.asarray(axes.images[1].get_array())[..., 3] for axes in figure.axes[:2]]
    assert heats[0].max() == 0
    assert heats[1].max() > 100
    with pytest.raises(RegionError, match="reaches outside"):
        samples.pictures().plot((0, 0, 999, 9))


@pytest.mark.parametrize("make", [samples.captions, samples.pictures])
def test_a_scale_that_cannot_be_is_refused(make) -> None:
    with pytest.raises(OptionError, match="limit"):
        make().plot(limit=0)
