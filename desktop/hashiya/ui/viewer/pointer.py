"""The pointer over the text."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPixmap


def sticky_pointer(colour: str, ratio: float) -> QCursor:
    """A text pointer with a swatch beside it."""
    image = QPixmap(round(32 * ratio), round(32 * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for wide, ink in ((3, QColor("white")), (1.2, QColor("black"))):
            pen = painter.pen()
            pen.setColor(ink)
            pen.setWidthF(wide)
            painter.setPen(pen)
            painter.drawLine(10, 3, 10, 21)
            painter.drawLine(7, 3, 13, 3)
            painter.drawLine(7, 21, 13, 21)
        painter.setPen(QColor("white"))
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(16, 16, 13, 11, 3, 3)
    return QCursor(image, 10, 12)
