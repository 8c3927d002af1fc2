"""What Pairlens raises when a request cannot be met: always the cause, then the remedy."""

from __future__ import annotations


class PairlensError(ValueError):
    """A request that cannot be met.

    Args:
        cause: What is wrong, with the values that show it.
        remedy: What to do next.
    """

    def __init__(self, cause: str, remedy: str) -> None:
        self.cause = cause
        self.remedy = remedy
        super().__init__(f"{cause} {remedy}")


class PictureError(PairlensError):
    """A picture that cannot be read or shown."""


class CaptionError(PairlensError):
    """A caption that the text tower cannot take."""


class PhraseError(PairlensError):
    """A phrase or token selection that is not in the caption, or is there more than once."""


class RegionError(PairlensError):
    """A box or mask that does not fit the picture."""


class LayerError(PairlensError):
    """A layer that the encoder does not have."""


class OptionError(PairlensError):
    """A method or option that does not exist, or a value that it does not take."""


class ModelError(PairlensError):
    """A model that cannot be explained: not a supported dual encoder, NaN weights, weights not to be had."""


class FileError(PairlensError):
    """A saved explanation that is damaged, foreign or of a newer version."""
