"""Looking a whole file through: SQLite's own checks, spans against texts, references, rows against the record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec

from hashiya.domain.annotation import AnyAnnotation, Claim
from hashiya.domain.article import digest
from hashiya.domain.faults import Fault, KnownFailure
from hashiya.domain.ids import NOBODY, SHARED
from hashiya.domain.span import quote
from hashiya.storage.folded import asked, folded_row, words_of
from hashiya.storage.line import Line
from hashiya.storage.opening import open_line
from hashiya.storage.reads import Reads
from hashiya.storage.things import TABLE
from hashiya.storage.values import decode, pieces_of

_MOST = 100
"""How many faults SQLite's own check may name."""

_LAST = """
SELECT kind, target, after, v FROM change
WHERE seq = (SELECT max(seq) FROM change newer WHERE newer.target = change.target)
"""
# What no step made came with an import; once one was taken back, the record alone does not tell what must be there.
_MADE = """
AND (EXISTS (SELECT 1 FROM change made WHERE made.target = change.target AND made.before IS NULL)
    OR NOT EXISTS (SELECT 1 FROM import WHERE state = 'taken_back'))
"""


def check_file(path: Path) -> list[Fault]:
    """Every fault of the project file; none when it is whole. KnownFailure when it cannot be opened at all."""
    opened = open_line(path, read_only=True)
    line = opened.line
    try:
        # Of an older file a copy is looked at: its faults are the file's.
        return [replace(fault, file=str(path)) for fault in _faults(line)]
    except KnownFailure as failure:
        if failure.code != "corrupt":
            raise
        return [Fault("file_damaged", file=str(path), found=str(failure.details.get("reason")))]
    finally:
        line.close()
        if opened.folder:
            opened.folder.cleanup()


def _faults(line: Line) -> list[Fault]:
    with line.reading():
        # What stands in a damaged file says nothing more about the program that wrote it.
        return list(_damage(line)) or [*_references(line), *_texts(line), *_annotations(line), *_record(line)]


def _damage(line: Line) -> Iterator[Fault]:
    for (found,) in line.rows(f"PRAGMA integrity_check({_MOST})"):
        if found != "ok":
            yield Fault("file_damaged", file=str(line.path), found=found)


def _references(line: Line) -> Iterator[Fault]:
    for table, row, parent, _ in line.rows("PRAGMA foreign_key_check"):
        yield Fault("dangling_reference", file=str(line.path), field=f"{table}[{row}]", expected=parent)
    known = {annotator for (annotator,) in line.rows("SELECT id FROM annotator")} | {SHARED, NOBODY}
    for table in ("annotation", "relation", "rejection"):
        for (owner,) in line.rows(f"SELECT DISTINCT owner FROM {table}"):
            if owner not in known:
                yield Fault("unknown_annotator", file=str(line.path), field=f"{table}.owner", found=owner)
    for claim, filler in line.rows(
        "SELECT claim, annotation FROM filler JOIN annotation c ON c.id = claim"
        " JOIN annotation a ON a.id = filler.annotation WHERE a.article <> c.article"
    ):
        yield Fault("filler_elsewhere", file=str(line.path), field=claim, found=filler)


def _texts(line: Line) -> Iterator[Fault]:
    for (sha256,) in line.rows("SELECT sha256 FROM text"):
        text, length = line.rows("SELECT text, length FROM text WHERE sha256 = ?", (sha256,))[0]
        if digest(text) != sha256 or len(text) != length:
            yield Fault("text_changed", file=str(line.path), found=digest(text), expected=sha256)
        row = line.row("SELECT n, sha256, text, shifts FROM folded WHERE sha256 = ?", (sha256,))
        if row is None or row[1:] != folded_row(sha256, text) or not _is_found(line, row[0], row[2]):
            yield Fault("row_differs", file=str(line.path), field=f"folded[{sha256}]")


def _is_found(line: Line, number: int, folded: str) -> bool:
    """Whether the index of the search has the text; its first word speaks for all."""
    if not line.value("SELECT 1 FROM search_docsize WHERE id = ?", (number,)):
        return False
    first = asked([words_of(folded).split()[:1]])
    return not first or bool(line.value("SELECT 1 FROM search WHERE search MATCH ? AND rowid = ?", (first, number)))


def _annotations(line: Line) -> Iterator[Fault]:
    """Spans and columns of every annotation, against the text and against the body."""
    for key, identifier, text in line.rows("SELECT key, id, text FROM article JOIN text USING (sha256)"):
        for row in line.rows(
            'SELECT kind, body, label, start, "end", fragments, quote, owner, article, id'
            " FROM annotation WHERE article = ?",
            (key,),
        ):
            kind, body, *columns = row
            fault = _annotation(kind, body, tuple(columns), text)
            if fault:
                yield Fault(fault, file=str(line.path), article=identifier, field=columns[-1])


def _annotation(kind: str, body: str, columns: tuple[object, ...], text: str) -> str | None:
    """What is wrong with one annotation, None when nothing is."""
    try:
        thing = decode(kind, body)
    except (msgspec.DecodeError, ValueError):
        return "value_unreadable"
    if not isinstance(thing, AnyAnnotation):
        return "value_unreadable"
    if thing.end > len(text):
        return "span_beyond_text"
    pieces = pieces_of(thing.fragments)
    marked = quote(text, thing.fragments) if pieces is None else None
    expected = (thing.label, thing.start, thing.end, pieces, marked, thing.owner, thing.article, thing.id)
    return None if columns == expected else "row_differs"


def _record(line: Line) -> Iterator[Fault]:
    """Whether each thing is as its last change left it, and each claim's fillers are in their table."""
    reads = Reads(line)
    for kind, target, after, version in line.rows(_LAST + _MADE):
        table = TABLE[kind]
        name = "key" if table == "article" else "id"
        body = line.value(f"SELECT body FROM {table} WHERE {name} = ?", (target,))
        if body != after and not _same(kind, body, after, version):
            yield Fault("row_differs", file=str(line.path), field=target)
    for article in reads.articles():
        for claim in reads.claims(article.key):
            if _named(claim) != set(line.rows("SELECT annotation, referent FROM filler WHERE claim = ?", (claim.id,))):
                yield Fault("row_differs", file=str(line.path), article=article.id, field=claim.id)


def _same(kind: str, body: str | None, after: str | None, version: int) -> bool:
    """Whether two values say the same in other words."""
    if body is None or after is None:
        return False
    try:
        return decode(kind, body) == decode(kind, after, version=version)
    except (msgspec.DecodeError, ValueError):
        return False


def _named(claim: Claim) -> set[tuple[str | None, str | None]]:
    fillers = (filler for fillers in claim.roles.values() for filler in fillers)
    return {(filler.annotation, filler.referent) for filler in fillers if filler.fragments is None}
