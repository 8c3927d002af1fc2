from __future__ import annotations

import io
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import pairlens
from pairlens import cases, scenes
from pairlens.cases.again import AS_SEEN, explain_again
from pairlens.cases.measures import Beside, measured
from pairlens.errors import OptionError

SEEDS = (1, 2)


@pytest.fixture(scope="module")
def encoder() -> pairlens.Encoder:
    return pairlens.load_encoder("embedded")


def scene(seed: int) -> tuple[np.ndarray, scenes.SceneCaption]:
    drawn = scenes.sample(seed, "test", objects=2)
    return drawn.image, drawn.caption(0, mentions=2)


@pytest.fixture
def store(tmp_path: Path, encoder: pairlens.Encoder) -> Iterator[Any]:
    """Two scenes explained by weights that know nothing, the first with its picture's bytes."""
    blind = pairlens.randomised(encoder)
    with cases.Store(tmp_path / "failures.db") as found:
        for seed in SEEDS:
            image, caption = scene(seed)
            buffer = io.BytesIO()
            Image.fromarray(image).save(buffer, format="PNG")
            source = buffer.getvalue() if seed == SEEDS[0] else None
            pair = pairlens.explain(blind, image, caption.text, steps=2)
            found.add(
                pair, name=f"scene {seed}", columns={"class": "scene"}, measures={"rank": 2.0}, source=source
            )
        yield found


def truths(store: Any) -> dict[str, Any]:
    return {item.id: cases.truth_of(scene(seed)[1]) for item, seed in zip(store.items(), SEEDS, strict=True)}


def again(store: Any, encoder: Any, *given: Any, **options: Any) -> Any:
    return explain_again(store, encoder, *given, **({"progress": False, "steps": 2} | options))


def test_the_new_numbers_are_those_of_explain_and_the_verdict_is_that_of_the_truth(store, encoder) -> None:
    found = again(store, encoder, truth=truths(store))
    assert found.model == "embedded"
    assert found.weights == encoder.weights
    for row, seed in zip(found.rows, SEEDS, strict=True):
        image, caption = scene(seed)
        alone = pairlens.explain(encoder, image, caption.text, steps=2)
        expected, _ = measured(alone, Beside(cases.truth_of(caption)))
        assert row.new["score"] == pytest.approx(alone.score, abs=1e-4)
        assert row.new["pointing"] == expected["pointing"]
        assert row.old["rank"] == 2
        assert row.after.model == "embedded"
        assert row.after.weights == encoder.weights != row.before.weights
        before, after = row.old["pointing"] == 1, row.new["pointing"] == 1
        says = {(False, True): "fixed", (True, False): "broken"}.get((before, after), "unchanged")
        assert row.verdict == says
    assert [row.remark for row in found.rows] == ["", AS_SEEN]
    assert len(store.items()) == 2, "nothing was added"


def test_without_anything_known_nothing_is_claimed(store, encoder) -> None:
    found = again(store, encoder)
    assert len(found.unknown) == len(found) == 2
    assert all(np.isfinite(row.new["score"]) for row in found.rows)


def test_ranks_and_criteria_decide_too(store, encoder) -> None:
    first, second = (item.id for item in store.items())
    found = again(store, encoder, ranks={first: 1.0})
    assert [row.verdict for row in found.rows] == ["fixed", "unknown"]
    told = again(
        store, encoder, criterion=lambda pair, measures: pair.model == "embedded" and measures["score"] > -1
    )
    assert len(told.fixed) == 2
    assert second == told.rows[1].before.id


def test_cases_choose_the_items_and_lend_their_labels(store, encoder) -> None:
    item = store.items()[1].id
    judged = cases.Judgement(status="submitted", labels=("missed_object",))
    store.write(
        cases.Change(id=str(uuid.uuid4()), item=item, reviewer="a", at=datetime.now(UTC), judgement=judged)
    )
    found = again(store, encoder, store.cases(label="missed_object"))
    assert [row.before.id for row in found.rows] == [item]
    assert found.rows[0].labels == ("missed_object",)
    with pytest.raises(OptionError, match="nothing to explain"):
        again(store, encoder, [])


def test_new_explanations_are_items_of_the_other_model(store, encoder) -> None:
    found = again(store, encoder, add=True)
    items = store.items()
    assert [item.model for item in items[2:]] == ["embedded", "embedded"]
    for row, item in zip(found.rows, items[2:], strict=True):
        assert item.id == row.after.id
        assert item.columns == {"class": "scene"}
        assert item.picture.name == row.before.picture.name
        assert item.picture.source == row.before.picture.source
        assert store.explanation(item.id).score == item.score


def test_boxes_are_of_the_picture_whatever_its_size_is_to_the_other_model(store, encoder) -> None:
    item = store.items()[0]
    phrase = scene(SEEDS[0])[1].phrases[0].text
    whole = {phrase: (0.0, 0.0, float(item.picture.width), float(item.picture.height))}
    found = again(store, encoder, truth={item.id: whole})
    assert found.rows[0].new["pointing"] == 1
    assert found.rows[0].new["energy"] == pytest.approx(1)


def test_a_pair_that_cannot_be_explained_again_is_a_row(store, encoder) -> None:
    found = again(store, encoder, layer=99)
    assert len(found.unknown) == 2
    assert all("layer" in row.remark and row.after is None for row in found.rows)
