"""Questions to the project that are answered outside the window's thread: only the newest is heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from hashiya.ui.dialogs.jobs import Job
from hashiya.ui.dialogs.newest import Newest
from hashiya.workspace.aside import Aside
from hashiya.workspace.workspace import Workspace

PATIENCE = 80
"""Milliseconds for which what was shown before may stay while an answer is waited for: a blank would flicker."""


class Asking(Newest):
    """Asks the project on a connection of its own; a new question takes the place of the one before."""

    patience_ended = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._aside = Aside(workspace)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self.patience_ended)

    def ask(self, question: Callable[[Workspace], Any]) -> None:
        """Ask; `answered` brings the answer, unless something else is asked before it comes."""
        aside = self._aside
        self.begin(lambda _: aside.read(question))

    def be_patient(self) -> None:
        """Leave what was shown before where it is; `patience_ended` tells when it has to go."""
        self._patience.start()

    def be_satisfied(self) -> None:
        """What is shown is what was asked for, and may stay."""
        self._patience.stop()

    def leave(self) -> None:
        """Ask nothing more, and let go of the connection once nobody reads."""
        self.drop()
        aside = self._aside
        Job(lambda _: aside.close()).start()
