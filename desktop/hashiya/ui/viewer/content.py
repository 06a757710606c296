"""What the viewer shows, as plain values: texts are in the interface's language, colours are for the theme in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, NamedTuple

from hashiya.domain.span import Fragments, Span

LayerName = Literal["entities", "claims", "regions"]
Direction = Literal["rtl", "ltr"]


class Reach(StrEnum):
    """How much a click takes, and what a dragged edge snaps to."""

    LETTER = "letter"
    WORD = "word"
    CLAUSE = "clause"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class LabelStyle:
    """A label's short name and its colour, `#RRGGBB`; `dimmed` veils the text of a region."""

    name: str
    colour: str
    dimmed: bool = False


class Mark(NamedTuple):
    """An annotation as the viewer draws it, in code points, half-open; `fragments` None means that it is one piece."""

    id: str
    layer: LayerName
    label: str
    start: int
    end: int
    fragments: Fragments | None = None
    proposal: bool = False

    @property
    def pieces(self) -> Fragments:
        """Its fragments, one of them at least."""
        return self.fragments or (Span(self.start, self.end),)


@dataclass(frozen=True, slots=True)
class ClaimGloss:
    """The lines beside a claim in the margin; a `carried` speaker is the one of the claim before."""

    id: str
    number: int
    speaker: str
    carried: bool = False
    cue: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True)
class RoleMark:
    """One filler of the open claim, with its name as it stands in the tag («أداة الإسناد ١»)."""

    role: str
    label: str
    colour: str
    fragments: Fragments


CONTENT = -1
"""Stands for the claim's own words at an end of an arc."""


class Arc(NamedTuple):
    """An arc of the open claim, between two places in the list of its roles, or CONTENT."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A relation; an end of it that is not in this article is None, and `elsewhere` says where it is."""

    id: str
    label: str
    head: str | None
    tail: str | None
    elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Tip:
    """What the tip of a mark says: its label with key and colour, its words, then quiet lines."""

    label: str
    colour: str
    words: str
    key: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ViewContent:
    """One article with its marks.

    `heading_end` is the end of the first paragraph when it equals the article's title, else 0. `glosses` come by claim
    or in a list, `others` are marks of other annotators with their names. `arabic_digits` writes the numbers of the
    claims as ١٢٣.
    """

    text: str
    heading_end: int = 0
    marks: Sequence[Mark] = ()
    styles: Mapping[tuple[str, str], LabelStyle] = field(default_factory=dict)
    glosses: Mapping[str, ClaimGloss] | Sequence[ClaimGloss] = ()
    others: Sequence[tuple[Mark, str]] = ()
    direction: Direction = "rtl"
    arabic_digits: bool = True
