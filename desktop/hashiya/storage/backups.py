"""Whole copies of a project, in one file each; and the folder of rolling backups, ten at most."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.domain.faults import KnownFailure
from hashiya.storage.failures import known_failures
from hashiya.storage.line import Line
from hashiya.storage.meta import Meta

if TYPE_CHECKING:
    from hashiya.storage.project import ProjectFile

MOST = 10
_STAMP = "%Y%m%dT%H%M%S%fZ"
_ENDING = ".hashiya"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup: its file, when it was made (UTC), and its size in bytes."""

    path: Path
    made: datetime
    size: int


def copy_of(line: Line, to: Path) -> None:
    """Write a whole, compact copy; what was at `to` is replaced only when the copy is on the disk."""
    with known_failures(to):
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".hashiya-", dir=to.parent, ignore_cleanup_errors=True) as folder:
            fresh = Path(folder) / "copy.hashiya"
            line.run("VACUUM INTO ?", (str(fresh),))
            _finish(fresh)
            fresh.replace(to)
        _sync_folder(to.parent)


def _finish(copy: Path) -> None:
    """Make the copy one that nobody has open, and see it on the disk."""
    line = Line(copy, "rw")
    try:
        line.run("UPDATE import SET state = 'cancelled' WHERE state = 'running'")
        Meta(line).closed_cleanly = True
        line.run("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        line.close()
    with copy.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """See the new name on the disk, where the system can promise it."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        # Some network drives refuse; the file itself is safe.
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


class Backups:
    """The backups in one folder, of any number of projects, told apart by the project's id."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, project: ProjectFile) -> Backup:
        """Back the project up now, then thin its backups to ten."""
        made = datetime.now(UTC)
        path = self.folder / f"{project.project_id}.{made.strftime(_STAMP)}{_ENDING}"
        project.backup(path)
        self._thin(project.project_id)
        return Backup(path, made, path.stat().st_size)

    def list(self, project_id: str | None = None) -> list[Backup]:
        """The backups, of that project or of all, newest first."""
        found = []
        for path in self.folder.glob(f"{project_id or '*'}.*{_ENDING}"):
            with contextlib.suppress(ValueError, OSError):
                made = datetime.strptime(path.stem.rpartition(".")[2], _STAMP).replace(tzinfo=UTC)
                found.append(Backup(path, made, path.stat().st_size))
        return sorted(found, key=lambda backup: backup.made, reverse=True)

    def newest_good(self, project_id: str | None = None) -> Backup | None:
        """The newest backup that opens and is whole."""
        return next((backup for backup in self.list(project_id) if _is_good(backup.path)), None)

    def _thin(self, project_id: str) -> None:
        for backup in to_drop(self.list(project_id), most=MOST):
            with known_failures(backup.path):
                backup.path.unlink(missing_ok=True)


def to_drop(backups: Sequence[Backup], *, most: int) -> list[Backup]:
    """Which to drop, of backups newest first, so that `most` are left: those that stand closest to their neighbours.

    The newest and the oldest stay; what is dropped is where, for its age, the least time is lost. So the last hour
    keeps several, the last month some, and the time before few.
    """
    kept = list(backups)
    dropped = []
    while len(kept) > most:
        newest = kept[0].made
        gaps = [
            ((before.made - after.made).total_seconds() + 1) / ((newest - here.made).total_seconds() + 1)
            for before, here, after in zip(kept, kept[1:], kept[2:], strict=False)
        ]
        dropped.append(kept.pop(gaps.index(min(gaps)) + 1))
    return dropped


def _is_good(path: Path) -> bool:
    from hashiya.storage.opening import open_line

    try:
        line = open_line(path, read_only=True).line
        try:
            return bool(line.value("PRAGMA quick_check(1)") == "ok")
        finally:
            line.close()
    except KnownFailure:
        return False
