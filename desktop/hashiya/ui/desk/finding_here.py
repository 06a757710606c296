"""Where words stand in one text, by the same rules as in the project: any spelling, proclitics, exact, phrase."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hashiya.arabic.clusters import cluster_end
from hashiya.arabic.folding import Folded, fold
from hashiya.arabic.words import words
from hashiya.domain.span import Span
from hashiya.workspace.matching import Found, Pattern

AROUND = 80
"""So many code points around a place are read to know its word."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How the words may be spelled and where they may stand."""

    exact: bool = False
    proclitics: bool = True
    phrase: bool = True


class TextFinder:
    """One text, folded once; asked as often as a person types."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._folded: Folded | None = None

    @property
    def text(self) -> str:
        """The text that is looked through."""
        return self._text

    def hits(self, query: str, spelling: Spelling) -> list[Span]:
        """The places in order: of whole words, else of words that begin so, else of letters anywhere."""
        if not query.strip():
            return []
        for edges in ("whole", "beginning", "inside"):
            pattern = Pattern.of(query, edges=edges, proclitics=spelling.proclitics)
            found = self._found(pattern, query, spelling)
            if found:
                return found
        return []

    def _found(self, pattern: Pattern, query: str, spelling: Spelling) -> list[Span]:
        patterns = (pattern,) if spelling.phrase or not pattern.words else pattern.single()
        places: set[Span] = set()
        for one in patterns:
            some = set(self._places(one, query.strip() if spelling.exact else None))
            if not some:
                return []
            places |= some
        return sorted(places)

    def _places(self, pattern: Pattern, exact: str | None) -> Iterator[Span]:
        folded = self._folded = self._folded or fold(self._text)
        end_before = 0
        for found in pattern.places(folded.text):
            start = folded.raw_index(found.start)
            span = Span(start, cluster_end(self._text, folded.raw_index(found.end - 1) + 1))
            if span.start < end_before or (exact is not None and not exact_at(self._text, span, exact)):
                continue
            if self._is_begun(pattern, found, span):
                end_before = span.end
                yield span

    def _is_begun(self, pattern: Pattern, found: Found, span: Span) -> bool:
        """Whether what stands before the place in its word is nothing, or its proclitic."""
        if not found.glued:
            return True
        begin = max(0, span.start - AROUND)
        excerpt = self._text[begin : span.end + AROUND]
        start, end = span.start - begin, span.end - begin
        inside = [word for word in words(excerpt) if word.start < end and start < word.end]
        if not inside:
            return True
        around = Span(min(inside[0].start, start), max(inside[-1].end, end))
        return pattern.accepts(excerpt, around, start)


def exact_at(text: str, span: Span, exact: str) -> bool:
    """Whether the words stand there letter by letter; of several words any of them."""
    return span.of(text) in {exact, *exact.split()}
