"""The work behind the list of backups, outside the window's thread: looking, restoring, rescuing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hashiya.domain.faults import KnownFailure
from hashiya.domain.scheme import Scheme
from hashiya.storage.backups import Backup, Backups
from hashiya.storage.checking import check_file
from hashiya.storage.failures import known_failures
from hashiya.storage.project import ProjectFile
from hashiya.storage.rescue import RescueReport, rescue
from hashiya.ui.dialogs.jobs import Going
from hashiya.workspace.places import Places

SUFFIX = ".hashiya"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_DAMAGED = frozenset({"corrupt", "not_a_project"})


@dataclass(frozen=True, slots=True)
class BackupRow:
    """One backup and what it holds; `name` is None when it cannot be read."""

    path: Path
    made: datetime
    size: int
    name: str | None = None
    articles: int = 0
    annotations: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The backups that there are, newest first, and what stands in the way of opening the project, if anything."""

    rows: tuple[BackupRow, ...]
    project_id: str | None = None
    failure: KnownFailure | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """The project's file is damaged; `good` is the last backup that is whole."""

    good: Path | None


@dataclass(frozen=True, slots=True)
class Rescued:
    """A new file with what could be read of a damaged one; without a scheme labels have no names."""

    path: Path
    report: RescueReport
    has_scheme: bool


def look(places: Places, project: Path | None) -> Callable[[Going], Found]:
    """The work that finds the backups of the project, or of all projects when its file does not say which it is."""

    def work(going: Going) -> Found:
        identifier, failure = _state(project) if project is not None else (None, None)
        backups = Backups(places.backups)
        found = backups.list(identifier)
        rows = []
        for number, backup in enumerate(found):
            if not going(number, len(found)):
                break
            rows.append(_row(backup))
        return Found(tuple(rows), identifier, failure)

    return work


def check(places: Places, project: Path, project_id: str | None) -> Callable[[Going], Damage | None]:
    """The work that looks the project's whole file through; None when it is not damaged or not there."""

    def work(_going: Going) -> Damage | None:
        try:
            is_damaged = any(fault.code == "file_damaged" for fault in check_file(project))
        except KnownFailure as failure:
            is_damaged = failure.code in _DAMAGED
        if not is_damaged:
            return None
        good = Backups(places.backups).newest_good(project_id)
        return Damage(good.path if good else None)

    return work


def _state(project: Path) -> tuple[str | None, KnownFailure | None]:
    """The project's id as far as its file tells, and what stands in the way of opening it."""
    try:
        with ProjectFile.open(project, read_only=True) as opened:
            return opened.project_id, None
    except KnownFailure as failure:
        return None, failure


def _row(backup: Backup) -> BackupRow:
    try:
        with ProjectFile.open(backup.path, read_only=True) as opened:
            annotations = sum(opened.annotation_counts().values())
            return BackupRow(backup.path, backup.made, backup.size, opened.name, len(opened.articles()), annotations)
    except KnownFailure:
        return BackupRow(backup.path, backup.made, backup.size)


def restore(backup: Path, to: Path) -> Callable[[Going], Path | None]:
    """The work that writes the backup into a new file; KnownFailure `file_exists`. None when it was stopped."""

    def work(going: Going) -> Path | None:
        with known_failures(to):
            to.parent.mkdir(parents=True, exist_ok=True)
            to.open("xb").close()
        try:
            with ProjectFile.open(backup, read_only=True) as opened:
                opened.backup(to)
        except BaseException:
            to.unlink(missing_ok=True)
            raise
        return to if _is_wanted(to, going) else None

    return work


def save(damaged: Path, to: Path) -> Callable[[Going], Rescued | None]:
    """The work that writes what is readable into a new file; the damaged one stays as it is. None when stopped."""

    def work(going: Going) -> Rescued | None:
        report = rescue(damaged, to)
        with ProjectFile.open(to, read_only=True) as opened:
            scheme = opened.scheme()
        has_scheme = scheme != Scheme(key=scheme.key, name=scheme.name)
        return Rescued(to, report, has_scheme) if _is_wanted(to, going) else None

    return work


def _is_wanted(made: Path, going: Going) -> bool:
    """Whether nobody stopped the work meanwhile; nothing of it stays otherwise."""
    if going(1, 1):
        return True
    with known_failures(made):
        made.unlink(missing_ok=True)
    return False


def free_place(beside: Path | None, name: str, remark: str, places: Places) -> Path:
    """Where no file is yet: beside the project if one can write there, else among the projects."""
    folder = beside.parent if beside is not None else places.projects
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        folder = places.projects
    stem = beside.stem if beside is not None else _NOT_IN_NAMES.sub("-", name).strip(" .") or "hashiya"
    path, number = folder / f"{stem} {remark}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{stem} {remark} ({number}){SUFFIX}", number + 1
    return path


def day_of_file(made: datetime) -> str:
    """The moment as it stands in a file's name, on every system: «2026-11-21 20.25», local time."""
    return made.astimezone().strftime("%Y-%m-%d %H.%M")
