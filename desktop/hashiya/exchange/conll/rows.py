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
_GLUED = ("\tNoSpaceAfter", "|NoSpaceAfter")
_BEGIN = "#begin document"
_WORD, _NAMES = 3, 10
_RUNS = re.compile(r"[ \t]+")
_OPENED = re.compile(r"\(([^()*]+)")
_MOSTLY, _HARDLY = 0.9, 0.5
"""Which part of a column looks like tags when it holds them, slips and all, and when it does not."""
_LOOKED_AT = 50
"""How many lines are looked at for tokens that stand beside each other."""


class Token(NamedTuple):
    """A token with its tags; `glued` when the next one follows without a space."""

    text: str
    tags: list[str]
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: what parts its columns, which one holds the tokens, and which ones hold tags.

    `nested`: all columns from `first` on hold tags, but for the `others`; else the one called `tag` does.
    """

    tabs: bool
    first: int = 1
    nested: bool = False
    form: int = 0
    tag: int = -1
    others: frozenset[int] = frozenset()

    def columns(self, line: str) -> list[str]:
        """The line's token, which may be empty, and its tags."""
        found = columns_of(line, tabs=self.tabs)
        token = found[self.form] if self.form < len(found) else ""
        if self.nested:
            return [
                token,
                *(one for place, one in enumerate(found) if place >= self.first and place not in self.others),
            ]
        return [token, found[self.tag]] if len(found) > max(1, self.tag) else [token]

    def width(self, line: str) -> int:
        """How many columns the line has."""
        return len(columns_of(line, tabs=self.tabs))

    def tags(self, columns: Sequence[str]) -> list[str]:
        """The tags of a line."""
        return [one.strip() for one in columns[1:]]

    def tokens(self, rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, Token | None]]:
        """The lines, each with its number and the token that it has."""
        for line, row in rows:
            if _is_token(row):
                columns = self.columns(row)
                yield line, row, Token(columns[0], self.tags(columns), row.endswith(_GLUED))
            else:
                yield line, row, None


@dataclass(frozen=True, slots=True)
class NamedLayout(Layout):
    """CoNLL-U Plus: the file's first line says what its columns are."""

    def columns(self, line: str) -> list[str]:
        found = columns_of(line, tabs=True)
        return [found[place] if place < len(found) else "" for place in (self.form, self.tag)]

    def width(self, line: str) -> int:
        return 2


@dataclass(frozen=True, slots=True)
class InlineLayout(Layout):
    """A sentence a line: each token with its tag behind it, as in `word|tag`, or with a part of speech between."""

    sign: str = "|"
    signs: int = 1

    def tokens(self, rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, Token | None]]:
        for line, row in rows:
            for item in _items(row):
                token, *others = item.rsplit(self.sign, self.signs)
                yield line, item, Token(token, others[-1:])
            yield line, "", None


@dataclass(frozen=True, slots=True)
class UniversalLayout(Layout):
    """CoNLL-U: ten columns, the words of one written token told apart below it, the tags in a list of features."""

    def width(self, line: str) -> int:
        return 2

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


@dataclass(frozen=True, slots=True)
class BracketLayout(Layout):
    """CoNLL-2012 (OntoNotes): many columns, names as brackets that open and close, `(PERSON*`, `*`, `*)`."""

    def columns(self, line: str) -> list[str]:
        found = _RUNS.split(line.strip())
        return [found[_WORD], found[_NAMES]] if len(found) > _NAMES else [""]

    def width(self, line: str) -> int:
        return 2

    def tokens(self, rows: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str, Token | None]]:
        opened = ""
        for line, row in rows:
            if row.startswith("#"):
                opened = ""
                # A document's parts are articles of their own; its end says nothing more.
                yield line, DOCUMENT if row.startswith(_BEGIN) else "", None
                continue
            if not row.strip():
                yield line, "", None
                continue
            columns = self.columns(row)
            said = columns[1] if len(columns) > 1 else ""
            begun = _OPENED.search(said)
            opened = begun[1] if begun else opened
            tag = f"{'B' if begun else 'I'}-{opened}" if opened else "O"
            yield line, row, Token(columns[0], [tag])
            opened = "" if said.endswith(")") else opened


def _is_token(row: str) -> bool:
    """Whether the line is neither empty, nor the begin of a document, nor a comment."""
    if row.startswith(("# ", "#\t")):
        return "=" not in row and any(LIKELY.fullmatch(one) for one in row.split()[1:])
    return bool(row.strip(" \t")) and not row.startswith(DOCUMENT)


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
    if any(line.startswith(_BEGIN) for line in lines[:_LOOKED_AT]):
        return BracketLayout(tabs=False), 1.0
    held = [line for line in lines if _is_token(line)]
    if (inline := _inline(held)) is not None:
        return inline, 1.0
    tabs = sum("\t" in line for line in held) * 2 > len(held)
    rows = [columns_of(line, tabs=tabs) for line in held]
    if tabs and all(len(row) > _MISC and _NUMBER.match(row[0]) for row in rows):
        return UniversalLayout(tabs=True), 1.0
    wide = [row for row in rows if len(row) > 1]
    if not wide:
        return Layout(tabs=tabs), 0.0
    layout, likely = _told(wide, tabs=tabs)
    return layout, likely * len(wide) / len(rows)


def _told(rows: Sequence[Sequence[str]], *, tabs: bool) -> tuple[Layout, float]:
    """Which columns hold tokens and tags, and how many of the tags look like tags.

    CoNLL-2003 has a part of speech, a chunk and only then the name; others begin with a number, or with the tag.
    """
    width = max(map(len, rows))
    columns = [[row[place].strip() for row in rows if place < len(row)] for place in range(width)]
    likely = [sum(LIKELY.fullmatch(one) is not None for one in column) / len(column) for column in columns]
    numbers = [all(one.isdecimal() for one in column) for column in columns]
    form = next((place for place in range(width) if likely[place] < _MOSTLY and not numbers[place]), 0)
    first = form + 1
    if width > first + 1 and likely[first] > _MOSTLY:
        others = frozenset(place for place in range(first, width) if likely[place] < _HARDLY)
        return Layout(tabs=tabs, first=first, nested=True, form=form, others=others), likely[first]
    last = sum(LIKELY.fullmatch(row[-1].strip()) is not None for row in rows) / len(rows)
    if last < _HARDLY:
        tags = [place for place in range(width) if place != form and likely[place] > _MOSTLY]
        if tags:
            return Layout(tabs=tabs, form=form, tag=tags[-1]), likely[tags[-1]]
    return Layout(tabs=tabs, form=form), last


def _inline(lines: Sequence[str]) -> InlineLayout | None:
    items = [item for line in lines[:_LOOKED_AT] for item in _items(line)]
    for sign in "|/":
        tagged = sum(LIKELY.fullmatch(item.rpartition(sign)[2]) is not None and sign in item[1:] for item in items)
        if items and tagged > _MOSTLY * len(items):
            return InlineLayout(tabs=False, sign=sign, signs=2 if all(item.count(sign) > 1 for item in items) else 1)
    return None


def _items(line: str) -> list[str]:
    return [item for item in line.split(" ") if item]


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
