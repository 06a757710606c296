"""What can be seen of files before they come in: which there are, and the first article of one as it will be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from hashiya.domain.faults import KnownFailure
from hashiya.exchange.formats import endings_read, format_named, format_of
from hashiya.exchange.jsonl import FORMAT as CORPUS
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source, sources
from hashiya.exchange.text_reader import decode_text
from hashiya.exchange.txt import FORMAT as TEXT
from hashiya.workspace.import_report import ImportChoices

_MARKS = 12
"""How many marks are shown of the first article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstArticle:
    """The first article of a file: its format, and which one it was told to be in; its text, and how much is marked.

    `how` says how the text's `encoding` was told.
    `marks` are the first ones, as label and words; `columns` are a table's, `took` says which holds what. `failure` is
    why a table with columns that nobody knows cannot be read yet.
    """

    format: str
    told: str = ""
    text: str = ""
    encoding: str = ""
    how: str = ""
    annotations: int = 0
    relations: int = 0
    marks: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    took: Mapping[str, str] = field(default_factory=dict)
    failure: KnownFailure | None = None


def files_in(paths: Sequence[Path]) -> list[Source]:
    """The files that an import of these paths would look at; a path that cannot be read is there as itself."""
    found: list[Source] = []
    for path in paths:
        try:
            found += sources([path], endings_read())
        except KnownFailure:
            found.append(Source(path, path.name, 0))
    return found


def told_format(source: Source) -> str:
    """The format that the file is told to be in; text when nobody knows it, or when it cannot be read."""
    try:
        return (format_of(source) or TEXT).name
    except KnownFailure:
        return TEXT.name


def first_article(source: Source, choices: ImportChoices | None = None) -> FirstArticle:
    """The file's first article, as it would come in by these choices; KnownFailure when it cannot be read."""
    told = (format_of(source) or TEXT).name
    chosen = (choices or ImportChoices()).for_files(told)
    what = format_named(chosen.format or told) or TEXT
    if what is TEXT:
        read = decode_text(source.read(), encoding=chosen.encoding, file=str(source.path))
        return FirstArticle(format=what.name, told=told, text=read.text, encoding=read.encoding, how=read.how)
    reader = what.reader() if what.reader else None
    reading = Reading(what.name, str(source.path), chosen.options())
    failure = None
    line = None
    try:
        line = _first(reader, source, reading)
    except KnownFailure as raised:
        if not reading.columns:
            raise
        failure = raised
    seen = FirstArticle(format=what.name, told=told, columns=reading.columns, took=reading.took, failure=failure)
    if line is None:
        return seen
    return replace(
        seen,
        text=line.text,
        encoding="UTF-8" if what is CORPUS else "",
        annotations=len(line.regions) + len(line.entities) + len(line.claims),
        relations=len(line.relations),
        marks=_marks(line),
    )


def _marks(line: CorpusArticle) -> tuple[tuple[str, str], ...]:
    """The first marks of the article, each with its label and its words."""
    first: list[CorpusAnnotation] = []
    first += line.entities[:_MARKS]
    first += line.claims[:_MARKS]
    first += line.regions[:_MARKS]
    return tuple(
        (one.label, " … ".join(line.text[start:end] for start, end in one.fragments)) for one in first[:_MARKS]
    )


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
