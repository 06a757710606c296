"""The event filter in a real window: who gets a key, in which layout soever."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hashiya.ui.keys.filter import KeyFilter, is_text_field
from hashiya.ui.keys.strokes import Stroke
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QSpinBox,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.keys.events import ALT, CTRL, NONE, SHIFT, X11, press

Key = Qt.Key
OURS = {
    "C",
    "Shift+Q",
    "1",
    "4",
    "[",
    "Ctrl+K",
    "Ctrl+Z",
    "Ctrl+Shift+Z",
    "Ctrl+D",
    "Esc",
    "F3",
    "Enter",
    "Tab",
    "Alt+[",
}
TEXT = "وقال لافروف إن موسكو"


class Desk(QWidget):
    """A viewer, a field and a note beside each other, with a filter that keeps a record."""

    def __init__(self) -> None:
        super().__init__()
        self.viewer, self.field, self.note = QTextEdit(TEXT), QLineEdit("طهران"), QTextEdit("ملاحظة")
        self.viewer.setReadOnly(True)
        self.viewer.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        column = QVBoxLayout(self)
        for widget in (self.viewer, self.field, self.note):
            column.addWidget(widget)
        self.done: list[str] = []
        self.filter = KeyFilter(self.handle, self.would_handle, parent=self, platform="linux")

    def would_handle(self, stroke: Stroke, widget: QWidget) -> bool:
        return str(stroke) in OURS

    def handle(self, stroke: Stroke, widget: QWidget) -> bool:
        if str(stroke) in OURS:
            self.done.append(str(stroke))
            return True
        return False


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    window = Desk()
    qtbot.addWidget(window)
    window.filter.install()
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    window.viewer.setFocus()
    QApplication.clipboard().clear()
    yield window
    app = QCoreApplication.instance()
    assert app is not None
    app.removeEventFilter(window.filter)


def typed(
    widget: QWidget, key: int | str, modifiers: Qt.KeyboardModifier = NONE, *, place: str = "", text: str = ""
) -> None:
    """Press as Qt does: the shortcut question first, and the key itself when it was accepted or no action took it."""
    scan = X11.get(place, 0)
    given = text or None
    QCoreApplication.sendEvent(widget, press(key, modifiers, scan=scan, text=given, kind=QEvent.Type.ShortcutOverride))
    QCoreApplication.sendEvent(widget, press(key, modifiers, scan=scan, text=given))


@pytest.mark.parametrize(
    ("key", "modifiers", "place", "expected"),
    [
        ("ؤ", NONE, "C", "C"),
        ("\u064e", SHIFT, "Q", "Shift+Q"),
        ("&", NONE, "1", "1"),
        ("١", NONE, "1", "1"),
        ("ج", NONE, "[", "["),
        ("ج", ALT, "[", "Alt+["),
        ("ن", CTRL, "K", "Ctrl+K"),
        ("~", CTRL | SHIFT, "Z", "Ctrl+Shift+Z"),
        ("C", NONE, "C", "C"),
        (int(Key.Key_Tab), NONE, "", "Tab"),
        ("ؤ", NONE, "", "C"),
    ],
)
def test_in_the_viewer_every_key_is_an_action(
    desk: Desk, key: int | str, modifiers: Qt.KeyboardModifier, place: str, expected: str
) -> None:
    typed(desk.viewer, key, modifiers, place=place)
    assert desk.done == [expected]


def test_an_override_is_accepted_so_that_no_shortcut_fires(desk: Desk) -> None:
    override = press("ن", CTRL, scan=X11["K"], kind=QEvent.Type.ShortcutOverride)
    override.ignore()
    QCoreApplication.sendEvent(desk.viewer, override)
    assert override.isAccepted()
    assert desk.done == []


@pytest.mark.parametrize("name", ["viewer", "field", "note"])
@pytest.mark.parametrize("letters", [("ش", "ؤ"), ("A", "C")])
def test_copy_and_select_all_work_with_arabic_values_alone(desk: Desk, name: str, letters: tuple[str, str]) -> None:
    widget = getattr(desk, name)
    widget.setFocus()
    typed(widget, letters[0], CTRL, place="A")
    typed(widget, letters[1], CTRL, place="C")
    expected = {"viewer": TEXT, "field": "طهران", "note": "ملاحظة"}[name]
    assert QGuiApplication.clipboard().text() == expected
    assert desk.done == []


def test_without_a_place_copying_works_by_the_letter(desk: Desk) -> None:
    typed(desk.field, "ش", CTRL)
    typed(desk.field, "ؤ", CTRL)
    assert QGuiApplication.clipboard().text() == "طهران"


def test_cut_paste_undo_and_redo_in_a_field_stay_the_field_s(desk: Desk) -> None:
    desk.field.setFocus()
    typed(desk.field, "ش", CTRL, place="A")
    typed(desk.field, "ء", CTRL, place="X")
    assert desk.field.text() == ""
    typed(desk.field, "ر", CTRL, place="V")
    typed(desk.field, "ر", CTRL, place="V")
    assert desk.field.text() == "طهرانطهران"
    typed(desk.field, "ئ", CTRL, place="Z")
    assert desk.field.text() == "طهران"
    typed(desk.field, "~", CTRL | SHIFT, place="Z")
    assert desk.field.text() == "طهرانطهران"
    assert desk.done == []


@pytest.mark.parametrize("name", ["field", "note"])
def test_bare_and_shifted_keys_in_a_field_are_typing(desk: Desk, name: str) -> None:
    widget = getattr(desk, name)
    widget.setFocus()
    widget.clear()
    for key, modifiers, place in [
        ("ؤ", NONE, "C"),
        ("\u064e", SHIFT, "Q"),
        ("4", NONE, "4"),
        ("ج", NONE, "["),
        ("﴾", SHIFT, "9"),
    ]:
        typed(widget, key, modifiers, place=place)
    text = widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()
    assert text == "ؤ\u064e4ج﴾"
    assert desk.done == []


def test_enter_and_tab_in_a_field_are_the_field_s(desk: Desk, qtbot: QtBot) -> None:
    desk.note.setFocus()
    typed(desk.note, int(Key.Key_Return), text="\r")
    assert "\n" in desk.note.toPlainText()
    desk.field.setFocus()
    with qtbot.waitSignal(desk.field.returnPressed):
        typed(desk.field, int(Key.Key_Return), text="\r")
    assert desk.done == []


def test_rare_keys_and_other_chords_work_from_a_field(desk: Desk) -> None:
    desk.field.setFocus()
    typed(desk.field, int(Key.Key_Escape))
    typed(desk.field, int(Key.Key_F3))
    typed(desk.field, "ن", CTRL, place="K")
    typed(desk.field, "ي", CTRL, place="D")
    assert desk.done == ["Esc", "F3", "Ctrl+K", "Ctrl+D"]


def test_a_key_that_the_viewer_refuses_is_not_asked_again_by_its_parents(desk: Desk) -> None:
    asked: list[tuple[str, str]] = []

    def refuse(stroke: Stroke, widget: QWidget) -> bool:
        asked.append((str(stroke), type(widget).__name__))
        return False

    desk.filter._handle = refuse
    QCoreApplication.sendEvent(desk.viewer, press("غ", scan=X11["Y"]))
    assert asked == [("Y", "QTextEdit")]


def test_a_held_key_passes(desk: Desk) -> None:
    for _ in range(3):
        repeated = QKeyEvent(QEvent.Type.KeyPress, 0x62C, NONE, X11["["], 0, 0, "ج", True, 1)
        QCoreApplication.sendEvent(desk.viewer, repeated)
    assert desk.done == ["[", "[", "["]


def test_modifiers_alone_dead_keys_and_releases_do_nothing_in_a_field(desk: Desk) -> None:
    desk.field.setFocus()
    typed(desk.field, int(Key.Key_Shift), SHIFT, text="")
    typed(desk.field, int(Key.Key_Dead_Circumflex), place="[", text="")
    QCoreApplication.sendEvent(desk.viewer, press("ؤ", scan=X11["C"], kind=QEvent.Type.KeyRelease))
    assert desk.done == []
    assert desk.field.text() == "طهران"
    typed(desk.viewer, int(Key.Key_Dead_Circumflex), place="[", text="")
    assert desk.done == ["["]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_key_for_a_menu_is_the_menu_s(desk: Desk, qtbot: QtBot) -> None:
    menu = QMenu(desk)
    menu.addAction(QAction("وسم", menu))
    menu.popup(desk.mapToGlobal(desk.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    typed(menu, "ؤ", place="C")
    menu.close()
    assert desk.done == []


def test_changing_a_key_takes_the_stroke_and_does_nothing(desk: Desk) -> None:
    taken: list[str] = []
    desk.filter.capture = lambda stroke: taken.append(str(stroke))
    typed(desk.field, "ؤ", place="C")
    typed(desk.viewer, "ن", CTRL, place="K")
    typed(desk.viewer, int(Key.Key_Control), CTRL, text="")
    desk.filter.capture = None
    assert taken == ["C", "Ctrl+K"]
    assert desk.done == []
    assert desk.field.text() == "طهران"


def test_an_error_in_an_action_is_reported_and_the_key_is_spent(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[str] = []

    def fail(stroke: Stroke, widget: QWidget) -> bool:
        raise RuntimeError(f"broken at {stroke} in {type(widget).__name__}")

    monkeypatch.setattr(sys, "excepthook", lambda *what: reported.append(str(what[1])))
    desk.filter._handle = fail
    QCoreApplication.sendEvent(desk.viewer, press("ؤ", scan=X11["C"]))
    assert reported == ["broken at C in QTextEdit"]


def test_what_is_a_text_field(qtbot: QtBot) -> None:
    editable, fixed, locked = QComboBox(), QComboBox(), QLineEdit()
    editable.setEditable(True)
    locked.setReadOnly(True)
    for widget, expected in ((QSpinBox(), True), (editable, True), (fixed, False), (locked, False), (QWidget(), False)):
        qtbot.addWidget(widget)
        assert is_text_field(widget) is expected


def test_other_events_pass_untouched(desk: Desk) -> None:
    assert not desk.filter.eventFilter(QObject(), press("C"))
    assert not desk.filter.eventFilter(desk.viewer, QEvent(QEvent.Type.Paint))
