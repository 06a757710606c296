"""Which way a text runs, and how to keep it running that way inside another."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt

RTL = Qt.LayoutDirection.RightToLeft
LTR = Qt.LayoutDirection.LeftToRight

_ISOLATE_FIRST, _ISOLATE_END = "\u2068", "\u2069"
_RTL_MARK, _LTR_MARK = "\u200f", "\u200e"
_OPENERS = frozenset({"LRI", "RLI", "FSI"})


def first_strong(text: str, default: Qt.LayoutDirection = RTL) -> Qt.LayoutDirection:
    """The direction of the first strong letter outside isolates (Unicode bidi, rule P2); `default` when none is."""
    depth = 0
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in _OPENERS:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in {"R", "AL"}:
            return RTL
        elif depth == 0 and kind == "L":
            return LTR
    return default


def isolate(text: str) -> str:
    """The text between U+2068 and U+2069, so that its direction stays its own inside a sentence."""
    return f"{_ISOLATE_FIRST}{text}{_ISOLATE_END}"


def mark(direction: Qt.LayoutDirection) -> str:
    """The invisible mark that makes a plain text begin in this direction."""
    return _RTL_MARK if direction is RTL else _LTR_MARK
