"""What is about to be scrolled into the window, measured in the quiet moment after the last painting."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from hashiya.ui.viewer.guard import guarded
from hashiya.ui.viewer.painting import names_of

if TYPE_CHECKING:
    from hashiya.ui.viewer.canvas import Canvas

REACH = 240
"""How far beyond the window, in px: four lines and the paragraphs that they are in."""


class Ahead(QTimer):
    """Started by a scrolled line; makes the scenes, names and glosses that the next lines will need."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas, singleShot=True, interval=0)
        self._canvas = canvas
        self.timeout.connect(self._prepare)

    @guarded
    def _prepare(self) -> None:
        canvas = self._canvas
        if not canvas.isVisible():
            return
        view = canvas.view(canvas.viewport().rect().adjusted(0, -REACH, 0, REACH))
        for (scene, _), (after, _) in pairwise(view.shown):
            names_of(canvas.stage, scene, after)
