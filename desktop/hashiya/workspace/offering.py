"""A proposal as it is shown: with an id that stays."""

from __future__ import annotations

from dataclasses import dataclass

from hashiya.domain.ids import AnnotationId
from hashiya.suggest.proposal import Proposal

AT_ONCE = 100
"""Proposals in one line: taking more from it would hold up the window for more than a millisecond."""
BREATH = 0.003
"""Seconds between two full lines, in which the window comes first."""


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
