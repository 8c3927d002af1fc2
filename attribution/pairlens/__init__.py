"""Second-order attributions between the words of a caption and the patches of a picture, for dual encoders.

Ask with [`explain`][pairlens.explaining.explain], read a [`PairAttribution`][pairlens.result.PairAttribution].
Arguments come picture first; arrays come text first.

Importing this package, and loading or viewing a finished result, imports no torch.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from pairlens.errors import PairlensError

if TYPE_CHECKING:
    from pairlens.agreement import compare
    from pairlens.encoders.base import Encoder
    from pairlens.encoders.loading import load_encoder, wrap
    from pairlens.encoders.own import join
    from pairlens.encoders.own_specs import ImageModel, TextModel
    from pairlens.encoders.randomised import randomised
    from pairlens.explaining import explain
    from pairlens.ledger import Ledger
    from pairlens.many import explain_many
    from pairlens.references import References
    from pairlens.result import PairAttribution
    from pairlens.sides import Caption, Picture
    from pairlens.striking import without

try:
    __version__ = version("pairlens")
except PackageNotFoundError:  # a source tree on the path, never installed
    __version__ = "0+unknown"

_HOMES = {
    # asking
    "load_encoder": "pairlens.encoders.loading",
    "wrap": "pairlens.encoders.loading",
    "join": "pairlens.encoders.own",
    "ImageModel": "pairlens.encoders.own_specs",
    "TextModel": "pairlens.encoders.own_specs",
    "randomised": "pairlens.encoders.randomised",
    "explain": "pairlens.explaining",
    "explain_many": "pairlens.many",
    "References": "pairlens.references",
    "without": "pairlens.striking",
    "Caption": "pairlens.sides",
    "Picture": "pairlens.sides",
    # reading
    "PairAttribution": "pairlens.result",
    "compare": "pairlens.agreement",
    "Ledger": "pairlens.ledger",
    # types
    "Encoder": "pairlens.encoders.base",
}

__all__ = [
    "Caption",
    "Encoder",
    "ImageModel",
    "Ledger",
    "PairAttribution",
    "PairlensError",
    "Picture",
    "References",
    "TextModel",
    "__version__",
    "compare",
    "explain",
    "explain_many",
    "join",
    "load_encoder",
    "randomised",
    "without",
    "wrap",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - any public name
    """Import a public name when it is first used (PEP 562), so that start-up stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'pairlens' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
