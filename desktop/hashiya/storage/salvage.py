"""Reading a damaged file row by row: whatever SQLite still gives."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hashiya.domain.faults import KnownFailure
from hashiya.storage.failures import known_failures
from hashiya.storage.line import Line

MOST_PROBES = 2_000_000
# What a damaged page makes SQLite say: malformed, not UTF-8, out of range.
_DAMAGE = (KnownFailure, sqlite3.DatabaseError, OverflowError, UnicodeDecodeError)


@dataclass(slots=True)
class Salvaged:
    """The rows of one table by their number, and how many numbers gave an error."""

    rows: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    lost: int = 0


@contextmanager
def copy_to_read(path: Path) -> Iterator[Line]:
    """A line to a copy of the file with its journal: reading must not change what is damaged."""
    with TemporaryDirectory(prefix="hashiya-rescue-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "damaged.hashiya"
        with known_failures(path):
            shutil.copyfile(path, copy)
            journal = path.with_name(path.name + "-wal")
            if journal.exists():
                shutil.copyfile(journal, copy.with_name(copy.name + "-wal"))
        try:
            line = Line(copy, "rw")
        except KnownFailure as failure:
            raise KnownFailure("nothing_to_rescue", path=str(path), reason=failure.details.get("reason")) from failure
        try:
            yield line
        finally:
            line.close()


def salvage(line: Line, table: str, columns: Sequence[str], *, by_index: str | None = None) -> Salvaged:
    """The readable rows of a table: from its start, from its end, then one by one what lies between.

    `by_index` names an index that lists the row numbers of a table whose numbers have gaps.
    """
    found = Salvaged()
    names = ", ".join(columns)
    if _scan(line, f"SELECT rowid, {names} FROM {table} ORDER BY rowid", found):
        return found
    front = max(found.rows, default=0)
    behind = Salvaged()
    _scan(line, f"SELECT rowid, {names} FROM {table} ORDER BY rowid DESC", behind)
    found.rows.update(behind.rows)
    between: Iterable[int] = range(front + 1, min(behind.rows, default=front + 1))
    if by_index or not behind.rows:
        between = _numbers(line, table, by_index, front)
    for count, number in enumerate(between):
        if count >= MOST_PROBES:
            break
        if number in found.rows:
            continue
        try:
            row = line.row(f"SELECT {names} FROM {table} WHERE rowid = ?", (number,))
        except _DAMAGE:
            found.lost += 1
        else:
            if row is not None:
                found.rows[number] = row
    return found


def _scan(line: Line, sql: str, into: Salvaged) -> bool:
    """Read until the end or the first error; whether the end was reached."""
    try:
        for number, *row in line.connection.execute(sql):
            into.rows[number] = tuple(row)
    except _DAMAGE:
        return False
    return True


def _numbers(line: Line, table: str, index: str | None, front: int) -> list[int]:
    """The row numbers that an index still lists, from both its ends."""
    found: set[int] = set()
    indexes = [index] if index else [f"sqlite_autoindex_{table}_1"]
    for name in indexes:
        ordering = line.rows(f"PRAGMA index_info({name})")
        column = ordering[0][2] if ordering else "rowid"
        for direction in ("", " DESC"):
            sql = f'SELECT rowid FROM {table} INDEXED BY {name} ORDER BY "{column}"{direction}'
            with suppress(*_DAMAGE):
                found.update(number for (number,) in line.connection.execute(sql))
    return sorted(number for number in found if number > front)
