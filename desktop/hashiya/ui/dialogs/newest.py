"""One question at a time, answered in a thread: a new one takes the place of the one before, and is heard alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from hashiya.domain.faults import KnownFailure
from hashiya.ui.dialogs.jobs import Job


class Newest(QObject):
    """Does one piece of work in a thread; `answered` or `failed` tell of it, unless other work was begun since."""

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._job: Job | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def is_newest(self, number: int) -> bool:
        """Whether nothing took the place of the work of this number; may be asked in any thread."""
        return number == self._number

    def begin(self, work: Callable[[int], Any]) -> None:
        """Do this work, and no other any more; it is told its number."""
        self.drop()
        number = self._number

        def done(_: object) -> tuple[int, object]:
            try:
                return number, work(number)
            except KnownFailure as failure:
                return number, failure

        job = self._job = Job(done)
        job.done.connect(self._take)
        job.start()

    def drop(self) -> Job | None:
        """Hear nothing more of what was begun: the job, which may still be at its last lines."""
        self._number += 1
        job, self._job = self._job, None
        if job is not None:
            job.drop()
        return job

    def _take(self, answer: tuple[int, object]) -> None:
        number, value = answer
        # What came in the moment in which something else was begun is not what is waited for.
        if self.is_newest(number):
            self._job = None
            (self.failed if isinstance(value, KnownFailure) else self.answered).emit(value)
