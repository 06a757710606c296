"""The lines of a token file: their columns, told apart by tab or space alone, and which of them hold tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.conll.tags import LIKELY
from hashiya.exchange.encodings import guessed, marked

LONGEST = 1 << 16
"""Bytes of a line: a token and its tags."""
DOCUMENT = "-DOCSTART-"
_SPACES = re.compile(" +")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: what parts its columns, and the columns with tags (from `first` on, or the last)."""

    tabs: bool
    first: int
    nested: bool

    def columns(self, line: str) -> list[str]:
        """The line's columns; the token may be empty."""
        return columns_of(line, tabs=self.tabs)

    def tags(self, columns: Sequence[str]) -> list[str]:
        """The tags of a line."""
        if self.nested:
            return [one.strip() for one in columns[self.first :]]
        return [columns[-1].strip()] if len(columns) > 1 else []


def columns_of(line: str, *, tabs: bool) -> list[str]:
    """Split at tab, or at runs of spaces: no-break spaces and other separators are a part of tokens."""
    if tabs:
        return line.rstrip("\t ").split("\t") if not line.startswith("\t") else ["", *line.split("\t")[1:]]
    return _SPACES.split(line.rstrip(" "))


def layout_of(lines: Iterable[str]) -> tuple[Layout, float]:
    """How the lines are laid out, and how much they look like tokens with tags, from 0 to 1."""
    held = [line for line in lines if line.strip(" \t") and not line.startswith((DOCUMENT, "# "))]
    if not held:
        return Layout(tabs=False, first=1, nested=False), 0.0
    tabs = sum("\t" in line for line in held) * 2 > len(held)
    rows = [columns_of(line, tabs=tabs) for line in held]
    wide = [row for row in rows if len(row) > 1]
    sure = len(wide) / len(rows)
    if not wide:
        return Layout(tabs=tabs, first=1, nested=False), 0.0
    second = sum(LIKELY.fullmatch(row[1].strip()) is not None for row in wide) / len(wide)
    last = sum(LIKELY.fullmatch(row[-1].strip()) is not None for row in wide) / len(wide)
    nested = second > 0.9 and max(map(len, wide)) > 2
    # CoNLL-2003 has a part of speech, a chunk and only then the name.
    return Layout(tabs=tabs, first=1, nested=nested), sure * max(second, last)


def read_lines(file: IO[bytes], name: str, declared: str | None) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, parted at LF alone; FileFault at what is no text or far too long."""
    head = file.read(LONGEST)
    mark = marked(head)
    # The head may end within a character; to guess, it need not.
    encoding = declared or (mark[0] if mark else guessed(head[: head.rfind(b"\n") + 1] or head))
    if encoding.startswith("utf-16"):
        yield from enumerate(_wide(head + file.read(), encoding, name), 1)
        return
    waiting, number = head.removeprefix(b"\xef\xbb\xbf"), 0
    while waiting:
        parts = waiting.split(b"\n")
        waiting = parts.pop()
        for part in parts:
            number += 1
            yield number, _decoded(part, encoding, name, number)
        more = file.read(LONGEST)
        if not more:
            if waiting:
                yield number + 1, _decoded(waiting, encoding, name, number + 1)
            return
        waiting += more
        if len(waiting) > 2 * LONGEST and b"\n" not in waiting:
            raise FileFault(Fault("line_too_long", file=name, line=number + 1, expected=str(LONGEST)))


def _wide(data: bytes, encoding: str, name: str) -> list[str]:
    try:
        return data.decode(encoding).removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError as error:
        raise FileFault(Fault("not_in_encoding", file=name, found="…", expected=encoding)) from error


def _decoded(data: bytes, encoding: str, name: str, line: int) -> str:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise FileFault(Fault("not_in_encoding", file=name, line=line, found="…", expected=encoding)) from error
    if "\0" in text:
        raise FileFault(Fault("nul", file=name, line=line))
    return text.removesuffix("\r")
