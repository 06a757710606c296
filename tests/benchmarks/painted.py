"""Waiting for paintings: how long something takes from its cause to pixels."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

PATIENCE = 20.0
"""Seconds after which a painting that does not come is a failure."""


class Took(NamedTuple):
    """Milliseconds by the clock, and those in which this process computed: on shared cores the clock counts others."""

    wall: float
    cpu: float


class Painted(QObject):
    """Notes when a widget was painted and its window was brought to the screen with it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget, self._window = widget, widget.window()
        self._count = 0
        self._is_painted = self._inside = False
        self._at = (0.0, 0.0)
        self._window.installEventFilter(self)
        widget.installEventFilter(self)

    def close(self) -> None:
        """Watch no more: each watcher hands the window's paintings on, and many in a row would cost time."""
        self._window.removeEventFilter(self)
        self._widget.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint and watched is self._widget:
            self._is_painted = True
        elif kind == QEvent.Type.UpdateRequest and watched is self._window and not self._inside:
            return self._bring_to_screen(event)
        return False

    def _bring_to_screen(self, event: QEvent) -> bool:
        """Hand the event on from here, so that the clock is read when all is painted, and before any timer."""
        self._inside, self._is_painted = True, False
        QCoreApplication.sendEvent(self._window, event)
        self._inside = False
        if self._is_painted:
            self._count += 1
            self._at = (time.perf_counter(), time.process_time())
        return True

    def after(self, act: Callable[[], object]) -> Took:
        """The time from the beginning of an act to the end of the painting that it causes."""
        before, began, computed = self._count, time.perf_counter(), time.process_time()
        act()
        while self._count == before:
            QApplication.processEvents()
            if time.perf_counter() - began > PATIENCE:
                raise TimeoutError("nothing was painted")
        return Took((self._at[0] - began) * 1000, (self._at[1] - computed) * 1000)


def settle(milliseconds: float = 60) -> None:
    """Let timers, animations and layout that is still under way come to rest."""
    until = time.perf_counter() + milliseconds / 1000
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.001)
