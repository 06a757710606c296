"""The log: what the program did and what failed, for whoever looks after it.

Never a word of an article or of an annotation is in it: codes, versions, numbers, paths of files and places in the
program. An error is told by where it came from and its kind, not by its own words, since these can carry a text. What
other packages log, which may be anything, does not come into it.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import suppress
from copy import copy
from pathlib import Path
from typing import TextIO

from hashiya.domain.faults import FileFault, KnownFailure

MOST_BYTES = 1_000_000
MOST_FILES = 3

LOG = logging.getLogger("hashiya")
_FORMAT = "%(asctime)s.%(msecs)03d %(levelname)s %(name)s: %(message)s"
_TIME = "%Y-%m-%d %H:%M:%S"


class Lines(logging.Formatter):
    """A record as lines; of an error only where it came from and its kind, unless `whole` asks for its words too."""

    def __init__(self, *, whole: bool = False) -> None:
        super().__init__(_FORMAT, _TIME)
        self._whole = whole

    def format(self, record: logging.LogRecord) -> str:
        """The record as lines, whatever another formatter has left in it."""
        own = copy(record)
        own.exc_text = own.stack_info = None
        if own.exc_info and own.exc_info[1] is not None and not self._whole:
            from hashiya.workspace.crashes import where  # with the first error, not with the start

            own.exc_text = "\n".join(f"    {line}" for line in where(own.exc_info[1], own.exc_info[2]))
        return super().format(own)


class LogFile(logging.Handler):
    """A file that becomes `.1` when it is full, and that `.2`; a log that cannot be written holds up nobody."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: TextIO | None = None
        self.setFormatter(Lines())

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record; go on without it where the disk is full or gone, which the window says if it matters."""
        with suppress(OSError):
            if self._file is not None and self._file.tell() >= MOST_BYTES:
                self._turn()
            if self._file is None:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = self._path.open("a", encoding="utf-8", errors="backslashreplace")
            self._file.write(self.format(record) + "\n")
            self._file.flush()

    def close(self) -> None:
        """Let the file go."""
        self._let_go()
        super().close()

    def _let_go(self) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _turn(self) -> None:
        """Begin a new file; the oldest goes."""
        self._let_go()
        paths = log_files(self._path)
        for older, newer in zip(reversed(paths), reversed(paths[:-1]), strict=False):
            with suppress(OSError):  # another process has it open, where that forbids it: both go on with this one
                newer.replace(older)


def log_files(path: Path) -> list[Path]:
    """Where the log lies, the newest part first: `hashiya.log`, `hashiya.1.log` …"""
    return [path, *(path.with_name(f"{path.stem}.{number}{path.suffix}") for number in range(1, MOST_FILES))]


def tail(path: Path, most: int = 200_000) -> str:
    """The end of the log, its older parts too, at most so many bytes in whole lines; empty when there is none."""
    told = b""
    for file in log_files(path):
        told = _end(file, most + 1 - len(told)) + told
    cut = len(told) > most
    return (told.partition(b"\n")[2] if cut else told).decode("utf-8", "replace")


def _end(path: Path, most: int) -> bytes:
    """The last bytes of the file, so many at most; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - most))
            return file.read(most)
    except OSError:
        return b""


class Logging:
    """The log as long as the program runs; `end` gives everything back."""

    def __init__(self, file: Path | None, *, verbose: bool) -> None:
        """Begin to write into the file, if there is one, and to standard error: warnings, or all if `verbose`."""
        self._handlers: list[logging.Handler] = []
        if file is not None:
            self._handlers.append(LogFile(file))
        if sys.stderr is not None:  # None in a program without a console
            shown = logging.StreamHandler()
            # On a terminal an error tells all that it knows; what stands elsewhere a desktop keeps.
            shown.setFormatter(Lines(whole=sys.stderr.isatty()))
            shown.setLevel(logging.NOTSET if verbose else logging.WARNING)
            self._handlers.append(shown)
        self._before = (LOG.level, threading.excepthook, sys.unraisablehook)
        LOG.setLevel(logging.INFO)
        for handler in self._handlers:
            LOG.addHandler(handler)
        threading.excepthook = _thread_failed
        sys.unraisablehook = _unraisable

    def end(self) -> None:
        """Write nothing any more."""
        level, threading.excepthook, sys.unraisablehook = self._before
        LOG.setLevel(level)
        for handler in self._handlers:
            LOG.removeHandler(handler)
            handler.close()
        self._handlers.clear()


def _thread_failed(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        name = told.thread.name if told.thread else "?"
        LOG.error("the thread %s failed", name, exc_info=(told.exc_type, told.exc_value, told.exc_traceback))


def _unraisable(told: sys.UnraisableHookArgs) -> None:
    if told.exc_value is not None:
        LOG.error("an error that nobody could be told of", exc_info=(told.exc_type, told.exc_value, told.exc_traceback))


def failure_line(failure: KnownFailure) -> str:
    """A known failure without anything that it quotes: its code, and the file and place that it names."""
    told = [failure.code]
    if isinstance(failure, FileFault):
        fault = failure.fault
        told.append(fault.code)
        told += [f"{key}={value}" for key in ("file", "line", "field") if (value := getattr(fault, key)) is not None]
    told += [f"{key}={failure.details[key]}" for key in ("path", "reason", "file") if key in failure.details]
    return " ".join(told)


def python_version() -> str:
    """Python's version, such as 3.11.2."""
    return ".".join(map(str, sys.version_info[:3]))


def system_line() -> str:
    """The system, its release and the machine; platform.platform() would read the program's own file for it."""
    if sys.platform == "win32":
        return f"Windows {sys.getwindowsversion().build}"
    told = os.uname()
    return f"{told.sysname} {told.release} {told.machine}"
