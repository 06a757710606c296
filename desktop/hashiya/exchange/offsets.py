"""Offsets of other tools as code points: the unit that they count in, told by comparing slices with quoted words.

A file that quotes what it marks (brat, Label Studio, BioC …) tells by itself whether its offsets are code points,
UTF-16 units, UTF-8 bytes or grapheme clusters, and whether a line end counts as one or as two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hashiya.arabic.clusters import is_edge
from hashiya.arabic.letters import TATWEEL

Pieces = Sequence[tuple[int, int]]
"""Ranges in the unit of the file, end exclusive."""


class Unit(StrEnum):
    """What an offset counts."""

    CODEPOINT = "codepoint"
    UTF16 = "utf16"
    UTF8 = "utf8"
    GRAPHEME = "grapheme"


class LineEnds(StrEnum):
    """How line ends count: as they stand in the file, as one (LF), or as two (CR LF)."""

    AS_IS = "as_is"
    ONE = "one"
    TWO = "two"


_SPACES = re.compile(r"[ \t\r\n]+")
_LINE_END = re.compile("\r\n?|\n")


def with_plain_newlines(text: str) -> str:
    """The text as an article keeps it: every line end is one LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def edges(text: str, unit: Unit) -> Sequence[int]:
    """For each code point's place, and the text's end, how many units stand before it."""
    if unit is Unit.CODEPOINT or (unit is Unit.UTF16 and (not text or max(text) <= "\uffff")):
        return range(len(text) + 1)
    found = [0]
    reached = 0
    if unit is Unit.GRAPHEME:
        # What is inside a cluster has no offset of its own: it counts with the cluster's start. Tatweel, which is a
        # part of its letter to a reader, is a cluster of its own to Unicode, and so to other tools.
        for place in range(1, len(text) + 1):
            reached += is_edge(text, place) or text[place] == TATWEEL
            found.append(reached)
        return found
    for letter in text:
        reached += _width(letter, unit)
        found.append(reached)
    return found


def _width(letter: str, unit: Unit) -> int:
    if unit is Unit.UTF16:
        return 2 if letter > "\uffff" else 1
    return 1 if letter < "\x80" else 2 if letter < "\u0800" else 3 if letter < "\U00010000" else 4


class Places:
    """Where the offsets of a file, counted in this way, stand in the article's text (line ends as one LF)."""

    def __init__(self, raw: str, unit: Unit, line_ends: LineEnds = LineEnds.AS_IS) -> None:
        self.unit, self.line_ends = unit, line_ends
        self.text = with_plain_newlines(raw)
        counted = raw
        if line_ends is LineEnds.ONE:
            counted = self.text
        elif line_ends is LineEnds.TWO:
            counted = _LINE_END.sub("\r\n", raw)
        self._edges = edges(counted, unit)
        self._shift = [match.start() + 1 for match in re.finditer("\r\n", counted)]

    @property
    def length(self) -> int:
        """How many units the text has."""
        return self._edges[-1]

    def place(self, offset: int) -> int | None:
        """The code point's place; None outside the text or inside a character."""
        if not 0 <= offset <= self.length:
            return None
        if isinstance(self._edges, range):
            found = offset
        else:
            found = bisect_left(self._edges, offset)
            if self._edges[found] != offset:
                return None
        # Of CR LF one character is left: what pointed between the two points behind them.
        return found - bisect_left(self._shift, found)

    def pieces(self, given: Pieces) -> list[tuple[int, int]] | None:
        """The ranges in code points of the article's text; None when one is empty, outside or inside a character."""
        found = []
        for start, end in given:
            first, last = self.place(start), self.place(end)
            if first is None or last is None or first >= last:
                return None
            found.append((first, last))
        return found


@dataclass(frozen=True, slots=True)
class Quoted:
    """Ranges and the words that the file says stand there."""

    pieces: Pieces
    text: str


def agrees(found: str, said: str) -> bool:
    """Whether the words are the same but for white space, which tools fold when they quote."""
    return found == said or _SPACES.sub(" ", found).strip() == _SPACES.sub(" ", said).strip()


def slice_of(places: Places, given: Pieces) -> str | None:
    """What stands in the ranges, pieces joined by one space."""
    found = places.pieces(given)
    if found is None:
        return None
    return " ".join(places.text[start:end] for start, end in found)


def told(raw: str, declared: Unit, quoted: Sequence[Quoted]) -> Places:
    """The way of counting that the quotes agree with: the declared one while at least half of them do, else the best.

    One that all of them agree with is better still. Without quotes the declared one.
    """
    first = Places(raw, declared)
    wrong = [one for one in quoted if not _is_right(first, one)]
    most = len(quoted) - len(wrong)
    if not wrong:
        return first
    enough = most * 2 >= len(quoted)
    best = first
    for places in _others(raw, declared):
        # Where half are right, what does not set the others right as well is out of the question.
        if enough and not all(_is_right(places, one) for one in wrong):
            continue
        right = sum(_is_right(places, one) for one in quoted)
        if right == len(quoted):
            return places
        if right > most and not enough:
            best, most = places, right
    return best


def _others(raw: str, declared: Unit) -> Iterator[Places]:
    """The other ways of counting; in the declared unit first, for line ends are what most often was changed."""
    has_line_ends = "\n" in raw or "\r" in raw
    for unit in (declared, *(one for one in Unit if one is not declared)):
        for line_ends in LineEnds if has_line_ends else (LineEnds.AS_IS,):
            if unit is not declared or line_ends is not LineEnds.AS_IS:
                yield Places(raw, unit, line_ends)


def _is_right(places: Places, one: Quoted) -> bool:
    found = slice_of(places, one.pieces)
    return found is not None and agrees(found, one.text)
