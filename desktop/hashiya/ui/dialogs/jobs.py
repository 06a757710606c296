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

PATIENCE = 60_000
"""Milliseconds for which the end of the program waits for a job: a copy to a slow disk is let finish."""

SWITCH, USUAL = 0.0002, 0.005
"""Seconds after which the interpreter lets the window's thread in while a job runs, and when none does.

A key press asks for the interpreter some twenty times, after each statement of SQLite and many a painted line: at the
usual interval one job that computes would hold up a painting by a tenth of a second.
"""


class Job(QThread):
    """One piece of work in a thread of its own, on its own files and connections.

    `done` carries what the work returned, `failed` the known failure that stood in its way; a bug goes to
    sys.excepthook as any other does. A job that was dropped says nothing any more. One whose `owner` goes is dropped,
    but not destroyed with it: a thread object that goes while its thread runs ends the process.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(int, int)
    broken = Signal(object)
    _came = Signal(object, object)

    def __init__(self, work: Callable[[Going], Any], owner: QObject | None = None) -> None:
        super().__init__()
        self._work = work
        self._stopped = False
        self._dropped = False
        self.finished.connect(self._over)
        self.broken.connect(self._report)
        self._came.connect(self._tell)
        if owner is not None:
            owner.destroyed.connect(self.drop)

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        """Begin, and stay until the work has ended, whoever else lets go of the job."""
        _running.add(self)
        super().start(priority)

    def run(self) -> None:
        """Do the work; called by Qt, in the new thread."""
        with _Reported(self.broken), _gently:
            try:
                result = self._work(self._go_on)
            except KnownFailure as failure:
                self._came.emit(self.failed, (failure,))
            else:
                self._came.emit(self.done, (result,))

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
        self._came.emit(self.progressed, (done, of))
        return not self._stopped

    def _tell(self, signal: Any, values: tuple[object, ...]) -> None:
        """In the window's thread, so that nothing is heard after `drop`, not even what was under way."""
        if not self._dropped:
            signal.emit(*values)

    def _over(self) -> None:
        _running.discard(self)

    def _report(self, error: Exception) -> None:
        sys.excepthook(type(error), error, error.__traceback__)


def end_all() -> None:
    """Drop every job and wait until it has ended, as at the end of the program."""
    for job in list(_running):
        job.drop()
    for job in list(_running):
        job.wait(PATIENCE)
        _running.discard(job)


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
