"""Learning, behind the window's back, how words are taken in the whole project."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from hashiya.domain.step import Step
from hashiya.ui.desk.desk import Desk
from hashiya.ui.dialogs.jobs import Going, Job
from hashiya.workspace.habits import Habits, read_habits
from hashiya.workspace.record import BULK

AFTER_OPENING = 1500
"""Milliseconds after a project was opened, or articles came in, until its texts are read."""
PATIENCE = 5000
"""Milliseconds that the closing of a project waits for the reading to end."""


class Accustoming(QObject):
    """Reads the project's habits after it was opened, and again after an import; the desk goes by them then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job | None = None
        self._timer = QTimer(self, singleShot=True, interval=AFTER_OPENING)
        self._timer.timeout.connect(self.read)
        self._timer.start()
        desk.stepped.connect(self._stepped)

    def leave(self) -> None:
        """Read nothing more: the project is being closed."""
        self._timer.stop()
        self._drop()

    def read(self) -> None:
        """Begin to read now."""
        self._drop()
        project, me = self._desk.workspace.project, self._desk.workspace.annotator
        if me is None:
            return

        def work(going: Going) -> Habits | None:
            return read_habits(project, me.id, lambda: going(0, 0))

        self._job = Job(work)
        self._job.done.connect(self._take)
        self._job.start()

    def wait(self) -> None:
        """Wait until a reading that was begun has ended."""
        if self._job is not None:
            self._job.wait(PATIENCE)

    def _take(self, habits: Habits | None) -> None:
        if habits is not None:
            self._desk.habits = habits

    def _drop(self) -> None:
        if self._job is not None:
            self._job.drop()
            self._job.wait(PATIENCE)
            self._job = None

    def _stepped(self, step: Step) -> None:
        if step.name in BULK:
            self._timer.start()
