"""Waiting for a project that cannot be opened at once: an older one is brought up, one that was cut short looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from hashiya.domain.faults import KnownFailure
from hashiya.storage.finding import StoppedError
from hashiya.storage.opening import Prepared, header_of, prepare
from hashiya.storage.schema import FORMAT
from hashiya.ui.dialogs.base import Dialog, Said
from hashiya.ui.dialogs.jobs import Going, Job
from hashiya.ui.kit import TextLabel, ThinBar
from hashiya.ui.theme import ThemeSource, Type

AT_ONCE = 150
"""Milliseconds for which the window waits itself: nothing is shown of what is over by then."""


def preparing(path: Path, *, read_only: bool) -> Callable[[Going], Prepared | None]:
    """The work that prepares the file; None when it was stopped, and the file is as it was."""

    def work(going: Going) -> Prepared | None:
        def told(done: int, of: int) -> None:
            if not going(done, of):
                raise StoppedError

        try:
            made = prepare(path, read_only=read_only, told=told)
        except StoppedError:
            return None
        if going(1, 1):
            return made
        if made.folder:
            made.folder.cleanup()
        return None

    return work


class Preparing(Job):
    """The work, and what came of it: `outcome` is what was prepared, or the failure that stood in its way.

    `is_older` says that the file is brought to this program's format.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        super().__init__(self._prepare)
        self._preparing = preparing(path, read_only=read_only)
        self.is_older = header_of(path)[1] < FORMAT
        self.outcome: Prepared | KnownFailure | None = None

    def opened_at_once(self) -> bool:
        """Begin; whether it was over before anybody could wait for it."""
        self.start()
        return self.wait(AT_ONCE)

    def _prepare(self, going: Going) -> None:
        try:
            self.outcome = self._preparing(going)
        except KnownFailure as failure:
            self.outcome = failure


class PreparingDialog(Dialog):
    """Says what takes so long, and how far it has come; `over` tells that the work has ended, or was stopped."""

    over = Signal()

    def __init__(
        self, theme: ThemeSource, messages: Said, path: Path, job: Preparing, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, messages, "preparing.title", parent=parent)
        self._job, self._is_over = job, False
        why = "older" if job.is_older else "looked_at"
        self.words = TextLabel(theme, self.say(f"preparing.{why}", name=path.stem))
        self.bar = ThinBar(theme, name=self.say("preparing.title"), height=4)
        self.count = TextLabel(theme, self.say("preparing.begins"), Type.META, tone="ink2")
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
        self.count.set_text(self.say("preparing.count", done=done, count=of))

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
        self.count.set_text(self.say("preparing.stopping"))

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._job.isRunning():
            self.reject()
            event.ignore()
            return
        super().closeEvent(event)
