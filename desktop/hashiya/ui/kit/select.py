"""A list that opens, for the choices that are too many for a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QPainter, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from hashiya.ui.kit.chips import Choices
from hashiya.ui.kit.direction import RTL
from hashiya.ui.kit.focus import ring_in, ring_out
from hashiya.ui.kit.lines import one_line_width
from hashiya.ui.kit.themed import Themed, paint_box
from hashiya.ui.theme import Radius, Size, ThemeSource, Type, paint_icon

_ICON = 14


class Select(Themed, QComboBox):
    """A field 32 high that opens a list; `chosen` tells the key that the person chose, not what the program sets."""

    chosen = Signal(str)

    def __init__(
        self,
        source: ThemeSource,
        choices: Choices,
        *,
        name: str,
        current: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Linux the name of a combo box is its value
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(source)
        self.set_choices(choices, current=current)
        self.activated.connect(self._tell)

    @property
    def current(self) -> str | None:
        """The key of the chosen value; None when there is none."""
        index = self.currentIndex()
        return self._keys[index] if index >= 0 else None

    def set_choices(self, choices: Choices, *, current: str | None = None) -> None:
        """Offer other values."""
        self.clear()
        self._keys = [key for key, _ in choices]
        self.addItems([text for _, text in choices])
        self.set_current(current)

    def set_current(self, key: str | None) -> None:
        """Show this value as the chosen one; ValueError for a key that is not offered."""
        self.setCurrentIndex(-1 if key is None else self._keys.index(key))

    def sizeHint(self) -> QSize:
        theme = self.theme
        texts = [self.itemText(i) for i in range(self.count())]
        widest = max((one_line_width(text, theme.font(Type.BODY)) for text in texts), default=0.0)
        return QSize(round(widest) + theme.px(10 + 8 + _ICON + 10) + 2, theme.px(Size.FIELD))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(80), self.theme.px(Size.FIELD))

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        ring_in(self, self._source, event, Radius.CONTROL, always=True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        ring_out(self._source)

    def paintEvent(self, event: object) -> None:
        theme, rtl = self.theme, self.layoutDirection() is RTL
        side, inset = theme.px(_ICON), theme.px(10)
        font = theme.font(Type.BODY)
        room = self.width() - 2 * inset - side - theme.px(6)
        with QPainter(self) as painter:
            edge = theme.accent if self.hasFocus() else theme.ink3 if theme.high_contrast else theme.line2
            paint_box(painter, QRectF(self.rect()), theme.px(Radius.CONTROL), fill=theme.raised, edge=edge)
            x = inset if rtl else self.width() - inset - side
            paint_icon(painter, QPointF(x, (self.height() - side) / 2), "chevron-down", theme.ink2, side)
            painter.setFont(font)
            painter.setPen(theme.ink if self.isEnabled() else theme.ink3)
            painter.setLayoutDirection(self.layoutDirection())
            text = QFontMetricsF(font).elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
            area = QRectF(self.width() - inset - room if rtl else inset, 0, room, self.height())
            align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.drawText(area, align, text)

    def _tell(self, index: int) -> None:
        self.chosen.emit(self._keys[index])
