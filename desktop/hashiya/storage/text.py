"""A stored text as bytes, of which only what is looked at is decoded: most of a long search's time went there."""

from __future__ import annotations

from hashiya.storage.folded import Shifts, unpacked

_INSIDE = bytes(range(0x80, 0xC0))
"""The bytes that go on with a character."""


_SLACK = 64  # bytes that one goes back rather than begin behind the place


class Text:
    """A raw text of so many characters and its folded copy, both UTF-8."""

    def __init__(self, folded: bytes, shifts: bytes | None, raw: bytes, length: int) -> None:
        self.folded = folded
        self._shifts = shifts
        self._raw = raw
        self._length = length

    def length(self, start: int, end: int) -> int:
        """How many characters of the folded text stand from byte `start` to byte `end`."""
        return _characters(self.folded[start:end])

    def shifts(self) -> Shifts | None:
        """The way back to the raw text; None where the places are the same."""
        return unpacked(self._shifts)

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

    def _place(self, near: int) -> tuple[int, int]:
        """The first byte of a character at that byte or after it, and how many characters stand before."""
        raw = self._raw
        at = min(max(near, 0), len(raw))
        while at < len(raw) and raw[at] & 0xC0 == 0x80:
            at += 1
        # Counting is most of the work, so it is done on the shorter side.
        if 2 * at < len(raw):
            return at, _characters(raw[:at])
        return at, self._length - _characters(raw[at:])


def _characters(encoded: bytes) -> int:
    return len(encoded.translate(None, _INSIDE))
