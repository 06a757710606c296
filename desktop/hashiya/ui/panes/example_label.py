"""An example of the guide: text of the corpus with its marked part on the band of the label."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hashiya.domain.span import Span
from hashiya.ui.kit import RTL, Themed, first_strong
from hashiya.ui.theme import ThemeSource, Type

OPENING, CLOSING = "⟦", "⟧"
"""What stands around a marked part of an example in the scheme's file."""


def marked_parts(example: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its brackets, and the marked parts in code points."""
    text, parts, start = "", [], None
    for letter in example:
        if letter == OPENING:
            start = len(text)
        elif letter == CLOSING:
            if start is not None and start < len(text):
                parts.append(Span(start, len(text)))
            start = None
        else:
            text += letter
    return text, tuple(parts)


class ExampleLabel(Themed, QLabel):
    """A text whose marked parts stand on a band, painted beneath the words, so that no letter loses its join."""

    def __init__(self, source: ThemeSource, example: str, colour: QColor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._parts = marked_parts(example)
        self._colour = colour
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(self._text)
        self.setAccessibleName(self._text)
        self.follow(source)

    @property
    def parts(self) -> tuple[Span, ...]:
        """The marked parts, in code points of the text."""
        return self._parts

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(260), self.heightForWidth(self.theme.px(260)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(96), math.ceil(self.theme.line_height(Type.HIT)))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return math.ceil(self._laid(width).lineCount() * self.theme.line_height(Type.HIT))

    def paintEvent(self, event: object) -> None:
        theme = self.theme
        ranges = []
        for part in self._parts:
            found = QTextLayout.FormatRange()
            # QTextLayout counts UTF-16 units.
            found.start = len(self._text[: part.start].encode("utf-16-le")) // 2
            found.length = len(part.of(self._text).encode("utf-16-le")) // 2
            band = QTextCharFormat()
            band.setBackground(QBrush(theme.band_selected(self._colour)))
            band.setForeground(QBrush(theme.ink))
            found.format = band
            ranges.append(found)
        with QPainter(self) as painter:
            painter.setPen(theme.ink)
            self._laid(self.width()).draw(painter, QPointF(0, 0), ranges)

    def _laid(self, width: float) -> QTextLayout:
        theme = self.theme
        direction = first_strong(self._text)
        side = Qt.AlignmentFlag.AlignRight if direction is RTL else Qt.AlignmentFlag.AlignLeft
        option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
        option.setTextDirection(direction)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self._text, theme.font(Type.HIT))
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        pitch, top = theme.line_height(Type.HIT), 0.0
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, top + (pitch - line.height()) / 2))
            top += pitch
        layout.endLayout()
        return layout
