"""One change that a person makes in many small steps, e.g. by typing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pairlens import PairAttribution


@dataclass(frozen=True, eq=False)
class Edit:
    """Where an edit began: a pin whose word is gone for a moment is there again when the word is.

    Attributes:
        name: Names the edit; None where each step stands for itself.
        pair: The explanation that it began with.
        chosen: What was chosen then.
        revision: The last step's explanation.
        carried: What was chosen after that step.
    """

    name: str | None
    pair: PairAttribution
    chosen: Mapping[str, Any]
    revision: str = ""
    carried: Mapping[str, Any] | None = None

    def at(self, revision: str, carried: Mapping[str, Any]) -> Edit:
        """The same edit after another step."""
        return replace(self, revision=revision, carried=carried)

    def goes_on(self, name: str | None, revision: str, chosen: Mapping[str, Any]) -> bool:
        """Whether another step belongs to it: nothing else was done since the last."""
        return name is not None and (name, revision, chosen) == (self.name, self.revision, self.carried)
