"""Reading the project beside the window: what takes longer than a frame is read on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from hashiya.workspace.workspace import Workspace

Answer = TypeVar("Answer")


class Aside:
    """The same project to read only: by any thread, by one at a time. To be closed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._reading: Workspace | None = None
        self._lock = Lock()

    def read(self, question: Callable[[Workspace], Answer]) -> Answer:
        """What the question finds in the project as it is now."""
        with self._lock:
            if self._reading is None:
                self._reading = self._workspace.to_read()
            self._reading.poll()
            if self._workspace.annotator:
                self._reading.switch_annotator(self._workspace.annotator)
            return question(self._reading)

    def close(self) -> None:
        """Let go of the connection, once nobody reads; the next question takes another."""
        with self._lock:
            if self._reading is not None:
                self._reading.close()
                self._reading = None
