from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch

import pairlens
from pairlens.errors import OptionError
from pairlens.methods.following import fitting
from toys import CAPTION, TOYS, encoder, picture


@pytest.mark.parametrize("method", ["attention", "grad_eclip"])
def test_towers_that_it_does_not_fit_are_refused_with_methods_that_do(method: str) -> None:
    with pytest.raises(OptionError, match=r"pools over 6.*grad_cam"):
        pairlens.explain(encoder(TOYS[1]), picture(TOYS[1]), CAPTION, layer=0, method=method)
    with pytest.raises(OptionError, match=r"no attention above layer 3.*lower layer.*maskclip"):
        pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), CAPTION, layer=(3, 0), method=method)


def test_attentions_over_other_units_are_refused() -> None:
    question = SimpleNamespace(layer=1, features=torch.zeros(1, 9, 2))
    windows = SimpleNamespace(share=torch.zeros(4, 2, 9, 9))
    with pytest.raises(OptionError, match=r"\(4, 2, 9, 9\)"):
        fitting.__wrapped__("attention", question, [windows])
