"""Key caps: a chord on one cap, always written left to right."""

from __future__ import annotations

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hashiya.ui.kit.direction import LTR
from hashiya.ui.kit.lines import one_line_width
from hashiya.ui.kit.themed import Themed, paint_box
from hashiya.ui.theme import Radius, Size, Theme, ThemeSource, Type


def key_cap_size(text: str, theme: Theme) -> QSize:
    """The size of a cap with this text, in px."""
    inside = math.ceil(one_line_width(text, theme.font(Type.NAME))) + 2 * theme.px(5)
    return QSize(max(theme.px(Size.CAP), inside), theme.px(Size.CAP) - 1)


def paint_key_cap(painter: QPainter, rect: QRectF, text: str, theme: Theme) -> None:
    """Paint a cap that fills the rectangle, for delegates and for the widgets of the kit."""
    painter.save()
    paint_box(painter, rect, theme.px(Radius.CAP), fill=theme.raised, edge=theme.line2)
    painter.setLayoutDirection(LTR)
    painter.setFont(theme.font(Type.NAME))
    painter.setPen(theme.ink2)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)
    painter.restore()


class KeyCap(Themed, QLabel):
    """One cap, such as «Ctrl+K»; a sequence is several caps."""

    def __init__(self, source: ThemeSource, text: str, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.follow(source)
        self.setText(text)
        if name:
            self.setAccessibleName(name)

    def set_text(self, text: str) -> None:
        """Show another chord."""
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return key_cap_size(self.text(), self.theme)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        with QPainter(self) as painter:
            paint_key_cap(painter, QRectF(self.rect()), self.text(), self.theme)
