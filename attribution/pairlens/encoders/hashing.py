"""Which weights an encoder computes with: a hash of all of them, made once and again only when one changed."""

from __future__ import annotations

import hashlib
import threading
import weakref
from collections.abc import Iterable
from dataclasses import dataclass

import torch
from torch import Tensor, nn

UNUSED = ("text_decoder.",)
"""Parts that no score passes through: CoCa's captioner, which open_clip leaves partly uninitialised."""

DIGITS = 32
"""Hexadecimal digits of a hash; half of a sha256 still tells any two models apart."""


class Weights:
    """Remembers the hash of one model's weights.

    A change is noticed by a tensor's identity, address and version, and by one number in the middle of each tensor:
    optimisers that work in one kernel, and whoever writes through `.data`, leave the version as it was.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: list[_Seen] = []
        self._middles = b""
        self._hash = ""

    def hash(self, model: nn.Module) -> tuple[str, bool]:
        """The hash of a model's weights, and whether they changed since it was asked for last.

        Args:
            model: The module that holds all of them; always the same one.
        """
        with self._lock:
            tensors = [*model.parameters(), *model.buffers()]
            middles = _middles(tensors)
            if self._same(tensors) and middles == self._middles:
                return self._hash, False
            known = bool(self._hash)
            self._seen, self._middles = [_Seen.of(tensor) for tensor in tensors], middles
            self._hash = hash_of(model)
            return self._hash, known

    def forget(self) -> None:
        """Look at every weight again when asked next."""
        with self._lock:
            self._seen = []

    def _same(self, tensors: list[Tensor]) -> bool:
        return len(tensors) == len(self._seen) and all(map(_Seen.is_still, self._seen, tensors))


def hash_of(model: nn.Module) -> str:
    """The hash of a model's weights: "sha256:" and 32 hexadecimal digits.

    It is made of the name, precision, shape and bytes of each parameter and buffer that a checkpoint would hold,
    in the order of their names. Where they lie (a CPU, a GPU) makes no difference; their precision does.

    Args:
        model: The module.
    """
    state = model.state_dict(keep_vars=True)
    names = [
        name for name in sorted(state) if isinstance(state[name], Tensor) and not name.startswith(UNUSED)
    ]
    tensors = {id(state[name]): state[name] for name in names}  # a tied weight has two names
    contents = {key: hashlib.sha256(_bytes(tensor)).digest() for key, tensor in tensors.items()}
    whole = hashlib.sha256()
    for name in names:
        tensor = state[name]
        said = f"{name}\n{tensor.dtype}\n{tuple(tensor.shape)}\n"
        whole.update(said.encode() + contents[id(tensor)])
    return f"sha256:{whole.hexdigest()[:DIGITS]}"


@dataclass(frozen=True)
class _Seen:
    """A tensor as it was, without keeping it alive."""

    tensor: weakref.ref[Tensor]
    address: int
    version: int

    @classmethod
    def of(cls, tensor: Tensor) -> _Seen:
        return cls(weakref.ref(tensor), tensor.data_ptr(), _version(tensor))

    def is_still(self, tensor: Tensor) -> bool:
        """Whether this is the same tensor and nobody wrote to it."""
        same = self.tensor() is tensor and self.address == tensor.data_ptr()
        return same and self.version == _version(tensor)


def _version(tensor: Tensor) -> int:
    return -1 if tensor.is_inference() else tensor._version  # noqa: SLF001 - torch has no other name for it


def _middles(tensors: Iterable[Tensor]) -> bytes:
    """One number of each tensor; one transfer for each device."""
    places: dict[tuple[torch.device, torch.dtype], list[Tensor]] = {}
    with torch.no_grad():
        for tensor in tensors:
            if tensor.numel():
                middle = tensor.as_strided((), (), tensor.storage_offset() + _half(tensor))
                places.setdefault((tensor.device, tensor.dtype), []).append(middle)
        return b"".join(_bytes(torch.stack(found)) for found in places.values())


def _half(tensor: Tensor) -> int:
    """How far the middle element lies from the first, whatever the strides."""
    return sum(size // 2 * stride for size, stride in zip(tensor.shape, tensor.stride(), strict=True))


def _bytes(tensor: Tensor) -> memoryview:
    """The numbers row by row, in the precision that they have."""
    flat = tensor.detach().cpu().contiguous().reshape(-1)
    return flat.view(torch.uint8).numpy().data
