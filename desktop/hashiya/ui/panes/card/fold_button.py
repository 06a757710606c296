"""The button that opens and closes what is folded away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hashiya.ui.kit import LaidText, one_line_width, paint_box
from hashiya.ui.kit.pressable import Pressable
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, mix, paint_icon


class FoldButton(Pressable, QAbstractButton):
    """A line across the card with a chevron at its end."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_open = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.follow(source)

    def show_button(self, text: str, *, open_: bool) -> None:
        """Show what is folded away, and whether it is open now."""
        self._is_open = open_
        self.setText(text)
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        wide = round(one_line_width(self.text(), self.theme.font(Type.META))) + self.theme.px(48)
        return QSize(wide, self.theme.px(Size.BUTTON))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(96), self.theme.px(Size.BUTTON))

    def paintEvent(self, event: object) -> None:
        theme, way = self.theme, self.layoutDirection()
        rtl = way is Qt.LayoutDirection.RightToLeft
        inset, side = theme.px(10), theme.px(12)
        with QPainter(self) as painter:
            over = self.underMouse() or self.isDown()
            fill = mix(theme.ink, theme.panel, 0.05) if over else None
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=fill, edge=theme.line)
            room = self.width() - 2 * inset - side - inset
            pitch = theme.line_height(Type.META)
            laid = LaidText(self.text(), theme.font(Type.META), room, way, pitch=pitch, max_lines=1)
            left = inset + side + inset if rtl else inset
            laid.draw(painter, QPointF(left, (self.height() - pitch) / 2), theme.ink2)
            at = QPointF(inset if rtl else self.width() - inset - side, (self.height() - side) / 2)
            paint_icon(painter, at, "chevron-up" if self._is_open else "chevron-down", theme.ink2, side)
