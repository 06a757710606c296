"""Keys and what they do, in one line: as many as there is room for."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from hashiya.ui.kit import ThemedWidget, key_cap_size, one_line_width, paint_key_cap
from hashiya.ui.panes.values import KeyWords
from hashiya.ui.theme import ThemeSource, Type

_BETWEEN, _CAP_GAP, _WORDS_GAP = 14, 4, 6


class KeyStrip(ThemedWidget):
    """The keys that matter now; those without room are left out whole, the last first."""

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        super().__init__(source, parent)
        self._keys: tuple[KeyWords, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @property
    def keys(self) -> tuple[KeyWords, ...]:
        """The keys that are told, also those without room."""
        return self._keys

    def show_keys(self, keys: Sequence[KeyWords]) -> None:
        """Tell these keys."""
        if tuple(keys) == self._keys:
            return
        self._keys = tuple(keys)
        self.setAccessibleName("، ".join(f"{' '.join(key.caps)} {key.words}" for key in self._keys))
        self.updateGeometry()
        self.update()

    def shown(self) -> tuple[KeyWords, ...]:
        """The keys that there is room for."""
        room, found = float(self.width()), []
        for key in self._keys:
            room -= self._width_of(key)
            if room < 0:
                break
            found.append(key)
            room -= self.theme.px(_BETWEEN)
        return tuple(found)

    def sizeHint(self) -> QSize:
        wide = sum(self._width_of(key) for key in self._keys) + self.theme.px(_BETWEEN) * max(0, len(self._keys) - 1)
        return QSize(math.ceil(wide), self.theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, at = self.theme, 0.0
        with QPainter(self) as painter:
            font = theme.font(Type.SMALL)
            for key in self.shown():
                for cap in key.caps:
                    size = key_cap_size(cap, theme)
                    paint_key_cap(painter, QRectF(self._seen(at, size.width(), size.height())), cap, theme)
                    at += size.width() + theme.px(_CAP_GAP)
                at += theme.px(_WORDS_GAP - _CAP_GAP)
                width = one_line_width(key.words, font)
                painter.setFont(font)
                painter.setPen(theme.ink2)
                painter.setLayoutDirection(self.layoutDirection())
                area = self._seen(at, width + 2, self.height())
                leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(area, leading | Qt.TextFlag.TextSingleLine, key.words)
                at += width + theme.px(_BETWEEN)

    def _width_of(self, key: KeyWords) -> float:
        theme = self.theme
        caps = sum(key_cap_size(cap, theme).width() + theme.px(_CAP_GAP) for cap in key.caps)
        return caps + theme.px(_WORDS_GAP - _CAP_GAP) + one_line_width(key.words, theme.font(Type.SMALL))

    def _seen(self, at: float, width: float, height: float) -> QRect:
        logical = QRect(round(at), round((self.height() - height) / 2), math.ceil(width), round(height))
        return QStyle.visualRect(self.layoutDirection(), self.rect(), logical)
