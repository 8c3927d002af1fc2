from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import samples
from pairlens.errors import OptionError
from pairlens_widget import Explorer
from pairlens_widget.desk import KINDS, Asked
from pairlens_widget.files import file


@pytest.fixture
def explorer() -> Iterator[Explorer]:
    made = Explorer(samples.husky())
    yield made
    made.close()


def asked(explorer: Explorer, suffix: str) -> Asked:
    return Asked(explorer, {"kind": "file", "suffix": suffix}, [], lambda *_: None)


@pytest.mark.parametrize(
    ("suffix", "start"),
    [("pdf", b"%PDF-"), ("npz", b"PK\x03\x04"), ("html", b"<!doctype html>"), ("csv", b"word_index,")],
)
def test_a_view_is_given_the_file_that_it_asks_for(explorer: Explorer, suffix: str, start: bytes) -> None:
    _, (data,) = file(asked(explorer, suffix))
    assert data.startswith(start)


def test_the_page_opens_with_what_is_chosen_now(explorer: Explorer) -> None:
    explorer.selected_tokens = [7, 8]
    _, (data,) = file(asked(explorer, "html"))
    assert re.search(rb'"selected_tokens":\[7,8\]', data)


@pytest.mark.parametrize("suffix", ["", "exe", "../x", "py"])
def test_there_are_no_other_files(explorer: Explorer, suffix: str) -> None:
    with pytest.raises(OptionError, match="no"):
        file(asked(explorer, suffix))


def test_the_desk_knows_who_answers() -> None:
    assert KINDS["file"].home == "pairlens_widget.files:file"
