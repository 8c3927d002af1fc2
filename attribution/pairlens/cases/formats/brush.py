"""Painted regions as Label Studio keeps them: runs of bytes, packed bit by bit (the format of thi.ng's rle-pack).

A mask is the picture's pixels as red, green, blue and opacity, each 0 or 255. Packed: 32 bits for the number of bytes,
5 bits for the bits in a value less 1, four times 4 bits for the bits in a run's length less 1, and then runs: 1 bit
(repeated or not), 2 bits that choose a length's size, the length less 1, and the value, or as many values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from jaxtyping import Bool

_SIZES = (3, 4, 8, 16)
_CHANNELS = 4
_VALUE = 8


def packed(mask: Bool[np.ndarray, "height width"]) -> list[int]:
    """A mask as packed bytes."""
    values = np.repeat(mask.ravel(), _CHANNELS).astype(np.uint8) * 255
    bits = [f"{values.size:032b}", f"{_VALUE - 1:05b}", *(f"{size - 1:04b}" for size in _SIZES)]
    bits += [_run(length, value) for length, value in _runs(values)]
    text = "".join(bits)
    text += "0" * (-len(text) % 8)
    return [int(text[start : start + 8], 2) for start in range(0, len(text), 8)]


def unpacked(data: Sequence[int], height: int, width: int) -> Bool[np.ndarray, "height width"]:
    """The mask of packed bytes: where a pixel is not wholly transparent.

    Args:
        data: Bytes, 0 to 255.
        height: Of the picture in pixels.
        width: Likewise.

    Raises:
        ValueError: The bytes are cut off, or are of another picture.
    """
    bits = _Bits(bytes(data))
    count = bits.take(32)
    if count != height * width * _CHANNELS:
        raise ValueError("it is of a picture of another size")
    size = bits.take(5) + 1
    sizes = [bits.take(4) + 1 for _ in _SIZES]
    values = np.zeros(count, dtype=np.uint32)
    filled = 0
    while filled < count:
        repeated = bits.take(1)
        length = bits.take(sizes[bits.take(2)]) + 1
        end = min(filled + length, count)
        if repeated:
            values[filled:end] = bits.take(size)
        else:
            values[filled:end] = [bits.take(size) for _ in range(length)][: end - filled]
        filled = end
    opaque: np.ndarray = values.reshape(height, width, _CHANNELS)[..., -1] > 0
    return opaque


class _Bits:
    def __init__(self, data: bytes) -> None:
        self._data = np.unpackbits(np.frombuffer(data, dtype=np.uint8))
        self._at = 0

    def take(self, count: int) -> int:
        """The next bits as a number."""
        bits = self._data[self._at : self._at + count]
        if len(bits) < count:
            raise ValueError("it is cut off")
        self._at += count
        return int("".join(map(str, bits.tolist())), 2)


def _runs(values: np.ndarray) -> Iterator[tuple[int, int]]:
    """Lengths and values of equal neighbours, none longer than a length can say."""
    starts = np.flatnonzero(np.diff(values, prepend=values[:1] ^ 1))
    for start, end in zip(starts, [*starts[1:], values.size], strict=True):
        for begin in range(int(start), int(end), 2 ** _SIZES[-1]):
            yield min(int(end) - begin, 2 ** _SIZES[-1]), int(values[start])


def _run(length: int, value: int) -> str:
    chosen = next(index for index, size in enumerate(_SIZES) if length <= 2**size)
    return f"1{chosen:02b}{length - 1:0{_SIZES[chosen]}b}{value:08b}"
