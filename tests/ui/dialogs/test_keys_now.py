"""All keys of this moment: which there are, where they come from, and finding one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hashiya.ui.actions import ACTIONS, Context
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.keys_now import KeyGroup, KeyNow, KeysNowDialog, groups_now
from hashiya.ui.keyboard import Keyboard
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import heard, opened, press, write

VIEWER = (Context.VIEWER,)
OPEN_CLAIM = (Context.CLAIM_OPEN, Context.VIEWER)


@pytest.fixture
def keyboard(qapp: QApplication, workspace: Workspace) -> Iterator[Keyboard]:
    """The keyboard of a window in which the project is open."""
    made = Keyboard(lambda _widget: None, lambda _action: False, {"note": ["Shift+M"], "export": []})
    made.show_scheme(workspace.scheme)
    yield made
    qapp.removeEventFilter(made.filter)


def _rows(groups: tuple[KeyGroup, ...]) -> dict[str, KeyNow]:
    return {row.title: row for group in groups for row in group.rows}


def test_a_key_has_both_its_letters_and_the_change_of_the_settings(keyboard: Keyboard, arabic: Said) -> None:
    rows = _rows(groups_now(keyboard, arabic(), None, VIEWER, platform="linux"))
    assert rows["ادعاء من التحديد"].keys == (("C", "ؤ"),)
    assert rows["ملاحظة"].keys == (("Shift+M", "ة"),)
    assert rows["أعد"].keys == (("Ctrl+Y", "غ"), ("Ctrl+Shift+Z", "ئ"))
    assert "صدّر" not in rows  # its key was taken away


def test_on_a_mac_keys_are_named_as_there(keyboard: Keyboard, arabic: Said) -> None:
    rows = _rows(groups_now(keyboard, arabic(), None, VIEWER, platform="darwin"))
    assert rows["تراجع"].keys[0][0] == "⌘Z"


def test_roles_are_there_while_a_claim_is_open_and_come_first(
    keyboard: Keyboard, said: Said, workspace: Workspace
) -> None:
    roles = [role.name.in_language(said().language) for role in workspace.scheme.roles if role.hotkey]
    assert roles
    without = groups_now(keyboard, said(), workspace.scheme, VIEWER)
    assert not set(roles) & set(_rows(without))
    groups = groups_now(keyboard, said(), workspace.scheme, OPEN_CLAIM)
    assert groups[0].title == said().text("keys.group.roles")
    assert set(roles) < {row.title for row in groups[0].rows}


def test_labels_are_called_as_the_scheme_calls_them(keyboard: Keyboard, said: Said, workspace: Workspace) -> None:
    label = workspace.scheme.entities.labels[0]
    rows = _rows(groups_now(keyboard, said(), workspace.scheme, VIEWER))
    assert rows[label.name.in_language(said().language)].keys == ((label.hotkey, ""),)


def test_outside_the_text_only_what_works_everywhere_is_left(keyboard: Keyboard, said: Said) -> None:
    rows = _rows(groups_now(keyboard, said(), None, ()))
    everywhere = [one for one in ACTIONS if one.context is Context.EVERYWHERE and keyboard.bindings.strokes(one.id)]
    assert len(rows) == len(everywhere)


def test_single_keys_that_are_off_are_not_shown(keyboard: Keyboard, arabic: Said) -> None:
    keyboard.single_keys = False
    rows = _rows(groups_now(keyboard, arabic(), None, VIEWER, platform="linux"))
    assert "ادعاء من التحديد" not in rows
    assert rows["ابحث في المقال"].keys == (("Ctrl+F", "ب"),)
    assert rows["الوسم التالي"].keys == (("Tab", ""),)


@pytest.fixture
def dialog(qtbot: QtBot, theme: ThemeSource, arabic: Said, keyboard: Keyboard, workspace: Workspace) -> KeysNowDialog:
    """The list, open while a claim is open."""
    groups = groups_now(keyboard, arabic(), workspace.scheme, OPEN_CLAIM, platform="linux")
    made = KeysNowDialog(theme, arabic, groups=groups)
    opened(qtbot, made)
    return made


def _shown(dialog: KeysNowDialog) -> list[str]:
    return [row.title for row in dialog.model.rows]


def test_a_command_is_found_in_any_spelling(dialog: KeysNowDialog) -> None:
    write(dialog.search, "اداة الاسناد")
    assert _shown(dialog) == ["أدوار الادعاء", "أداة الإسناد"]


@pytest.mark.parametrize("typed", ["v", "ر"])
def test_a_key_is_found_by_either_letter(dialog: KeysNowDialog, typed: str) -> None:
    write(dialog.search, typed)
    assert "أداة الإسناد" in _shown(dialog)


def test_what_is_not_there_is_said(dialog: KeysNowDialog) -> None:
    write(dialog.search, "C:\\x (1).txt")
    assert not dialog.model.rows
    assert dialog._none.isVisible()


def test_up_and_down_walk_over_headings(dialog: KeysNowDialog) -> None:
    chosen = heard(dialog.view.row_selected)
    for _ in range(12):
        press(dialog.search, Qt.Key.Key_Down)
    for _ in range(14):
        press(dialog.search, Qt.Key.Key_Up)
    assert len(chosen) > 20
    assert all(isinstance(row, KeyNow) for row in chosen)
    assert dialog.view.currentIndex().row() == 1


def test_enter_closes_from_the_field_and_escape_too(dialog: KeysNowDialog) -> None:
    press(dialog.search, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    dialog.open()
    press(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
