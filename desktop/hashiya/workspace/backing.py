"""Rolling backups, made in the background on a connection of their own."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from hashiya.domain.faults import KnownFailure
from hashiya.storage.project import ProjectFile
from hashiya.workspace.log import failure_line
from hashiya.workspace.places import Places

LOG = logging.getLogger(__name__)


class Backing:
    """Makes a backup of a project when it was changed since the last one; ten are kept."""

    def __init__(self, places: Places) -> None:
        self._folder = places.backups
        self._thread: threading.Thread | None = None

    def make(self, path: Path, *, wait: bool) -> None:
        """Back the project up, outside this thread; one at a time."""
        self.wait()
        self._thread = threading.Thread(target=self._make, args=(path,), name="backup")
        self._thread.start()
        if wait:
            self.wait()

    def wait(self) -> None:
        """Wait until the backup that is being made is there."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _make(self, path: Path) -> None:
        from hashiya.storage.backups import Backups

        try:
            with ProjectFile.open(path, read_only=True) as project:
                backups = Backups(self._folder)
                newest = next(iter(backups.list(project.project_id)), None)
                if newest is None or _state(newest.path) != project.last_step():
                    self._folder.mkdir(parents=True, exist_ok=True)
                    backups.make(project)
        except KnownFailure as failure:
            LOG.info("no backup of %s: %s", path, failure_line(failure))
        except OSError as error:
            LOG.info("no backup of %s: %s", path, error.strerror)


def copy_to(path: Path, to: Path) -> None:
    """Write a whole copy of the project, on a connection of its own; KnownFailure when that cannot be done."""
    with ProjectFile.open(path, read_only=True) as project:
        project.backup(to)


def _state(path: Path) -> str | None:
    """The last step that a backup holds; None when it cannot be read."""
    try:
        with ProjectFile.open(path, read_only=True) as project:
            return project.last_step()
    except KnownFailure:
        return None
