"""Pages of two columns on screens of any width: a list at the side, or above where both have no room."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QWidget

from hashiya.ui.dialogs.base import WIDE
from hashiya.ui.theme import Theme

_EDGES = 24
_LEAST = 660
"""The width under which two columns do not stand side by side, in px."""


def page_width(theme: Theme) -> int:
    """The width of a page in px before scaling: the usual one, or what this screen has room for."""
    screen = QGuiApplication.primaryScreen()
    return min(WIDE, int(screen.availableGeometry().width() / theme.scale) - _EDGES)


def columns(theme: Theme, side: QWidget, main: QWidget, *, wide: int) -> QBoxLayout:
    """The list, `wide` px at the side of the page, and what is shown of it."""
    is_narrow = page_width(theme) < _LEAST
    made = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
    made.setSpacing(20)
    made.addWidget(side)
    made.addWidget(main, 1)
    if not is_narrow:
        side.setFixedWidth(theme.px(wide))
    return made
