"""Every method on towers of other families: it answers, or says which methods do."""

from __future__ import annotations

import numpy as np
import pytest
import torch

import hub_models
import pairlens
from pairlens.errors import OptionError
from pairlens.methods.asking import METHODS, Asked
from pairlens.methods.attending import attending
from pairlens.methods.how import How
from pairlens.methods.jacobians import Jacobians

TOYS = {toy.name: toy for toy in hub_models.TOYS if toy.name in ("SigLIP", "SigLIP 2", "ALIGN")}
WITHOUT_ATTENTION = ("ALIGN", "attention"), ("ALIGN", "grad_eclip")
OPTIONS = {"banzhaf": {"budget": 64}, "shapley": {"budget": 64}, "occlusion": {}, "jacobians": {"steps": 2}}


def ask(name: str, method: str):
    options = OPTIONS.get(method, {"steps": 2})
    layer = {} if method in ("occlusion", "banzhaf", "shapley") else {"layer": (1, 0)}
    return pairlens.explain(
        hub_models.encoder(TOYS[name]), hub_models.photo(), "two dogs", method=method, **layer, **options
    )


@pytest.mark.parametrize("name", TOYS)
@pytest.mark.parametrize("method", METHODS)
def test_every_method_answers_or_names_others(name: str, method: str) -> None:
    if (name, method) in WITHOUT_ATTENTION:
        with pytest.raises(
            OptionError, match=r"no attention above layer 1.*grad_cam, maskclip and jacobians"
        ):
            ask(name, method)
        return
    pair = ask(name, method)
    assert np.abs(pair.matrix).max() > 0
    assert pair.method == method
    assert sum(row.value for row in pair.ledger.rows()) == pytest.approx(pair.score, abs=1e-6)


def test_a_pooling_query_is_followed_by_moving_each_of_its_probabilities() -> None:
    """At the pooling's input: the positive part of probability times slope, slopes by central differences."""
    e = hub_models.encoder(TOYS["SigLIP"])
    depth, h = e.depth[0], 1e-6
    asked = Asked.of(e, "picture", hub_models.photo(), depth), Asked.of(e, "caption", "two dogs", 0)
    how = How(steps=2)
    with torch.no_grad():
        image, text = (Jacobians(how).side(e, side) for side in asked)
        U = text.columns(how)
        units = e.image.features(asked[0].inputs, depth)
        embed = e.image.stage(asked[0].inputs, depth).embed
        with attending() as seen:
            embed(units)
        share = seen[0].share
        slow = np.zeros((len(U), share.shape[-1]))
        for head in range(share.shape[1]):
            for unit in range(share.shape[-1]):
                step = torch.zeros_like(share)
                step[0, head, 0, unit] = h
                outs = []
                for sign in (1, -1):
                    with attending(lambda _, s, move=sign * step: s + move):
                        outs.append(embed(units)[0])
                slope = U @ (outs[0] - outs[1]) / (2 * h)
                slow[:, unit] += (slope * share[0, head, 0, unit]).clamp(min=0).numpy() / share.shape[1]
    pair = pairlens.explain(e, hub_models.photo(), "two dogs", layer=(depth, 0), method="attention", steps=2)
    norms = np.linalg.norm(image.stop) * np.linalg.norm(text.stop)
    np.testing.assert_allclose(pair.interactions[: len(U)], slow / norms, atol=1e-6 * slow.max() / norms)
    assert slow.max() > 0


@pytest.mark.parametrize("toy", hub_models.TOYS, ids=lambda t: t.name)
@pytest.mark.parametrize("above", [0, 1])
def test_many_captions_of_several_lengths_are_each_what_they_are_alone(toy, above: int) -> None:
    """What runs together runs to the length of the longest, which must not reach the shorter ones."""
    e = hub_models.encoder(toy)
    layer = tuple(max(0, depth - above) for depth in e.depth)
    asked = [
        (hub_models.photo(), caption) for caption in ("two dogs", "two", "two dogs two dogs", "two dogs")
    ]
    found = pairlens.explain_many(e, asked, layer=layer, steps=2, progress=False)
    for (image, caption), pair in zip(asked, found, strict=True):
        alone = pairlens.explain(e, image, caption, layer=layer, steps=2)
        scale = np.abs(alone.interactions).max()
        np.testing.assert_allclose(pair.interactions, alone.interactions, atol=2e-5 * scale)
        assert pair.score == pytest.approx(alone.score, abs=1e-6)
        assert pair.settings["path"] == alone.settings["path"]
