"""The copy of a text that Qt is given: as long as the text in UTF-16 units, without what Qt swallows or swaps."""

from __future__ import annotations

import re

from hashiya.arabic.units import UnitMap
from hashiya.domain.span import Span

# U+2029, U+FDD0 and U+FDD1 begin blocks, U+2028 a line, a lone CR is dropped before LF, U+FFFC asks for an object,
# NUL ends a string in some of the ways out of Qt. A newline keeps the shape where one was meant.
_HARMLESS = {
    0x0000: "\u2400",
    0x2028: "\n",
    0x2029: "\n",
    0xFDD0: "\ufffd",
    0xFDD1: "\ufffd",
    0xFFFC: "\ufffd",
}
_RETURN_BEFORE_NEWLINE = re.compile("\r(?=\n)")
_SPECIAL = "\r" + "".join(map(chr, _HARMLESS))
_LONE_HALVES = re.compile("[\ud800-\udfff]")
_BYTE_ORDER_MARKS = ("\ufeff", "\ufffe")


def shown_copy(text: str) -> str:
    """The text for Qt: each character stands for the one at the same place."""
    if text.startswith(_BYTE_ORDER_MARKS):
        text = "\u200b" + text[1:]
    if not (any(special in text for special in _SPECIAL) or _has_lone_halves(text)):
        return text
    text = _RETURN_BEFORE_NEWLINE.sub("\u200b", text).replace("\r", "\n")
    return _LONE_HALVES.sub("\ufffd", text.translate(_HARMLESS))


def _has_lone_halves(text: str) -> bool:
    try:
        text.encode("utf-16-le")
    except UnicodeEncodeError:
        return True
    return False


class Display:
    """A text, the copy of it that is shown, and the way between code points and Qt's positions."""

    __slots__ = ("shown", "text", "units")

    def __init__(self, text: str) -> None:
        self.text = text
        self.shown = shown_copy(text)
        self.units = UnitMap(text)

    def raw(self, start: int, end: int) -> str:
        """The text itself between two of Qt's positions: what copying takes."""
        return self.text[self.units.to_points(start) : self.units.to_points(end)] if start < end else ""

    def span(self, start: int, end: int) -> Span | None:
        """The span between two of Qt's positions, None when nothing is between them."""
        first, last = min(start, end), max(start, end)
        return self.units.span_of(first, last) if first < last else None
