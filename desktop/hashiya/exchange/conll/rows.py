"""The lines of a token file: their columns, told apart by tab or space alone, and which of them hold tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, NamedTuple

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.conll.tags import LIKELY
from hashiya.exchange.encodings import guessed, marked

LONGEST = 1 << 16
"""Bytes of a line: a token and its tags."""
DOCUMENT = "-DOCSTART-"
_SPACES = re.compile(" +")
_NUMBER = re.compile(r"(?P<first>\d{1,6})(?:-(?P<last>\d{1,6})|(?P<empty>\.\d+))?$")
_MISC = 9
_COLUMNS = "# global.columns"


class Token(NamedTuple):
    """A token with its tags; `glued` when the next one follows without a space."""

    text: str
    tags: list[str]
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: what parts its columns, and the columns with tags (from `first` on, or the last)."""

    tabs: bool
    first: int = 1
    nested: bool = False

    def columns(self, line: str) -> list[str]:
        """The line's columns; the token, which comes first, may be empty."""
        return columns_of(line, tabs=self.tabs)

    def tags(self, columns: Sequence[str]) -> list[str]:
        """The tags of a line."""
        if self.nested:
            return [one.strip() for one in columns[self.first :]]
        return [columns[-1].strip()] if len(columns) > 1 else []

    def tokens(self, rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, Token | None]]:
        """The lines, each with its number and the token that it has."""
        for line, row in rows:
            if _is_token(row):
                columns = self.columns(row)
                yield line, row, Token(columns[0], self.tags(columns))
            else:
                yield line, row, None


@dataclass(frozen=True, slots=True)
class NamedLayout(Layout):
    """CoNLL-U Plus: the file's first line says what its columns are."""

    form: int = 0
    tag: int = 1

    def columns(self, line: str) -> list[str]:
        found = columns_of(line, tabs=True)
        return [found[place] if place < len(found) else "" for place in (self.form, self.tag)]


@dataclass(frozen=True, slots=True)
class UniversalLayout(Layout):
    """CoNLL-U: ten columns, the words of one written token told apart below it, the tags in a list of features."""

    def columns(self, line: str) -> list[str]:
        found = columns_of(line, tabs=True)
        return [found[1] if len(found) > 1 else "", _universal_tag(found)]

    def tokens(self, rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, Token | None]]:
        until = 0
        for line, row in rows:
            if not _is_token(row):
                until = 0
                yield line, row, None
                continue
            columns = columns_of(row, tabs=True)
            number = _NUMBER.match(columns[0])
            if number is None:
                yield line, row, Token("", [])
                continue
            if number["empty"] or int(number["first"]) <= until:
                # A word within a written token, or one that is understood only.
                continue
            until = int(number["last"] or 0)
            glued = "SpaceAfter=No" in "|".join(columns[_MISC:]).split("|")
            yield line, row, Token("".join(columns[1:2]), [_universal_tag(columns)], glued)


def _is_token(row: str) -> bool:
    """Whether the line is neither empty, nor the begin of a document, nor a comment."""
    return bool(row.strip(" \t")) and not row.startswith(DOCUMENT) and not (row.startswith("# ") and "=" in row)


def _universal_tag(columns: Sequence[str]) -> str:
    for feature in "|".join(columns[_MISC:]).split("|"):
        name, _, value = feature.rpartition("=")
        if name.lower() in ("", "ner", "ne", "entity", "name") and LIKELY.fullmatch(value):
            return value
    return "O"


def columns_of(line: str, *, tabs: bool) -> list[str]:
    """Split at tab, or at runs of spaces: no-break spaces and other separators are a part of tokens."""
    if tabs:
        return line.rstrip("\t ").split("\t") if not line.startswith("\t") else ["", *line.split("\t")[1:]]
    return _SPACES.split(line.rstrip(" "))


def layout_of(lines: Iterable[str]) -> tuple[Layout, float]:
    """How the lines are laid out, and how much they look like tokens with tags, from 0 to 1."""
    lines = list(lines)
    if (named := _named(lines)) is not None:
        return named, 1.0
    held = [line for line in lines if line.strip(" \t") and not line.startswith((DOCUMENT, "# "))]
    if not held:
        return Layout(tabs=False, first=1, nested=False), 0.0
    tabs = sum("\t" in line for line in held) * 2 > len(held)
    rows = [columns_of(line, tabs=tabs) for line in held]
    if tabs and all(len(row) > _MISC and _NUMBER.match(row[0]) for row in rows):
        return UniversalLayout(tabs=True), 1.0
    wide = [row for row in rows if len(row) > 1]
    sure = len(wide) / len(rows)
    if not wide:
        return Layout(tabs=tabs, first=1, nested=False), 0.0
    second = sum(LIKELY.fullmatch(row[1].strip()) is not None for row in wide) / len(wide)
    last = sum(LIKELY.fullmatch(row[-1].strip()) is not None for row in wide) / len(wide)
    nested = second > 0.9 and max(map(len, wide)) > 2
    # CoNLL-2003 has a part of speech, a chunk and only then the name.
    return Layout(tabs=tabs, first=1, nested=nested), sure * max(second, last)


def _named(lines: Sequence[str]) -> NamedLayout | None:
    told = next((line for line in lines[:20] if line.startswith(_COLUMNS)), None)
    names = told.partition("=")[2].split() if told else []
    tags = [place for place, name in enumerate(names) if re.search("NER|NE$|ENTITY|TAG$", name.upper())]
    return NamedLayout(tabs=True, form=names.index("FORM"), tag=tags[0]) if tags and "FORM" in names else None


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
