"""Fields that keep Enter for themselves instead of pressing the sheet's button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from hashiya.ui.kit import Field

_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class CommitField(Field):
    """A field whose value holds at Enter (`returnPressed`) or when it is left; the sheet stays open."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in _ENTER:
            event.accept()


class ListField(CommitField):
    """A field above a list: up and down walk the list while the field keeps the keyboard."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = next((by for key, by in _STEPS.items() if event.key() == key), None)
        if step is not None:
            self.walked.emit(step)
        else:
            super().keyPressEvent(event)
