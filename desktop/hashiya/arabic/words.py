"""The words of a text: what a double click takes, without the punctuation around it.

A word is Arabic letters with their marks, tatweel and joiners, and a number glued to their end (لـ30); or letters and
digits of other scripts with the signs inside them (Al-Jazeera, COVID-19, example.com); or a number with its inner
signs (2020.07.22, ٠٣:١٢) and its percent sign. A slash between Arabic words parts them: فبراير/شباط are two.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from hashiya.arabic.clusters import cluster_end
from hashiya.arabic.letters import ARABIC_LETTERS, MARKS, SILENT, ZWJ, ZWNJ
from hashiya.domain.span import Span

_PARAGRAPH_BREAK = re.compile("[\n\r\u0085\u2029]")


@cache
def _word_pattern() -> re.Pattern[str]:
    extenders = MARKS + ZWNJ + ZWJ
    arabic = f"[{ARABIC_LETTERS}]"
    number = rf"\d[\d{extenders}]*(?:[.,:/\-٫٬]\d[\d{extenders}]*)*[%٪‰]?"
    inside_arabic = f"(?:[{ARABIC_LETTERS}{extenders}]+|[{SILENT}]+(?={arabic}))*"
    other = rf"[^\W_{ARABIC_LETTERS}]"
    latin = "[A-Za-z0-9\u00c0-\u024f]"
    inner = rf"(?<=\d)[.,:/\-٫٬](?=\d)|(?<={latin})['’.@&+_\-](?={latin})|[{SILENT}]+(?={other})"
    return re.compile(
        rf"{arabic}{inside_arabic}(?:{number})?"
        rf"|https?://[^\s،؛؟«»“”\"<>()\[\]]*[^\s،؛؟«»“”\"<>()\[\].,:;!?]"
        rf"|{other}(?:[^\W_{ARABIC_LETTERS}]|[{extenders}]|{inner})*(?:(?<=\d)[%٪‰])?"
    )


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The words of the text, or of its part [start, end), in order."""
    size = len(text)
    found = [match.span() for match in _word_pattern().finditer(text, start, size if end is None else end)]
    # Behind nearly every word stands a space or a stop: asking is left to the others.
    return tuple([Span(a, _whole(text, z) if z < size and text[z] > "\u02ff" else z) for a, z in found])


def word_at(text: str, position: int) -> Span | None:
    """The word that the caret is in; at the end of a word it counts as in it."""
    return containing(words(text, *paragraph_bounds(text, position)), position)


def next_word(text: str, position: int) -> Span | None:
    """The first word that begins after the position."""
    start, end = paragraph_bounds(text, position)
    while True:
        if found := first_after(words(text, start, end), position):
            return found
        if end >= len(text):
            return None
        start, end = paragraph_bounds(text, end + 1)


def previous_word(text: str, position: int) -> Span | None:
    """The last word that begins before the position."""
    start, end = paragraph_bounds(text, position)
    while True:
        if found := last_before(words(text, start, end), position):
            return found
        if start == 0:
            return None
        start, end = paragraph_bounds(text, start - 1)


def paragraph_bounds(text: str, position: int) -> tuple[int, int]:
    """Where the line of the position begins and ends, its newline not counted."""
    position = min(max(position, 0), len(text))
    starts = (text.rfind(newline, 0, position) for newline in "\n\r\u0085\u2029")
    ending = _PARAGRAPH_BREAK.search(text, position)
    return max(starts) + 1, ending.start() if ending else len(text)


def containing(spans: Sequence[Span], position: int) -> Span | None:
    """The span, of spans in order, that holds the position or, when none does, that ends at it."""
    index = bisect_right(spans, position, key=_start)
    if index and position <= spans[index - 1].end:
        return spans[index - 1]
    return None


def first_after(spans: Sequence[Span], position: int) -> Span | None:
    """The first of spans in order that begins after the position."""
    index = bisect_right(spans, position, key=_start)
    return spans[index] if index < len(spans) else None


def last_before(spans: Sequence[Span], position: int) -> Span | None:
    """The last of spans in order that begins before the position."""
    index = bisect_left(spans, position, key=_start)
    return spans[index - 1] if index else None


def _start(span: Span) -> int:
    return span.start


def _whole(text: str, end: int) -> int:
    """The end, moved past a mark of a script that the pattern does not list."""
    return cluster_end(text, end)
