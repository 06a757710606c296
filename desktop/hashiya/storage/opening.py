"""Opening a file: whether it is a project, whether this program knows its format, whether it can be written."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hashiya.domain.faults import KnownFailure
from hashiya.storage import schema
from hashiya.storage.failures import failure_of_system
from hashiya.storage.line import Line, Mode
from hashiya.storage.meta import Meta

if TYPE_CHECKING:
    from hashiya.storage.backups import Backups
    from hashiya.storage.folded import Told

MAGIC = b"SQLite format 3\x00"
_LONG = 20_000_000  # bytes; such a file is looked through in a tenth of a second
_HEADER = 100  # bytes; https://www.sqlite.org/fileformat.html, section 1.3
_CANNOT_WRITE = {"read_only", "io_error", "no_access"}


@dataclass(frozen=True, slots=True)
class Opened:
    """A line to the file, and why it only reads: None, `asked`, `file`, `folder` or `older`.

    `older` has the line to a copy of the file, brought to this program's format in a folder that goes with it.
    """

    line: Line
    read_only_reason: str | None
    folder: TemporaryDirectory[str] | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file that only needs to be opened: where it is, or the copy of it that is read, and how."""

    place: Path
    mode: Mode
    read_only_reason: str | None
    folder: TemporaryDirectory[str] | None = None

    def open(self) -> Opened:
        """The line to it, at once."""
        return Opened(Line(self.place, self.mode), self.read_only_reason, self.folder)


def needs_preparing(path: Path) -> bool:
    """Whether opening the file may take longer than a person likes to look at a window that stands still."""
    try:
        application, number = header_of(path)
    except KnownFailure:
        return False
    if application != schema.APPLICATION_ID or number > schema.FORMAT:
        return False
    # It was not closed, or another window has it open: it will be looked through.
    is_unclean = path.with_name(path.name + "-wal").exists()
    return number < schema.FORMAT or (is_unclean and path.stat().st_size > _LONG)


def prepare(path: Path, *, read_only: bool, told: Told | None = None) -> Prepared:
    """Look the file through and bring it to this program's format, in any thread; what an open cannot do at once.

    Where `told` raises, the file stays as it was.
    """
    opened = open_line(path, read_only=read_only, told=told)
    opened.line.close()
    return Prepared(opened.line.path, opened.line.mode, opened.read_only_reason, opened.folder)


def header_of(path: Path) -> tuple[int, int]:
    """The application id and the format number in the file's first bytes; KnownFailure when it is no project."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER)
    except OSError as error:
        # Windows says «permission denied» of a folder.
        raise KnownFailure("is_folder", path=str(path)) if path.is_dir() else failure_of_system(error, path) from error
    if len(head) < _HEADER or not head.startswith(MAGIC):
        raise KnownFailure("not_a_project", path=str(path))
    return int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")


def open_line(path: Path, *, read_only: bool, backups: Backups | None = None, told: Told | None = None) -> Opened:
    """A line to the project, brought to this program's format; it only reads where it cannot or may not write."""
    application, number = header_of(path)
    if application != schema.APPLICATION_ID:
        raise KnownFailure("not_a_project", path=str(path))
    if number > schema.FORMAT:
        # The tables may be others: nothing can be read with certainty.
        raise KnownFailure("newer_file", path=str(path), format=number, known=schema.FORMAT)
    if read_only:
        opened = Opened(_reading_line(path), "asked")
    else:
        opened = _writing_line(path)
    if number < schema.FORMAT and opened.read_only_reason:
        return _copied(opened.line, told)
    if number < schema.FORMAT:
        _bring_up(opened.line, number, backups, told)
    return opened


def _writing_line(path: Path) -> Opened:
    """A line that writes, or, where the place does not let it, one that reads."""
    unclean = path.with_name(path.name + "-wal").exists()
    try:
        line = Line(path, "rw")
    except KnownFailure as failure:
        if failure.code not in _CANNOT_WRITE:
            raise
        return Opened(_reading_line(path), _why(path))
    try:
        with line.writing():
            pass
        if line.value("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'"):
            meta = Meta(line)
            if unclean or not meta.closed_cleanly:
                _check_quickly(line)
            meta.closed_cleanly = False
    except KnownFailure as failure:
        line.close()
        if failure.code not in _CANNOT_WRITE:
            raise
        return Opened(_reading_line(path), _why(path))
    except BaseException:
        line.close()
        raise
    return Opened(line, None)


def _why(path: Path) -> str:
    """What cannot be written: the file, or the folder beside it."""
    try:
        os.close(os.open(path, os.O_RDWR))
    except OSError:
        return "file"
    return "folder"


def _reading_line(path: Path) -> Line:
    """A line that reads, also where SQLite may make no files beside the project."""
    try:
        return _looked_at(Line(path, "ro"))
    except KnownFailure as failure:
        if failure.code not in _CANNOT_WRITE:
            raise
        journal = path.with_name(path.name + "-wal")
        if journal.exists() and journal.stat().st_size:
            # What was written last stands in there, and cannot be read without writing.
            raise KnownFailure("not_closed", path=str(path)) from failure
    return _looked_at(Line(path, "immutable"))


def _looked_at(line: Line) -> Line:
    """The line, if something can be read by it."""
    try:
        line.value("SELECT count(*) FROM sqlite_schema")
    except BaseException:
        line.close()
        raise
    return line


def _check_quickly(line: Line) -> None:
    """See whether the file is whole, after a program or a machine that stopped in the middle."""
    found = line.value("PRAGMA quick_check(1)")
    if found != "ok":
        raise KnownFailure("corrupt", path=str(line.path), reason=str(found))


def _bring_up(line: Line, number: int, backups: Backups | None, told: Told | None) -> None:
    """Bring an older file to this program's format, with a copy of it as it was."""
    try:
        from hashiya.storage.backups import copy_of

        before = line.path.with_name(f"{line.path.stem}.format-{number}{line.path.suffix}")
        copy_of(line, backups.folder / before.name if backups else before)
        schema.migrate(line.connection, told)
        line.run("PRAGMA wal_checkpoint(TRUNCATE)")
        Meta(line).closed_cleanly = False
    except BaseException:
        line.close()
        raise


def _copied(line: Line, told: Told | None) -> Opened:
    """A line to a copy of an older file that may not be touched, brought to this program's format."""
    from hashiya.storage.backups import copy_of

    folder = TemporaryDirectory(prefix="hashiya-older-", ignore_cleanup_errors=True)
    copy = Path(folder.name) / line.path.name
    try:
        copy_of(line, copy)
        migrating = Line(copy, "rw")
        try:
            schema.migrate(migrating.connection, told)
            migrating.run("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            migrating.close()
        return Opened(Line(copy, "ro"), "older", folder)
    except BaseException:
        folder.cleanup()
        raise
    finally:
        line.close()
