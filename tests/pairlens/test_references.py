from __future__ import annotations

import numpy as np
import pytest
import torch

import pairlens
from pairlens import References
from pairlens.errors import OptionError
from toys import CAPTION, TOYS, encoder, picture

TOY = TOYS[0]


@pytest.mark.parametrize("image", ["mean", "blur", "noise", "given"])
def test_every_image_reference_accounts_for_the_score(image: str) -> None:
    given = picture(TOY, seed=5) if image == "given" else image
    pair = pairlens.explain(
        encoder(TOY), picture(TOY, 3), CAPTION, layer=1, references=References(image=given)
    )
    assert pair.converged
    assert abs(pair.residual) <= 1e-3 * pair.natural_scale
    assert pair.settings["references"] == {"image": image, "text": "padding"}


def test_references_differ_in_what_they_explain_not_in_the_score() -> None:
    e = encoder(TOY)
    pairs = [
        pairlens.explain(e, picture(TOY), CAPTION, layer=0, references=References(image=kind))
        for kind in ("mean", "blur", "noise")
    ]
    assert len({round(p.score, 6) for p in pairs}) == 1
    assert len({round(p.baseline, 6) for p in pairs}) == 3


def test_noise_is_seeded() -> None:
    e, f = encoder(TOY), References(image="noise")
    first = pairlens.explain(e, picture(TOY), CAPTION, references=f)
    e.forget()
    np.testing.assert_array_equal(
        pairlens.explain(e, picture(TOY), CAPTION, references=f).matrix, first.matrix
    )


def test_a_picture_that_is_its_own_reference_has_nothing_to_attribute() -> None:
    pair = pairlens.explain(encoder(TOY), picture(TOY), CAPTION, references=References(image=picture(TOY)))
    assert np.abs(pair.interactions).max() == 0
    assert np.abs(pair.image_effects).max() == 0
    assert pair.converged


def test_at_layer_0_only_patches_that_differ_from_the_reference_carry_anything() -> None:
    """The grid is not square, so rows and columns that are swapped cannot pass."""
    toy = next(t for t in TOYS if t.name == "wide grid")
    e = encoder(toy)
    rows, cols = e.image.layout({}, 0).grid
    for row in range(rows):
        for col in range(cols):
            pixels = torch.zeros(1, 3, *e.image.size, dtype=torch.float64)
            pixels[..., 4 * row : 4 * row + 4, 4 * col : 4 * col + 4] = 1
            carried = np.abs(pairlens.explain(e, pixels, CAPTION, layer=0, steps=4).matrix).sum(0)
            assert np.argwhere(carried).tolist() == [[row, col]]


def test_special_units_carry_nothing_at_layer_0() -> None:
    """Class, begin, end and padding units are the same in caption and reference before the first block."""
    pair = pairlens.explain(encoder(TOY), picture(TOY), CAPTION, layer=0)
    ledger = pair.ledger
    assert ledger.content_special == ledger.special_patch == ledger.special_special == 0
    assert ledger.content_patch != 0


@pytest.mark.parametrize(
    ("references", "said"),
    [
        (References(image="black"), "mean, blur, noise"),
        (References(text="empty"), "padding"),
        (References(image=torch.zeros(1, 3, 4, 4)), r"\(1, 3, 8, 12\)"),
        (References(text=torch.zeros(1, 5, dtype=torch.long)), r"\(1, 9\)"),
        (References(text=torch.zeros(1, 9)), "integer"),
        ("mean", "pairlens.References"),
    ],
)
def test_references_that_do_not_fit_are_refused(references: object, said: str) -> None:
    with pytest.raises(OptionError, match=said):
        pairlens.explain(encoder(TOY), picture(TOY), CAPTION, references=references)
