"""Settings hold at once; keys are changed by pressing them, and clashes are refused in words."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hashiya.resources.messages import Messages
from hashiya.ui.actions import ACTIONS
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.settings import Keyboard, SettingsDialog
from hashiya.ui.keys.bindings import Binding, Bindings
from hashiya.ui.keys.filter import KeyFilter
from hashiya.ui.kit import LTR, RTL
from hashiya.ui.theme import ThemeSource
from hashiya.workspace.settings import Settings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import click, heard, opened, press, write

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keyboard(qapp: QApplication) -> Iterator[Keyboard]:
    """The real actions and keys, heard by the real filter; an action would be noted."""
    bound = Bindings([Binding.of(one.id, one.context, *one.strokes) for one in ACTIONS])
    keys = KeyFilter(lambda _stroke, _widget: False, lambda _stroke, _widget: False)
    qapp.installEventFilter(keys)
    yield Keyboard(ACTIONS, lambda action: f"«{action}»", bound, keys)
    qapp.removeEventFilter(keys)


def test_each_choice_is_told_at_once(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = SettingsDialog(theme, said, Settings())
    changes = heard(dialog.settings_changed)
    opened(qtbot, dialog)
    click(dialog.theme_choice.chips()[2])
    click(dialog.scale.more)
    dialog.choose_page("text")
    click(dialog.text_size.less)
    click(dialog.font_choice.chips()[1])
    assert [one.theme for one in changes] == ["dark"] * 4
    assert (changes[-1].interface_scale, changes[-1].text_size, changes[-1].corpus_font) == (1.1, 20, "amiri")
    press(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_switching_the_language_turns_the_open_dialog_round(qtbot: QtBot, theme: ThemeSource) -> None:
    languages = {"ar": Messages("ar"), "en": Messages("en")}
    dialog = SettingsDialog(theme, lambda: languages[dialog_language[0]], Settings(language="ar"))
    opened(qtbot, dialog)
    assert dialog.layoutDirection() is RTL
    dialog.settings_changed.connect(lambda settings: dialog_language.__setitem__(0, settings.language))
    click(dialog.language.chips()[2])
    assert dialog.layoutDirection() is LTR
    assert dialog.windowTitle() == "Settings"
    assert dialog.language.current == "en"
    assert any(chip.hasFocus() for chip in dialog.language.chips())


dialog_language = ["ar"]


def test_a_size_stops_at_its_end(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = SettingsDialog(theme, said, Settings(text_size=34))
    qtbot.addWidget(dialog)
    assert not dialog.text_size.more.isEnabled()
    assert dialog.text_size.less.isEnabled()


def test_a_key_is_changed_by_pressing_it(qtbot: QtBot, theme: ThemeSource, said: Said, keyboard: Keyboard) -> None:
    dialog = SettingsDialog(theme, said, Settings(), keyboard=keyboard, page="keys")
    changes = heard(dialog.settings_changed)
    opened(qtbot, dialog)
    editor = dialog.key_editor
    editor.table.choose("import")
    click(editor.change)
    assert editor.waits()
    press(editor.change, Qt.Key.Key_J, CTRL)
    assert changes[-1].bindings == {"import": ["Ctrl+J"]}
    assert "Ctrl+J" in editor.said
    assert keyboard.keys.capture is None
    click(editor.reset)
    assert changes[-1].bindings == {}


def test_a_clash_is_refused_and_names_the_other(
    qtbot: QtBot, theme: ThemeSource, said: Said, keyboard: Keyboard
) -> None:
    dialog = SettingsDialog(theme, said, Settings(), keyboard=keyboard, page="keys")
    changes = heard(dialog.settings_changed)
    opened(qtbot, dialog)
    editor = dialog.key_editor
    editor.table.choose("import")
    click(editor.change)
    press(editor.change, Qt.Key.Key_E, CTRL)
    assert "«export»" in editor.said
    assert "Ctrl+E" in editor.said
    click(editor.change)
    press(editor.change, Qt.Key.Key_B)
    assert editor.said == said().text("keys.typing", cap="B")
    assert changes == []


def test_escape_ends_the_waiting_and_not_the_dialog(
    qtbot: QtBot, theme: ThemeSource, said: Said, keyboard: Keyboard
) -> None:
    dialog = SettingsDialog(theme, said, Settings(), keyboard=keyboard, page="keys")
    opened(qtbot, dialog)
    dialog.key_editor.table.choose("export")
    press(dialog.key_editor.table.view, Qt.Key.Key_Return)
    assert dialog.key_editor.waits()
    press(dialog.key_editor.table.view, Qt.Key.Key_Escape)
    assert not dialog.key_editor.waits()
    assert dialog.isVisible()
    dialog.close()
    assert keyboard.keys.capture is None


def test_closing_while_a_key_is_waited_for_gives_the_keyboard_back(
    qtbot: QtBot, theme: ThemeSource, said: Said, keyboard: Keyboard
) -> None:
    dialog = SettingsDialog(theme, said, Settings(), keyboard=keyboard, page="keys")
    opened(qtbot, dialog)
    dialog.key_editor.table.choose("export")
    dialog.key_editor.wait()
    dialog.reject()
    assert keyboard.keys.capture is None


def test_a_command_is_found_by_its_name_or_its_key(
    qtbot: QtBot, theme: ThemeSource, said: Said, keyboard: Keyboard
) -> None:
    dialog = SettingsDialog(theme, said, Settings(), keyboard=keyboard, page="keys")
    opened(qtbot, dialog)
    table = dialog.key_editor.table
    write(table.search, "exp")
    assert [row.action for row in table.rows if row.action] == ["export"]
    write(table.search, "ctrl+i")
    assert [row.action for row in table.rows if row.action] == ["import"]
    write(table.search, "=")
    assert [row.action for row in table.rows if row.action] == ["label_by_name"]


def test_an_interpreter_is_tried_when_it_is_chosen_and_what_is_missing_is_said(
    qtbot: QtBot, theme: ThemeSource, said: Said
) -> None:
    dialog = SettingsDialog(theme, said, Settings(), page="engines")
    changes = heard(dialog.settings_changed)
    opened(qtbot, dialog)
    assert dialog.camel.words.text() == said().text("settings.camel_none")
    write(dialog.camel.field, sys.executable)
    press(dialog.camel.field, Qt.Key.Key_Return)
    assert dialog.camel.words.text() == said().text("settings.camel_trying")
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: bool(changes), timeout=30_000)
    assert changes[-1].camel_python == sys.executable
    assert "camel_data" in dialog.camel.words.text() or "pip install" in dialog.camel.words.text()
    dialog.camel.take("")
    assert changes[-1].camel_python is None
    assert dialog.camel.words.text() == said().text("settings.camel_none")


def test_closing_while_an_interpreter_is_tried_still_chooses_it(
    qtbot: QtBot, theme: ThemeSource, said: Said, tmp_path: Path
) -> None:
    dialog = SettingsDialog(theme, said, Settings(), page="engines")
    changes = heard(dialog.settings_changed)
    opened(qtbot, dialog)
    dialog.camel.take(str(tmp_path / "python"))
    dialog.reject()
    assert [one.camel_python for one in changes] == [str(tmp_path / "python")]
