"""An import under way: the program's own command in a child process, that tells each file in a line of JSON."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

LOG = logging.getLogger(__name__)

_KILL_AFTER = 3000  # milliseconds that the child has to end by itself


@dataclass(frozen=True, slots=True)
class FileLine:
    """What became of one file: `state` is done, skipped or failed; `reason` is in words."""

    file: Path
    state: str
    encoding: str = ""
    how: str = ""
    same_as: str = ""
    reason: str = ""


class ImportRun(QObject):
    """The child process; `told` after each file, `counted` the number done and of all, `ended` once.

    `ended` carries the summary's numbers, None when there is none: then `said` has what the child said instead.
    """

    told = Signal(object)
    counted = Signal(int, int)
    ended = Signal(object)

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._process = QProcess(self)
        self._rest = b""
        self._said = b""
        self._summary: dict[str, Any] | None = None
        self._is_over = False
        self.stopped = False
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._hear)
        self._process.finished.connect(self._finished)
        self._process.errorOccurred.connect(self._not_started)

    @property
    def said(self) -> str:
        """What the child said on standard error."""
        return self._said.decode("utf-8", "replace").strip().removeprefix("hashiya: ")

    @property
    def is_running(self) -> bool:
        """Whether the child is at work."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self, project: Path, paths: Sequence[Path], options: Sequence[str] = ()) -> None:
        """Import the files and folders into the project."""
        words = [*self._command[1:], "import", str(project), *map(str, paths), *options, "--progress"]
        self._process.start(self._command[0], words)

    def stop(self) -> None:
        """End the child; what it brought stays hidden and is swept away."""
        if self.is_running:
            self.stopped = True
            self._process.terminate()
            QTimer.singleShot(_KILL_AFTER, self._process, self._process.kill)

    def wait(self) -> None:
        """Stop now and wait until the child is gone, as when the window closes."""
        if self.is_running:
            self.stopped = True
            self._process.kill()
            self._process.waitForFinished(_KILL_AFTER)

    def _read(self) -> None:
        self._rest += self._process.readAllStandardOutput().data()
        *lines, self._rest = self._rest.split(b"\n")
        for line in lines:
            if line.strip():
                self._take(json.loads(line))

    def _take(self, line: dict[str, Any]) -> None:
        if "summary" in line:
            self._summary = line["summary"]
            return
        if line.get("file"):
            words = {key: str(line.get(key) or "") for key in ("encoding", "how", "same_as", "reason")}
            self.told.emit(FileLine(Path(line["file"]), str(line["state"]), **words))
        self.counted.emit(int(line["n"]), int(line["of"]))

    def _hear(self) -> None:
        self._said += self._process.readAllStandardError().data()

    def _finished(self) -> None:
        self._read()
        self._hear()
        self._end()

    def _not_started(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._said += self._process.errorString().encode()
            self._end()

    def _end(self) -> None:
        if not self._is_over:
            self._is_over = True
            how = "was stopped" if self.stopped else "has ended" if self._summary else "has failed"
            LOG.info("the import %s, with %d", how, self._process.exitCode())
            self.ended.emit(None if self.stopped else self._summary)
