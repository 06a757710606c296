"""A stored text as bytes, of which only what is looked at is decoded: most of a long search's time went there."""

from __future__ import annotations

from array import array
from bisect import bisect_right

from hashiya.storage.folded import unpacked

_INSIDE = bytes(range(0x80, 0xC0))
"""The bytes that go on with a character."""

_SLACK = 64  # bytes that one goes back rather than begin behind the place
_NO_SHIFTS = array("i", (0, 0))
_Counted = tuple[int, int]
"""A byte at which a character begins, and how many characters stand before it."""


class Text:
    """A raw text of so many characters and its folded copy, both UTF-8; places are best asked for in their order."""

    __slots__ = ("_in_folded", "_in_raw", "_length", "_raw", "_shifts", "folded")

    def __init__(self, folded: bytes, shifts: bytes | None, raw: bytes, length: int) -> None:
        self.folded = folded
        self._shifts = _NO_SHIFTS if shifts is None else unpacked(shifts)
        self._raw = raw
        self._length = length
        self._in_folded: _Counted = (0, 0)
        self._in_raw: _Counted = (0, 0)

    def index(self, byte: int) -> int:
        """How many characters of the folded text stand before the one that begins at that byte."""
        self._in_folded = _counted(self.folded, self._length - self._shifts[-1], byte, self._in_folded)
        return self._in_folded[1]

    def raw_places(self, first: int, last: int) -> tuple[int, int]:
        """The indexes in the raw text of two folded characters, the second not before the first."""
        shifts = self._shifts
        half = len(shifts) // 2
        run = bisect_right(shifts, first, 0, half)
        ahead = shifts[half + run - 1]
        if run < half and shifts[run] <= last:
            return first + ahead, last + shifts[half + bisect_right(shifts, last, run, half) - 1]
        # Most words lie in one run.
        return first + ahead, last + ahead

    def excerpt(self, start: int, end: int, near: int) -> str:
        """The raw text from `start` to `end` or to its own end, in code points; `near` is about its first byte."""
        at, passed = self._place(near - _SLACK)
        if passed > start:
            at, passed = self._place(at - 4 * (passed - start))
        last = end - passed
        # Two bytes are what a character of such a text has at most, but for a few.
        piece = self._raw[at : at + 2 * last].decode("utf-8", "ignore")
        if len(piece) < last:
            piece = self._raw[at : at + 4 * last].decode("utf-8", "ignore")
        return piece[start - passed : last]

    def _place(self, near: int) -> _Counted:
        """The first byte of a character at that byte or after it, and how many characters stand before."""
        raw = self._raw
        if near <= 0:
            return 0, 0
        at = min(near, len(raw))
        while at < len(raw) and raw[at] & 0xC0 == 0x80:
            at += 1
        self._in_raw = _counted(raw, self._length, at, self._in_raw)
        return self._in_raw


def _counted(encoded: bytes, length: int, byte: int, last: _Counted) -> _Counted:
    """How many characters stand before the byte, counted from the place counted last or from the end."""
    at, passed = last
    # Counting is most of the work, so it is done from where it is shorter.
    if len(encoded) - byte < abs(byte - at):
        at, passed = len(encoded), length
    if at < byte:
        return byte, passed + len(encoded[at:byte].translate(None, _INSIDE))
    return byte, passed - len(encoded[byte:at].translate(None, _INSIDE))
