"""Worker processes that draw scenes all the time, and the pool on the training device that they keep fresh."""

from __future__ import annotations

import mmap
import multiprocessing as mp
import os
from collections.abc import Iterator
from typing import Any

import numpy as np
import torch

from data import FIELDS, pair

CHUNK = 32
"""Scenes handed over at a time; scenes 2k and 2k + 1 belong together."""

Arrays = dict[str, np.ndarray]


def _shared(slots: int) -> Arrays:
    """Arrays for the chunks in flight, in anonymous memory that forked workers share."""
    arrays = {}
    for name, (shape, dtype) in FIELDS.items():
        full = (slots, CHUNK, *shape)
        memory = mmap.mmap(-1, int(np.prod(full)) * np.dtype(dtype).itemsize)
        arrays[name] = np.frombuffer(memory, dtype=dtype).reshape(full)
    return arrays


def _work(arrays: Arrays, free: Any, full: Any, first: int, step: int) -> None:  # noqa: ANN401 - two queues
    os.nice(5)  # the process that feeds the device goes first
    seed = first
    while True:
        slot = free.get()
        for i in range(0, CHUNK, 2):
            for j, record in enumerate(pair(seed)):
                for name, value in record.items():
                    arrays[name][slot, i + j] = value
            seed += step
        full.put(slot)


class Feed:
    """Draws scenes in worker processes; create it before CUDA is touched, because it forks.

    Args:
        workers: How many processes.
        first_seed: The first training seed to use.
    """

    def __init__(self, workers: int, first_seed: int) -> None:
        context = mp.get_context("fork")
        slots = 4 * workers
        self._arrays = _shared(slots)
        self._free, self._full = context.SimpleQueue(), context.SimpleQueue()
        self.scenes = 0
        for slot in range(slots):
            self._free.put(slot)
        self._processes = [
            context.Process(
                target=_work,
                args=(self._arrays, self._free, self._full, first_seed + i, workers),
                daemon=True,
            )
            for i in range(workers)
        ]
        for process in self._processes:
            process.start()

    def chunks(self, *, wait: bool = False) -> Iterator[tuple[int, Arrays]]:
        """Finished chunks, each valid until it is given back with `release`."""
        while wait or not self._full.empty():
            slot = self._full.get()
            yield slot, {name: array[slot] for name, array in self._arrays.items()}

    def release(self, slot: int) -> None:
        """Let workers overwrite a chunk."""
        self._free.put(slot)

    def close(self) -> None:
        """End the workers."""
        for process in self._processes:
            process.terminate()


class Pool:
    """The newest scenes, on the training device.

    Args:
        size: How many scenes to hold, a multiple of `CHUNK`.
        device: Where.
    """

    def __init__(self, size: int, device: torch.device) -> None:
        self._size, self._device = size // CHUNK * CHUNK, device
        self._arrays = {
            name: torch.zeros((self._size, *shape), dtype=getattr(torch, dtype), device=device)
            for name, (shape, dtype) in FIELDS.items()
        }
        self._stages = [self._stage() for _ in range(6)]
        self._busy: list[Any] = [None] * len(self._stages)
        self.drawn = 0

    def _stage(self) -> dict[str, torch.Tensor]:
        pin = self._device.type == "cuda"
        return {
            name: torch.zeros((CHUNK, *shape), dtype=getattr(torch, dtype), pin_memory=pin)
            for name, (shape, dtype) in FIELDS.items()
        }

    @property
    def filled(self) -> int:
        """How many scenes it holds."""
        return min(self.drawn, self._size)

    def take(self, feed: Feed, limit: int, *, wait: bool = False) -> None:
        """Copy up to `limit` chunks from the feed over the oldest scenes; with `wait`, exactly so many."""
        for count, (slot, chunk) in enumerate(feed.chunks(wait=wait), start=1):
            self._put(chunk)
            feed.release(slot)
            if count == limit:
                return

    def _put(self, chunk: Arrays) -> None:
        turn = self.drawn // CHUNK % len(self._stages)
        if self._busy[turn] is not None:
            self._busy[turn].synchronize()
        start = self.drawn % self._size
        for name, target in self._arrays.items():
            stage = self._stages[turn][name]
            stage.numpy()[:] = chunk[name]
            target[start : start + CHUNK].copy_(stage, non_blocking=True)
        if self._device.type == "cuda":
            self._busy[turn] = torch.cuda.Event()
            self._busy[turn].record()
        self.drawn += CHUNK

    def batch(self, size: int, generator: torch.Generator) -> dict[str, torch.Tensor]:
        """A batch of `size` scenes, in pairs as drawn, each with one of its captions and that one's contrary.

        Returns:
            image (size, 224, 224, 3), looks, places as in `data.FIELDS`; tokens, mentions and links with the
            true captions first, then the contrary ones, so 2 · size rows.
        """
        first = 2 * torch.randint(self.filled // 2, (size // 2,), generator=generator, device=self._device)
        rows = torch.stack([first, first + 1], dim=1).flatten()
        captions = self._arrays["tokens"].shape[1]
        said = torch.randint(captions, (size,), generator=generator, device=self._device)
        batch = {name: self._arrays[name][rows] for name in ("image", "looks", "places")}
        for name in ("tokens", "mentions", "links"):
            batch[name] = self._arrays[name][rows, said].transpose(0, 1).flatten(0, 1)
        return batch
