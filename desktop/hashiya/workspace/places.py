"""Where the program keeps its own files: settings, backups, logs, the sample project."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from hashiya.domain.faults import KnownFailure

APPLICATION = "hashiya"
HOME_VARIABLE = "HASHIYA_HOME"
PORTABLE, PORTABLE_HOME = "portable.txt", "data"
"""Where the first lies beside the frozen program, data and settings go into the second, there too."""


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of this installation; they exist once `make` was called."""

    data: Path
    config: Path
    logs: Path
    cache: Path

    @classmethod
    def of_this_computer(cls) -> Places:
        """Where the system wants them; below HASHIYA_HOME when that is set; beside a portable program."""
        home = os.environ.get(HOME_VARIABLE)
        if home:
            return cls.below(Path(home))
        if getattr(sys, "frozen", False) and Path(sys.executable).with_name(PORTABLE).exists():
            return cls.below(Path(sys.executable).with_name(PORTABLE_HOME))
        dirs = platformdirs.PlatformDirs(APPLICATION, appauthor=False)
        return cls(dirs.user_data_path, dirs.user_config_path, dirs.user_log_path, dirs.user_cache_path)

    @classmethod
    def below(cls, home: Path) -> Places:
        """All of them in one folder."""
        return cls(home / "data", home / "config", home / "logs", home / "cache")

    @property
    def backups(self) -> Path:
        """Rolling backups of every project, a folder each."""
        return self.data / "backups"

    @property
    def models(self) -> Path:
        """What the learned engine knows of every project, a file each; made again when it is lost."""
        return self.cache / "models"

    @property
    def projects(self) -> Path:
        """Where projects go when nobody says otherwise."""
        return self.data / "projects"

    @property
    def sample(self) -> Path:
        """The sample project that the welcome page opens."""
        return self.projects / "sample.hashiya"

    @property
    def log(self) -> Path:
        """The log, the newest part of it."""
        return self.logs / "hashiya.log"

    @property
    def crashes(self) -> Path:
        """Reports of what went wrong inside the program, beside the log."""
        return self.logs / "crashes"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    def make(self) -> Places:
        """Create the folders that are missing; KnownFailure when one cannot be made."""
        for folder in (self.data, self.config, self.logs, self.backups, self.projects):
            with own_folder(folder):
                folder.mkdir(parents=True, exist_ok=True)
        return self


@contextmanager
def own_folder(folder: Path) -> Iterator[None]:
    """Raise what the system says of one of the program's own folders as a known failure."""
    try:
        yield
    except OSError as error:
        raise KnownFailure("own_folder", path=str(folder), reason=error.strerror or str(error)) from error
