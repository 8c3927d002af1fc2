"""One page of many pairs, as it is written; how it looks is tested in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import galleries
import samples
from pairlens.errors import FileError, OptionError, PairlensError
from pairlens_widget import Gallery
from pairlens_widget.browsing import page


@pytest.fixture
def gallery(tmp_path: Path) -> Iterator[Gallery]:
    made = Gallery(galleries.store(tmp_path / "a.db"), sort="score")
    yield made
    made.close()


def held(path: Path) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    found = re.search(r'<script[^>]*id="pairlens-data"[^>]*>(.*?)</script>', text, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_it_holds_some_of_the_pairs_as_if_there_were_no_others(gallery: Gallery, tmp_path: Path) -> None:
    data = held(gallery.to_html(tmp_path / "p.html", [2, 1], title="Two <b>"))
    assert data["main"] == "gallery"
    assert data["about"]["total"] == data["gallery"]["total"] == len(data["tiles"]) == len(data["pairs"]) == 2
    captions = galleries.captions(5)
    assert data["gallery"]["captions"] == [captions[2], captions[1]]
    assert {index: [case["reviewer"] for case in cases] for index, cases in data["gallery"]["said"]} == {
        0: ["bo"],
        1: ["ada", "bo"],
    }
    assert [pair["pair"]["b"]["text"] for pair in data["pairs"]] == [captions[2], captions[1]]
    assert data["pairs"][1]["chosen"]["pins"]
    assert data["query"] == {"sort": "score", "worstFirst": True}
    assert data["tiles"][0]["picture"].startswith("data:image/jpeg;base64,")
    text = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert "Two &lt;b&gt;" in text
    assert "Two <b>" not in text.replace(json.dumps("Two <b>"), "")


def test_without_indices_it_is_what_is_chosen_or_else_what_is_shown(gallery: Gallery, tmp_path: Path) -> None:
    gallery.search = "kite"
    assert held(gallery.to_html(tmp_path / "p.html"))["gallery"]["captions"] == [galleries.captions(5)[2]]
    gallery.chosen = [4]
    assert held(gallery.to_html(tmp_path / "p.html"))["gallery"]["captions"] == [galleries.captions(5)[4]]


def test_none_and_too_many_are_refused(
    gallery: Gallery, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "MOST", 3)
    for indices in ([], [0, 1, 2, 3]):
        with pytest.raises(OptionError, match=f"{len(indices)} pairs cannot be made. Choose 1 to 3"):
            gallery.to_html(tmp_path / "p.html", indices)
    gallery.search = "nobody says that"
    with pytest.raises(OptionError, match="0 pairs"):
        gallery.to_html(tmp_path / "p.html")
    with pytest.raises(IndexError):
        gallery.to_html(tmp_path / "p.html", [9])
    assert not (tmp_path / "p.html").exists()


def test_what_cannot_be_written_or_read_is_said(gallery: Gallery, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="Choose another folder"):
        gallery.to_html(tmp_path / "nowhere" / "p.html", [0])
    broken = Gallery([samples.husky(), None])
    with pytest.raises(PairlensError, match="not explained"):
        broken.to_html(tmp_path / "p.html")
    assert not (tmp_path / "p.html").exists()
    broken.close()


@pytest.mark.parametrize("name", ["captions", "pictures", "tiny", "oblong"])
def test_pairs_of_every_kind(name: str, tmp_path: Path) -> None:
    made = Gallery([getattr(samples, name)()])
    data = held(made.to_html(tmp_path / "p.html"))
    assert len(data["pairs"]) == 1
    made.close()
