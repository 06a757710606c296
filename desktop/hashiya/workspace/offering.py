"""Proposals as they are shown, each with an id that stays; and what was computed of an article."""

from __future__ import annotations

from dataclasses import dataclass

from hashiya.domain.ids import AnnotationId, AnnotatorId, ArticleKey
from hashiya.suggest.proposal import Proposal
from hashiya.workspace.heard import Token
from hashiya.workspace.settled import SettledMarks

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


@dataclass(frozen=True, slots=True)
class Reviewable:
    """What waits in an article, in text order; `is_fresh` when it was computed from all that is confirmed now."""

    article: ArticleKey
    offered: tuple[Offered, ...] = ()
    is_fresh: bool = True

    def by_id(self, identifier: str) -> Offered | None:
        """The proposal with this id."""
        return next((one for one in self.offered if one.id == identifier), None)


@dataclass(frozen=True, slots=True)
class Computed:
    """What the engines said of an article, before anything is left out, in text order.

    `waiting` are those that nothing had decided after so many steps were `heard`, `longest` is the length of the
    longest one in code points, and `marks` are the marks there.
    """

    article: ArticleKey
    owner: AnnotatorId
    proposals: tuple[Offered, ...]
    token: Token
    waiting: tuple[Offered, ...]
    longest: int
    marks: SettledMarks
    heard: int
