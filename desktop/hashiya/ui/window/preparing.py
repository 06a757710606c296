"""Opening a project that cannot be opened at once: it is prepared in a thread, behind a sheet that says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hashiya.domain.faults import KnownFailure

if TYPE_CHECKING:
    from hashiya.ui.dialogs.preparing import Preparing
    from hashiya.ui.window.window import Window


def prepare_first(window: Window, path: Path, *, article: str | None, read_only: bool) -> bool:
    """Prepare the project, then open it; False when it is known by now that it cannot be opened."""
    from hashiya.ui.dialogs.preparing import Preparing, PreparingDialog

    job = Preparing(path, read_only=read_only)
    if job.opened_at_once():
        return _open(window, path, job, article=article, read_only=read_only)
    program = window.program
    dialog = PreparingDialog(program.theme, program.messages, path, job, parent=window)
    dialog.over.connect(lambda: _over(window, path, job, article=article, read_only=read_only))
    window.doing.dialogs.show(dialog)
    return True


def _over(window: Window, path: Path, job: Preparing, *, article: str | None, read_only: bool) -> None:
    """The sheet is closed: open the project; where that cannot be, show what there is to show."""
    if not _open(window, path, job, article=article, read_only=read_only) and window.room is None:
        window.show_welcome()


def _open(window: Window, path: Path, job: Preparing, *, article: str | None, read_only: bool) -> bool:
    made = job.outcome
    if isinstance(made, KnownFailure):
        window.say_failure(made, path)
        return False
    if made is None:
        return False
    return window.open_prepared(path, made, article=article, read_only=read_only)
