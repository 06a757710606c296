"""Places in a text: half-open ranges of code points in logical order."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points [start, end) of one article's text; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """Whether every code point of the other is in this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """The marked text."""
        return text[self.start : self.end]


Fragments = tuple[Span, ...]
"""An annotation's pieces in text order, with at least one code point between them; never empty."""


def join(spans: Iterable[Span]) -> Fragments:
    """The spans as fragments: sorted, those that touch or overlap made one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def are_fragments(spans: Fragments) -> bool:
    """Whether the spans are in the form that `join` gives."""
    # Nearly every annotation is in one piece, and an article may have thousands of them.
    if len(spans) == 1:
        return True
    return bool(spans) and all(a.end < b.start for a, b in itertools.pairwise(spans))


def quote(text: str, fragments: Fragments) -> str:
    """The text of the fragments, pieces joined by one space."""
    return " ".join(text[piece.start : piece.end] for piece in fragments)


def hull(fragments: Fragments) -> Span:
    """From the first fragment's start to the last one's end."""
    return Span(fragments[0].start, fragments[-1].end)
