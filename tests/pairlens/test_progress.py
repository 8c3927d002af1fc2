from __future__ import annotations

import pytest

import pairlens
from pairlens.progress import listening, tell
from toys import CAPTION, TOYS, encoder, picture


def test_nobody_listening_is_fine() -> None:
    tell("picture", 1, 2)


def test_a_computation_tells_how_far_it_is() -> None:
    heard: list[tuple[str, int, int]] = []
    with listening(lambda *step: heard.append(step)):
        pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), "dog", layer=0, steps=3)
    assert {what for what, _, _ in heard} == {"path", "units", "products"}
    assert all(0 < done <= total for _, done, total in heard)
    assert heard[-1][1] == heard[-1][2]
    count = len(heard)
    pairlens.explain(encoder(TOYS[0]), picture(TOYS[0]), "dog", layer=0, steps=3)
    assert len(heard) == count


def test_what_the_listener_raises_cancels_and_leaves_the_encoder_usable() -> None:
    def cancel(*_: object) -> None:
        raise InterruptedError("enough")

    e = encoder(TOYS[0])
    with pytest.raises(InterruptedError, match="enough"), listening(cancel):
        pairlens.explain(e, picture(TOYS[0]), CAPTION, layer=0)
    assert pairlens.explain(e, picture(TOYS[0]), CAPTION, layer=0).converged
