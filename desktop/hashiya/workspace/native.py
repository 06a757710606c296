"""The death of the process by a fault outside Python: noted as it happens, found at the next start."""

from __future__ import annotations

import faulthandler
from contextlib import suppress
from pathlib import Path
from typing import TextIO

NAME = "native.txt"
"""Where Python writes when the process itself dies; empty as long as it lives, gone after a usual end."""


class NativeFaults:
    """What Python notes in a file of this folder; where nothing can be written the program runs without it."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME
        self._watching: TextIO | None = None

    def take(self) -> tuple[str, float] | None:
        """What the last process noted when it died, and when (seconds); None when it ended as it should."""
        with suppress(OSError):  # in use by another window's process, which lives
            if not self._file.exists():
                return None
            noted, at = self._file.read_text("utf-8", "replace"), self._file.stat().st_mtime
            if noted.strip():
                self._file.unlink()
                return noted, at
        return None

    def watch(self) -> None:
        """From now on Python notes here where it was when the process dies of a fault outside Python."""
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._watching = self._file.open("a", encoding="utf-8")
            faulthandler.enable(self._watching)

    def rest(self) -> str:
        """The process ends as it should; what was noted and did not end it, else nothing.

        On Windows Python notes some faults that the system's own libraries deal with.
        """
        if self._watching is None:
            return ""
        faulthandler.disable()
        self._watching.close()
        self._watching = None
        noted = ""
        with suppress(OSError):
            noted = self._file.read_text("utf-8", "replace")
            self._file.unlink()
        return noted
