"""Keeping the learned engine's model up to date: in a child process, while the window is open.

The child is a command of the program itself (`hashiya train`, not shown in the help), so that the frozen program does
the same. It reads the project on a connection of its own and never writes into it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.domain.annotation import EntityMention
from hashiya.domain.step import Step
from hashiya.suggest.model_file import VERSION, is_available
from hashiya.workspace.own_command import UNSEEN, own_command

if TYPE_CHECKING:
    import subprocess

LOG = logging.getLogger(__name__)

EVERY = 25
"""Confirmations after which the model is trained again."""
PATIENCE = 10
"""Ticks after the opening in which nothing is trained: whoever only looks should not pay for it."""


def model_path(models: Path, project_id: str) -> Path:
    """Where a project's model is."""
    return models / f"{project_id}-{VERSION}.model"


class Training:
    """Keeps the model of one open project up to date, a child process at a time; nothing here waits."""

    def __init__(self, project: Path, model: Path, *, command: Sequence[str] | None = None) -> None:
        self._project = project
        self._command = tuple(command or own_command())
        self.model = model
        self._child: subprocess.Popen[bytes] | None = None
        self._since = EVERY
        self._ticks = 0

    def hear(self, step: Step) -> None:
        """Count what is confirmed."""
        for change in step.changes:
            after = change.after
            self._since += isinstance(after, EntityMention) and not after.is_proposal

    @property
    def is_running(self) -> bool:
        """Whether a model is being trained."""
        return self._child is not None

    def tick(self) -> bool:
        """Start training when enough was confirmed; whether a child has just ended, so that the model may be new."""
        if self._child is not None:
            if self._child.poll() is None:
                return False
            LOG.info("the training ended with %d", self._child.returncode)
            self._child = None
            return True
        self._ticks += 1
        if self._since >= EVERY and self._ticks > PATIENCE and is_available():
            self._since = 0
            self._start()
        return False

    def stop(self) -> None:
        """End the child, if there is one; the model that was there stays."""
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            self._child = None
            with suppress(OSError):
                self.model.with_name(self.model.name + ".part").unlink()

    def _start(self) -> None:
        # Not before it is needed: the window starts without it.
        import subprocess

        words = [*self._command, "train", str(self._project), "--out", str(self.model)]
        nowhere = subprocess.DEVNULL
        with suppress(OSError):
            self._child = subprocess.Popen(words, stdin=nowhere, stdout=nowhere, stderr=nowhere, creationflags=UNSEEN)
