"""A proposal as it is shown: with an id that stays."""

from __future__ import annotations

from dataclasses import dataclass

from hashiya.domain.ids import AnnotationId
from hashiya.suggest.proposal import Proposal


@dataclass(frozen=True, slots=True)
class Offered:
    """A proposal as it is shown; `id` is the same each time, `stored` the annotation of nobody's that holds it."""

    proposal: Proposal
    id: str
    stored: AnnotationId | None = None

    @property
    def start(self) -> int:
        """Where its first fragment starts, in code points."""
        return self.proposal.start

    @property
    def end(self) -> int:
        """Where its last fragment ends, in code points."""
        return self.proposal.end
