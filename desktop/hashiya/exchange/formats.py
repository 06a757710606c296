"""The formats that the program reads and writes; a new one is a module with a `FORMAT` and a line here."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from hashiya.domain.faults import KnownFailure
from hashiya.exchange import (
    aida,
    bioc,
    conll,
    docbin,
    docx,
    gate,
    html_page,
    huggingface,
    jsonl,
    refi,
    report,
    txt,
    uima,
    w3c,
    webanno,
)
from hashiya.exchange.brat import standoff
from hashiya.exchange.doccano import rows
from hashiya.exchange.labelstudio import tasks
from hashiya.exchange.prodigy.formats import PRODIGY, SPACY
from hashiya.exchange.protocol import Format
from hashiya.exchange.sources import ZIP, Source
from hashiya.exchange.table import delimited, json_rows, workbook

FORMATS: tuple[Format, ...] = (
    jsonl.FORMAT,
    txt.FORMAT,
    html_page.FORMAT,
    docx.FORMAT,
    delimited.CSV,
    delimited.TSV,
    workbook.XLSX,
    json_rows.JSON,
    json_rows.JSONL,
    standoff.FORMAT,
    *conll.FORMATS,
    uima.XMI,
    uima.JSON,
    webanno.FORMAT,
    tasks.FORMAT,
    rows.FORMAT,
    PRODIGY,
    SPACY,
    docbin.FORMAT,
    huggingface.FORMAT,
    huggingface.PARQUET,
    w3c.FORMAT,
    bioc.FORMAT,
    gate.FORMAT,
    report.FORMAT,
    refi.PROJECT,
    refi.CODEBOOK,
    aida.FORMAT,
)

LEAST = 0.1
"""How sure a reader must be to be given a file."""


def format_named(name: str) -> Format | None:
    """The format with this name."""
    return next((one for one in FORMATS if one.name == name), None)


def readable() -> tuple[Format, ...]:
    """The formats that are read."""
    return tuple(one for one in FORMATS if one.read)


def writable() -> tuple[Format, ...]:
    """The formats that are written."""
    return tuple(one for one in FORMATS if one.write)


def is_there(what: Format) -> bool:
    """Whether what the format needs is installed; an extra is called like its module."""
    return what.needs is None or find_spec(what.needs) is not None


def endings_read() -> frozenset[str]:
    """The endings of files that are looked at in folders and archives."""
    return frozenset(ending for one in readable() for ending in one.endings if ending != ZIP)


def format_of(source: Source) -> Format | None:
    """The format of the file, told by its contents and the names beside it; None when nobody knows it."""
    head = source.head()
    by_ending = [one for one in readable() if source.ending in one.endings]
    best, surest = None, LEAST
    for one in by_ending or readable():
        sure = one.reader().sniff(source, head) if one.reader else 0.0
        if sure > surest:
            best, surest = one, sure
    return best


def format_to_write(name: str | None, out: Path) -> Format:
    """The format that is asked for, else the one that the file's ending tells; KnownFailure when there is none."""
    named = [one for one in writable() if one.name == name]
    told = [one for one in writable() if out.suffix.lower() == one.endings[0]]
    if name is None and not told and out.suffix:
        return FORMATS[0]
    found = named if name is not None else told
    if not found:
        raise KnownFailure("no_such_format", name=name or out.name, names=", ".join(one.name for one in writable()))
    return found[0]
