"""What doccano's offsets count: it does not say, and quotes nothing, so the edges of words tell."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from hashiya.exchange.offsets import Pieces, Places, Unit

UNITS = (Unit.UTF16, Unit.GRAPHEME, Unit.CODEPOINT)
"""As it counts, as it counts with the option `grapheme_mode`, and as files made by scripts count."""
ENOUGH = 500
"""How many telling spans are looked at."""
MOST_ROWS = 2_000


def unit_of(rows: Iterable[tuple[str, list[Pieces]]]) -> Unit:
    """The unit in which most spans begin and end at the edges of words; UTF-16 while no other is better."""
    right: Counter[Unit] = Counter()
    seen = 0
    for text, spans in rows:
        if not spans or not _tells(text):
            continue
        seen += len(spans)
        for unit in UNITS:
            places = Places(text, unit)
            right[unit] += sum(_edges(places, pieces) for pieces in spans)
        if seen >= ENOUGH:
            break
    best = max(UNITS, key=lambda unit: right[unit])
    return best if right[best] > right[Unit.UTF16] else Unit.UTF16


def _tells(text: str) -> bool:
    """Whether the units differ in this text."""
    return not text.isascii() and any(sign > "\uffff" or unicodedata.combining(sign) for sign in text)


def _edges(places: Places, given: Pieces) -> int:
    pieces = places.pieces(given)
    if pieces is None:
        return -2
    return sum(_is_edge(places.text, place) for piece in pieces for place in piece)


def _is_edge(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return True
    return not (_in_word(text[place - 1]) and _in_word(text[place]))


def _in_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.combining(sign) > 0
