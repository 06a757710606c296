"""A crash is said in words, and the report carries places and versions but nothing of a text."""

from __future__ import annotations

from hashiya import __version__
from hashiya.domain.article import digest
from hashiya.ui.dialogs.about import FONTS, AboutDialog
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.crash import CrashDialog, report_of
from hashiya.ui.kit import TextLabel
from hashiya.ui.theme import ThemeSource
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import click, opened, press

SECRET = "نص المقال السري"


def _report() -> str:
    try:
        try:
            digest(f"{SECRET}\ud800")
        except UnicodeEncodeError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        return report_of(error)
    raise AssertionError("digest took half a letter")


def test_a_report_has_places_and_versions_but_nothing_of_a_text() -> None:
    report = _report()
    assert SECRET not in report
    assert "surrogates" not in report
    assert "hashiya/domain/article.py:" in report
    assert "builtins.UnicodeEncodeError" in report
    assert report.endswith("builtins.ValueError")
    assert __version__ in report
    assert "/home" not in report


def test_the_report_is_copied_and_the_work_goes_on(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = CrashDialog(theme, said, "report (1)")
    opened(qtbot, dialog)
    dialog.add_report("report (2)")
    click(dialog.copy)
    assert QGuiApplication.clipboard().text() == "report (1)\n\nreport (2)"
    assert dialog.report.isReadOnly()
    press(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_about_names_version_licence_and_faces(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = AboutDialog(theme, said)
    opened(qtbot, dialog)
    shown = " ".join(label.text() for label in dialog.findChildren(TextLabel))
    assert all(font in shown for font in FONTS)
    assert __version__ in shown
    assert "MIT" in shown
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
