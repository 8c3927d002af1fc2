"""What the two sides of a pair, and the parts of its ledger, are called."""

from __future__ import annotations

from collections.abc import Mapping

from pairlens.units import CaptionUnits, PictureUnits

Kinds = tuple[str, str]
"""The kinds of the first and the second side, each "picture" or "caption"."""

Specials = tuple[tuple[str, ...], tuple[str, ...]]
"""The kinds of special units of the first and the second side."""

NONE: Specials = ((), ())
USUAL: Kinds = ("picture", "caption")
CONTENT = {"picture": "patches", "caption": "words"}

EXPLANATIONS = {
    "content_patch": (
        "words × patches",
        "What words of the caption and patches of the picture add together: this is what the heat maps show.",
    ),
    "content_special": (
        "words × special",
        "Words together with the picture's special units (such as the class token), which lie nowhere on it.",
    ),
    "special_patch": (
        "special × patches",
        "Patches together with the caption's begin, end and padding tokens, which are no word of it.",
    ),
    "special_special": (
        "special × special",
        "Special units of both sides together: tied neither to a word nor to a place.",
    ),
    "text_alone": (
        "text alone",
        "What the caption adds whatever the picture: it meets the reference picture.",
    ),
    "image_alone": (
        "picture alone",
        "What the picture adds whatever the caption: it meets the reference caption.",
    ),
    "baseline": (
        "baseline",
        "The score that an empty caption and an empty picture (the references) already have.",
    ),
}
"""For a picture and a caption: ledger field to (name for people, sentence for a student), in order."""

_SWAPPED = {
    "content_special": "special_patch",
    "special_patch": "content_special",
    "text_alone": "image_alone",
    "image_alone": "text_alone",
}
"""Whose words a field takes where the caption comes first: fields are named after rows and columns."""

_SHOWN = {"picture": "heat maps", "caption": "underlines"}
_OUTSIDE = {
    "picture": "special units (such as the class token), which lie nowhere on it",
    "caption": "begin, end and padding tokens, which are no word of it",
}
_TIED = {"picture": "to no place", "caption": "to no word"}


def kind_of(units: CaptionUnits | PictureUnits) -> str:
    """What a side is: "caption" or "picture"."""
    return "caption" if isinstance(units, CaptionUnits) else "picture"


def kinds_of(a: CaptionUnits | PictureUnits, b: CaptionUnits | PictureUnits) -> Kinds:
    """The kinds of the first and the second side."""
    return kind_of(a), kind_of(b)


def alike(kinds: Kinds) -> bool:
    """Whether both sides are of one kind."""
    return kinds[0] == kinds[1]


def side_names(kinds: Kinds) -> tuple[str, str]:
    """What the sides are called: "picture" and "caption", or "first picture" and "second picture"."""
    return (f"first {kinds[0]}", f"second {kinds[1]}") if alike(kinds) else kinds


def both_sides(kinds: Kinds) -> str:
    """Both sides in one breath: "caption and picture", "the two captions"."""
    return f"the two {kinds[0]}s" if alike(kinds) else "caption and picture"


def contents(kinds: Kinds) -> str:
    """What the sides say themselves: "words and patches", "the words of both captions"."""
    return f"the {CONTENT[kinds[0]]} of both {kinds[0]}s" if alike(kinds) else "words and patches"


def special_kinds(units: CaptionUnits | PictureUnits) -> tuple[str, ...]:
    """Kinds of units that are no word and no patch, in the model's order."""
    return tuple(kind for kind in dict.fromkeys(units.kinds) if kind not in {"content", "patch"})


def explanations(kinds: Kinds, special: Specials = NONE) -> dict[str, tuple[str, str]]:
    """Ledger field to (name for people, sentence for a student), in the order of the ledger's lines.

    Names of pairs of one kind put the first side first: "words × special" is the first caption's words with
    the second's special units.

    Args:
        kinds: What the sides are.
        special: Kinds of special units of either side, so that sentences name what there is.
    """
    found = _of_one_kind(kinds[0]) if alike(kinds) else _of_both(kinds)
    own = dict(zip(kinds, special, strict=True))
    return {key: (name, _naming(sentence, own)) for key, (name, sentence) in found.items()}


def _of_both(kinds: Kinds) -> dict[str, tuple[str, str]]:
    if kinds == USUAL:
        return EXPLANATIONS
    return {key: EXPLANATIONS[_SWAPPED.get(key, key)] for key in EXPLANATIONS}


def _naming(sentence: str, special: Mapping[str, tuple[str, ...]]) -> str:
    """The sentence with a caption's appended class token, or what a picture without one has instead."""
    if "class" in special.get("caption", ()):
        sentence = sentence.replace("begin, end and padding tokens", "begin, end, class and padding tokens")
    others = special.get("picture", ())
    if others and "class" not in others:
        sentence = sentence.replace("such as the class token", f"such as {others[0]} units")
    return sentence


def _of_one_kind(kind: str) -> dict[str, tuple[str, str]]:
    content, outside, shown = CONTENT[kind], _OUTSIDE[kind], _SHOWN[kind]
    one, other = (f"{content.capitalize()} of the {which} {kind} together with the" for which in _ORDER)
    return {
        "content_patch": (
            f"{content} × {content}",
            f"What {content} of both {kind}s add together: this is what the {shown} show.",
        ),
        "special_patch": (f"{content} × special", f"{one} second's {outside}."),
        "content_special": (f"special × {content}", f"{other} first's {outside}."),
        "special_special": (
            "special × special",
            f"Special units of both sides together: tied {_TIED[kind]} of either.",
        ),
        "image_alone": ("first alone", _alone(kind, "first", "second")),
        "text_alone": ("second alone", _alone(kind, "second", "first")),
        "baseline": ("baseline", f"The score that two empty {kind}s (the references) already have."),
    }


_ORDER = ("first", "second")


def _alone(kind: str, one: str, other: str) -> str:
    return f"What the {one} {kind} adds whatever the {other}: it meets the other's reference."
