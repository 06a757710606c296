"""Waiting for work in a thread: what takes so long, how far it has come, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.kit import TextLabel, ThinBar
from hashiya.ui.theme import ThemeSource, Type

AT_ONCE = 150
"""Milliseconds for which the window waits itself: nothing is shown of what is over by then."""


class WaitingDialog(Dialog):
    """Stands over the window while a job runs; `over` tells that it has ended, or was stopped.

    `area` is that of its words: title, words, begins, stopping, and count, of which {done} are done.
    """

    over = Signal()

    def __init__(
        self, theme: ThemeSource, messages: Said, area: str, words: str, job: Job, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, messages, f"{area}.title", parent=parent)
        self._area, self._job, self._is_over = area, job, False
        self.words = TextLabel(theme, words)
        self.bar = ThinBar(theme, name=self.say(f"{area}.title"), height=4)
        self.count = TextLabel(theme, self.say(f"{area}.begins"), Type.META, tone="ink2")
        for widget in (self.words, self.bar, self.count):
            self.content.addWidget(widget)
        self.stop = self.add_cancel(self.say("dialog.stop"))
        self.stop.setFocus()
        job.progressed.connect(self._progressed)
        job.finished.connect(self._finished)
        if job.isFinished():
            QTimer.singleShot(0, self, self._finished)

    def _progressed(self, done: int, of: int) -> None:
        self.bar.set_share(done / of if of else 0.0)
        self.count.set_text(self.say(f"{self._area}.count", done=done, count=of))

    def _finished(self) -> None:
        if not self._is_over:
            self._is_over = True
            self.accept()
            self.over.emit()

    def reject(self) -> None:
        """Stop; the sheet closes as soon as the work has let go of the file, which stays as it was."""
        if not self._job.isRunning():
            super().reject()
            return
        self._job.stop()
        self.stop.setEnabled(False)
        self.count.set_text(self.say(f"{self._area}.stopping"))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job.isRunning():
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)
