"""A field that is only read: a report, a licence."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter, QPalette
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from hashiya.ui.kit import LTR, Themed, paint_box, ring_on_focus
from hashiya.ui.theme import Radius, ThemeSource, Type

_PAD = 8


class ReadingField(Themed, QPlainTextEdit):
    """Left-to-right text of the machine in a fixed-width face, that can be selected and copied but not changed."""

    def __init__(
        self, source: ThemeSource, text: str, *, name: str, lines: int = 10, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setLayoutDirection(LTR)
        self.setAccessibleName(name)
        self.setViewportMargins(_PAD, _PAD, _PAD, _PAD)
        self.viewport().setAutoFillBackground(False)
        self.follow(source)
        ring_on_focus(self, source)
        self.setPlainText(text)
        self._dress()

    def retheme(self) -> None:
        self._dress()
        super().retheme()

    def text(self) -> str:
        """What it shows."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show another text."""
        self.setPlainText(text)

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(320), self.fontMetrics().lineSpacing() * self._lines + 2 * _PAD + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(160), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            theme = self.theme
            with QPainter(self) as painter:
                edge = theme.accent if self.hasFocus() else theme.ink3 if theme.high_contrast else theme.line2
                paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=theme.raised, edge=edge)
            return True
        return super().event(event)

    def _dress(self) -> None:
        theme = self.theme
        font = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        font.setPixelSize(theme.px(Type.META.size))
        self.setFont(font)
        dress = self.palette()
        dress.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        dress.setColor(QPalette.ColorRole.Text, theme.ink2)
        dress.setColor(QPalette.ColorRole.Highlight, theme.selection)
        dress.setColor(QPalette.ColorRole.HighlightedText, theme.ink)
        self.setPalette(dress)
