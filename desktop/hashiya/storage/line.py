"""The connection to a project file: every statement, with SQLite's errors told as known failures."""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from hashiya.domain.faults import KnownFailure
from hashiya.storage.failures import failure_of
from hashiya.storage.folded import words_of

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

BUSY_MILLISECONDS = 5000
LET_GO = 0.000_02
"""Seconds that a thread sleeps so that another takes Python's lock from it: without it that one waits for 5 ms."""
Mode = Literal["rw", "rwc", "ro", "immutable"]
Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]
Written = TypeVar("Written")

# What every connection says, and what the pragma answers then.
_ALWAYS: dict[str, int | str] = {
    "busy_timeout": BUSY_MILLISECONDS,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
}
_WRITING: dict[str, int | str] = {"journal_mode": "wal", "synchronous": 2}
if sys.platform == "darwin":
    _WRITING |= {"fullfsync": 1, "checkpoint_fullfsync": 1}


def settings_of(mode: Mode) -> dict[str, int | str]:
    """The pragmas of a connection of that mode, and their values."""
    return _ALWAYS | _WRITING if mode in {"rw", "rwc"} else dict(_ALWAYS)


def uri(path: Path, mode: Mode) -> str:
    """The path as SQLite's URI."""
    flags = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    place = path.absolute().as_uri()
    if not place.startswith("file:///"):
        # A share of Windows: SQLite takes its server for an authority unless it stands after four strokes.
        place = place.replace("file://", "file:////", 1)
    return f"{place}?{flags}"


class Line:
    """One connection, in autocommit; transactions are begun by `writing`, `writing_beside` and `reading` alone."""

    def __init__(self, path: Path, mode: Mode, *, any_thread: bool = False) -> None:
        self.path = path
        self.mode = mode
        # The thread that commits for one that writes is another.
        only_here = not any_thread and mode not in {"rw", "rwc"}
        self._committing: ThreadPoolExecutor | None = None
        self._commit: Future[sqlite3.Cursor] | None = None
        try:
            self._connection = sqlite3.connect(
                uri(path, mode), uri=True, isolation_level=None, check_same_thread=only_here, cached_statements=256
            )
        except sqlite3.Error as error:
            raise self._known(error) from error
        try:
            self.connection.create_function("words_of", 1, words_of, deterministic=True)
            self._settle()
        except BaseException:
            self.connection.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """SQLite's connection, free: one thread at a time uses it, so whoever asks waits for a commit under way."""
        if self._commit is not None:
            self._commit.exception()
        return self._connection

    def _settle(self) -> None:
        """Switch on what makes the file safe, and see that it is on."""
        for pragma, wanted in settings_of(self.mode).items():
            self.value(f"PRAGMA {pragma} = {wanted}")
            if (found := self.value(f"PRAGMA {pragma}")) != wanted:
                raise KnownFailure("unsafe_place", path=str(self.path), reason=f"{pragma} is {found}, not {wanted}")

    def _known(self, error: sqlite3.Error) -> Exception:
        return failure_of(error, self.path) or error

    def run(self, sql: str, values: Values = ()) -> int:
        """Execute a statement and return how many rows it changed."""
        try:
            return self.connection.execute(sql, values).rowcount
        except sqlite3.Error as error:
            if (failure := failure_of(error, self.path)) is None:
                raise
            raise failure from error

    def insert(self, sql: str, values: Values = ()) -> int:
        """Insert a row and return its number."""
        try:
            return self.connection.execute(sql, values).lastrowid or 0
        except sqlite3.Error as error:
            if (failure := failure_of(error, self.path)) is None:
                raise
            raise failure from error

    def run_many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute a statement once for each row."""
        try:
            self.connection.executemany(sql, rows)
        except sqlite3.Error as error:
            if (failure := failure_of(error, self.path)) is None:
                raise
            raise failure from error

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """Every row that the query finds."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            if (failure := failure_of(error, self.path)) is None:
                raise
            raise failure from error

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row that the query finds."""
        try:
            found: Row | None = self.connection.execute(sql, values).fetchone()
            return found
        except sqlite3.Error as error:
            if (failure := failure_of(error, self.path)) is None:
                raise
            raise failure from error

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, None when there is none."""
        found = self.row(sql, values)
        return found[0] if found else None

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writing transaction: it holds the lock from its first statement, and is written whole or not at all."""
        # A deferred transaction that reads before it writes can fail in a way that no waiting cures.
        self._begin("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self.roll_back()
            raise

    @contextmanager
    def writing_beside(self, write: Callable[[], Written]) -> Iterator[Written]:
        """One writing transaction whose commit waits for the disk while the block runs; the block's end waits for both.

        The block should ask the file for nothing: a statement of this connection waits for the commit, and another
        connection may not see yet what `write` wrote. When the commit fails its error is raised at the block's end,
        and nothing was written.
        """
        self._begin("BEGIN IMMEDIATE")
        try:
            written = write()
        except BaseException:
            self.roll_back()
            raise
        commit = self._commit = self._beside().submit(self._connection.execute, "COMMIT")
        time.sleep(LET_GO)
        try:
            yield written
        finally:
            try:
                self._look_at(commit)
            finally:
                self._commit = None

    def _look_at(self, commit: Future[sqlite3.Cursor]) -> None:
        """Wait for the commit; raise its error, and forget what was to be written."""
        try:
            commit.result()
        except BaseException as error:
            self.roll_back()
            if isinstance(error, sqlite3.Error) and (failure := failure_of(error, self.path)):
                raise failure from error
            raise

    def _beside(self) -> ThreadPoolExecutor:
        if self._committing is None:
            from concurrent.futures import ThreadPoolExecutor  # only who writes needs it: 4 ms of the program's start

            self._committing = ThreadPoolExecutor(1, "commit")
        return self._committing

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One reading transaction: all statements see the same moment of the file."""
        self._begin("BEGIN")
        try:
            yield
        finally:
            self.roll_back()

    def _begin(self, how: str) -> None:
        """Begin a transaction, after the one whose commit still waits for the disk; when that fails, this does."""
        if self._commit is not None:
            self._look_at(self._commit)
        self.run(how)

    def roll_back(self) -> None:
        """End the transaction, if there still is one, and forget what it wrote."""
        # An error such as a full disk may have rolled it back already.
        if self.connection.in_transaction:
            self.connection.rollback()

    def close(self) -> None:
        """Close the connection; closing twice does no harm."""
        if self._committing is not None:
            self._committing.shutdown()
            self._committing = None
        self.connection.close()
