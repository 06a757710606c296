"""What the list of hits is given to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from hashiya.workspace.queries import Hit


class Standing(StrEnum):
    """How a hit stands: only found, found where nobody annotates, or what was decided about it."""

    FOUND = "found"
    BOILERPLATE = "boilerplate"
    TO_REVIEW = "to_review"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MARKED = "marked"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit in its context: `lead` is what of its word stands before it, `number` its article's place from 1.

    `label` is the entity label whose colour it has; `note` stands at the end of the row.
    """

    number: int
    title: str
    before: str
    lead: str
    text: str
    after: str
    standing: Standing = Standing.FOUND
    label: str = ""
    note: str = ""


Names = Callable[[Hit], tuple[int, str]]
"""The place of a hit's article in the project, from 1, and its title."""


class Rows(Protocol):
    """Rows that are put together when they are shown."""

    def __len__(self) -> int:
        """How many there are."""

    def row(self, number: int) -> HitRow:
        """The row of this number, from 0."""


class NoRows:
    """Nothing to show."""

    def __len__(self) -> int:
        return 0

    def row(self, number: int) -> HitRow:
        """There is none."""
        raise IndexError(number)


@dataclass(frozen=True, slots=True)
class SpellingLine:
    """A spelling as it stands in texts, how often, and whether its places are in the list."""

    text: str
    count: int
    is_in: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """What the person asks for: words, where, how they may be spelled, and which hits to keep."""

    text: str = ""
    in_article: bool = False
    exact: bool = False
    proclitics: bool = True
    phrase: bool = True
    among_annotations: bool = False
    label: str = ""
    status: str = ""


def lead_of(hit: Hit) -> str:
    """What of the hit's word stands before it: its proclitic, or nothing."""
    length = hit.span.start - hit.word.start
    return hit.before[-length:] if 0 < length <= len(hit.before) else ""
