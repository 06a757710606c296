"""Reports of what went wrong inside the program, kept beside the log; nothing of a text is in one."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

MOST_REPORTS = 20
MOST_FRAMES = 100
"""The innermost frames of a trace that are told: a recursion has a thousand that are all alike."""

MOST_CAUSES = 10
"""The errors of a chain that are told, the last ones; a chain may be a ring."""

_NAME = re.compile(r"(error|native)-(\d{8}T\d{6})(?:-\d+)?\.txt")
_STAMP = "%Y%m%dT%H%M%S"
_FRAME = re.compile(r'File "([^"]+)"')


def where(error: BaseException, trace: TracebackType | None = None) -> list[str]:
    """Where the error came from: places in the program's files, and the kinds of it and of its causes.

    Neither the error's own words nor any value is told, since both can carry text of the corpus.
    """
    told = [_place(error, trace)]
    cause = _cause(error)
    while cause is not None and len(told) < MOST_CAUSES:
        told.insert(0, [*_place(cause, None), ""])
        cause = _cause(cause)
    return [line for lines in told for line in lines]


def _cause(error: BaseException) -> BaseException | None:
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _place(error: BaseException, trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace or error.__traceback__, limit=-MOST_FRAMES)
    lines = [f"{short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return [*lines, f"{type(error).__module__}.{type(error).__qualname__}"]


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
        return self._write("error", report)

    def delete(self, crash: Crash) -> None:
        """Delete one report; OSError when the system does not let it go."""
        crash.path.unlink(missing_ok=True)

    def keep_native(self, noted: str, at: float, about: str) -> Path | None:
        """Write down what Python noted when the process died, at that time (seconds); `about` says which program."""
        return self._write("native", f"{about}\n\n{without_home(noted)}", at=at)

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


def without_home(noted: str) -> str:
    """What Python noted of its places, each without the folder that the program lies in."""
    return _FRAME.sub(lambda found: f'File "{short(found[1])}"', noted).strip()
