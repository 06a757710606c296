"""Which errors of SQLite and of the system are known failures; all others are bugs and stay as they are."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hashiya.domain.faults import KnownFailure

# Primary result codes of SQLite (https://www.sqlite.org/rescode.html). A constraint or a misuse is not among them.
_OF_SQLITE = {
    sqlite3.SQLITE_PERM: "no_access",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_IOERR: "io_error",
    sqlite3.SQLITE_CORRUPT: "corrupt",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CANTOPEN: "io_error",
    sqlite3.SQLITE_PROTOCOL: "busy",
    sqlite3.SQLITE_NOTADB: "corrupt",
    sqlite3.SQLITE_AUTH: "no_access",
}
_OF_SYSTEM = {
    errno.ENOENT: "missing",
    errno.EISDIR: "is_folder",
    errno.ENOTDIR: "missing",
    errno.EACCES: "no_access",
    errno.EPERM: "no_access",
    errno.EROFS: "read_only",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EEXIST: "file_exists",
}


def failure_of(error: sqlite3.Error, path: Path) -> KnownFailure | None:
    """The known failure that SQLite's error stands for, None for a bug."""
    extended = getattr(error, "sqlite_errorcode", None)
    if extended is None:
        return None
    code = _OF_SQLITE.get(extended & 0xFF)
    if code is None:
        return None
    return KnownFailure(code, path=str(path), reason=f"{getattr(error, 'sqlite_errorname', extended)}: {error}")


def failure_of_system(error: OSError, path: Path) -> KnownFailure:
    """The known failure that an error of the file system stands for."""
    return KnownFailure(_OF_SYSTEM.get(error.errno or 0, "io_error"), path=str(path), reason=str(error))


@contextmanager
def known_failures(path: Path) -> Iterator[None]:
    """Raise errors of SQLite and of the file system as known failures where they are known."""
    try:
        yield
    except sqlite3.Error as error:
        failure = failure_of(error, path)
        if failure is None:
            raise
        raise failure from error
    except OSError as error:
        raise failure_of_system(error, path) from error
