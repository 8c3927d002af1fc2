"""Who follows does not lead back, and what a pair cannot have is let go of when it is shown."""

from __future__ import annotations

import pytest

import samples
from pairlens_widget import Lesson, Step
from pairlens_widget.guided import Guided


def test_it_follows_for_as_long_as_it_is_led() -> None:
    guided = Guided(samples.husky())
    with guided._following(), guided._following():
        assert guided._followed == 2
    with pytest.raises(KeyError), guided._following():
        raise KeyError
    assert guided._followed == 0


def test_a_selection_that_the_next_pair_cannot_have_is_let_go() -> None:
    other = samples.captions()
    lesson = Lesson(samples.husky(), [Step("one", tokens="black dog"), Step("two", pair=other)])
    lesson.step = 0
    assert lesson.selected_tokens
    lesson.step = 1
    assert (lesson.selected_tokens, lesson.selected_patches) == ([], [])
