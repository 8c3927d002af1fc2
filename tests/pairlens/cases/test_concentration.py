from __future__ import annotations

from math import comb

import pytest

from pairlens.cases.concentration import concentration


def test_observed_expected_and_the_exact_test_are_what_one_reckons_by_hand() -> None:
    """Ten items, five of each class; four have the label, all of them boats."""
    groups = {str(i): "boat" if i < 5 else "car" for i in range(10)}
    labels = {item: frozenset(["x"] if int(item) < 4 else []) for item in groups}
    boat, car = concentration(labels, groups, {"x": "X", "unused": "Unused"})
    assert (boat.group, boat.observed, boat.items, boat.expected, boat.lift) == ("boat", 4, 5, 2.0, 2.0)
    assert (car.observed, car.lift) == (0, 0.0)
    p = 2 * comb(5, 4) / comb(10, 4)
    assert boat.p == car.p == pytest.approx(p)
    assert boat.q == pytest.approx(p), "both cells say the same"
    assert boat.is_clear is (p < 0.05)


def test_many_cells_make_each_less_clear() -> None:
    groups = {str(i): f"class {i % 10}" for i in range(200)}
    labels = {
        item: frozenset(["x"] if int(item) % 10 == 0 and int(item) < 70 else ["y"] * (int(item) % 7 == 0))
        for item in groups
    }
    cells = concentration(labels, groups, {"x": "X", "y": "Y"})
    assert len(cells) == 20
    assert all(cell.q >= cell.p for cell in cells)
    assert min(cells, key=lambda cell: cell.p).group == "class 0"


def test_without_labels_or_classes_there_are_no_cells() -> None:
    assert concentration({"1": frozenset()}, {"1": "a"}, {"x": "X"}) == ()
    assert concentration({}, {}, {"x": "X"}) == ()
