"""Import: what was chosen is looked at, comes in through the program's own command, and can be stopped."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import pytest
from hashiya.domain.ids import NOBODY
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.importing import ImportDialog
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import click, click_row, heard, opened, press
from tests.ui.dialogs.project import TEXTS

ARABIC = "أكد وزير الخارجية الإيراني محمد جواد ظريف أن الرئيسين يتابعان تنفيذ الاتفاقيات بصورة مباشرة.\n"


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """A folder with a new text in windows-1256, a text that the project has, and one with a NUL."""
    folder = tmp_path / "ملفات (1)"
    folder.mkdir()
    (folder / "a new.txt").write_bytes(ARABIC.encode("cp1256"))
    (folder / "b same.txt").write_text(TEXTS[0], "utf-8")
    (folder / "x (1).txt").write_bytes(b"abc\0def")
    return folder


def test_a_dropped_folder_is_listed_and_its_texts_are_previewed_in_any_encoding(
    qtbot: QtBot, theme: ThemeSource, said: Said, texts: Path
) -> None:
    dialog = ImportDialog(theme, said, project=texts.parent / "none.hashiya")
    opened(qtbot, dialog)
    assert not dialog.primary.isEnabled()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(texts))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    QApplication.sendEvent(dialog, over)
    assert over.isAccepted()
    QApplication.sendEvent(dialog, QDropEvent(QPointF(50, 50), copy, data, left, none))
    qtbot.waitUntil(lambda: "وزير" in dialog.options.preview.text())
    assert [line.file.name for line in dialog.model.rows] == ["a new.txt", "b same.txt", "x (1).txt"]
    assert "windows-1256" in dialog.options.encoding.itemText(0)
    dialog.options.encoding.set_key("ISO-8859-6")
    dialog.options.encoding.picked.emit("ISO-8859-6")
    qtbot.waitUntil(lambda: "وزير" not in dialog.options.preview.text())
    click_row(dialog.view, 2)
    qtbot.waitUntil(lambda: dialog.options.preview.text() == "")


@pytest.mark.usefixtures("hashiya_home")
def test_what_is_chosen_comes_in_and_what_fails_is_listed_with_its_reason(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, texts: Path
) -> None:
    dialog = ImportDialog(theme, said, project=workspace.path, annotator="sara", paths=[texts])
    summaries = heard(dialog.imported)
    opened(qtbot, dialog)
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 3)
    press(dialog, Qt.Key.Key_Return)
    assert dialog.run is not None
    qtbot.waitUntil(lambda: bool(summaries), timeout=20_000)
    assert (summaries[0]["articles"], summaries[0]["failed"]) == (1, 1)
    assert ARABIC in [workspace.text(article.key) for article in workspace.articles.all()]
    assert len(workspace.articles.all()) == len(TEXTS) + 1
    assert dialog.which.current == "failed"
    assert [line.file.name for line in dialog.model.rows] == ["x (1).txt"]
    click(dialog.which.chips()[0])
    assert [line.state for line in dialog.model.rows] == ["done", "skipped", "failed"]
    press(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_an_import_is_stopped_and_leaves_nothing(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, texts: Path
) -> None:
    line = '{"file": "x (1).txt", "state": "done", "n": 1, "of": 3}'
    slow = (sys.executable, "-c", f"import time; print('{line}', flush=True); time.sleep(60)")
    dialog = ImportDialog(theme, said, project=workspace.path, paths=[texts], command=slow)
    opened(qtbot, dialog)
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 3)
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 1)
    click(dialog.stop)
    run = dialog.run
    assert run is not None
    qtbot.waitUntil(lambda: not run.is_running)
    assert dialog.summary is None
    assert dialog._result.text() == said().text("import_.stopped")


def test_escape_while_it_runs_ends_the_child(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, texts: Path
) -> None:
    slow = (sys.executable, "-c", "import time; time.sleep(60)")
    dialog = ImportDialog(theme, said, project=workspace.path, paths=[texts], command=slow)
    opened(qtbot, dialog)
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 3)
    press(dialog, Qt.Key.Key_Return)
    run = dialog.run
    assert run is not None
    press(dialog, Qt.Key.Key_Escape)
    assert not run.is_running
    assert not dialog.isVisible()


@pytest.mark.usefixtures("hashiya_home")
def test_a_project_that_cannot_be_written_is_said(qtbot: QtBot, theme: ThemeSource, said: Said, texts: Path) -> None:
    dialog = ImportDialog(theme, said, project=texts.parent / "x (1).hashiya", paths=[texts])
    opened(qtbot, dialog)
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 3)
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._result.text() != "", timeout=20_000)
    assert "x (1).hashiya" in dialog._result.text()


def test_a_folder_without_texts_says_so(qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path) -> None:
    dialog = ImportDialog(theme, said, project=tmp_path / "x.hashiya", paths=[tmp_path])
    opened(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.problem != "")
    assert dialog.problem == said().text("import_.nothing_found")


def _tells(dialog: ImportDialog, label: str, is_so: bool) -> bool:
    """Whether the dialog tells of marks with that label, or does not, as it should."""
    return (label in dialog.options.marks.text()) is is_so


@pytest.mark.usefixtures("hashiya_home")
def test_columns_are_guessed_corrected_and_come_in_as_they_were_shown(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "x (1).csv"
    file.write_text(f'id,"a, b",start,end,tag\na,"{ARABIC.strip()}",0,3,PERS\na,"{ARABIC.strip()}",9,3,LOC\n', "utf-8")
    dialog = ImportDialog(theme, said, project=workspace.path, annotator="sara", paths=[file])
    summaries = heard(dialog.imported)
    opened(qtbot, dialog)
    columns = dialog.options.columns
    qtbot.waitUntil(lambda: columns["start"].key == "start")
    # No name tells of the text: it is the column of the longest cells.
    assert (columns["label"].key, columns["text"].key) == ("tag", "a, b")
    qtbot.waitUntil(lambda: "وزير" in dialog.options.preview.text())
    for column, name, is_marked in (("label", "id", False), ("label", "tag", True), ("text", "a, b", True)):
        columns[column].set_key(name)
        columns[column].picked.emit(name)
        qtbot.waitUntil(partial(_tells, dialog, "PERS", is_marked))
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(summaries), timeout=20_000)
    assert (summaries[0]["articles"], summaries[0]["annotations"], summaries[0]["refused"]) == (1, 1, 1)
    assert [line.state for line in dialog.model.rows] == ["remark"]
    click(dialog.copy_report)
    copied = QApplication.clipboard().text()
    assert "x (1).csv: " in copied
    assert "\u2068" not in copied


@pytest.mark.usefixtures("hashiya_home")
def test_a_models_file_comes_in_as_proposals(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "x (1).csv"
    file.write_text(f'text,start,end,label\n"{ARABIC.strip()}",0,3,PERS\n', "utf-8")
    dialog = ImportDialog(theme, said, project=workspace.path, annotator="sara", paths=[file])
    summaries = heard(dialog.imported)
    opened(qtbot, dialog)
    qtbot.waitUntil(lambda: "وزير" in dialog.options.preview.text())
    click(dialog.options.whose.chips()[2])
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(summaries), timeout=20_000)
    new = [one for one in workspace.articles.all() if workspace.text(one.key).strip() == ARABIC.strip()]
    assert [one.origin for one in workspace.project.annotations(new[0].key, owner=NOBODY)] == ["proposed:imported"]


@pytest.mark.usefixtures("hashiya_home")
def test_files_of_one_kind_are_read_alike_and_those_of_another_as_chosen_for_them(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, tmp_path: Path
) -> None:
    folder = tmp_path / "ملفات"
    folder.mkdir()
    (folder / "a.csv").write_text(f'first,second\n"x","{ARABIC.strip()}"\n', "utf-8")
    (folder / "b.csv").write_text('first,second\n"x","خبر ثان من الجدول الآخر."\n', "utf-8")
    (folder / "c.txt").write_bytes(ARABIC.encode("cp1256"))
    dialog = ImportDialog(theme, said, project=workspace.path, annotator="sara", paths=[folder])
    summaries = heard(dialog.imported)
    opened(qtbot, dialog)
    columns = dialog.options.columns
    qtbot.waitUntil(lambda: columns["text"].count() == 3)
    columns["text"].set_key("second")
    columns["text"].picked.emit("second")
    qtbot.waitUntil(lambda: "وزير" in dialog.options.preview.text())
    click_row(dialog.view, 2)
    qtbot.waitUntil(lambda: not columns["text"].isVisible())
    assert "وزير" in dialog.options.preview.text()
    dialog.options.encoding.set_key("windows-1256")
    dialog.options.encoding.picked.emit("windows-1256")
    click_row(dialog.view, 1)
    qtbot.waitUntil(columns["text"].isVisible)
    assert (columns["text"].key, dialog.options.encoding.key) == ("second", "auto")
    assert "الآخر" in dialog.options.preview.text()
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(summaries), timeout=20_000)
    assert (summaries[0]["failed"], summaries[0]["articles"] + summaries[0]["skipped"] + summaries[0]["merged"]) == (
        0,
        3,
    )


@pytest.mark.usefixtures("hashiya_home")
def test_what_others_made_comes_in_as_mine(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, tmp_path: Path
) -> None:
    file = tmp_path / "x (1).csv"
    file.write_text(f'text,start,end,label,annotator\n"{ARABIC.strip()}",0,3,PERS,omar\n', "utf-8")
    dialog = ImportDialog(theme, said, project=workspace.path, annotator="sara", paths=[file])
    summaries = heard(dialog.imported)
    opened(qtbot, dialog)
    qtbot.waitUntil(lambda: "وزير" in dialog.options.preview.text())
    click(dialog.options.whose.chips()[1])
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(summaries), timeout=20_000)
    new = [one for one in workspace.articles.all() if workspace.text(one.key).strip() == ARABIC.strip()]
    made = workspace.project.annotations(new[0].key, owner=None)
    assert [workspace.annotators()[one.annotator].handle for one in made] == ["sara"]
