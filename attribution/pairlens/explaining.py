"""Ask a dual encoder why a picture and a caption score as they do."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor

from pairlens.encoders.base import Encoder
from pairlens.encoders.preparing import digest
from pairlens.encoders.tower import Stage
from pairlens.errors import ModelError, OptionError
from pairlens.methods.curves import GeneralCurve, jvp
from pairlens.methods.jacobians import How, PairTerms, Side, pair_terms
from pairlens.methods.one_read import OneReadCurve
from pairlens.path import Integral
from pairlens.references import References, reference_ids, reference_pixels
from pairlens.result import PairAttribution

METHODS = ("jacobians",)
"""Ways to attribute that `explain` knows."""


def explain(  # noqa: D417 - the options are listed under their method
    encoder: Encoder,
    image: Any,  # noqa: ANN401 - everything that can be read as a picture
    caption: str,
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
        caption: Plain text.
        layer: Block whose input is attributed to (the paper's convention), from 0 to `encoder.depth`, where `depth`
            is the input of the pooling. One integer for both towers, or (image, text). None means
            `encoder.default_layer`.
        method: "jacobians": integrated Jacobians (Moeller et al., eq. 9 and 10).

    Options of "jacobians":
        steps: "auto" (default: refined until the score is accounted for), or a number of nodes.
        rule: "gauss-legendre" (default), "midpoint", or "right" (the convention of the paper's reference code).
        tol: Relative error asked for; 1e-3 by default (the eye cannot see less), 1e-5 for measuring.
        cap: Most evaluations of one tower's derivative that "auto" may cost.
        references: A `pairlens.References`.

    Returns:
        The attribution; `converged` says whether the tolerance was met.

    Raises:
        PairlensError: The picture, the caption, the layer, the method, an option or the model will not do; the
            message names the cause and the remedy.
    """
    if method not in METHODS:
        raise OptionError(f"There is no method {method!r}.", f"Choose one of: {', '.join(METHODS)}.")
    references = _checked_options(options)
    how = How.of(**options)
    layers = encoder.layers(layer)
    pixels, notes = encoder.pixels.read(image)
    ids = encoder.captions.read(caption)
    with encoder.borrowed():
        picture = _image_side(encoder, encoder.place(pixels), layers[0], references.image)
        text = _text_side(encoder, encoder.place(ids), layers[1], references.text)
        terms = pair_terms(picture, text, how)
    _check_finite(terms, encoder)
    return PairAttribution(
        **_numbers(terms, encoder.text.context),
        caption=encoder.captions.units(caption, ids),
        picture=encoder.pixels.units(pixels),
        layers=layers,
        depths=encoder.depth,
        method=method,
        settings={
            "exact": True,
            "path": {"image": _path_name(picture), "text": _path_name(text)},
            "steps": how.steps,
            "rule": how.rule,
            "tol": how.tol,
            "image": _integral_settings(terms.image),
            "text": _integral_settings(terms.text),
            "references": references.describe(),
            "dtype": str(encoder.dtype).removeprefix("torch."),
            "device": str(encoder.device),
            "notes": [*encoder.notes, *notes],
            "unknown_words": list(encoder.unknown(caption)),
        },
        model=encoder.name,
        versions=versions(),
    )


def _numbers(terms: PairTerms, context: int) -> dict[str, Any]:
    """The terms as a result holds them: single precision, a row for every unit of the context."""
    return {
        "interactions": _whole(terms.interactions, context),
        "text_effects": _whole(terms.text_effects, context),
        "image_effects": _array(terms.image_effects),
        "baseline": terms.baseline,
        "score": terms.score,
        "residual": terms.residual,
        "natural_scale": terms.natural_scale,
        "converged": terms.converged,
    }


def versions() -> dict[str, str]:
    """Versions of everything that shapes a result."""
    found = {"python": platform.python_version()}
    for package in ("pairlens", "torch", "open_clip_torch", "numpy"):
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "unknown"
    return found


