"""Questions to the project that are answered outside the window's thread: only the newest is heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from hashiya.ui.dialogs.jobs import Job
from hashiya.workspace.aside import Aside
from hashiya.workspace.workspace import Workspace

PATIENCE = 80
"""Milliseconds for which what was shown before may stay while an answer is waited for: a blank would flicker."""


class Asking(QObject):
    """Asks the project on a connection of its own; a new question takes the place of the one before."""

    answered = Signal(object)
    failed = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._aside = Aside(workspace)
        self._number = 0
        self._job: Job | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._job is not None

    def ask(self, question: Callable[[Workspace], Any]) -> None:
        """Ask; `answered` brings the answer, unless something else is asked before it comes."""
        self.drop()
        number, aside = self._number, self._aside
        job = self._job = Job(lambda _: (number, aside.read(question)))
        job.done.connect(self._take)
        job.failed.connect(self._fail)
        job.start()

    def drop(self) -> None:
        """Hear no answer to what was asked."""
        self._number += 1
        job, self._job = self._job, None
        if job is not None:
            job.drop()

    def leave(self) -> None:
        """Ask nothing more, and let go of the connection once nobody reads."""
        self.drop()
        aside = self._aside
        Job(lambda _: aside.close()).start()

    def _take(self, read: tuple[int, object]) -> None:
        number, value = read
        # What came in the moment in which something else was asked is not what is waited for.
        if number == self._number:
            self._job = None
            self.answered.emit(value)

    def _fail(self, failure: object) -> None:
        self._job = None
        self.failed.emit(failure)
