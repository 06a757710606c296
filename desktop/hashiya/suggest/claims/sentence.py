"""One sentence as the rules read it: its words folded, the marks between them, its quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from typing import Final

from hashiya.arabic.folding import fold_text
from hashiya.arabic.index import Line
from hashiya.domain.span import Span

OPENING: Final = '«“”„"'
CLOSING: Final = '»”“"'
_QUOTE: Final = re.compile('[«»“”„"]')
_TWOFOLD: Final = (("''", '"'), ("‘‘", "“"), ("’’", "”"))
"""Quotation marks made of two, and the one that each is read as."""
_SPACES: Final = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
NOWHERE: Final = -1
COMMAS: Final = frozenset("،,")

folded = lru_cache(maxsize=1 << 15)(fold_text)


@lru_cache(maxsize=1 << 15)
def _form(word: str) -> str:
    """The folded word; the name آن stays apart from أن."""
    return word if word == "آن" else folded(word)


@lru_cache(maxsize=1 << 10)
def _mark(gap: str) -> str:
    """What stands between two words, without its spaces; a hashtag's sign parts nothing."""
    mark = _SPACES.sub("", gap).replace("#", "")
    for two, one in _TWOFOLD:
        mark = mark.replace(two, one)
    return mark


def has_comma(mark: str) -> bool:
    """Whether a comma, Arabic or Latin, is among the marks between two words."""
    return "،" in mark or "," in mark


class Sentence:
    """The words of one sentence by number; places are code points of the text.

    `quotes` are what stands in quotation marks, the marks left out, an unclosed one to the end of its line.
    """

    def __init__(self, text: str, line: Line, span: Span) -> None:
        self.text, self.span = text, span
        first = bisect_left(line.words, span.start, key=_start)
        last = bisect_left(line.words, span.end, key=_start)
        self.words = line.words[first:last]
        self._count = len(self.words)
        self.forms = [_form(text[word.start : word.end]) for word in self.words]
        self.marks = self._marks()
        self.quotes, self.quoted = self._quotes(line)

    def __len__(self) -> int:
        return self._count

    def form(self, index: int) -> str:
        """The folded word, or nothing beyond the ends."""
        return self.forms[index] if 0 <= index < self._count else ""

    def raw(self, index: int) -> str:
        """The word as it is written."""
        return self.words[index].of(self.text)

    def mark(self, index: int) -> str:
        """What stands before the word without its spaces; after the last word, what ends the sentence."""
        return self.marks[index] if 0 <= index <= self._count else "\n"

    def is_apart(self, index: int) -> bool:
        """Whether punctuation stands before the word, or the sentence begins with it."""
        return index <= 0 or bool(self.mark(index))

    def at(self, position: int) -> int:
        """The number of the word that the position is in; NOWHERE between words."""
        index = bisect_right(self.words, position, key=_start) - 1
        return index if index >= 0 and position < self.words[index].end else NOWHERE

    def ending_before(self, position: int) -> int:
        """The number of the last word that begins before the position."""
        return bisect_left(self.words, position, key=_start) - 1

    def is_quoted_alone(self, index: int) -> bool:
        """Whether the word is all that stands between quotation marks, as a party's name: حزب «تواصل»."""
        if self.quoted[index] == NOWHERE:
            return False
        quote, word = self.quotes[self.quoted[index]], self.words[index]
        return quote.start >= word.start - 1 and quote.end <= word.end + 1

    def opened(self, index: int) -> Span | None:
        """The quotation that begins with this word."""
        number = self.quoted[index]
        if number == NOWHERE or (index and self.quoted[index - 1] == number):
            return None
        return self.quotes[number]

    @cached_property
    def head(self) -> int:
        """How many words of the sentence's beginning count as its opening, a headline's name for instance."""
        return min(len(self.words), 12)

    def _marks(self) -> list[str]:
        marks: list[str] = []
        before = self.span.start
        for word in self.words:
            marks.append(_mark(self.text[before : word.start]))
            before = word.end
        marks.append(_mark(self.text[before : self.span.end]) or "\n")
        return marks

    def _quotes(self, line: Line) -> tuple[list[Span], list[int]]:
        """The quotations that begin in the sentence, and for each word the number of its innermost one."""
        if not any(mark and _QUOTE.search(mark) for mark in self.marks):
            return [], [NOWHERE] * len(self.words)
        first = bisect_left(line.quotations, self.span.start, key=_start)
        last = bisect_left(line.quotations, self.span.end, key=_start)
        found = [*line.quotations[first:last], *self._unclosed(line, line.quotations[first:last])]
        found.sort()
        quoted = [NOWHERE] * len(self.words)
        for number, quote in enumerate(found):
            for index in range(bisect_left(self.words, quote.start, key=_start), len(self.words)):
                if self.words[index].start >= quote.end:
                    break
                quoted[index] = number
        return found, quoted

    def _unclosed(self, line: Line, paired: tuple[Span, ...]) -> list[Span]:
        """The quotation that is opened in the sentence and never closed."""
        edges = {quote.start for quote in paired} | {quote.end for quote in paired}
        end = line.paragraph.end if line.paragraph else self.span.end
        inside = 0
        for index, mark in enumerate(self.marks[:-1]):
            start = self.words[index].start
            while inside < len(paired) and paired[inside].end + 2 < start:
                inside += 1
            if mark[-1:] and mark[-1] in OPENING and start not in edges:
                covered = inside < len(paired) and paired[inside].start <= start
                closes = index > 0 and self.words[index - 1].end in edges
                if not covered:
                    return [] if closes else [Span(start, end)]
        return []


def _start(span: Span) -> int:
    return span.start
