from __future__ import annotations

import pytest
import torch
from torch import nn

from pairlens.encoders.context import differentiable, enough_memory, evaluating
from pairlens.errors import ModelError


def test_modes_come_back_even_where_they_are_mixed_and_after_an_error() -> None:
    model = nn.Sequential(nn.Dropout(), nn.Sequential(nn.Dropout(), nn.Linear(2, 2)))
    model[1].eval()
    before = [module.training for module in model.modules()]
    seen = []

    def fail() -> None:
        with evaluating(model):
            seen.extend(module.training for module in model.modules())
            raise RuntimeError("middle")

    with pytest.raises(RuntimeError, match="middle"):
        fail()
    assert not any(seen)
    assert [module.training for module in model.modules()] == before
    assert True in before
    assert False in before


def test_attention_settings_come_back() -> None:
    def settings() -> tuple[bool, ...]:
        cuda = torch.backends.cuda
        return (
            torch.backends.mha.get_fastpath_enabled(),
            cuda.flash_sdp_enabled(),
            cuda.mem_efficient_sdp_enabled(),
            cuda.math_sdp_enabled(),
        )

    before = settings()
    seen = []

    def fail() -> None:
        with differentiable():
            seen.append(settings())
            raise RuntimeError("middle")

    with pytest.raises(RuntimeError, match="middle"):
        fail()
    assert seen != [before]
    assert settings() == before


def test_memory_that_runs_out_is_named_with_what_to_do() -> None:
    with (
        pytest.raises(ModelError, match=r"memory of cpu ran out.*later layer"),
        enough_memory(torch.device("cpu")),
    ):
        raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB")
