"""A project with backups of two days, and ways to damage its file."""

from __future__ import annotations

from pathlib import Path

from hashiya.storage.backups import Backups
from hashiya.storage.line import Line
from hashiya.storage.project import ProjectFile
from hashiya.workspace.places import Places

from tests.ui.dialogs.project import filled_workspace

PAGE = 4096


def backed_up(folder: Path) -> tuple[Path, Places]:
    """A closed project of three articles with two backups."""
    path, places = folder / "x (1).hashiya", Places.below(folder / "home").make()
    filled_workspace(path).close()
    with ProjectFile.open(path, read_only=True) as project:
        backups = Backups(places.backups)
        old = backups.make(project).path
        backups.make(project)
        old.rename(old.with_name(f"{project.project_id}.20261119T081500000000Z.hashiya"))
    return path, places


def damage(path: Path, *, whole: bool = False) -> None:
    """Write over a page of the table of annotations, or over all pages but the first, as a failing disk does."""
    line = Line(path, "ro")
    try:
        root = int(str(line.value("SELECT rootpage FROM sqlite_schema WHERE name = 'annotation'")))
    finally:
        line.close()
    content = bytearray(path.read_bytes())
    for page in range(1, len(content) // PAGE) if whole else (root - 1,):
        content[page * PAGE : page * PAGE + 64] = b"\xff" * 64
    path.write_bytes(content)
