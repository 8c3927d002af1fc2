"""Data frames hold what people say, and may be worked on before they come back."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given

from bundles import MODERATE, ROLLS, bundles, whole
from pairlens.cases.formats.bundle import Bundle
from pairlens.cases.formats.frames import from_dataframe, to_dataframe
from pairlens.errors import FileError

pytestmark = ROLLS


def _sorted(bundle: Bundle) -> Bundle:
    return Bundle(items=tuple(sorted(bundle.items, key=lambda item: item.id)), cases=bundle.cases)


@MODERATE
@given(bundle=bundles())
def test_what_was_told_is_read(bundle: Bundle) -> None:
    assert _sorted(from_dataframe(to_dataframe(bundle))) == _sorted(bundle)


def test_a_label_that_was_changed_counts_as_new() -> None:
    frame = to_dataframe(whole())
    frame.loc[0, "labels"] = '["relation_ignored"]'
    frame.loc[0, "changed"] = None
    first, second = from_dataframe(frame).cases
    assert first.labels == ("relation_ignored",)
    assert first.changed > whole().cases[0].changed
    assert second == whole().cases[1]


def test_lines_can_be_chosen_and_columns_left_out() -> None:
    frame = to_dataframe(whole())
    assert list(frame["severity"].dropna()) == [2, 2]
    some = frame[frame["reviewer"] == "bob"].drop(columns=["item_data", "case", "caption"])
    assert from_dataframe(some) == replace(Bundle(), cases=(whole().cases[1],))


def test_a_wrong_line_is_named() -> None:
    frame = pd.DataFrame({"item": ["x"], "reviewer": ["ann"]})
    with pytest.raises(FileError, match="The data frame, row 1, field 'item'"):
        from_dataframe(frame)