def _checked_options(options: dict[str, Any]) -> References:
    """Take the references out of the options and check the other names."""
    known = ("steps", "rule", "tol", "cap", "references")
    for name in options:
        if name not in known:
            raise OptionError(
                f"The method 'jacobians' has no option {name!r}.", f"It has: {', '.join(known)}."
            )
    references = options.pop("references", None) or References()
    if not isinstance(references, References):
        raise OptionError(
            f"references is a {type(references).__name__}.", "Pass pairlens.References(image=…, text=…)."
        )
    return references


def _image_side(encoder: Encoder, pixels: Tensor, layer: int, reference: Any) -> Side:  # noqa: ANN401
    """The picture's path, kept for the next caption."""
    name = reference if isinstance(reference, str) else digest(torch.as_tensor(reference))

    def make() -> Side:
        blank = reference_pixels(reference, pixels)
        key = ("image reference", layer, digest(blank))
        with torch.no_grad():
            start = encoder.keep(key, lambda: encoder.image.features(blank, layer)[0])
            stop = encoder.image.features(pixels, layer)[0]
        return _side(encoder, ("image", layer), encoder.image.stage(layer), start, stop)

    return encoder.keep(("image", layer, name, digest(pixels)), make)


def _text_side(encoder: Encoder, ids: Int[Tensor, "1 context"], layer: int, reference: Any) -> Side:  # noqa: ANN401
    """The caption's path; both its ends are pooled where the caption is pooled."""
    blank = reference_ids(encoder.captions, reference, ids)
    length, position = encoder.text.length(ids), encoder.text.position(ids)
    key = ("text reference", layer, length, digest(blank))
    with torch.no_grad():
        start = encoder.keep(key, lambda: encoder.text.features(blank, layer, length)[0])
        stop = encoder.text.features(ids, layer, length)[0]
    return _side(encoder, ("text", layer), encoder.text.stage(layer, length, position), start, stop)


def _side(
    encoder: Encoder,
    cut: tuple[str, int],
    stage: Stage,
    start: Float[Tensor, "units width"],
    stop: Float[Tensor, "units width"],
) -> Side:
    if stage.read is not None:
        return Side(OneReadCurve(stage.read, start, stop), closed_form=True)
    forward = encoder.keep(("forward mode", *cut), lambda: _forward_mode(stage.embed, start))
    return Side(GeneralCurve(stage.embed, start, stop, forward_mode=forward))


def _forward_mode(embed: Callable[[Tensor], Tensor], features: Float[Tensor, "units width"]) -> bool:
    """Whether every operation above the cut has a forward-mode derivative."""
    z = features[None]
    try:
        with torch.no_grad():
            jvp(embed, (z,), (torch.zeros_like(z),))
    except (NotImplementedError, RuntimeError):
        return False
    return True


def _whole(rows: Tensor, context: int) -> np.ndarray:
    """Rows for every unit of the context. Those behind a causal tower's end token carry exactly nothing."""
    found = _array(rows)
    missing = np.zeros((context - found.shape[0], *found.shape[1:]), dtype=np.float32)
    return np.concatenate([found, missing])


def _array(tensor: Tensor) -> np.ndarray:
    return tensor.detach().float().cpu().numpy()


def _path_name(side: Side) -> str:
    return "closed form" if side.closed_form else "general"


def _integral_settings(integral: Integral) -> dict[str, Any]:
    return {
        "nodes": len(integral.nodes),
        "panels": integral.panels,
        "evaluations": integral.evaluations,
        "error": integral.error,
        "exhausted": integral.exhausted,
    }


def _check_finite(terms: PairTerms, encoder: Encoder) -> None:
    parts = (terms.interactions, terms.text_effects, terms.image_effects)
    if not all(bool(torch.isfinite(part).all()) for part in parts) or not np.isfinite(terms.score):
        raise ModelError(
            f"{encoder.name} gave NaN or infinite values for this pair.",
            "Check the model's weights and, if it computes in half precision, wrap it in float32.",
        )
