"""A stored text as bytes, of which only what is looked at is decoded: most of a long search's time went there."""

from __future__ import annotations

from hashiya.storage.folded import Shifts, unpacked

_INSIDE = bytes(range(0x80, 0xC0))
"""The bytes that go on with a character."""


class Text:
    """A raw text and its folded copy, both UTF-8."""

    def __init__(self, folded: bytes, shifts: bytes | None, raw: bytes) -> None:
        self.folded = folded
        self._shifts = shifts
        self._raw = raw

    def length(self, start: int, end: int) -> int:
        """How many characters of the folded text stand from byte `start` to byte `end`."""
        return len(self.folded[start:end].translate(None, _INSIDE))

    def shifts(self) -> Shifts | None:
        """The way back to the raw text; None where the places are the same."""
        return unpacked(self._shifts)

    def excerpt(self, start: int, end: int, near: int) -> str:
        """The raw text from `start` to `end` or to its own end, in code points; `near` is about its first byte."""
        begin = self._byte(start, near)
        return self._raw[begin : begin + 4 * (end - start)].decode("utf-8", "ignore")[: end - start]

    def _byte(self, index: int, near: int) -> int:
        """The place of the raw text's character at this index; quick when it is near that byte."""
        encoded = self._raw
        at = min(max(near, 0), len(encoded))
        while at < len(encoded) and encoded[at] & 0xC0 == 0x80:
            at += 1
        missing = index - len(encoded[:at].translate(None, _INSIDE))
        if missing > 0:
            passed = encoded[at : at + 4 * missing].decode("utf-8", "ignore")
            return at + len(passed[:missing].encode())
        if missing < 0:
            passed = encoded[max(0, at + 4 * missing) : at].decode("utf-8", "ignore")
            return at - len(passed[missing:].encode())
        return at
