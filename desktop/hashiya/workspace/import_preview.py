"""What can be seen of files before they come in: which there are, and the first article of one as it will be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hashiya.domain.faults import KnownFailure
from hashiya.exchange.formats import endings_read, format_of
from hashiya.exchange.jsonl import FORMAT as CORPUS
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.protocol import Reader, Reading, ReadOptions
from hashiya.exchange.sources import Source, sources
from hashiya.exchange.text_reader import decode_text
from hashiya.exchange.txt import FORMAT as TEXT


@dataclass(frozen=True, slots=True)
class FirstArticle:
    """The first article of a file: its format, its text, how the text's encoding was told, and how much is marked."""

    format: str
    text: str = ""
    encoding: str = ""
    how: str = ""
    annotations: int = 0
    relations: int = 0


def files_in(paths: Sequence[Path]) -> list[Source]:
    """The files that an import of these paths would look at; a path that cannot be read is there as itself."""
    found: list[Source] = []
    for path in paths:
        try:
            found += sources([path], endings_read())
        except KnownFailure:
            found.append(Source(path, path.name, 0))
    return found


def first_article(source: Source, *, encoding: str | None = None) -> FirstArticle:
    """The file's first article; KnownFailure when it cannot be read."""
    what = format_of(source) or TEXT
    if what is TEXT:
        read = decode_text(source.read(), encoding=encoding, file=str(source.path))
        return FirstArticle(what.name, read.text, read.encoding, read.how)
    reader = what.reader() if what.reader else None
    line = _first(reader, source, Reading(what.name, str(source.path), ReadOptions(encoding=encoding)))
    if line is None:
        return FirstArticle(what.name)
    marks = len(line.regions) + len(line.entities) + len(line.claims)
    told = "UTF-8" if what is CORPUS else ""
    return FirstArticle(what.name, line.text, told, "", marks, len(line.relations))


def _first(reader: Reader | None, source: Source, reading: Reading) -> CorpusArticle | None:
    beside = _beside(source) if reader else []
    units = reader.units(beside) if reader else []
    unit = next((one for one in units if source in one), (source,))
    return next(iter(reader.read(unit, reading)), None) if reader else None


def _beside(source: Source) -> list[Source]:
    """The file and those of the same stem beside it, for formats that keep text and annotations apart."""
    if source.archive is not None:
        every = sources([source.archive], endings_read())
        return [one for one in every if one.path.with_suffix("") == source.path.with_suffix("")]
    folder, stem = source.path.parent, source.path.stem
    names = sorted(one for one in folder.iterdir() if one.stem == stem and one.suffix.lower() in endings_read())
    return [Source(one, one.name, one.stat().st_size) for one in names if one.is_file()] or [source]
