"""Python's search for garbage, kept in the window's thread."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY = 200
"""Milliseconds between two looks at whether a search is worth it."""
NEW = 20_000
"""Objects made and not yet searched that make one worth it; an article brings values by the ten thousand."""
OLDER, ALL = 20, 1_000
"""After so many searches among the newest objects, one among older ones, and one among all."""


class Garbage(QTimer):
    """Searches for garbage now and then, and keeps Python from doing it by itself.

    Python would search in whichever thread makes one object too many, a job's as well; what it finds is often a closed
    dialog or an old row with all that hangs on it, and a widget destroyed in one thread while another paints ends the
    process (seen with Qt 6.11: a segmentation fault in QWidgetRepaintManager).
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, interval=EVERY)
        gc.disable()
        self._searches = 0
        self.timeout.connect(self.look)
        self.start()

    def look(self) -> None:
        """Search, where enough was made since the last time."""
        if gc.get_count()[0] < NEW:
            return
        self._searches += 1
        gc.collect(2 if self._searches % ALL == 0 else 1 if self._searches % OLDER == 0 else 0)

    def spare_what_is_there(self) -> None:
        """Leave what was made so far out of every search: what a start makes is there to stay."""
        gc.freeze()
