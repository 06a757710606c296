"""What is made ready once a project has been open for a while, so that who asks for it first need not wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

AFTER_OPENING, BETWEEN = 3000, 400
"""Milliseconds until the first thing is done, and between two: each may hold the window up for 30 to 50."""


class Beforehand(QObject):
    """Does some things one after the other; one that is done already costs nothing."""

    def __init__(self, parent: QObject, things: Sequence[Callable[[], object]]) -> None:
        super().__init__(parent)
        self._things = tuple(things)
        self._left: list[Callable[[], object]] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)

    def start(self, after: int = AFTER_OPENING) -> None:
        """Begin after so many milliseconds."""
        self._left = list(self._things)
        self._timer.start(after)

    def stop(self) -> None:
        """Do nothing more."""
        self._timer.stop()

    def _next(self) -> None:
        self._left.pop(0)()
        if self._left:
            self._timer.start(BETWEEN)
