"""How soon a collection of many pairs can be looked at, from a store and from files.

    python benchmarks/collection.py --pairs 20000

Explanations have the size of a ViT-B-32's (77 × 50 numbers, a picture of 224 × 224 pixels). "opened" is the time until
every row that is known at once can be shown; "tiles" that of the first 40 thumbnails after it, as a gallery asks for
them; "read" is when the thread in the background has read and measured every pair. Processor time is that of the whole
process. A store that was given the collection's measures is not read at all.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from tqdm import tqdm

from pairlens import PairAttribution, cases

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import samples

SCREEN = 40
DISTINCT = 200
BATCH = 500


def pairs(count: int) -> Iterator[PairAttribution]:
    """Explanations that differ in what makes an item."""
    made = [samples.pair(f"a white husky and {n} black dogs in the snow", seed=n) for n in range(8)]
    for index in range(count):
        pair = made[index % len(made)]
        yield replace(pair, settings={**pair.settings, "seed": index})


def filled(path: Path, count: int, *, measured: bool) -> None:
    """A store of so many pairs, with the measures that a collection computes, or without."""
    given = pairs(count)
    known = cases.Collection.of(list(pairs(8)))
    known.wait()
    measures = [dict(known.item(index).measures) for index in range(8)]
    with cases.Store(path) as store, tqdm(total=count, desc="writing", mininterval=10) as bar:
        done = 0
        while batch := list(islice(given, BATCH)):
            numbers = [measures[(done + i) % 8] for i in range(len(batch))] if measured else None
            store.add_many(
                batch, measures=numbers, columns=[{"class": f"class {i % 10}"} for i in range(len(batch))]
            )
            done += len(batch)
            bar.update(len(batch))


def folder_of(path: Path, count: int) -> None:
    """A folder of so many files; after the first they are links to the same bytes."""
    path.mkdir()
    for index, pair in enumerate(pairs(min(count, DISTINCT))):
        pair.save(path / f"{index:06}.npz")
    for index in range(DISTINCT, count):
        os.link(path / f"{index % DISTINCT:06}.npz", path / f"{index:06}.npz")


def look(name: str, source: Any, *, whole: bool) -> None:
    """Open, show a screen of tiles, read the rest; a line for each."""
    start, used, memory = (
        time.perf_counter(),
        time.process_time(),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    )
    found = cases.Collection.of(source)
    rows = found.rows()
    opened, opened_used = time.perf_counter() - start, time.process_time() - used
    known = sum(map(bool, rows.ids))
    start = time.perf_counter()
    found.thumbnails(range(min(SCREEN, len(found))))
    tiles = time.perf_counter() - start
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    print(
        f"{name}: {len(rows)} rows, {known} known; opened {opened:.2f} s ({opened_used:.2f} s of processor), "
        f"{SCREEN} tiles {1000 * tiles:.0f} ms, memory + {grown:.0f} MB",
        flush=True,
    )
    if whole and not found.progress.is_done:
        start, used = time.perf_counter(), time.process_time()
        left = len(found) - found.progress.read
        found.wait()
        spent, worked = time.perf_counter() - start, time.process_time() - used
        print(
            f"    read {left} pairs in {spent:.1f} s ({1000 * worked / left:.2f} ms of processor a pair)",
            flush=True,
        )
    found.close()


def main() -> None:
    """Measure both."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pairs", type=int, default=20_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as where:
        home = Path(where)
        filled(home / "measured.db", chosen.pairs, measured=True)
        look("store with measures", home / "measured.db", whole=False)
        filled(home / "plain.db", min(chosen.pairs, 2000), measured=False)
        look("store without", home / "plain.db", whole=True)
        folder_of(home / "files", chosen.pairs)
        look("files", home / "files", whole=True)


if __name__ == "__main__":
    main()
