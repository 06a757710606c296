"""Positions counted in code points and the same positions counted in UTF-16 units."""

from __future__ import annotations

import re
from bisect import bisect_left

from hashiya.domain.span import Span

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class UnitMap:
    """The two counts of one text's positions; only a character beyond U+FFFF, two units wide, makes them differ."""

    __slots__ = ("_points", "_units", "length")

    def __init__(self, text: str) -> None:
        # Encoding tells whether there is any such character in a tenth of the time that looking for them takes.
        is_plain = text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
        self._points = [] if is_plain else [found.start() for found in _ASTRAL.finditer(text)]
        self._units = [point + index for index, point in enumerate(self._points)]
        self.length = len(text) + len(self._points)
        """The text's length in UTF-16 units."""

    def to_units(self, point: int) -> int:
        """The position in UTF-16 units of a position in code points."""
        return point + bisect_left(self._points, point) if self._points else point

    def to_points(self, unit: int) -> int:
        """The position in code points of a position in UTF-16 units; inside a pair it is the pair's start."""
        if not self._units:
            return unit
        index = bisect_left(self._units, unit)
        if index and self._units[index - 1] == unit - 1:
            return self._points[index - 1]
        return unit - index

    def units_of(self, span: Span) -> tuple[int, int]:
        """The half-open UTF-16 range of a span."""
        return self.to_units(span.start), self.to_units(span.end)

    def span_of(self, start: int, end: int) -> Span:
        """The span of a half-open UTF-16 range; a half of a pair counts as the whole; raises ValueError when empty."""
        first, last = self.to_points(start), self.to_points(end)
        return Span(first, last + 1 if self.to_units(last) != end else last)
