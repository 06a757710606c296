"""The values of a JSON file one at a time: of an array, of lines, or of objects one after the other in any layout."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

import msgspec

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.strict import json_faults

CHUNK = 1 << 16
LONGEST_ITEM = 1 << 26
"""Bytes that one value may have: an article with everything that is marked in it has some thousands."""
LONGEST_LINE = 1 << 18
"""Bytes in which the end of a line is looked for before the value is gone through sign by sign."""
DEEPEST = 100

_OUTSIDE = re.compile(rb'["{}\[\],]')
_INSIDE = re.compile(rb'["\\]')
_SPACE = b" \t\r\n"
BOM = b"\xef\xbb\xbf"
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def json_values(file: IO[bytes], name: str, *, longest: int = LONGEST_ITEM) -> Iterator[tuple[int, Any]]:
    """Each value with the line where it begins; FileFault where the file is no JSON.

    The items of a file's outermost array are values of their own.
    """
    items = _Items(file, name, longest)
    for line, data in items:
        known = items.value
        yield line, decoded(data, name, line) if known is None else known


def decoded(data: bytes, name: str, line: int) -> Any:
    """The JSON value; FileFault with what is wrong with it."""
    if not _SURROGATE.search(data):
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return msgspec.json.decode(data)
    value, faults = json_faults(data, name, line)
    if faults:
        raise FileFault(faults[0])
    return value


def json_items(file: IO[bytes], name: str, *, longest: int = LONGEST_ITEM) -> Iterator[tuple[int, bytes]]:
    """The bytes of each value with the line where it begins."""
    return iter(_Items(file, name, longest))


class _Items:
    """One reading; what stays in memory is the value under way."""

    def __init__(self, file: IO[bytes], name: str, longest: int) -> None:
        self._file, self._name, self._longest = file, name, longest
        self._data = b""
        self._line = 1
        self._in_array = False
        self.value: Any = None
        """The value of the item given last, where it was decoded to find its end."""

    def _fault(self, code: str, *, found: str | None = None, expected: str | None = None) -> FileFault:
        return FileFault(Fault(code, file=self._name, line=self._line, found=found, expected=expected))

    def _more(self) -> bool:
        chunk = self._file.read(CHUNK)
        self._data += chunk
        return bool(chunk)

    def _skip(self, characters: bytes) -> bool:
        """Leave these bytes out at the front; whether anything comes after them."""
        while True:
            left = self._data.lstrip(characters)
            self._line += self._data.count(b"\n", 0, len(self._data) - len(left))
            self._data = left
            if left:
                return True
            if not self._more():
                return False

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        while len(self._data) < len(BOM) and self._more():
            pass
        self._data = self._data.removeprefix(BOM)
        if not self._skip(_SPACE):
            return
        self._in_array = self._data.startswith(b"[")
        if self._in_array:
            self._data = self._data[1:]
        while self._skip(_SPACE):
            if self._in_array and self._data.startswith(b"]"):
                self._end()
                return
            end = self._end_of_line() or self._end_of_item()
            item, self._data = self._data[:end], self._data[end:]
            yield self._line, item.rstrip(_SPACE)
            self._line += item.count(b"\n")
            self._separate()
        if self._in_array:
            raise self._fault("cut_off")

    def _end(self) -> None:
        """After the array nothing may come."""
        self._data = self._data[1:]
        if self._skip(_SPACE):
            raise self._fault("not_json", found=_shown(self._data))

    def _separate(self) -> None:
        """Leave out the comma behind an item."""
        if self._in_array and self._skip(_SPACE) and self._data.startswith(b","):
            self._data = self._data[1:]

    def _end_of_line(self) -> int:
        """Where the value at the front ends if it is a whole line, as it nearly always is; else 0.

        An object that decodes is whole: no beginning of a longer one would.
        """
        self.value = None
        if not self._data.startswith(b"{"):
            return 0
        end = self._data.find(b"\n")
        while end < 0 and len(self._data) < LONGEST_LINE and self._more():
            end = self._data.find(b"\n")
        if end < 0:
            return 0
        item = self._data[:end].rstrip(b" \t\r")
        item = item.removesuffix(b",") if self._in_array else item
        if item.endswith(b"}") and not _SURROGATE.search(item):
            with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                self.value = msgspec.json.decode(item)
                return len(item)
        return 0

    def _end_of_item(self) -> int:
        """Where the value at the front ends."""
        depth, place, in_string = 0, 0, False
        while True:
            match = (_INSIDE if in_string else _OUTSIDE).search(self._data, place)
            if match is None or (in_string and match[0] == b"\\" and match.end() >= len(self._data)):
                place = len(self._data) if match is None else match.start()
                if len(self._data) > self._longest:
                    raise self._fault("line_too_long", expected=str(self._longest))
                if not self._more():
                    return self._last(depth, in_string=in_string)
                continue
            place, sign = match.end(), match[0]
            if in_string:
                # A backslash hides the sign behind it; anything else found in a string is its end.
                in_string = sign == b"\\"
                place += in_string
            elif sign == b'"':
                in_string = True
            elif sign in b"{[":
                depth += 1
                if depth > DEEPEST:
                    raise self._fault("too_deep")
            elif depth == 0:
                return self._scalar(match.start())
            elif sign != b",":
                depth -= 1
                if depth == 0:
                    return place

    def _scalar(self, end: int) -> int:
        """A value of the array that is no object; anywhere else there must be none."""
        if not self._in_array or not self._data[:end].strip():
            raise self._fault("not_json", found=_shown(self._data))
        return end

    def _last(self, depth: int, *, in_string: bool) -> int:
        if depth or in_string or self._in_array:
            raise self._fault("cut_off")
        raise self._fault("not_json", found=_shown(self._data))


def _shown(data: bytes) -> str:
    return data[:20].decode("utf-8", "replace")
