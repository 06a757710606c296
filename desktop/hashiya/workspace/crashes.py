"""Reports of what went wrong inside the program, kept beside the log; nothing of a text is in one."""

from __future__ import annotations

import faulthandler
import re
import traceback
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

MOST_REPORTS = 20
MOST_FRAMES = 100
"""The innermost frames of a trace that are told: a recursion has a thousand that are all alike."""
NATIVE = "native.txt"
"""Where Python writes when the process itself dies; empty as long as it lives, gone after a usual end."""

_NAME = re.compile(r"(error|native)-(\d{8}T\d{6})(?:-\d+)?\.txt")
_STAMP = "%Y%m%dT%H%M%S"
_FRAME = re.compile(r'File "([^"]+)"')


def where(error: BaseException, trace: TracebackType | None = None) -> list[str]:
    """Where the error came from: places in the program's files, and the kinds of it and of its causes.

    Neither the error's own words nor any value is told, since both can carry text of the corpus.
    """
    lines = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        lines += [*where(cause), ""]
    for frame in traceback.extract_tb(trace or error.__traceback__, limit=-MOST_FRAMES):
        lines.append(f"{short(frame.filename)}:{frame.lineno} {frame.name}")
    lines.append(f"{type(error).__module__}.{type(error).__qualname__}")
    return lines


def short(file: str) -> str:
    """The file below the package, or its name alone: a home folder carries a name."""
    parts = file.replace("\\", "/").split("/")
    for root in ("hashiya", "site-packages"):
        if root in parts[:-1]:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return parts[-1]


@dataclass(frozen=True, slots=True)
class Crash:
    """One report: its file, when it was written, and whether the process itself died."""

    path: Path
    at: datetime
    is_native: bool

    def text(self) -> str:
        """What the report says; OSError when it cannot be read."""
        return self.path.read_text("utf-8", "replace")


class Crashes:
    """The folder of reports; it is made with the first of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last = ""
        self._watching: TextIO | None = None

    def list(self) -> list[Crash]:
        """Every report, the newest first."""
        found = []
        for path in self.folder.glob("*.txt"):
            if named := _NAME.fullmatch(path.name):
                at = datetime.strptime(named[2], _STAMP).replace(tzinfo=UTC)
                found.append((at, path.stat().st_mtime_ns, Crash(path, at, named[1] == "native")))
        return [one for *_, one in sorted(found, key=lambda one: one[:2], reverse=True)]

    def keep(self, report: str) -> Path | None:
        """Write a report of an error down; None when it cannot be written."""
        self.last = report
        return self._write("error", report)

    def delete(self, crash: Crash) -> None:
        """Delete one report; OSError when the system does not let it go."""
        crash.path.unlink(missing_ok=True)

    # The death of the process

    def watch(self) -> None:
        """From now on Python notes here where it was when the process dies of a fault outside Python."""
        with suppress(OSError):  # where nothing can be written the program runs without it
            self.folder.mkdir(parents=True, exist_ok=True)
            self._watching = (self.folder / NATIVE).open("a", encoding="utf-8")
            faulthandler.enable(self._watching)

    def rest(self) -> str:
        """The process ends as it should; what was noted and did not end it, else nothing."""
        if self._watching is None:
            return ""
        faulthandler.disable()
        self._watching.close()
        self._watching = None
        noted = ""
        with suppress(OSError):
            noted = _without_home((self.folder / NATIVE).read_text("utf-8", "replace"))
            (self.folder / NATIVE).unlink()
        return noted

    def take_native(self, about: str) -> Path | None:
        """Make a report of what the last process noted when it died; None when it ended as it should.

        `about` stands above it: which program this is.
        """
        file = self.folder / NATIVE
        with suppress(OSError):  # in use by another window's process, which lives
            noted = file.read_text("utf-8", "replace") if file.exists() else ""
            if not noted.strip():
                return None
            made = self._write("native", f"{about}\n\n{_without_home(noted)}", at=file.stat().st_mtime)
            file.unlink()
            return made
        return None

    def _write(self, kind: str, report: str, *, at: float | None = None) -> Path | None:
        """Write a report; those that are too many go, the oldest first. None when nothing can be written."""
        when = datetime.now(UTC) if at is None else datetime.fromtimestamp(at, UTC)
        name = f"{kind}-{when.strftime(_STAMP)}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path, number = self.folder / f"{name}.txt", 2
            while path.exists():
                path, number = self.folder / f"{name}-{number}.txt", number + 1
            path.write_text(report + "\n", "utf-8")
            for old in self.list()[MOST_REPORTS:]:
                old.path.unlink(missing_ok=True)
        except OSError:
            return None  # the dialog shows it, and the log tells of it
        return path


def _without_home(noted: str) -> str:
    return _FRAME.sub(lambda found: f'File "{short(found[1])}"', noted).strip()
