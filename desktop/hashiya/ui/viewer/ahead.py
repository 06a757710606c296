"""What is about to be scrolled into the window, made ready in the quiet moment after the last painting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer
from PySide6.QtGui import QPainter, QPixmap

from hashiya.ui.viewer.guard import guarded
from hashiya.ui.viewer.painting import paint_over, paint_under

if TYPE_CHECKING:
    from hashiya.ui.viewer.canvas import Canvas

REACH = 120
"""How far beyond the window, in px: two lines."""


class Ahead(QTimer):
    """Started by a scrolled line; paints where nobody sees it what the next lines will need.

    Measuring, placing names and shaping take longer than the painting itself, and all of it is kept.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, singleShot=True, interval=0)
        self._canvas = canvas
        self.timeout.connect(self._prepare)

    @guarded
    def _prepare(self) -> None:
        canvas = self._canvas
        if not canvas.isVisible():
            return
        window = canvas.viewport().rect()
        nowhere = QPixmap(1, 1)
        nowhere.setDevicePixelRatio(canvas.devicePixelRatioF())
        canvas.view(window.adjusted(0, -REACH, 0, REACH))  # so that the glosses of both sides are kept together
        for top in (-REACH, window.height()):
            view = canvas.view(QRect(0, top, window.width(), REACH), parts=True)
            with QPainter(nowhere) as painter:
                paint_under(painter, view)
                paint_over(painter, view)
