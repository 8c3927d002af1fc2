from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import samples
from archives import change_header
from pairlens.errors import FileError
from pairlens.header import arrays_of, build, describe, promised
from pairlens.result import PairAttribution
from pairlens.storage import load, save

EVERY = samples.SAMPLES | samples.ALIKE
ALL = pytest.mark.parametrize("make", EVERY.values(), ids=EVERY)


@ALL
def test_a_header_and_its_arrays_are_the_whole_explanation(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    header = json.loads(json.dumps(describe(pair), allow_nan=False))
    again = build(header, arrays_of(pair))
    assert describe(again) == describe(pair)
    for name, array in arrays_of(pair).items():
        np.testing.assert_array_equal(arrays_of(again)[name], array)


@ALL
def test_arrays_are_kept_as_the_header_promises(make: Callable[[], PairAttribution]) -> None:
    pair = make()
    arrays = arrays_of(pair)
    kept = promised(describe(pair), [f"{name}.npy" for name in arrays])
    assert kept == {name: (array.dtype.str, array.shape) for name, array in arrays.items()}


@pytest.mark.parametrize(
    "change",
    [
        lambda found: found.pop("score"),
        lambda found: found.update(score="high"),
        lambda found: found.update(score=0.9),
        lambda found: found.update(layers=3),
        lambda found: found.update(settings=[1]),
        lambda found: found["caption"].update(text=5),
        lambda found: found["caption"].update(kinds=["content"]),
        lambda found: found["caption"].update(words=[["dog", 0, 3, [99]]]),
        lambda found: found["caption"].update(spans=[[0, 10**6]] * 77),
        lambda found: found["picture"].update(rows=8),
        lambda found: found["picture"].update(rows=None),
        lambda found: found["picture"].update(shape=[10**6, 10**6, 3]),
        lambda found: found["picture"].update(shape=[-1, 5, 3]),
        lambda found: found["picture"].update(shape="wide"),
        lambda found: found.update(caption=None),
        lambda found: found.update(picture=[]),
    ],
)
def test_a_header_that_makes_no_sense_is_damage(
    tmp_path: Path, change: Callable[[dict[str, Any]], object]
) -> None:
    save(samples.husky(), tmp_path / "x.npz")
    change_header(tmp_path / "x.npz", change)
    with pytest.raises(FileError, match="damaged"):
        load(tmp_path / "x.npz")
