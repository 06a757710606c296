"""Export: what is not complete is listed and can be gone to; the corpus is written outside the window's thread."""

from __future__ import annotations

import json
from pathlib import Path

from hashiya.domain.annotation import Claim
from hashiya.exchange.choices import ExportReport
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.exporting import ExportDialog
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.builders import OMAR
from tests.ui.dialogs.hands import click, heard, opened, press
from tests.ui.dialogs.project import TEXTS


def _all(qtbot: QtBot, dialog: ExportDialog) -> None:
    opened(qtbot, dialog)
    click(next(row for row in dialog.what.rows() if row.key == "all"))
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 4)


def test_what_is_not_complete_is_listed_with_a_way_to_it(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    dialog = ExportDialog(theme, said, workspace)
    asked = heard(dialog.go_requested)
    _all(qtbot, dialog)
    claims = [one for one in dialog.model.rows if one.claim is not None]
    assert [one.words for one in claims] == ["بلاده ترحّب بتوسيع التعاون مع روسيا", "التعاون جيد"]
    assert [one.title for one in dialog.model.rows if one.claim is None] == [t.partition("\n")[0] for t in TEXTS[1:]]
    first = dialog.view.visualRect(dialog.view.model().index(0, 0))
    at_end = QPoint(20 if said().language == "ar" else first.right() - 20, first.center().y())
    QTest.mouseClick(dialog.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at_end)
    article, claim = asked[0]
    assert isinstance(workspace.annotation(claim), Claim)
    assert workspace.text(article) == TEXTS[1]
    assert not dialog.isVisible()


def test_enter_on_a_row_goes_there_too(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> None:
    dialog = ExportDialog(theme, said, workspace)
    asked = heard(dialog.go_requested)
    _all(qtbot, dialog)
    dialog.view.choose(3)
    press(dialog.view, Qt.Key.Key_Return)
    assert workspace.text(asked[0][0]) == TEXTS[2]
    assert asked[0][1] is None


def test_the_corpus_is_written_with_what_was_chosen(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, tmp_path: Path
) -> None:
    dialog = ExportDialog(theme, said, workspace)
    reports: list[ExportReport] = heard(dialog.exported)
    _all(qtbot, dialog)
    click(next(chip for chip in dialog.people if OMAR.name in chip.accessibleName()))
    dialog.export_to(tmp_path / "x (1).jsonl")
    qtbot.waitUntil(lambda: bool(reports))
    lines = [json.loads(line) for line in (tmp_path / "x (1).jsonl").read_text("utf-8").splitlines()]
    assert [line["text"] for line in lines] == list(TEXTS)
    assert {one["annotator"] for line in lines for one in line["entities"]} == {"sara"}
    assert (tmp_path / "x (1).manifest.json").exists()
    shown = dialog._result.text()
    assert "x (1).jsonl" in shown
    assert said().text("export_.left.annotations_of_others", number=1) in shown
    press(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_a_place_that_cannot_be_written_is_said_and_the_choices_stay(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace, tmp_path: Path
) -> None:
    dialog = ExportDialog(theme, said, workspace)
    opened(qtbot, dialog)
    dialog.export_to(tmp_path / "C:\\x (1)" / "corpus.jsonl")
    qtbot.waitUntil(lambda: dialog.problem != "")
    assert "C:\\x (1)" in dialog.problem
    assert dialog.what.isVisible()


def test_nobodys_work_is_nothing_to_export(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> None:
    dialog = ExportDialog(theme, said, workspace)
    opened(qtbot, dialog)
    for chip in dialog.people:
        click(chip)
    press(dialog, Qt.Key.Key_Return)
    assert dialog.problem == said().text("export_.nobody")
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_first_article_is_shown_as_the_format_will_write_it(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    dialog = ExportDialog(theme, said, workspace)
    _all(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.preview.text.text().startswith('{"format":"hashiya/1"'))
    dialog.format.set_key("brat")
    dialog.format.picked.emit("brat")
    qtbot.waitUntil(lambda: dialog.preview.which.count() >= 3)
    names = [dialog.preview.which.itemText(number) for number in range(dialog.preview.which.count())]
    annotations = next(name for name in names if name.endswith(".ann"))
    dialog.preview.which.set_key(annotations)
    dialog.preview.which.picked.emit(annotations)
    assert dialog.preview.text.text().startswith("T1\t")
    assert said().text("format.loses.times") in dialog.losses.text()
    dialog.format.set_key("xlsx")
    dialog.format.picked.emit("xlsx")
    said_so = said().text("export_.preview_binary", name="corpus.xlsx")
    qtbot.waitUntil(lambda: dialog.preview.text.text() == said_so)
