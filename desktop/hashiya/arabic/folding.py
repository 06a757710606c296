"""Folding: one spelling for what readers take for the same word, with the way back to the raw text.

Hamza seats become their letters, ta marbuta ha, alef maqsura ya, Persian letters their Arabic neighbours, every digit
0 to 9, Latin letters small; marks, tatweel and characters without a glyph go. A bare hamza stays. Whatever is compared
with a folded text must have gone through the same function.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from hashiya.arabic.clusters import cluster_end
from hashiya.arabic.letters import MARKS, SILENT, TATWEEL, ZWJ, ZWNJ
from hashiya.domain.span import Span

_LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
    "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ۓ": "ي", "ۍ": "ي",
    "ة": "ه", "ۀ": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه",
    "ک": "ك", "ڪ": "ك", "گ": "ك", "پ": "ب", "چ": "ج", "ژ": "ز", "ڤ": "ف",
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "٪": "%", "٫": ".",
}  # fmt: skip
_PRESENTATION = "\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
_NOT_ONE_TO_ONE = re.compile(f"[{MARKS}{TATWEEL}{ZWNJ}{ZWJ}{SILENT}]+|[{_PRESENTATION}]")
_NOT_A_LETTER = re.compile(r"[\W_]+")
_FEW_KINDS = 40


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, run by run, how far its characters have moved from where they were."""

    text: str
    runs: tuple[int, ...] = field(repr=False)
    """Where, in the folded text, each run of characters begins whose raw places are counted on from one another."""
    raw_starts: tuple[int, ...] = field(repr=False)
    """The raw place of each run's first character."""
    raw: str = field(repr=False)

    def raw_index(self, index: int) -> int:
        """The index in the raw text of the folded character at this index; at the end, the raw length."""
        if index >= len(self.text):
            return len(self.raw)
        run = bisect_right(self.runs, index) - 1
        return self.raw_starts[run] + index - self.runs[run]

    @property
    def offsets(self) -> tuple[int, ...]:
        """The raw index of every folded character, and the raw length."""
        return tuple(self.raw_index(index) for index in range(len(self.text) + 1))

    def unfold(self, span: Span) -> Span:
        """The span of the raw text, with its last letter's marks, that a span of the folded text stands for."""
        return self.unfolded(span.start, span.end)

    def unfolded(self, start: int, end: int) -> Span:
        """The same for the code points [start, end) of the folded text."""
        return Span(self.raw_index(start), cluster_end(self.raw, self.raw_index(end - 1) + 1))


def fold(text: str) -> Folded:
    """The folded text with its way back."""
    pieces: list[str] = []
    runs, raw_starts = [0], [0]
    done = length = 0
    for found in _NOT_ONE_TO_ONE.finditer(text):
        kept = _spelled_out(found.group())
        pieces += (text[done : found.start()], kept)
        length += found.start() - done
        done = found.end()
        for _ in kept:
            runs.append(length)
            raw_starts.append(found.start())
            length += 1
        runs.append(length)
        raw_starts.append(done)
    pieces.append(text[done:])
    return Folded(_translated("".join(pieces)), tuple(runs), tuple(raw_starts), text)


def fold_text(text: str) -> str:
    """The folded text alone, quicker than with its way back."""
    return _translated(_NOT_ONE_TO_ONE.sub(lambda found: _spelled_out(found.group()), text))


def fold_key(text: str) -> str:
    """What two spellings of one name have in common: folded, with single spaces for all that is no letter or digit."""
    return _NOT_A_LETTER.sub(" ", fold_text(text)).strip()


def _spelled_out(found: str) -> str:
    """The letters of a presentation form; nothing for a run that folding drops."""
    if not re.match(f"[{_PRESENTATION}]", found):
        return ""
    return _NOT_ONE_TO_ONE.sub("", unicodedata.normalize("NFKC", found))


def _translated(text: str) -> str:
    """The text with each single character folded; twice as quick as `translate` where few kinds of them stand in it."""
    table = _letters()
    kinds = table.keys() & set(text)
    if len(kinds) > _FEW_KINDS:
        return text.translate(_table())
    for letter in kinds:
        text = text.replace(letter, table[letter])
    return text


@cache
def _letters() -> dict[str, str]:
    """The same as characters, without those that stay."""
    return {chr(point): folded for point, folded in _table().items() if chr(point) != folded}


@cache
def _table() -> dict[int, str]:
    """What each single character is folded to."""
    table = {ord(letter): folded for letter, folded in _LETTERS.items()}
    for zero in (0x0660, 0x06F0):
        table.update({zero + digit: str(digit) for digit in range(10)})
    for point in (*range(0x41, 0x5B), *range(0xC0, 0x24F), *range(0x370, 0x530)):
        if len(small := chr(point).lower()) == 1:
            table[point] = small
    return table
