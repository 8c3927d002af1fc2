"""The same numbers on a CUDA device. Collected only where there is one; the report's header says so."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch

import pairlens
from toys import CAPTION, TOYS, Toy, build, picture


def pairs(toy: Toy, dtype: torch.dtype, **options):
    """The same pair on the CPU and on the device."""
    model = build(toy, dtype)
    both = pairlens.wrap(model), pairlens.wrap(copy.deepcopy(model).cuda())
    assert both[1].device.type == "cuda"
    return [pairlens.explain(e, picture(toy, dtype=dtype), CAPTION, **options) for e in both]


@pytest.mark.parametrize("toy", TOYS, ids=lambda t: t.name)
@pytest.mark.parametrize("layer", [0, (2, 1), None], ids=str)
def test_the_device_gives_the_numbers_of_the_cpu(toy: Toy, layer) -> None:
    depth = pairlens.wrap(build(toy)).depth
    layer = tuple(min(k, d) for k, d in zip(layer, depth, strict=True)) if isinstance(layer, tuple) else layer
    cpu, cuda = pairs(toy, torch.float64, layer=layer, steps=6)
    np.testing.assert_allclose(
        cuda.interactions, cpu.interactions, atol=1e-7 * np.abs(cpu.interactions).max()
    )
    assert cuda.score == pytest.approx(cpu.score, abs=1e-10)
    assert cuda.settings["device"].startswith("cuda")


def test_single_precision_on_the_device_is_single_precision() -> None:
    """Tensor cores in reduced precision would show up here as errors of 1e-3."""
    cpu, cuda = pairs(TOYS[0], torch.float32, layer=1, steps=8)
    assert np.abs(cuda.interactions - cpu.interactions).max() < 1e-5 * np.abs(cpu.interactions).max()


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_half_precision_models_take_a_float32_path(dtype: torch.dtype) -> None:
    e = pairlens.wrap(build(TOYS[0], torch.float32).cuda().to(dtype))
    pair = pairlens.explain(e, picture(TOYS[0], dtype=torch.float32), CAPTION)
    assert pair.converged
    assert e.dtype == torch.float32


def test_nothing_stays_on_the_device_when_the_encoder_is_gone() -> None:
    torch.cuda.synchronize()
    before = torch.cuda.memory_allocated()
    e = pairlens.wrap(build(TOYS[0], torch.float32).cuda())
    for seed in range(3):
        pairlens.explain(e, picture(TOYS[0], seed, torch.float32), CAPTION, layer=0, steps=4)
    del e
    import gc

    gc.collect()
    assert torch.cuda.memory_allocated() == before


def test_many_pairs_are_those_of_the_cpu() -> None:
    model = build(TOYS[0], torch.float64)
    asked = [
        (picture(TOYS[0], seed % 2), caption) for seed, caption in enumerate([CAPTION, "a dog", CAPTION])
    ]
    cpu, cuda = (
        list(pairlens.explain_many(pairlens.wrap(m), asked, steps=4, progress=False))
        for m in (model, copy.deepcopy(model).cuda())
    )
    for one, other in zip(cpu, cuda, strict=True):
        np.testing.assert_allclose(
            other.interactions, one.interactions, atol=1e-7 * np.abs(one.interactions).max()
        )


@pytest.mark.parametrize("method", ["occlusion", "banzhaf", "gradient_input", "attention", "maskclip"])
def test_every_method_gives_the_numbers_of_the_cpu(method: str) -> None:
    cpu, cuda = pairs(TOYS[0], torch.float64, method=method)
    np.testing.assert_allclose(
        cuda.interactions, cpu.interactions, atol=1e-6 * np.abs(cpu.interactions).max()
    )


def test_load_encoder_takes_the_device_where_there_is_one() -> None:
    assert pairlens.load_encoder("embedded").device.type == "cuda"
