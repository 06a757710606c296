"""The log and the reports of crashes are read, copied, deleted and found in their folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.crashes import CrashesPage, LogPage
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.crashes import Crashes
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import click, opened, press


class Desktop(QObject):
    """The desktop that folders are opened by."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def show(self, address: QUrl) -> None:
        """Note what should be opened."""
        self.opened.append(Path(address.toLocalFile()))


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made = Desktop()
    handle: Any = QDesktopServices.setUrlHandler  # its stub asks for bytes, which it does not take
    handle("file", made, "show")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_the_log_is_shown_from_its_end_and_copied(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path, desktop: Desktop
) -> None:
    path = tmp_path / "hashiya.log"
    path.write_text("".join(f"line {number}\n" for number in range(300)), "utf-8")
    page = LogPage(theme, said, path)
    opened(qtbot, page)
    bar = page.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == bar.maximum() > 0)
    click(page.copy)
    assert QGuiApplication.clipboard().text().endswith("line 299")
    assert page.said == said().text("crashes.copied")
    click(page.folder)
    assert desktop.opened == [tmp_path]


def test_an_empty_log_says_so(qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path) -> None:
    page = LogPage(theme, said, tmp_path / "hashiya.log")
    opened(qtbot, page)
    assert not page.copy.isEnabled()
    assert page.text.text() == ""


def test_reports_are_read_copied_and_deleted_by_keys(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path, desktop: Desktop
) -> None:
    crashes = Crashes(tmp_path / "crashes")
    for number in range(3):
        crashes.keep(f"report {number}")
    page = CrashesPage(theme, said, crashes)
    opened(qtbot, page)
    assert page.text.text() == "report 2\n"
    press(page.view, Qt.Key.Key_Down)
    click(page.copy)
    assert QGuiApplication.clipboard().text() == "report 1\n"
    page.view.setFocus()
    press(page.view, Qt.Key.Key_Delete)
    assert [one.text() for one in crashes.list()] == ["report 2\n", "report 0\n"]
    assert page.text.text() == "report 0\n"
    click(page.delete)
    click(page.delete)
    assert crashes.list() == []
    assert page.text.text() == ""
    assert not page.delete.isEnabled()
    assert not page.view.isVisible()
    assert page.isVisible()
    assert desktop.opened == []


def test_a_report_that_somebody_else_deleted_is_empty(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path
) -> None:
    crashes = Crashes(tmp_path)
    crashes.keep("one")
    crashes.keep("two")
    page = CrashesPage(theme, said, crashes)
    opened(qtbot, page)
    crashes.list()[1].path.unlink()
    press(page.view, Qt.Key.Key_Down)
    assert page.text.text() == ""
