"""The list of imports: what each brought, and taking one back after being asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hashiya.resources.messages import Messages
from hashiya.storage.project import ProjectFile
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.imports import ImportsDialog, brought_words
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import DEVICE, SARA, content, scheme
from tests.ui.dialogs.brought import bring
from tests.ui.dialogs.conftest import WEIRD
from tests.ui.dialogs.hands import click, click_row, heard, opened, press


@pytest.fixture
def dialog(qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace) -> ImportsDialog:
    """The list of two imports: the first was built on, the second not."""
    _elsewhere(workspace, WEIRD, "نص آخر")
    made = ImportsDialog(theme, said, workspace)
    opened(qtbot, made)
    return made


def _elsewhere(workspace: Workspace, source: str, text: str) -> None:
    """Import one article in another window, as the program's own import does."""
    with ProjectFile.open(workspace.path) as project:
        bring(project, source, content(text))
    workspace.poll()


def _titles(workspace: Workspace) -> int:
    return len(workspace.articles.all())


def test_what_an_import_brought_is_put_into_words() -> None:
    counts = {"articles": 5, "entities": 200, "claims": 12, "regions": 2, "relations": 2, "clusters": 1}
    words = "٥ مقالات، ٢١٤ وسمًا، علاقتان، مجموعة واحدة"
    assert brought_words(counts, Messages("ar")) == words
    assert brought_words({"articles": 1, "referents": 3}, Messages("en")) == "1 article, 3 referents"
    assert brought_words({}, Messages("ar")) == "لا مقالات"


def test_the_newest_is_first_and_says_who_and_when(dialog: ImportsDialog) -> None:
    assert [row.source for row in dialog.model.rows] == [WEIRD, "test"]
    assert "سارة" in dialog.model.rows[0].who
    assert dialog.messages.number(2026) in dialog.model.rows[0].who
    spoken = dialog.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"\u2068{WEIRD}\u2069" in spoken


def test_taking_back_is_asked_for_and_everybody_hears_of_it(
    qtbot: QtBot, dialog: ImportsDialog, workspace: Workspace
) -> None:
    steps: list[str] = []
    workspace.subscribe(lambda step: steps.append(step.name))
    assert _titles(workspace) == 4
    click(dialog.take)
    assert dialog.band.isVisible()
    assert f"\u2068{WEIRD}\u2069" in dialog.band.accessibleName()
    press(dialog._sure(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: dialog.model.rows[0].is_taken_back)
    assert dialog.said == dialog.say("imports.taken", source=WEIRD)
    assert steps == ["take_back"]
    assert _titles(workspace) == 3
    assert not dialog.take.isEnabled()


def test_enter_in_the_list_only_asks_and_escape_drops_the_question(dialog: ImportsDialog, workspace: Workspace) -> None:
    press(dialog.view, Qt.Key.Key_Return)
    assert dialog.band.isVisible()
    assert dialog._sure().hasFocus()
    press(dialog._sure(), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.band.isVisible()
    assert dialog.view.hasFocus()
    assert _titles(workspace) == 4
    press(dialog.view, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_another_row_drops_the_question(dialog: ImportsDialog) -> None:
    click(dialog.take)
    click_row(dialog.view, 1)
    assert not dialog.band.isVisible()


def test_what_was_built_on_stays_and_the_reason_is_said(
    qtbot: QtBot, dialog: ImportsDialog, workspace: Workspace
) -> None:
    click_row(dialog.view, 1)
    click(dialog.take)
    click(dialog._sure())
    qtbot.waitUntil(lambda: bool(dialog.problem))
    assert dialog.problem == dialog.say("failure.import_built_on")
    assert _titles(workspace) == 4
    assert dialog.take.isEnabled()


def test_an_import_that_comes_meanwhile_appears(dialog: ImportsDialog, workspace: Workspace) -> None:
    _elsewhere(workspace, "corpus.jsonl", "نص ثالث")
    assert dialog.model.rows[0].source == "corpus.jsonl"
    dialog.accept()
    asked = heard(dialog.view.row_selected)
    _elsewhere(workspace, "other.jsonl", "نص رابع")
    assert not asked


def test_a_project_that_only_reads_shows_the_list(
    qtbot: QtBot, theme: ThemeSource, said: Said, workspace: Workspace
) -> None:
    reading = Workspace.open(workspace.path, annotator=None, device=DEVICE, read_only=True)
    try:
        dialog = ImportsDialog(theme, said, reading)
        opened(qtbot, dialog)
        assert len(dialog.model.rows) == 1
        assert not dialog.take.isEnabled()
        press(dialog.view, Qt.Key.Key_Return)
        assert not dialog.band.isVisible()
    finally:
        reading.close()


def test_no_import_says_how_to_import(qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path) -> None:
    from hashiya.storage.project import ProjectFile

    path = tmp_path / "new.hashiya"
    ProjectFile.create(path, scheme=scheme(), name="x", annotator=SARA, device=DEVICE).close()
    empty = Workspace.open(path, annotator=SARA, device=DEVICE)
    try:
        dialog = ImportsDialog(theme, said, empty)
        opened(qtbot, dialog)
        assert dialog._words.text() == said().text("imports.none")
        assert not dialog.view.isVisible()
        assert not dialog.take.isEnabled()
    finally:
        empty.close()
