"""A word to press inside the card, set flush with the texts around it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hashiya.ui.kit import LaidText, Tone, key_cap_size, one_line_width, paint_key_cap, tone_colour
from hashiya.ui.kit.pressable import Pressable
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, TypeStyle, paint_icon

_ICON, _GAP = 14, 7


class LinkButton(Pressable, QAbstractButton):
    """Icon, words and key in one line without a ground; under the pointer the words turn to ink."""

    ring_radius = Radius.CAP

    def __init__(
        self,
        source: ThemeSource,
        *,
        icon: str = "",
        tone: Tone = "ink2",
        style: TypeStyle = Type.SMALL,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._style, self._cap = icon, style, ""
        self._tone: Tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.follow(source)

    def show_words(self, words: str, *, cap: str = "") -> None:
        """Show other words and another key."""
        self._cap = cap
        self.setText(words)
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self.theme
        wide = math.ceil(one_line_width(self.text(), theme.font(self._style))) + 1
        wide += theme.px(_ICON + _GAP) if self._icon else 0
        wide += theme.px(_GAP) + key_cap_size(self._cap, theme).width() if self._cap else 0
        return QSize(wide, theme.px(Size.TARGET))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), self.theme.px(60)), self.theme.px(Size.TARGET))

    def paintEvent(self, event: object) -> None:
        theme, way, height = self.theme, self.layoutDirection(), self.height()
        rtl = way is Qt.LayoutDirection.RightToLeft
        at, end = 0.0, float(self.width())

        def left_of(start: float, width: float) -> float:
            return self.width() - start - width if rtl else start

        with QPainter(self) as painter:
            ink = theme.ink if self.underMouse() or self.isDown() else tone_colour(theme, self._tone)
            if self._icon:
                side = theme.px(_ICON)
                place = QPointF(left_of(0, side), (height - side) / 2)
                paint_icon(painter, place, self._icon, ink, side, direction=way)
                at = side + theme.px(_GAP)
            if self._cap:
                size = key_cap_size(self._cap, theme)
                end -= size.width()
                corner = QPointF(left_of(end, size.width()), (height - size.height()) // 2)
                paint_key_cap(painter, QRectF(corner, size), self._cap, theme)
                end -= theme.px(_GAP)
            pitch = theme.line_height(self._style)
            room = max(1.0, end - at)
            laid = LaidText(self.text(), theme.font(self._style), room, way, pitch=pitch, max_lines=1)
            laid.draw(painter, QPointF(left_of(at, room), (height - pitch) / 2), ink)
