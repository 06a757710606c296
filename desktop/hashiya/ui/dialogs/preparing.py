"""Waiting for a project that cannot be opened at once: an older one is brought up, one that was cut short looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from hashiya.domain.faults import KnownFailure
from hashiya.storage.finding import StoppedError
from hashiya.storage.opening import Prepared, header_of, prepare
from hashiya.storage.schema import FORMAT
from hashiya.ui.dialogs.base import Said
from hashiya.ui.dialogs.jobs import Going, Job
from hashiya.ui.dialogs.waiting import AT_ONCE, WaitingDialog
from hashiya.ui.theme import ThemeSource


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


class PreparingDialog(WaitingDialog):
    """Says why a project is not open yet."""

    def __init__(
        self, theme: ThemeSource, messages: Said, path: Path, job: Preparing, *, parent: QWidget | None = None
    ) -> None:
        why = "older" if job.is_older else "looked_at"
        words = messages().text(f"preparing.{why}", name=path.stem)
        super().__init__(theme, messages, "preparing", words, job, parent=parent)
