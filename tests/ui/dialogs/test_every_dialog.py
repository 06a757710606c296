"""What holds for every dialog: its direction, the keyboard, names for a screen reader, and no cut button."""

from __future__ import annotations

from pathlib import Path

import pytest
from hashiya.resources.messages import Messages
from hashiya.ui.dialogs.base import Said
from hashiya.ui.kit import LTR, RTL
from hashiya.ui.theme import Preference, ThemeSource
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.gallery import DIALOGS
from tests.ui.dialogs.hands import opened, press

STOPS = Qt.FocusPolicy.TabFocus


@pytest.fixture(params=[name for name in DIALOGS if name not in {"import-over", "export-over", "settings-keys"}])
def name(request: pytest.FixtureRequest) -> str:
    """The name of a dialog in the gallery."""
    return str(request.param)


def _opened(qtbot: QtBot, name: str, theme: ThemeSource, said: Said, folder: Path) -> QDialog:
    dialog = DIALOGS[name](theme, said, folder)
    opened(qtbot, dialog)
    return dialog


def _stops(dialog: QDialog) -> list[QWidget]:
    return [
        one
        for one in dialog.findChildren(QWidget)
        if one.isVisibleTo(dialog) and one.isEnabled() and one.focusPolicy() & STOPS
    ]


def test_it_reads_in_its_direction_and_escape_closes_it(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path, name: str
) -> None:
    dialog = _opened(qtbot, name, theme, said, tmp_path)
    assert dialog.layoutDirection() is (RTL if said().language == "ar" else LTR)
    assert dialog.windowTitle()
    at = QApplication.focusWidget()
    assert at is not None
    assert dialog.isAncestorOf(at)
    if name == "merging":
        press(at, Qt.Key.Key_Escape)  # one thing a press: first the merging ends
    press(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.isVisible())


def test_everything_that_takes_the_keyboard_has_a_name_and_can_be_reached(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path, name: str
) -> None:
    dialog = _opened(qtbot, name, theme, said, tmp_path)
    nameless = [one for one in _stops(dialog) if not (one.accessibleName() or one.windowTitle())]
    assert nameless == []
    reached = set()
    for _ in range(60):
        at = QApplication.focusWidget()
        assert at is not None
        if at in reached:
            break
        reached.add(at)
        dialog.focusNextChild()
    missed = [one for one in _stops(dialog) if one not in reached and not isinstance(one.parent(), QComboBox)]
    assert missed == []
    dialog.close()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_button_is_cut_at_any_size(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, name: str, scale: float
) -> None:
    source = ThemeSource(Preference.DARK, scale=scale)
    source.install(qapp)
    messages = Messages("ar")
    dialog = _opened(qtbot, name, source, lambda: messages, tmp_path)
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisibleTo(dialog) and button.width() and button.text():
            assert button.width() >= min(button.sizeHint().width(), dialog.width() - 60), button.text()
            left = button.mapTo(dialog, QPoint(0, 0)).x()
            assert left >= 0, button.text()
            assert left + button.width() <= dialog.width(), button.text()
    dialog.close()
