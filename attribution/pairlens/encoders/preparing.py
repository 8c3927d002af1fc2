"""Turn what a person hands over (a picture, a caption) into what the towers take, keeping track of what is what."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
import torch
from jaxtyping import Float, Int, UInt8
from open_clip.tokenizer import SimpleTokenizer
from PIL import Image
from torch import Tensor

from pairlens.captions import caption_units
from pairlens.encoders.pieces import locate_pieces
from pairlens.encoders.tower import ImageTower, Inputs, TextTower
from pairlens.errors import CaptionError, ModelError, PictureError
from pairlens.images import read_picture
from pairlens.references import reference_ids, reference_pixels
from pairlens.units import NOWHERE, CaptionUnits, PictureUnits

Triple = tuple[float, float, float]
Units = CaptionUnits | PictureUnits


@runtime_checkable
class Reader(Protocol):
    """Turns what a person hands over into a tower's inputs, and says what the units are."""

    @property
    def kind(self) -> Literal["picture", "caption"]:
        """What it reads."""
        ...

    def read(self, source: Any) -> tuple[Inputs, tuple[str, ...]]:  # noqa: ANN401 - checked by it
        """The tower's inputs on the CPU, a batch of one, with notes on what was converted."""
        ...

    def units(self, source: Any, inputs: Inputs, layer: int) -> Units:  # noqa: ANN401 - what was read
        """What the units are at a layer, for inputs that `read` gave for this source."""
        ...

    def reference(self, reference: Any, inputs: Inputs) -> Inputs:  # noqa: ANN401 - a kind or a tensor
        """The uninformative inputs that an explanation of these inputs is measured against."""
        ...


@dataclass(frozen=True)
class Pixels:
    """Reads pictures for one image tower.

    Attributes:
        tower: The tower that will take them.
        preprocess: PIL picture to pixels (3, height, wide); None if only tensors are passed.
        mean: Mean colour that the preprocessing subtracts, per channel in [0, 1].
        std: Deviation that it divides by.
    """

    kind: Literal["picture"] = field(default="picture", init=False)
    tower: ImageTower
    preprocess: Callable[[Image.Image], Tensor] | None
    mean: Triple
    std: Triple

    def read(self, source: Any) -> tuple[Inputs, tuple[str, ...]]:  # noqa: ANN401 - checked here
        """Pixels as the model takes them, in float32 on the CPU, with notes on what was converted.

        Args:
            source: A path, PIL picture, array, or preprocessed tensor (1, 3, height, wide) or (3, height, wide).

        Raises:
            PictureError: It cannot be read, or does not fit the tower.
        """
        if isinstance(source, Tensor):
            return {"pixels": self._checked(source)}, ()
        opened = read_picture(source)
        if self.preprocess is None:
            raise PictureError(
                "This encoder was wrapped without a preprocess, so it cannot turn a picture into pixels.",
                "Pass preprocess= to pairlens.wrap, or pass a preprocessed tensor (1, 3, height, width).",
            )
        return {"pixels": self._checked(self.preprocess(opened.picture))}, tuple(opened.notes)

    def _checked(self, pixels: Tensor) -> Tensor:
        pixels = pixels[None] if pixels.ndim == 3 else pixels  # noqa: PLR2004 - a picture without its batch axis
        wanted = (1, 3, *self.tower.size)
        if tuple(pixels.shape) != wanted:
            raise PictureError(
                f"The pixels have shape {tuple(pixels.shape)}, but this image tower takes {wanted}.",
                "Preprocess one picture at a time with the model's own preprocess.",
            )
        pixels = pixels.detach().to("cpu")
        pixels = pixels if pixels.dtype == torch.float64 else pixels.float()
        # a sum is finite only if all are, and much the faster to look at
        if not bool(torch.isfinite(pixels.sum())) and not bool(torch.isfinite(pixels).all()):
            raise PictureError(
                "The pixels hold NaN or infinite values.", "Check the picture and its preprocessing."
            )
        return pixels

    def seen(self, pixels: Float[Tensor, "1 3 height wide"]) -> UInt8[np.ndarray, "height wide 3"]:
        """The picture exactly as the model sees it, normalisation undone."""
        mean = torch.tensor(self.mean, dtype=pixels.dtype).view(3, 1, 1)
        std = torch.tensor(self.std, dtype=pixels.dtype).view(3, 1, 1)
        # in place: memory for another copy costs more than the arithmetic
        colours = (pixels[0] * std).add_(mean).clamp_(0, 1).mul_(255).round_()
        return torch.stack(list(colours.to(torch.uint8)), -1).numpy()

    def units(self, source: Any, inputs: Inputs, layer: int) -> PictureUnits:  # noqa: ANN401 - not looked at
        """What the columns of a result are."""
        del source
        layout = self.tower.layout(inputs, layer)
        rows, cols = layout.grid
        return PictureUnits(self.seen(inputs["pixels"].cpu()), layout.kinds, rows, cols)

    def reference(self, reference: Any, inputs: Inputs) -> Inputs:  # noqa: ANN401 - checked there
        """The picture that the path starts from; see `pairlens.References`."""
        return {"pixels": reference_pixels(reference, inputs["pixels"])}


