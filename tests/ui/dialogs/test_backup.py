"""Backups: the list, restoring into a new file, rescue of a damaged one; nothing that was there is changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hashiya.domain.scheme import Scheme, Words
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile
from hashiya.ui.dialogs.backup import BackupDialog
from hashiya.ui.dialogs.backup_work import Found, free_place, look, restore, save
from hashiya.ui.dialogs.base import Said
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.places import Places
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import DEVICE, SARA, new_project
from tests.ui.dialogs.backed import backed_up, damage
from tests.ui.dialogs.hands import click, heard, opened, press


@pytest.fixture
def backed(tmp_path: Path) -> tuple[Path, Places]:
    """A project with two backups."""
    return backed_up(tmp_path)


def _open(qtbot: QtBot, theme: ThemeSource, said: Said, places: Places, path: Path | None) -> BackupDialog:
    dialog = BackupDialog(theme, said, places=places, path=path)
    opened(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog._job is None and dialog._check is None)
    return dialog


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _found(places: Places, path: Path | None) -> Found:
    return look(places, path)(lambda _done, _of: True)


def test_backups_are_listed_newest_first_with_what_they_hold(
    qtbot: QtBot, theme: ThemeSource, said: Said, backed: tuple[Path, Places]
) -> None:
    path, places = backed
    dialog = _open(qtbot, theme, said, places, path)
    rows = dialog.model.rows
    assert [(row.articles, row.annotations) for row in rows] == [(3, 10), (3, 10)]
    assert rows[0].made > rows[1].made
    assert not dialog.band.isVisible()
    assert dialog.view.hasFocus()
    spoken = dialog.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said().text("words.articles", count=3) in spoken


def test_restoring_writes_a_new_file_and_opens_it(
    qtbot: QtBot, theme: ThemeSource, said: Said, backed: tuple[Path, Places]
) -> None:
    path, places = backed
    before = _digest(path)
    dialog = _open(qtbot, theme, said, places, path)
    asked = heard(dialog.open_requested)
    press(dialog.view, Qt.Key.Key_Down)
    target = dialog.target
    assert target is not None
    assert target.parent == path.parent
    assert target.name.startswith("x (1) 2026-11-19 ")
    assert f"\u2068{target.name}\u2069" in dialog._target.text()
    press(dialog.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.result_path is not None)
    assert dialog.said == said().text("backup.restored", path=target)
    assert check_file(target) == []
    assert _digest(path) == before
    assert dialog.primary.hasFocus()
    press(dialog.primary, Qt.Key.Key_Return)
    assert asked == [target]
    assert not dialog.isVisible()


def test_a_file_that_is_there_is_never_written_over(
    qtbot: QtBot, theme: ThemeSource, said: Said, backed: tuple[Path, Places]
) -> None:
    path, places = backed
    before = _digest(path)
    dialog = _open(qtbot, theme, said, places, path)
    dialog.choose_place(path)
    click(dialog.primary)
    qtbot.waitUntil(lambda: bool(dialog.problem))
    assert dialog.problem == said().text("failure.file_exists", path=path)
    assert _digest(path) == before
    assert dialog.target != path
    assert dialog.primary.isEnabled()


def test_a_second_restoring_gets_another_name(backed: tuple[Path, Places]) -> None:
    path, places = backed
    first = free_place(path, "", "2026", places)
    first.touch()
    second = free_place(path, "", "2026", places)
    assert (first.name, second.name) == ("x (1) 2026.hashiya", "x (1) 2026 (2).hashiya")
    assert free_place(None, 'a/b:c*"', "2026", places) == places.projects / "a-b-c-- 2026.hashiya"
    assert free_place(path.parent / "no" / "x.hashiya", "", "2026", places).parent == places.projects


def test_what_is_stopped_leaves_nothing(backed: tuple[Path, Places]) -> None:
    path, places = backed
    backup, to = _found(places, path).rows[0].path, path.with_name("new.hashiya")
    assert restore(backup, to)(lambda _done, _of: False) is None
    assert not to.exists()
    damage(path)
    assert save(path, to)(lambda _done, _of: False) is None
    assert not to.exists()


def test_only_this_projects_backups_are_listed_while_its_file_says_which_it_is(
    tmp_path: Path, backed: tuple[Path, Places]
) -> None:
    path, places = backed
    other = tmp_path / "other.hashiya"
    new_project(other).close()
    assert len(_found(places, path).rows) == 2
    assert _found(places, other).rows == ()
    assert len(_found(places, None).rows) == 2
    assert len(_found(places, tmp_path / "gone.hashiya").rows) == 2


def test_a_damaged_file_is_rescued_into_a_new_one(
    qtbot: QtBot, theme: ThemeSource, said: Said, backed: tuple[Path, Places]
) -> None:
    path, places = backed
    damage(path)
    before = _digest(path)
    dialog = _open(qtbot, theme, said, places, path)
    assert f"\u2068{path.name}\u2069" in dialog.band.accessibleName()
    assert dialog.primary.isEnabled()  # the last good backup is chosen
    dialog.band.pressed.emit()
    qtbot.waitUntil(lambda: dialog.result_path is not None)
    rescued = dialog.result_path
    assert rescued is not None
    assert rescued.stem.startswith("x (1) ")
    assert check_file(rescued) == []
    assert _digest(path) == before
    assert said().text("words.articles", count=3) in dialog._facts.text()
    assert said().text("words.annotations", count=10) in dialog._facts.text()  # rebuilt from the record
    assert said().text("backup.unchanged") in dialog._facts.text()
    assert said().text("backup.no_scheme") not in dialog._facts.text()
    asked = heard(dialog.open_requested)
    click(dialog.primary)
    assert asked == [rescued]


def test_a_file_of_which_nothing_can_be_read_leaves_the_backups(
    qtbot: QtBot, theme: ThemeSource, said: Said, backed: tuple[Path, Places]
) -> None:
    path, places = backed
    damage(path, whole=True)
    dialog = _open(qtbot, theme, said, places, path)
    dialog.rescue()
    qtbot.waitUntil(lambda: said().text("failure.nothing_to_rescue", path=path) in dialog.band.accessibleName())
    assert dialog.result_path is None
    assert dialog.primary.isEnabled()
    assert sorted(one.name for one in path.parent.glob("*.hashiya")) == [path.name]


def test_a_missing_file_is_named_and_its_backups_offered(
    qtbot: QtBot, theme: ThemeSource, said: Said, backed: tuple[Path, Places]
) -> None:
    path, places = backed
    path.unlink()
    dialog = _open(qtbot, theme, said, places, path)
    assert dialog.band.isVisible()
    assert said().text("failure.missing", path=path) in dialog.band.accessibleName()
    click(dialog.primary)
    qtbot.waitUntil(lambda: dialog.result_path is not None)


def test_a_damaged_backup_is_shown_as_such_and_the_good_one_chosen(
    qtbot: QtBot, theme: ThemeSource, said: Said, backed: tuple[Path, Places]
) -> None:
    path, places = backed
    newest = _found(places, path).rows[0].path
    newest.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    damage(path)
    dialog = _open(qtbot, theme, said, places, path)
    assert [row.name is None for row in dialog.model.rows] == [True, False]
    assert dialog.view.currentIndex().row() == 1
    press(dialog.view, Qt.Key.Key_Up)
    assert not dialog.primary.isEnabled()
    assert dialog.target is None


def test_no_backups_say_when_they_are_made(qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path) -> None:
    dialog = _open(qtbot, theme, said, Places.below(tmp_path), None)
    assert dialog._words.text() == said().text("backup.none")
    assert not dialog.primary.isEnabled()
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_scheme_that_was_not_read_is_said(tmp_path: Path) -> None:
    path, bare = tmp_path / "x.hashiya", Scheme(key="x", name=Words("س", "x"))
    ProjectFile.create(path, scheme=bare, name="x", annotator=SARA, device=DEVICE).close()
    rescued = save(path, tmp_path / "new.hashiya")(lambda _done, _of: True)
    assert rescued is not None
    assert not rescued.has_scheme


def test_closing_drops_the_work_under_way(
    qtbot: QtBot, theme: ThemeSource, said: Said, backed: tuple[Path, Places]
) -> None:
    path, places = backed
    dialog = _open(qtbot, theme, said, places, path)
    click(dialog.primary)
    job = dialog._job
    assert job is not None
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert job.wait(5000)
    assert sorted(one.name for one in path.parent.glob("*.hashiya")) == [path.name]
