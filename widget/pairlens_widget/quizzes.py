"""Steps of a lesson that ask before they show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pairlens import PairAttribution
from pairlens.captions import phrases_of
from pairlens.errors import OptionError
from pairlens.scenes import NamedPhrase
from pairlens.units import CaptionUnits, PictureUnits
from pairlens_widget.asked import sides, units_of
from pairlens_widget.bookmarks import Bookmark
from pairlens_widget.steps import Step

ENOUGH: dict[tuple[str, bool], float] = {
    ("region", False): 0.5,
    ("region", True): 0.4,
    ("words", False): 0.6,
    ("words", True): 0.6,
}
"""From which score a guess is right where a quiz does not say, by what is asked and whether the answer is given."""


@dataclass(frozen=True, eq=False)
class Quiz(Step):
    """A step that asks for a region or for words, and shows nothing of the numbers until there is an answer.

    `Quiz("Where did the model see the black dog?", ask="region", tokens="black dog")`: the person marks a region
    of the picture, which is scored against the phrase's attribution: the share of what speaks for it that lies in
    the region, and how far the region overlaps with the one round the peak. `ask="words"` with `patches=`: the
    person picks words of the caption, which are scored against those that the region meets most strongly.

    With `answer=` or `truth=` a guess is scored against that instead.

    Attributes:
        text: The question; plain text.
        ask: "region" or "words".
        answer: The right region or words, as in `Step.patches` and `Step.tokens`.
        truth: The same, where it is what the picture truly shows: a mask, or a phrase of a scene's caption
            (`pairlens.scenes.NamedPhrase`), which knows both its pixels and its words.
        tries: How often a person may guess before the answer is shown.
        enough: From which score a guess is right, 0 to 1. For a given answer, and for words, the score is the
            overlap (intersection over union). Against the attribution it is the share in the guess, counted
            from chance (0) to the best region of the same size (1). None is 0.5 for regions against the
            attribution, 0.4 for others, and 0.6 for words.
        after: Text that is shown with the answer.
    """

    ask: str = field(default="region", kw_only=True)
    answer: Any = field(default=None, kw_only=True)
    truth: Any = field(default=None, kw_only=True)
    tries: int = field(default=3, kw_only=True)
    enough: float | None = field(default=None, kw_only=True)
    after: str = field(default="", kw_only=True)

    def wire(self, pair: PairAttribution, revision: str, marked: Bookmark | None) -> dict[str, Any]:
        """What the view is told; see `Step.wire`."""
        made = Step.wire(self, pair, revision, marked)
        self._check()
        asked = self._asked(pair, made["scene"])
        if made["scene"][asked]:
            what = "region" if self.ask == "region" else "words"
            raise OptionError(
                f"The quiz asks for {what}, but shows {asked}= already.", f"Give answer= instead of {asked}=."
            )
        return {**made, "quiz": self._quiz(pair, asked)}

    def _check(self) -> None:
        if (self.ask, False) not in ENOUGH:
            raise OptionError(f"A quiz cannot ask for {self.ask!r}.", 'Ask for "region" or "words".')
        if self.answer is not None and self.truth is not None:
            raise OptionError("The quiz has an answer and a truth.", "Give one of the two, or neither.")
        if not isinstance(self.tries, int) or self.tries < 1:
            raise OptionError(f"A quiz cannot give {self.tries!r} tries.", "Give 1 or more.")
        if self.enough is not None and not 0 < self.enough <= 1:
            raise OptionError(f"enough={self.enough!r} is no score.", "Give a number above 0, up to 1.")

    def _asked(self, pair: PairAttribution, scene: Bookmark) -> str:
        """The key of the side that a person guesses on."""
        kind = PictureUnits if self.ask == "region" else CaptionUnits
        fitting = [key for key, side in sides(pair).items() if isinstance(side, kind)]
        if not fitting:
            other = "words" if self.ask == "region" else "region"
            raise OptionError(f"Nothing of this pair is a {self.ask}.", f'Say ask="{other}".')
        return next((key for key in fitting if not scene[key]), fitting[0])

    def _quiz(self, pair: PairAttribution, asked: str) -> dict[str, Any]:
        side = sides(pair)[asked]
        given = self.truth if self.truth is not None else self.answer
        answer = None if given is None else _known(given, side)
        if answer == []:
            raise OptionError("The answer of the quiz is empty.", "Name a region or words.")
        basis = "attribution" if given is None else "answer" if self.truth is None else "truth"
        return {
            "ask": self.ask,
            "side": asked,
            "answer": answer,
            "basis": basis,
            "tries": self.tries,
            "enough": ENOUGH[self.ask, given is not None] if self.enough is None else float(self.enough),
            "after": self.after,
            "joining": _joining(side),
        }


def _known(given: Any, side: CaptionUnits | PictureUnits) -> list[int]:  # noqa: ANN401 - a region or words
    if isinstance(given, NamedPhrase):
        given = given.text if isinstance(side, CaptionUnits) else given.mask
    return units_of(given, side)


def _joining(side: CaptionUnits | PictureUnits) -> list[int]:
    """Tokens of words that only join phrases ("a", "and", ","): neither right nor wrong in a guess."""
    if not isinstance(side, CaptionUnits):
        return []
    telling = {token for phrase in phrases_of(side) for token in phrase.tokens}
    return [token for token in range(side.shape[0]) if token not in telling]
