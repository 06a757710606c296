"""What an engine proposes, and what it is given to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from hashiya.arabic.folding import Folded, fold
from hashiya.arabic.index import TextIndex
from hashiya.domain.annotation import Layer
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.span import Fragments, Span

FEWEST = 2
"""Mentions that name the same from which on a new referent for them is worth proposing."""


@dataclass(frozen=True, slots=True)
class NewReferent:
    """A referent that the project lacks: its name, other spellings of it, the mentions that get it and where they are.

    The mentions are of one article, in text order.
    """

    name: str
    aliases: tuple[str, ...]
    mentions: Mapping[AnnotationId, Span]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One annotation that nobody has accepted yet.

    `fragments` are code points of the text, half-open, in text order, proclitics outside. `roles` are a claim's (by
    the scheme's role keys), each filler as fragments. `attributes` holds only what the engine is sure of. `score` is
    0 to 1, comparable within one engine only. `mention` is set where an annotation that is there gets a referent: one
    that is known, or a `new_referent` that others get with it.
    """

    layer: Layer
    label: str
    fragments: Fragments
    engine: str
    score: float
    roles: Mapping[str, tuple[Fragments, ...]] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    referent: ReferentId | None = None
    mention: AnnotationId | None = None
    new_referent: NewReferent | None = None

    def __post_init__(self) -> None:
        if not self.fragments:
            raise ValueError("a proposal has at least one fragment")
        if not 0 <= self.score <= 1:
            raise ValueError(f"a score is between 0 and 1: {self.score}")

    @property
    def start(self) -> int:
        """Where the first fragment starts, in code points."""
        return self.fragments[0].start

    @property
    def end(self) -> int:
        """Where the last fragment ends, in code points."""
        return self.fragments[-1].end


@dataclass(frozen=True, slots=True)
class Confirmed:
    """One mention that a person made or accepted, of any article: its words, label and referent."""

    text: str
    label: str
    referent: ReferentId | None = None


class Reading:
    """One text as the engines read it; words, sentences and the folded text are found once.

    `skipped` are spans that nobody should annotate (boilerplate). `mentions` are entity mentions of this text that
    are there already, made by a person or proposed by the engines before: a claim's source is looked for among them.
    """

    def __init__(self, text: str, *, skipped: Iterable[Span] = (), mentions: Iterable[tuple[Span, str]] = ()) -> None:
        self.text = text
        self.skipped = tuple(skipped)
        self.mentions: list[tuple[Span, str]] = sorted(mentions, key=lambda one: (one[0].start, -one[0].end))

    def further(self, *, skipped: Iterable[Span], mentions: Iterable[tuple[Span, str]]) -> Reading:
        """The same text read with more known of it; what was found in it once is not looked for again."""
        reading = Reading(self.text, skipped=skipped, mentions=mentions)
        reading.__dict__["index"] = self.index
        if "folded" in self.__dict__:
            reading.__dict__["folded"] = self.folded
        return reading

    @cached_property
    def index(self) -> TextIndex:
        """Words, sentences, clauses."""
        return TextIndex(self.text)

    @cached_property
    def folded(self) -> Folded:
        """The folded text with its way back."""
        return fold(self.text)

    def is_skipped(self, span: Span) -> bool:
        """Whether the span touches what nobody should annotate."""
        return any(one.overlaps(span) for one in self.skipped)


class Engine(Protocol):
    """One way to propose. `name` stands in origins (`suggested:<name>`) and in the settings."""

    name: str

    def propose(self, reading: Reading) -> Sequence[Proposal]:
        """The proposals for this text, in any order; never raises on odd text, never alters it."""
        ...
