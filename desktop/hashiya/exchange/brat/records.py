"""The records of an annotation file, as they stand there: what each line says, and the lines that say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hashiya.exchange.protocol import Reading

_BEGINS = re.compile(r"(?:[TERAMN#]\d+|#|\*)\t")
_LOOKS_BROKEN = re.compile(r"(?:[TERAMN]\d+(?=\s|$)|#\d+(?=\s|$))")
# A number of more digits leads outside every text, and the oldest Pythons choke on thousands of them.
_TEXT_BOUND = re.compile(r"(\S+) +(\d{1,15} +\d{1,15}(?: *; *\d{1,15} +\d{1,15})*) *$")
_ARGUMENT = re.compile(r"([^\s:]+):(\S+)")


@dataclass(slots=True)
class TextBound:
    """A T line: a label on ranges, with the words that stand there."""

    id: str
    line: int
    label: str
    pieces: list[tuple[int, int]]
    quote: str | None


@dataclass(slots=True)
class Event:
    """An E line: a trigger with arguments, in the order given."""

    id: str
    line: int
    label: str
    trigger: str
    arguments: list[tuple[str, str]]


@dataclass(slots=True)
class Link:
    """An R line."""

    id: str
    line: int
    label: str
    ends: list[str]


@dataclass(slots=True)
class Attached:
    """An A, M, N or # line: something said of another record."""

    id: str
    line: int
    label: str
    target: str
    value: str


@dataclass(slots=True)
class Records:
    """All records of an article, by kind; `texts` and `events` by their ids."""

    texts: dict[str, TextBound] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    attributes: list[Attached] = field(default_factory=list)
    norms: list[Attached] = field(default_factory=list)
    notes: list[Attached] = field(default_factory=list)
    equals: list[tuple[int, list[str]]] = field(default_factory=list)


def read_records(text: str, reading: Reading, into: Records, *, file: str, article: str) -> None:
    """Add the records of the annotation file; what is none is counted and listed."""
    for line, record in _records(text):
        if not _BEGINS.match(record) or not _take(line, record, into, reading, file, article):
            reading.refuse("formats_brat.no_record", line=line, article=article, found=record[:80], file=file)


def _records(text: str) -> Iterator[tuple[int, str]]:
    """Each record with its line; a text or note goes on over the lines that begin no other record."""
    begun, parts = 0, list[str]()
    crlf = "\r\n" in text
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.removesuffix("\r") if crlf else raw
        if _BEGINS.match(line) or _LOOKS_BROKEN.match(line):
            if parts:
                yield begun, "\n".join(parts).rstrip("\n")
            begun, parts = number, [line]
        elif parts and parts[0][0] in "T#" and _BEGINS.match(parts[0]):
            parts.append(line)
        elif line.strip():
            if parts:
                yield begun, "\n".join(parts).rstrip("\n")
            begun, parts = number, []
            yield number, line
    if parts:
        yield begun, "\n".join(parts).rstrip("\n")


def _take(line: int, record: str, into: Records, reading: Reading, file: str, article: str) -> bool:
    """Whether the record says anything."""
    identifier, _, rest = record.partition("\t")
    said, tab, tail = rest.partition("\t")
    kind = identifier[0]
    if kind in "TE":
        made = _text_bound(identifier, line, said, tail, tab) if kind == "T" else _event(identifier, line, rest)
        if made is None:
            return False
        if identifier in into.texts or identifier in into.events:
            reading.refuse("doubled_id", line=line, article=article, found=identifier, file=file)
        elif isinstance(made, TextBound):
            into.texts[identifier] = made
        else:
            into.events[identifier] = made
        return True
    words = said.split()
    if len(words) < (3 if kind in "*RN" else 2):
        return False
    if kind in "AM":
        into.attributes.append(Attached(identifier, line, words[0], words[1], " ".join(words[2:])))
    elif kind == "*":
        into.equals.append((line, words[1:]))
    elif kind == "R":
        into.links.append(Link(identifier, line, words[0], _ends(words[1:])))
    elif kind == "N":
        into.norms.append(Attached(identifier, line, words[2], words[1], tail))
    else:
        into.notes.append(Attached(identifier, line, words[0], words[1], tail))
    return True


def _text_bound(identifier: str, line: int, said: str, tail: str, tab: str) -> TextBound | None:
    match = _TEXT_BOUND.match(said)
    if not match:
        return None
    pieces = []
    for piece in match[2].split(";"):
        start, end = piece.split()
        pieces.append((int(start), int(end)))
    return TextBound(identifier, line, match[1], pieces, tail if tab and tail else None)


def _event(identifier: str, line: int, rest: str) -> Event | None:
    arguments = _ARGUMENT.findall(rest)
    if not arguments or len(arguments) != len(rest.split()):
        return None
    (label, trigger), *others = arguments
    return Event(identifier, line, label, trigger, others)


def _ends(words: list[str]) -> list[str]:
    return [word.partition(":")[2] or word for word in words]
