"""Ask a dual encoder why a picture and a caption score as they do."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import torch
from torch import Tensor

from pairlens.encoders.base import Encoder
from pairlens.encoders.context import enough_memory
from pairlens.errors import ModelError
from pairlens.methods.asking import Asked, Method, Terms, bound, method_of
from pairlens.result import PairAttribution
from pairlens.sides import side_of


def explain(  # noqa: D417 - the options are listed under their method
    encoder: Encoder,
    image: Any,  # noqa: ANN401 - everything that can be read as a picture
    caption: Any,  # noqa: ANN401 - text, or a side of either kind
    *,
    layer: Any = None,  # noqa: ANN401 - an integer, a pair or None; checked by the encoder
    method: str = "jacobians",
    **options: Any,  # noqa: ANN401 - checked by the method
) -> PairAttribution:
    """Attribute the cosine of a picture and a caption to pairs of their units.

    Arguments come picture first; the result's arrays come text first.

    Args:
        encoder: From `pairlens.load_encoder` or `pairlens.wrap`.
        image: A path, PIL picture, array, or preprocessed tensor (1, 3, height, wide).
        caption: Plain text. Pairs of one kind say so: `pairlens.Caption(…)` or `pairlens.Picture(…)` in both
            places; then read `pair.a` (the columns of every array) and `pair.b` (the rows).
        layer: Block whose input is attributed to (the paper's convention), from 0 to `encoder.depth`, where `depth`
            is the input of the pooling. One integer for both towers, or (image, text). None means
            `encoder.default_layer`.
        method: How to attribute. Each has a module of its name in `pairlens.methods`, with its formula and source.

    Methods of pairs, on features ("jacobians") or on inputs, where `layer` makes no difference:
        jacobians: Integrated Jacobians (Moeller et al., eq. 9 and 10); the parts add up to the score.
        occlusion: Take each unit away once, on each side.
        banzhaf: Average over coalitions of units that stay; sampled, with `pair.standard_error`.
        shapley: The Shapley interaction index; sampled, with `pair.standard_error`.

    First-order methods, asked once for each text unit and explained on the picture:
        gradient_input: Gradient times features.
        integrated_gradients: The same along a path; equals "jacobians".
        grad_cam: Channels weighted by their mean gradient (Selvaraju et al. 2017).
        attention: Relevance through all attentions above the layer (Chefer et al. 2021).
        grad_eclip: Values of the last attention, weighted by gradient (Zhao et al. 2024).
        maskclip: Cosine of each patch that keeps its own value (Zhou et al. 2022).

    Options of "jacobians" and of the first-order methods:
        steps: "auto" (default: refined until the score is accounted for), or a number of nodes.
        rule: "gauss-legendre" (default), "midpoint", or "right" (the convention of the paper's reference code).
        tol: Relative error asked for; 1e-3 by default (the eye cannot see less), 1e-5 for measuring.
        cap: Most evaluations of one tower's derivative that "auto" may cost.
        references: A `pairlens.References`.

    Options of "occlusion", "banzhaf" and "shapley":
        references: A `pairlens.References`: what stands where a unit was taken away.
        groups: Grid (rows, cols) over the picture; by default the tower's own.
        budget: Most encodings of each side, one number or (image, text); 1024. Not for "occlusion".
        seed: Of the coalitions that are drawn; 0. Not for "occlusion".
        p: Chance that a unit stays; 0.5. "banzhaf" only.
        nodes: Values of that chance; chosen by the budget. "shapley" only.

    Returns:
        The attribution; `converged` says whether the tolerance was met.

    Raises:
        PairlensError: The picture, the caption, the layer, the method, an option or the model will not do; the
            message names the cause and the remedy.
    """
    chosen = method_of(method, options)
    a, b = read(encoder, image, caption, layer)
    return answer(encoder, method, chosen, a, b)


def read(
    encoder: Encoder,
    image: Any,  # noqa: ANN401 - as in `explain`
    caption: Any,  # noqa: ANN401 - likewise
    layer: Any = None,  # noqa: ANN401 - likewise
) -> tuple[Asked, Asked]:
    """Both arguments of `explain`, read.

    Raises:
        PairlensError: The picture, the caption or the layer will not do.
    """
    sides = (side_of(image, "picture"), side_of(caption, "caption"))
    layers = encoder.chosen(layer, (sides[0][0], sides[1][0]))
    a, b = (Asked.of(encoder, *side, k) for side, k in zip(sides, layers, strict=True))
    return a, b


def answer(
    encoder: Encoder,
    name: str,
    method: Method,
    a: Asked,
    b: Asked,
    terms: Terms | None = None,
    weights: str = "",
) -> PairAttribution:
    """Attribute one pair that has been read.

    Args:
        encoder: Who is asked.
        name: The method's name.
        method: The method with its options.
        a: The first argument.
        b: The second argument.
        terms: The pair's terms, where they were computed with those of others.
        weights: Hash of the weights, where it was asked for those of others too.
    """
    weights = weights or encoder.weights  # first: what was kept of other weights is dropped
    held: Mapping[str, Any] = {}
    if terms is None:
        with encoder.borrowed(), enough_memory(encoder.device):
            a, b, held = bound(encoder, a, b)
            terms = method.terms(encoder, a, b)
    _check_finite(terms, encoder)
    first, second = terms.a or a.units(), terms.b or b.units()
    texts = [str(side.source) for side in (a, b) if side.reader.kind == "caption"]
    return PairAttribution(
        interactions=_filled(terms.interactions, len(second), len(first)),
        text_effects=_filled(terms.b_effects, len(second)),
        image_effects=_filled(terms.a_effects, len(first)),
        standard_error=_error(terms.standard_error, len(second), len(first)),
        baseline=terms.baseline,
        score=terms.score,
        residual=terms.residual,
        natural_scale=terms.natural_scale,
        converged=terms.converged,
        a=first,
        b=second,
        layers=terms.layers or (a.layer, b.layer),
        depths=(a.tower.depth, b.tower.depth),
        method=name,
        settings={
            **terms.settings,
            **held,
            "weights": weights,
            "dtype": str(encoder.dtype).removeprefix("torch."),
            "device": str(encoder.device),
            "notes": [*encoder.notes, *a.notes, *b.notes],
            "unknown_words": list(dict.fromkeys(word for text in texts for word in encoder.unknown(text))),
        },
        model=encoder.name,
        versions=versions(),
    )


def versions() -> dict[str, str]:
    """Versions of everything that shapes a result."""
    return dict(_versions())


@cache
def _versions() -> tuple[tuple[str, str], ...]:
    """Looked up once: it reads files."""
    found = {"python": platform.python_version()}
    for package in ("pairlens", "torch", "open_clip_torch", "transformers", "timm", "numpy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:  # an extra that is not installed has no part in the result
            continue
    return tuple(found.items())


def _filled(values: Tensor, *shape: int) -> np.ndarray:
    """An array with a place for every unit. Those behind a causal tower's end token carry exactly nothing."""
    found = np.zeros(shape, dtype=np.float32)
    found[tuple(slice(size) for size in values.shape)] = values.detach().float().cpu().numpy()
    return found


def _error(values: Tensor | None, *shape: int) -> np.ndarray | None:
    return None if values is None else _filled(values, *shape)


def _check_finite(terms: Terms, encoder: Encoder) -> None:
    parts = (terms.interactions, terms.b_effects, terms.a_effects)
    if not all(bool(torch.isfinite(part).all()) for part in parts) or not np.isfinite(terms.score):
        raise ModelError(
            f"{encoder.name} gave NaN or infinite values for this pair.",
            "Check the model's weights and, if it computes in half precision, wrap it in float32.",
        )
