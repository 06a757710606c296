"""A text as tokens: words, every other sign one of its own; on request the proclitics cut off (و+ روسيا)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from hashiya.arabic.clusters import cluster_end
from hashiya.arabic.proclitics import default_stem, stems
from hashiya.arabic.sentences import sentences
from hashiya.arabic.words import words
from hashiya.domain.span import Span

JOINT = "+"
"""Ends a token that is written together with the next one."""


def tokens_of(text: str) -> Iterator[Span]:
    """The tokens in order; white space and signs that nobody sees (direction marks) are none."""
    place = 0
    for word in words(text):
        yield from _signs(text, place, word.start)
        yield word
        place = word.end
    yield from _signs(text, place, len(text))


def _signs(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = min(max(cluster_end(text, start + 1), start + 1), end)
        if text[start].isspace():
            stop = start + 1
        elif any(unicodedata.category(sign) not in ("Cf", "Cc", "Zs") for sign in text[start:stop]):
            yield Span(start, stop)
        start = stop


def with_proclitics_apart(text: str, tokens: Iterable[Span], starts: frozenset[int]) -> Iterator[tuple[Span, bool]]:
    """The tokens, and whether each is a proclitic cut off: where a mention begins after one, else where it is sure."""
    for token in tokens:
        possible = [stem.start for stem in stems(text, token) if stem.start > token.start]
        cut = next((place for place in possible if place in starts), None)
        if cut is None and possible and token.start not in starts:
            cut = default_stem(text, token).start
        if cut is None or cut <= token.start:
            yield token, False
        else:
            yield Span(token.start, cut), True
            yield Span(cut, token.end), False


def in_sentences(text: str, tokens: Iterable[Span]) -> Iterator[list[Span]]:
    """The tokens sentence by sentence."""
    ends = [one.end for one in sentences(text)]
    running: list[Span] = []
    for token in tokens:
        while ends and token.start >= ends[0]:
            ends.pop(0)
            if running:
                yield running
                running = []
        running.append(token)
    if running:
        yield running


def snapped(tokens: list[Span], start: int, end: int) -> tuple[int, int] | None:
    """The number of the first token that the range touches and of the one after the last; None when there is none."""
    first = next((number for number, one in enumerate(tokens) if one.end > start), len(tokens))
    last = first
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    return (first, last) if last > first else None
