"""Opening what cannot be opened at once: an older project is brought up while the window answers."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hashiya.storage.opening import header_of, needs_preparing
from hashiya.storage.schema import FORMAT
from hashiya.ui.dialogs import preparing
from hashiya.ui.dialogs.preparing import PreparingDialog
from hashiya.ui.program import Program
from hashiya.ui.window.window import Window
from PySide6.QtCore import QEventLoop, QTimer

from tests.e2e.driver import usual

OLDER = Path(__file__).parents[1] / "storage" / "stored" / "format-1.hashiya"
TEXTS = 2000


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A project of the first format with so many texts that bringing it up takes a while."""
    path = Path(shutil.copy(OLDER, tmp_path / "قديم.hashiya"))
    connection = sqlite3.connect(path)
    words = "قال الوزير إن الاتفاق مع إيران وروسيا قائم. " * 60
    texts = [f"{words}{n}" for n in range(TEXTS)]
    connection.executemany(
        "INSERT INTO text (sha256, length, text) VALUES (?, ?, ?)",
        [(f"{n:064x}", len(text), text) for n, text in enumerate(texts)],
    )
    connection.commit()
    connection.close()
    return path


@pytest.fixture(autouse=True)
def usual_settings(window: Window, program: Program) -> None:
    """The window in Arabic, as the tests begin."""
    program.take(usual())
    window.show()


def wait(until: Callable[[], bool]) -> None:
    """Wait for what a thread does, in a loop that leaves it the interpreter."""
    loop, timer = QEventLoop(), QTimer()
    timer.timeout.connect(lambda: loop.quit() if until() else None)
    timer.start(5)
    QTimer.singleShot(60_000, loop.quit)
    loop.exec()
    assert until(), "it did not come"


def sheet(window: Window) -> PreparingDialog | None:
    """The sheet that says what is waited for."""
    return next((one for one in window.findChildren(PreparingDialog) if one.isVisible()), None)


def test_an_older_project_is_brought_up_while_the_window_answers(
    window: Window, older: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "AT_ONCE", 0)
    assert needs_preparing(older)
    turns: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(time.perf_counter()))
    timer.start(5)
    assert window.open(older)
    shown = sheet(window)
    assert shown is not None
    assert "قديم" in shown.words.text()
    shares: list[int] = []
    shown.bar.valueChanged.connect(shares.append)
    wait(lambda: window.room is not None)
    timer.stop()
    assert len(turns) > 10
    assert len(shares) > 2
    wait(lambda: sheet(window) is None)
    assert header_of(older)[1] == FORMAT
    assert window.room is not None
    assert window.room.workspace.articles.all()
    window.leave_project()


def test_stopping_it_leaves_the_file_as_it_was(window: Window, older: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "AT_ONCE", 0)
    assert window.open(older)
    shown = sheet(window)
    assert shown is not None
    shown.reject()
    wait(lambda: sheet(window) is None)
    assert window.room is None
    connection = sqlite3.connect(older)
    assert connection.execute("SELECT count(*) FROM sqlite_schema WHERE name = 'folded'").fetchone() == (0,)
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()


def test_what_is_brought_up_at_once_is_opened_at_once(window: Window, tmp_path: Path) -> None:
    path = Path(shutil.copy(OLDER, tmp_path / "صغير.hashiya"))
    assert window.open(path)
    wait(lambda: window.room is not None)
    assert header_of(path)[1] == FORMAT
    window.leave_project()
