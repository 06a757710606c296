"""Dialogs: a sheet 560 wide with a title, content that scrolls, and buttons with the primary one at the end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from hashiya.ui.kit.buttons import Button, ButtonKind
from hashiya.ui.kit.flow import FlowLayout
from hashiya.ui.kit.labels import Title
from hashiya.ui.kit.themed import Hairline, Themed
from hashiya.ui.theme import Size, ThemeSource, Type

_EDGE = 20


class Sheet(Themed, QDialog):
    """A modal dialog; fill `content`, add the buttons, and open it with `open()`: it never blocks."""

    def __init__(self, source: ThemeSource, title: str, *, width: int = Size.SHEET, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._wide = width
        self.follow(source)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._title = Title(source, title, Type.PAGE_TITLE)
        self._body = QWidget()
        self.content = QVBoxLayout(self._body)
        self.content.setContentsMargins(_EDGE, 4, _EDGE, _EDGE)
        self.content.setSpacing(8)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._body)
        self._scroll.viewport().setAutoFillBackground(False)
        self._body.setAutoFillBackground(False)
        self._foot = QWidget()
        self._buttons = FlowLayout(self._foot, gap=8, at_end=True)
        self._buttons.setContentsMargins(_EDGE, 12, _EDGE, 16)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._title.setContentsMargins(_EDGE, 16, _EDGE, 8)
        column.addWidget(self._title)
        column.addWidget(self._scroll, 1)
        column.addWidget(Hairline(source))
        column.addWidget(self._foot)
        self._dress()

    def retheme(self) -> None:
        self._dress()
        super().retheme()

    def add_button(self, text: str, *, kind: ButtonKind = ButtonKind.PLAIN, icon: str | None = None) -> Button:
        """Add a button to the foot, before the primary one if that is added last."""
        button = Button(self._source, text, kind=kind, icon=icon)
        self._buttons.addWidget(button)
        return button

    def add_cancel(self, text: str) -> Button:
        """Add the button that closes the sheet and does nothing."""
        button = self.add_button(text)
        button.clicked.connect(self.reject)
        return button

    def add_primary(self, text: str, *, icon: str | None = None, cap: str | None = "Enter") -> Button:
        """Add the button that does what the sheet is for, at the end; Enter presses it from any field of one line."""
        button = self.add_button(text, kind=ButtonKind.PRIMARY, icon=icon)
        button.set_cap(cap)
        button.setDefault(True)
        return button

    def set_title(self, title: str) -> None:
        """Name the sheet otherwise."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._title.set_text(title)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            handled = super().event(event)
            self._fit()
            return handled
        return super().event(event)

    def _fit(self) -> None:
        """As high as the content wants, but never higher than most of the screen: then the content scrolls."""
        width = self.theme.px(self._wide)
        inside = self._body.heightForWidth(width) if self._body.hasHeightForWidth() else -1
        inside = max(inside, self._body.minimumSizeHint().height())
        around = self._title.heightForWidth(width) + self._buttons.heightForWidth(width) + 1
        most = round(self.screen().availableGeometry().height() * 0.86)
        self._foot.setFixedHeight(self._buttons.heightForWidth(width))
        self.setMinimumWidth(min(width, self.screen().availableGeometry().width()))
        self.resize(width, min(most, max(self.theme.px(160), inside + around)))

    def _dress(self) -> None:
        dress = self.palette()
        dress.setColor(QPalette.ColorRole.Window, self.theme.panel)
        self.setPalette(dress)
