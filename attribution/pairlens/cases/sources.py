"""Where a collection's explanations come from: memory, files, or a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from pairlens.cases.gathering import gathering
from pairlens.cases.item import Item
from pairlens.errors import FileError, OptionError, PairlensError
from pairlens.result import PairAttribution

SUFFIX = ".npz"
"""What files of explanations end in."""


@runtime_checkable
class Source(Protocol):
    """Explanations in a fixed order."""

    def __len__(self) -> int: ...

    def known(self) -> Sequence[Item] | None:
        """What is told of all of them at once; None where each has to be read first."""
        ...

    def name(self, index: int) -> str:
        """What a person calls one, such as its file's name; may be empty."""
        ...

    def load(self, index: int) -> PairAttribution:
        """One explanation.

        Raises:
            PairlensError: It is damaged, or not there.
        """
        ...

    def close(self) -> None:
        """Let go of what was opened for it."""
        ...


class Listed:
    """Explanations in memory and paths of files, in any mixture; None is one that could not be made."""

    def __init__(self, given: Iterable[Any]) -> None:
        self._given = [_entry(each) for each in given]

    def __len__(self) -> int:
        return len(self._given)

    def known(self) -> None:
        """Nothing: each has to be read first."""

    def name(self, index: int) -> str:
        """A file's name without its ending."""
        here = self._given[index]
        return here.stem if isinstance(here, Path) else ""

    def load(self, index: int) -> PairAttribution:
        """One explanation, read if it lies in a file."""
        here = self._given[index]
        if isinstance(here, Path):
            return PairAttribution.load(here)
        if here is None:
            raise PairlensError(
                "This pair was not explained.", "See the warning that explain_many gave of it."
            )
        return here

    def close(self) -> None:
        """Nothing was opened."""


class Stored:
    """The items of a store, in the order in which they were added."""

    def __init__(self, store: Any, *, own: bool = False) -> None:  # noqa: ANN401 - importing Store takes sqlalchemy
        self.store, self._own = store, own
        with gathering():
            self._items: list[Item] = list(store.items())

    def __len__(self) -> int:
        return len(self._items)

    def known(self) -> Sequence[Item]:
        """Every item as the store tells it."""
        return self._items

    def name(self, index: int) -> str:
        """The picture's name."""
        picture = self._items[index].picture
        return picture.name if picture else ""

    def load(self, index: int) -> PairAttribution:
        """One explanation, from the store."""
        found: PairAttribution = self.store.explanation(self._items[index].id)
        return found

    def close(self) -> None:
        """Close the store if it was opened for this."""
        if self._own:
            self.store.close()


def source_of(given: Any) -> Source:  # noqa: ANN401 - checked here
    """Whatever explanations may come from.

    Args:
        given: Explanations or paths of files, in any iterable; a folder; a store, its path or its URL.

    Raises:
        OptionError: It is nothing of the kind.
        FileError: There is no such file or folder.
    """
    if isinstance(given, PairAttribution):
        return Listed([given])
    if isinstance(given, str) and "://" in given:
        return _opened(given)
    if isinstance(given, str | Path):
        return _at(Path(given))
    if hasattr(given, "items") and hasattr(given, "explanation"):
        return Stored(given)
    if isinstance(given, Iterable):
        return Listed(given)
    raise OptionError(
        f"A {type(given).__name__} holds no explanations.",
        "Give explanations, paths of files that pair.save wrote, a folder of them, or a store.",
    )


def _at(path: Path) -> Source:
    if path.is_dir():
        files = sorted(path.glob(f"*{SUFFIX}"))
        if not files:
            raise FileError(
                f"There is no {SUFFIX} file in {path}.", "Give the folder that pair.save wrote to."
            )
        return Listed(files)
    if not path.exists():
        raise FileError(f"There is no file or folder {path}.", "Check the path.")
    return Listed([path]) if path.suffix == SUFFIX else _opened(path)


def _opened(where: str | Path) -> Stored:
    from pairlens.cases.store import Store

    return Stored(Store(where, readonly=True), own=True)


def _entry(given: object) -> PairAttribution | Path | None:
    if given is None or isinstance(given, PairAttribution):
        return given
    if isinstance(given, str | Path):
        return Path(given)
    raise OptionError(
        f"A {type(given).__name__} is no explanation.",
        "Give results of pairlens.explain, or paths of files that pair.save wrote.",
    )
