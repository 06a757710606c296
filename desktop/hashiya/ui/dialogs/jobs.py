"""Long work outside the window's thread, with progress and a way to stop it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import Lock
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from hashiya.domain.faults import KnownFailure

Going = Callable[[int, int], bool]
"""Told how much of how much is done; answers whether to go on."""

_running: set[Job] = set()

SWITCH, USUAL = 0.0002, 0.005
"""Seconds after which the interpreter lets the window's thread in while a job runs, and when none does.

A key press asks for the interpreter some twenty times, after each statement of SQLite and many a painted line: at the
usual interval one job that computes would hold up a painting by a tenth of a second.
"""


class Job(QThread):
    """One piece of work in a thread of its own, on its own files and connections.

    `done` carries what the work returned, `failed` the known failure that stood in its way; a bug goes to
    sys.excepthook as any other does. A job that was dropped says nothing any more.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)
    broken = Signal(object)

    def __init__(self, work: Callable[[Going], Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stopped = False
        self._dropped = False
        # A thread object that goes while its thread runs ends the process.
        _running.add(self)
        self.finished.connect(self._over)
        self.broken.connect(self._report)

    def run(self) -> None:
        """Do the work; called by Qt, in the new thread."""
        with _Reported(self.broken), _gently:
            try:
                result = self._work(self._go_on)
            except KnownFailure as failure:
                self._tell(self.failed, failure)
            else:
                self._tell(self.done, result)

    def stop(self) -> None:
        """Let the work end at the next chance."""
        self._stopped = True

    def drop(self) -> None:
        """Stop, and hear nothing more of it."""
        self._stopped = self._dropped = True

    @property
    def was_stopped(self) -> bool:
        """Whether somebody asked the work to end."""
        return self._stopped

    def _go_on(self, done: int, of: int) -> bool:
        if not self._dropped:
            self.progressed.emit(done, of)
        return not self._stopped

    def _tell(self, signal: Any, value: object) -> None:
        if not self._dropped:
            signal.emit(value)

    def _over(self) -> None:
        _running.discard(self)

    def _report(self, error: Exception) -> None:
        sys.excepthook(type(error), error, error.__traceback__)


class _Gently:
    """Counts the jobs that run, and lets the window's thread in at once while there are any."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = 0

    def __enter__(self) -> None:
        self._add(1)

    def __exit__(self, *_: object) -> None:
        self._add(-1)

    def _add(self, by: int) -> None:
        with self._lock:
            self._count += by
            sys.setswitchinterval(SWITCH if self._count else USUAL)


_gently = _Gently()


class _Reported:
    """Hands a bug over to the window's thread, where exceptions are shown."""

    def __init__(self, broken: Any) -> None:
        self._broken = broken

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        self._broken.emit(error)
        return True
