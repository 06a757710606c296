"""The mentions of a text by their place, and who of them is named by a cue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hashiya.domain.span import Fragments, Span
from hashiya.suggest.claims.wording import NOT_SPEAKERS


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a cue names: the fillers of the source, and the words [first, end) that name them."""

    fillers: tuple[Fragments, ...]
    first: int
    end: int
    known: bool
    """Whether a mention says so, and not the shape of the phrase alone."""


class Mentions:
    """The mentions of a text that can speak."""

    def __init__(self, mentions: Iterable[tuple[Span, str]]) -> None:
        self._by_start: dict[int, tuple[Span, str]] = {}
        self._by_end: dict[int, tuple[Span, str]] = {}
        self._others: dict[int, Span] = {}
        self._any: dict[int, Span] = {}
        self._labels: dict[int, str] = {}
        for span, label in mentions:
            self._labels.setdefault(span.start, label)
            if span.start not in self._any or len(self._any[span.start]) < len(span):
                self._any[span.start] = span
            if label in NOT_SPEAKERS:
                if label in {"DATE", "TIME"}:
                    self._others.setdefault(span.start, span)
                continue
            if span.start not in self._by_start or len(self._by_start[span.start][0]) < len(span):
                self._by_start[span.start] = (span, label)
            if span.end not in self._by_end or len(self._by_end[span.end][0]) < len(span):
                self._by_end[span.end] = (span, label)

    def starting(self, position: int) -> tuple[Span, str] | None:
        """The longest mention that begins at the place."""
        return self._by_start.get(position)

    def ending(self, position: int) -> tuple[Span, str] | None:
        """The longest mention that ends at the place."""
        return self._by_end.get(position)

    def any_starting(self, position: int) -> Span | None:
        """The longest mention of any label that begins at the place."""
        return self._any.get(position)

    def time_at(self, position: int) -> Span | None:
        """The date or time that begins at the place."""
        return self._others.get(position)