def normalisation(preprocess: Any, visual: Any) -> tuple[Triple, Triple]:  # noqa: ANN401 - torchvision's and open_clip's
    """Mean and deviation that a preprocessing applies, read from it or else from the model.

    Args:
        preprocess: A torchvision composition whose last step may be `Normalize`, or None.
        visual: An image tower that may carry `image_mean` and `image_std`.
    """
    for step in reversed(getattr(preprocess, "transforms", [])):
        if hasattr(step, "mean") and hasattr(step, "std"):
            return _triple(step.mean), _triple(step.std)
    mean, std = getattr(visual, "image_mean", None), getattr(visual, "image_std", None)
    if mean is None or std is None:
        from open_clip.constants import OPENAI_DATASET_MEAN, OPENAI_DATASET_STD

        mean, std = OPENAI_DATASET_MEAN, OPENAI_DATASET_STD
    return _triple(mean), _triple(std)


def _triple(values: Any) -> Triple:  # noqa: ANN401 - a number, a tensor or a sequence
    red, green, blue = np.broadcast_to(np.asarray(values, dtype=float), 3)
    return float(red), float(green), float(blue)


@dataclass(frozen=True)
class Captions:
    """Reads captions for one text tower.

    Attributes:
        tower: The tower that will take them.
        tokenizer: open_clip's byte-pair tokenizer.
        padding: The token id that fills up a caption.
    """

    kind: Literal["caption"] = field(default="caption", init=False)
    tower: TextTower
    tokenizer: SimpleTokenizer
    padding: int = 0

    def read(self, source: Any) -> tuple[Inputs, tuple[str, ...]]:  # noqa: ANN401 - checked here
        """Token ids (1, context), begin and end tokens in place, padded.

        Raises:
            CaptionError: The caption is empty or longer than the context.
        """
        text = checked_text(source)
        pieces = self.tokenizer.encode(text)
        if not pieces:
            raise CaptionError("The caption is empty.", "Write at least one word.")
        self._fits(text, pieces)
        return {"ids": self.tokenizer([text], context_length=self.tower.context)}, ()

    def _fits(self, text: str, pieces: list[int]) -> None:
        room = self.tower.context - 2
        if len(pieces) <= room:
            return
        spans = locate_pieces(text, self._bytes(pieces), self.tokenizer.clean_fn(text))
        lost = text[spans[room][0] :].strip()
        raise CaptionError(
            f"The caption has {len(pieces)} tokens, but this model reads at most {room} (and a begin and an end "
            f"token). It would lose: {lost!r}.",
            f"Shorten it by {len(pieces) - room} tokens.",
        )

    def units(self, source: Any, inputs: Inputs, layer: int) -> CaptionUnits:  # noqa: ANN401 - a caption
        """What the rows of a result are: every unit of the context, special ones included."""
        del layer
        text, numbers = str(source), inputs["ids"][0].tolist()
        content = range(1, 1 + len(self.tokenizer.encode(text)))
        spans = locate_pieces(text, self._bytes([numbers[i] for i in content]), self.tokenizer.clean_fn(text))
        kinds = ["padding"] * len(numbers)
        kinds[0], kinds[content.stop] = "begin", "end"
        kinds[content.start : content.stop] = ["content"] * len(content)
        return special_units(text, kinds, numbers, spans, self.tower.appended)

    def reference(self, reference: Any, inputs: Inputs) -> Inputs:  # noqa: ANN401 - checked there
        """The caption that the path starts from: begin and end tokens in place, padding between."""
        ids = inputs["ids"]
        blank = ids.clone()
        blank[:, 1 : self._end(ids)] = self.padding
        return {"ids": reference_ids(reference, blank)}

    def _end(self, ids: Int[Tensor, "1 context"]) -> int:
        """Where the end token stands: before the padding, or last where a given caption fills the context."""
        found = (ids[0] == self.tokenizer.eot_token_id).nonzero()
        return int(found[0]) if len(found) else ids.shape[1] - 1

    def _bytes(self, pieces: list[int]) -> list[bytes]:
        decoder, table = self.tokenizer.decoder, self.tokenizer.byte_decoder
        texts = [decoder[piece] for piece in pieces]
        return [bytes(table[c] for c in text.removesuffix("</w>")) for text in texts]


