"""Which key does what while annotating; what clashes is refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pairlens.cases import Category
from pairlens.errors import OptionError

USUAL: dict[str, str] = {
    "submit": "Enter",
    "nothing": "0",
    "skip": "S",
    "previous": ", [",
    "next": ". ]",
    "severity": "V",
    "note": "N",
    "undo": "U",
    "redo": "Y",
    "help": "?",
}
"""What can be done by a key, and the keys that do it; several are set apart by spaces."""

TAKEN: dict[str, str] = {
    "p": "pins",
    "b": "opens bookmarks",
    "e": "edits or turns a pin round",
    "h": "hides a pin",
}
"""Keys of the explorer that stands beside the panel."""

_NAMED = ("Enter",)
_DIGITS = "123456789"


def keys_of(given: Mapping[str, object] | None, categories: Iterable[Category]) -> dict[str, list[str]]:
    """The keys of every action.

    Args:
        given: Keys by action, where they shall differ from `USUAL`: one character each, or "Enter"; several with
            spaces between them, "" for none.
        categories: Whose hotkeys must be left free.

    Raises:
        OptionError: There is no such action, a key is none, or it means something already.
    """
    asked = dict(given or {})
    unknown = [name for name in asked if name not in USUAL]
    if unknown:
        raise OptionError(f"keys: there is no action {unknown[0]!r}.", f"There are {', '.join(USUAL)}.")
    made = {action: _listed(action, asked.get(action, usual)) for action, usual in USUAL.items()}
    labels = [(f"the label {each.name!r}", _checked(f"the label {each.name!r}", each.hotkey))
              for each in categories if each.hotkey]  # fmt: skip
    wanted = [*labels, *((f"keys[{action!r}]", key) for action, keys in made.items() for key in keys)]
    _once(wanted)
    return made


def hotkeys(categories: Iterable[Category], keys: Mapping[str, Iterable[str]]) -> list[str]:
    """The key of each label, in the order of the categories: its own, or the next digit that is free, or none."""
    listed = list(categories)
    used = {_plain(key) for own in keys.values() for key in own}
    used |= {_plain(each.hotkey) for each in listed if each.hotkey}
    free = (digit for digit in _DIGITS if digit not in used)
    return [each.hotkey or next(free, "") for each in listed]


def _listed(action: str, keys: object) -> list[str]:
    if not isinstance(keys, str):
        raise OptionError(f"keys[{action!r}] is no text: {keys!r}.", 'Write one key such as "S", or "Enter".')
    return [_checked(f"keys[{action!r}]", key) for key in keys.split()]


def _checked(what: str, key: str) -> str:
    """A key that the view can listen to.

    Raises:
        OptionError: It is none, or the explorer uses it.
    """
    if key not in _NAMED and (len(key) != 1 or not key.isprintable() or key.isspace()):
        raise OptionError(f"{what}: {key!r} is no key.", 'Use one character such as "S" or "7", or "Enter".')
    if _plain(key) in TAKEN:
        raise OptionError(
            f"{what}: {key!r} is a key of the explorer; it {TAKEN[_plain(key)]}.", "Choose another."
        )
    return key


def _once(wanted: Iterable[tuple[str, str]]) -> None:
    owners: dict[str, str] = {}
    for what, key in wanted:
        if _plain(key) in owners:
            raise OptionError(
                f"{key!r} would be the key of {owners[_plain(key)]} and of {what}.",
                "Give each a key of its own.",
            )
        owners[_plain(key)] = what


def _plain(key: str) -> str:
    return key.casefold() if len(key) == 1 else key
