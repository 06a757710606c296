"""Label all: every other occurrence of a mention, to be looked through, and marked as one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from hashiya.domain.annotation import EntityMention
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotationId, ArticleKey, ReferentId
from hashiya.workspace.queries import Hit, Stop
from hashiya.workspace.record import Outcome, Record
from hashiya.workspace.searching import Searching

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""

State = Literal["free", "same", "conflict"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An annotation that stands where an occurrence is: its id, label and words."""

    annotation: AnnotationId
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place with the words; `same` is marked already, `conflict` has another label or other edges there.

    `spelling` is the raw spelling, by which those that look alike are told.
    """

    hit: Hit
    state: State
    spelling: str
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """An occurrence that shall be marked, with which label and for which referent."""

    occurrence: Occurrence
    label: str
    referent: ReferentId | None = None


class Labelling:
    """Finds the occurrences of a mention and marks those that were chosen."""

    def __init__(self, record: Record, searching: Searching) -> None:
        self._record = record
        self._searching = searching

    def occurrences(
        self, of: EntityMention | tuple[str, str], *, scope: ArticleKey | None = None, stop: Stop | None = None
    ) -> list[Occurrence]:
        """Every place with the words of the mention, or of (text, label), but the mention itself."""
        return []

    def apply(
        self, choices: Sequence[Choice], *, progress: Progress | None = None, stop: Stop | None = None
    ) -> Outcome:
        """Mark the chosen ones in one step; a refusal, and nothing written, when one cannot stand where it stands."""
        return Refusal("nothing_to_change")
