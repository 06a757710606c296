"""What every button of the program does alike: Enter presses it as Space does, and it has a ring while focused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent

from hashiya.ui.kit.focus import ring_in, ring_out
from hashiya.ui.kit.themed import Themed
from hashiya.ui.theme import Radius

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    # Qt allows one base of its own: QPushButton or QAbstractButton stands beside this class.
    _Button = object


class Pressable(Themed, _Button):
    """Stands before a button class of Qt among the bases; `ring_radius` is that of the focus ring."""

    ring_radius: int = Radius.CONTROL

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, self.ring_radius)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)
