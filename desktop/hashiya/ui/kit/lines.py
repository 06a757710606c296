"""A text laid out in lines of even distance, in its own direction, cut with an ellipsis when it is too long."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from hashiya.ui.kit.direction import RTL

WIDE = 16_000.0
"""Wider than any line, in px."""


class LaidText:
    """A text in lines of one width (px); `max_lines` 0 is as many as it takes.

    QTextLayout, not QLabel: the label indents wrapped right-to-left lines by the space at which they broke.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float,
        direction: Qt.LayoutDirection,
        *,
        pitch: float,
        max_lines: int = 0,
        centred: bool = False,
    ) -> None:
        self._option = QTextOption(_alignment(direction, centred=centred))
        self._option.setTextDirection(direction)
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._font, self._width, self._pitch = font, width, pitch
        shown = text.replace("\n", "\u2028")
        self._layout, starts = self._laid(shown, max_lines)
        self.cut = bool(max_lines) and self._has_more(shown, max_lines, starts)
        if self.cut:
            starts = self._shorten(shown, starts, max_lines)
        self.lines = len(starts)
        self.height = self.lines * pitch

    @property
    def natural_width(self) -> float:
        """The width of the widest line, in px."""
        return max((self._layout.lineAt(i).naturalTextWidth() for i in range(self.lines)), default=0.0)

    def draw(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        """Paint the lines with their top left corner at `at`."""
        painter.setPen(colour)
        self._layout.draw(painter, at)

    def _laid(self, text: str, max_lines: int) -> tuple[QTextLayout, list[int]]:
        layout = QTextLayout(text, self._font)
        layout.setTextOption(self._option)
        layout.setCacheEnabled(True)
        starts: list[int] = []
        layout.beginLayout()
        while not max_lines or len(starts) < max_lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self._width)
            spare = self._pitch - line.ascent() - line.descent()
            line.setPosition(QPointF(0, len(starts) * self._pitch + spare / 2))
            starts.append(line.textStart())
        layout.endLayout()
        return layout, starts

    def _has_more(self, text: str, max_lines: int, starts: list[int]) -> bool:
        if len(starts) < max_lines:
            return False
        last = self._layout.lineAt(len(starts) - 1)
        return last.textStart() + last.textLength() < len(text.encode("utf-16-le")) // 2

    def _shorten(self, text: str, starts: list[int], max_lines: int) -> list[int]:
        units = text.encode("utf-16-le")
        head = units[: 2 * starts[-1]].decode("utf-16-le")
        tail = units[2 * starts[-1] :].decode("utf-16-le")
        first, _, rest = tail.partition("\u2028")
        room = self._width
        # The ellipsis can make the last line break again: give it a little less room until it does not.
        for _ in range(4):
            wanted = f"{first.rstrip()}…" if rest else first
            shown = QFontMetricsF(self._font).elidedText(wanted, Qt.TextElideMode.ElideRight, room)
            layout, begun = self._laid(head + shown, max_lines + 1)
            if len(begun) <= max_lines:
                break
            room -= self._font.pixelSize() / 2
        self._layout = layout
        return begun[:max_lines]


def one_line_width(text: str, font: QFont) -> float:
    """The width of the text in one line, in px."""
    return QFontMetricsF(font).horizontalAdvance(text)


def _alignment(direction: Qt.LayoutDirection, *, centred: bool) -> Qt.AlignmentFlag:
    if centred:
        return Qt.AlignmentFlag.AlignHCenter
    side = Qt.AlignmentFlag.AlignRight if direction is RTL else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute
