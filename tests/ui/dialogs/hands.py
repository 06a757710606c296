"""A person's hands: opening a dialog, pressing keys, clicking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

NOTHING = Qt.KeyboardModifier.NoModifier


def opened(qtbot: QtBot, dialog: QDialog) -> None:
    """Open the dialog as the window does, and wait until it is there."""
    qtbot.addWidget(dialog)
    dialog.open()
    assert QTest.qWaitForWindowExposed(dialog)
    QTest.qWait(1)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
    """Press and release a key."""
    QTest.keyClick(widget, key, modifiers)


def write(widget: QWidget, text: str) -> None:
    """Type a text into a field, letter by letter, over what was there."""
    if hasattr(widget, "selectAll"):
        widget.selectAll()
    for letter in text:
        # QTest.keyClicks knows no letter beyond Latin-1.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, NOTHING, letter))


def click(widget: QWidget) -> None:
    """Click in the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def click_row(view: QAbstractItemView, number: int) -> None:
    """Click a row of a list."""
    index = view.model().index(number, 0)
    view.scrollTo(index)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, NOTHING, view.visualRect(index).center() + QPoint(0, 1)
    )


class Reads(Protocol):
    """A page that reads outside the window's thread."""

    @property
    def is_reading(self) -> bool: ...


def read(page: Reads) -> None:
    """Wait until the page has read what it shows."""
    # A loop that sleeps: one that is turned by QTest keeps the interpreter from the thread that reads.
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: None if page.is_reading else loop.quit())
    timer.start(1)
    QTimer.singleShot(10_000, loop.quit)
    loop.exec()
    assert not page.is_reading


@contextmanager
def read_here(workspace: Workspace, of: str) -> Iterator[list[str]]:
    """The statements about that table which the window's own connection, that of its thread, carries out meanwhile."""
    found: list[str] = []
    connection = workspace.project._line.connection
    connection.set_trace_callback(lambda statement: found.append(statement) if of in statement else None)
    yield found
    connection.set_trace_callback(None)


def heard(signal: Any) -> list[Any]:
    """What the signal says from now on: its value, or a tuple of several."""
    said: list[Any] = []

    def hear(*values: Any) -> None:
        said.append(values[0] if len(values) == 1 else values)

    listener: Callable[..., None] = hear
    signal.connect(listener)
    return said