def checked_text(source: Any) -> str:  # noqa: ANN401 - checked here
    """The caption, if it is one.

    Raises:
        CaptionError: It is not text.
    """
    if not isinstance(source, str):
        raise CaptionError(
            f"The caption is a {type(source).__name__}, not text.", "Pass one caption as a plain string."
        )
    return source


def special_units(
    text: str,
    kinds: Sequence[str],
    ids: Sequence[int],
    spans: Sequence[tuple[int, int]],
    appended: Sequence[str] = (),
) -> CaptionUnits:
    """Units of a caption whose content tokens stand at the given spans.

    Args:
        text: The caption as typed.
        kinds: What each token id is.
        ids: Token ids.
        spans: Half-open character span of each content token, in order.
        appended: Kinds of units that the tower adds behind the token ids; their id is -1.
    """
    kinds = [*kinds, *appended]
    places = iter(spans)
    where = [next(places) if kind == "content" else NOWHERE for kind in kinds]
    pieces = [
        text[a:b] if kind == "content" else f"[{kind}]" for kind, (a, b) in zip(kinds, where, strict=True)
    ]
    return caption_units(text, kinds, [*ids, *[-1] * len(appended)], pieces, where)


def fingerprint(inputs: Inputs) -> str:
    """A key for the contents of a tower's inputs."""
    return ",".join(f"{name}={digest(tensor)}" for name, tensor in sorted(inputs.items()))


def digest(tensor: Tensor) -> str:
    """A key for the contents of a tensor."""
    data = tensor.detach().cpu().contiguous()
    head = f"{data.dtype}{tuple(data.shape)}".encode()
    found = hashlib.sha256(head)  # processors have instructions for it
    found.update(data.view(torch.uint8).numpy().data)
    return found.hexdigest()[:32]


def check_tokenizer(tokenizer: object) -> SimpleTokenizer:
    """The tokenizer, if its pieces can be traced back to the caption's characters.

    Raises:
        ModelError: It is not open_clip's byte-pair tokenizer.
    """
    if not isinstance(tokenizer, SimpleTokenizer):
        raise ModelError(
            f"The tokenizer is a {type(tokenizer).__name__}; its pieces cannot be traced to the caption here.",
            "Pass the one that open_clip.get_tokenizer(name) returns for a model with the classic text tower.",
        )
    return tokenizer
