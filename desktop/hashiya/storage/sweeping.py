"""Sweeping away what an import brought, and telling a dead import from one under way."""

from __future__ import annotations

import os
import platform
import sys
import time

from hashiya.storage.folded import LOSE
from hashiya.storage.line import Line

_SILENT_SECONDS = 120.0
"""An import of another machine that has not written for so long is taken for dead."""

_AT_A_TIME = 200
_ARTICLES_AT_A_TIME = 10
_FREE_SECONDS = 0.002

# What names others goes before what is named.
_STEPS = (
    "DELETE FROM rejection WHERE rowid IN (SELECT rowid FROM rejection WHERE brought = ? LIMIT {n})",
    "DELETE FROM relation WHERE rowid IN (SELECT rowid FROM relation WHERE brought = ? LIMIT {n})",
    """DELETE FROM filler WHERE rowid IN (SELECT filler.rowid FROM annotation JOIN filler
    ON filler.claim = annotation.id WHERE annotation.brought = ? LIMIT {n})""",
    "DELETE FROM annotation WHERE rowid IN (SELECT rowid FROM annotation WHERE brought = ? LIMIT {n})",
)
_SHARED = (
    "UPDATE referent SET merged_into = NULL WHERE brought = ? AND merged_into IS NOT NULL",
    "DELETE FROM referent WHERE rowid IN (SELECT rowid FROM referent WHERE brought = ? LIMIT {n})",
    "DELETE FROM cluster WHERE rowid IN (SELECT rowid FROM cluster WHERE brought = ? LIMIT {n})",
    "DELETE FROM annotator WHERE brought = ?",
)


def this_process() -> str:
    """This machine and this process, as the file names them."""
    return f"{platform.node()}:{os.getpid()}"


def is_alive(process: str, beat: float) -> bool:
    """Whether the import of that process still goes on; `beat` is when it last wrote, in seconds since 1970."""
    machine, _, number = process.rpartition(":")
    # On Windows there is no such question: the same call would end the process.
    if machine == platform.node() and number.isdigit() and sys.platform != "win32":
        try:
            os.kill(int(number), 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
    return time.time() - beat < _SILENT_SECONDS


def sweep(line: Line, number: int) -> None:
    """Delete what the import brought, in short transactions; its own row too, unless it was taken back."""
    for statement in _STEPS:
        _repeat(line, statement, number)
    _sweep_articles(line, number)
    for statement in _SHARED:
        _repeat(line, statement, number)
    line.run("DELETE FROM import WHERE n = ? AND state = 'cancelled'", (number,))


def _repeat(line: Line, statement: str, number: int) -> None:
    sql = statement.format(n=_AT_A_TIME)
    while True:
        with line.writing():
            deleted = line.run(sql, (number,))
        if deleted < _AT_A_TIME:
            return
        time.sleep(_FREE_SECONDS)


def _sweep_articles(line: Line, number: int) -> None:
    """Delete the import's articles, and each text that no other article has."""
    while True:
        some = line.rows("SELECT key, sha256 FROM article WHERE brought = ? LIMIT ?", (number, _ARTICLES_AT_A_TIME))
        if not some:
            return
        with line.writing():
            line.run_many("DELETE FROM article WHERE key = ?", [(key,) for key, _ in some])
            for sha256 in dict.fromkeys(sha256 for _, sha256 in some):
                if not line.value("SELECT 1 FROM article WHERE sha256 = ? LIMIT 1", (sha256,)):
                    for statement in LOSE:
                        line.run(statement, (sha256,))
        time.sleep(_FREE_SECONDS)
