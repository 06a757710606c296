"""Who annotates: asked, checked, and switched."""

from __future__ import annotations

from dataclasses import replace

from hashiya.domain.links import Annotator
from hashiya.ui.dialogs.annotator import AnnotatorDialog
from hashiya.ui.dialogs.base import Said
from hashiya.ui.kit import LTR, RTL
from hashiya.ui.theme import ThemeSource
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.builders import OMAR, SARA
from tests.ui.dialogs.hands import click, heard, opened, press, write


def _opened(qtbot: QtBot, dialog: AnnotatorDialog) -> list[Annotator]:
    chosen = heard(dialog.annotator_chosen)
    opened(qtbot, dialog)
    return chosen


def test_a_first_start_proposes_the_account_and_enter_takes_what_was_written(
    qtbot: QtBot, theme: ThemeSource, said: Said
) -> None:
    dialog = AnnotatorDialog(theme, said, current=replace(SARA, name="Salma.A", handle="salma-a"), first=True)
    chosen = _opened(qtbot, dialog)
    assert (dialog.name.text(), dialog.handle.text()) == ("Salma.A", "salma-a")
    assert dialog.layoutDirection() is (RTL if said().language == "ar" else LTR)
    write(dialog.name, "سلمى")
    assert dialog.handle.text() == "salma-a"  # an Arabic name gives no handle: the account's stays
    press(dialog.name, Qt.Key.Key_Return)
    assert [(one.name, one.handle) for one in chosen] == [("سلمى", "salma-a")]
    assert not dialog.isVisible()


def test_a_handle_with_other_letters_is_refused_in_words(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = AnnotatorDialog(theme, said, first=True)
    chosen = _opened(qtbot, dialog)
    write(dialog.handle, "سارة x")
    press(dialog.handle, Qt.Key.Key_Return)
    assert chosen == []
    assert dialog.fault == said().text("annotator.bad_handle")
    assert dialog.handle.hasFocus()


def test_another_person_of_the_project_takes_over(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = AnnotatorDialog(theme, said, current=SARA, known=[OMAR])
    chosen = _opened(qtbot, dialog)
    row = next(row for row in dialog.people.rows() if row.key == OMAR.id)
    click(row)
    assert dialog.name.text() == OMAR.name
    assert not dialog.name.isEnabled()
    press(row, Qt.Key.Key_Return)
    assert chosen == [OMAR]


def test_a_new_person_may_not_take_a_handle_that_is_there(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = AnnotatorDialog(theme, said, current=SARA, known=[OMAR])
    chosen = _opened(qtbot, dialog)
    dialog.people.choose("new")
    write(dialog.name, "Omar")
    assert dialog.handle.text() == "omar"
    press(dialog.name, Qt.Key.Key_Return)
    assert chosen == []
    assert OMAR.name in dialog.fault


def test_a_person_keeps_the_id_when_the_name_changes(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = AnnotatorDialog(theme, said, current=SARA)
    chosen = _opened(qtbot, dialog)
    write(dialog.name, "سارة علي")
    press(dialog.name, Qt.Key.Key_Return)
    assert [(one.id, one.name, one.handle) for one in chosen] == [(SARA.id, "سارة علي", SARA.handle)]


def test_escape_closes_and_chooses_nobody(qtbot: QtBot, theme: ThemeSource, said: Said) -> None:
    dialog = AnnotatorDialog(theme, said, current=SARA)
    chosen = _opened(qtbot, dialog)
    press(dialog.name, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert chosen == []
