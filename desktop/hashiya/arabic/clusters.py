"""What a reader takes for one letter: edges that never part a letter from its marks.

The rules are those of Unicode's extended grapheme clusters (UAX 29), without Hangul jamo and prepended signs, and
with one rule more: tatweel belongs to the letter that it stretches, for it is part of that letter's stroke.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from hashiya.arabic.letters import ARABIC_LETTERS, MARKS, TATWEEL, ZWJ, ZWNJ
from hashiya.domain.span import Span

_KNOWN_EXTENDER = re.compile(f"[{MARKS}{ZWNJ}{ZWJ}]")
_ARABIC = re.compile(f"[{ARABIC_LETTERS}]")
_PICTOGRAPH = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa\U0001f400-\U0001faff]")
_LETTERS: Final = frozenset(map(chr, (*range(0x20, 0x7F), *range(0x621, 0x640), *range(0x641, 0x64B))))
"""The common characters that always begin a cluster."""
_CONTROL_CATEGORIES: Final = ("Cc", "Zl", "Zp", "Cf")


def cluster_start(text: str, position: int) -> int:
    """The nearest edge of a cluster at or before the position."""
    position = min(max(position, 0), len(text))
    while not is_edge(text, position):
        position -= 1
    return position


def cluster_end(text: str, position: int) -> int:
    """The nearest edge of a cluster at or after the position."""
    position = min(max(position, 0), len(text))
    while not is_edge(text, position):
        position += 1
    return position


def next_cluster(text: str, position: int) -> int:
    """The first edge after the position; the text's end stays."""
    return cluster_end(text, position + 1)


def previous_cluster(text: str, position: int) -> int:
    """The last edge before the position; the text's start stays."""
    return cluster_start(text, position - 1)


def snap_to_clusters(text: str, span: Span) -> Span:
    """The smallest span of whole clusters that holds the span."""
    return Span(cluster_start(text, span.start), cluster_end(text, span.end))


def is_edge(text: str, position: int) -> bool:
    """Whether a caret may stand at the position: no cluster goes on across it."""
    if position <= 0 or position >= len(text):
        return True
    here, before = text[position], text[position - 1]
    if here in _LETTERS:
        return True
    if here == "\n" and before == "\r":
        return False
    if _breaks(before):
        return True
    if here == TATWEEL:
        return not _is_arabic_base(text, position)
    if _extends(here):
        return False
    if _is_flag_half(here) and _is_flag_half(before):
        return _flag_halves_before(text, position) % 2 == 0
    if before == ZWJ and _PICTOGRAPH.match(here):
        return not _joins_pictograph(text, position - 1)
    return True


def _extends(character: str) -> bool:
    """Whether the character is drawn on, or belongs to, the one before it."""
    if _KNOWN_EXTENDER.match(character):
        return True
    if "\U0001f3fb" <= character <= "\U0001f3ff" or "\U000e0020" <= character <= "\U000e007f":
        return True
    return unicodedata.category(character) in {"Mn", "Me", "Mc"}


def _breaks(character: str) -> bool:
    """Whether nothing can join the character from behind: controls, newlines, bidi marks."""
    return unicodedata.category(character) in _CONTROL_CATEGORIES and not _extends(character)


def _is_arabic_base(text: str, position: int) -> bool:
    """Whether an Arabic letter, with whatever marks, stands right before the position."""
    while position > 0:
        position -= 1
        if not _extends(text[position]):
            return _ARABIC.match(text[position]) is not None
    return False


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, position: int) -> int:
    count = 0
    while position - count > 0 and _is_flag_half(text[position - count - 1]):
        count += 1
    return count


def _joins_pictograph(text: str, joiner: int) -> bool:
    """Whether the zero-width joiner at this index follows a pictograph, whatever extends it."""
    index = joiner - 1
    while index > 0 and _extends(text[index]) and text[index] != ZWJ:
        index -= 1
    return index >= 0 and _PICTOGRAPH.match(text[index]) is not None
