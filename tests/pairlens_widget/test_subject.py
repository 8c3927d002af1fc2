from __future__ import annotations

from typing import Any

import pytest

import samples
from pairlens.errors import OptionError
from pairlens_widget import Explorer


def test_what_is_no_encoder_is_not_asked() -> None:
    with pytest.raises(OptionError, match=r"asks an encoder, not a str.*pairlens\.wrap"):
        Explorer("encoder", "dogs.jpg", "a dog", layer=2)


@pytest.mark.parametrize("arguments", [("dogs.jpg",), (None,), ("encoder", "dogs.jpg")])
def test_half_a_question_is_refused(arguments: tuple[Any, ...]) -> None:
    with pytest.raises(OptionError, match=r"Explorer\(pair\)"):
        Explorer(*arguments)


def test_a_finished_explanation_takes_no_question() -> None:
    with pytest.raises(OptionError, match="picture and caption already"):
        Explorer(samples.husky(), "dogs.jpg", "a dog")
