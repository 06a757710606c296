"""One sort of proposals as a button: what they are, how many, from which score on."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from hashiya.domain.annotation import Layer
from hashiya.domain.scheme import Label
from hashiya.resources.messages import Messages
from hashiya.ui.kit import decimal, one_line_width, paint_box
from hashiya.ui.kit.pressable import Pressable
from hashiya.ui.panes.swatches import SWATCH_WIDTH, paint_label_swatch
from hashiya.ui.theme import Radius, ThemeSource, Type, TypeStyle, mix

_ROW = 32


@dataclass(frozen=True, slots=True)
class SortRow:
    """One label among what waits: how many there are that score at least `above`."""

    layer: Layer
    label: str
    above: float
    count: int


class SortButton(Pressable, QAbstractButton):
    """One sort that can be accepted at once: its label and number, from which score on, and «review»."""

    pressed_sort = Signal(str, str)

    def __init__(self, source: ThemeSource, sort: SortRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sort = sort
        self._label: Label | None = None
        self._name = self._count = self._above = self._verb = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.follow(source)
        self.clicked.connect(lambda: self.pressed_sort.emit(sort.layer.value, sort.label))

    def show_words(self, label: Label | None, name: str, texts: Messages) -> None:
        """Say what the sort is, in the language in use."""
        self._label, self._name = label, name
        self._count = texts.number(self.sort.count)
        self._above = texts.text("review.above", score=decimal(self.sort.above, arabic=texts.arabic_digits))
        self._verb = texts.text("review.look")
        self.setAccessibleName(f"{self._verb}: {name} {self._count}، {self._above}")
        self.setToolTip(f"{name} {self._count}")
        self.update()

    def sizeHint(self) -> QSize:
        px, font = self.theme.px, self.theme.font
        wide = one_line_width(f"{self._name}  {self._count}", font(Type.SMALL_STRONG))
        wide += one_line_width(f"{self._above}{self._verb}", font(Type.META_MEDIUM))
        return QSize(math.ceil(wide) + px(80), px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(_ROW))

    def paintEvent(self, event: object) -> None:
        theme, px = self.theme, self.theme.px
        with QPainter(self) as painter:
            over = self.underMouse() or self.isDown()
            ground = theme.accent_soft if self.isDown() else mix(theme.ink, theme.raised, 0.05)
            fill = ground if over else theme.raised
            paint_box(painter, QRectF(self.rect()), px(Radius.CONTROL), fill=fill, edge=theme.line2)
            start, end = px(11), self.width() - px(11)
            swatch = self._seen(start, px(SWATCH_WIDTH))
            paint_label_swatch(painter, swatch, self.sort.layer, self._label, theme, self.layoutDirection())
            start += px(SWATCH_WIDTH) + px(8)
            end -= self._write(painter, self._verb, Type.META_MEDIUM, end, at_end=True) + px(16)
            above = one_line_width(self._above, theme.font(Type.META))
            if end - above > start + px(80):
                end -= self._write(painter, self._above, Type.META, end, at_end=True) + px(10)
            count = math.ceil(one_line_width(self._count, theme.font(Type.SMALL_STRONG)))
            room = end - start - count - px(6)
            used = self._write(painter, self._name, Type.SMALL_MEDIUM, start, room=room)
            self._write(painter, self._count, Type.SMALL_STRONG, start + used + px(6))

    def _seen(self, start: int, width: int) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(start, 0, width, self.height()))

    def _write(
        self, painter: QPainter, text: str, style: TypeStyle, at: int, *, at_end: bool = False, room: int | None = None
    ) -> int:
        """Write from `at` on, or up to it; the width that it took."""
        theme = self.theme
        painter.setFont(theme.font(style))
        painter.setPen(theme.ink2 if style == Type.META else theme.accent if at_end else theme.ink)
        width = math.ceil(one_line_width(text, theme.font(style))) + 1
        if room is not None and width > room:
            text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room, 0))
            width = max(room, 0)
        place = self._seen(at - width if at_end else at, width)
        painter.setLayoutDirection(self.layoutDirection())
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(place, flags, text)
        return width
