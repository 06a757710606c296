"""What every test stands on: no real screen, no folder of the person who runs the tests, no unexpected log line."""

from __future__ import annotations

import gc
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

CHANCE_WANTED = "HASHIYA_TEST_CHANCE"
"""When set, hypothesis looks for cases that no run has met; else every run has the same ones, so that one which fails
fails for what was changed."""
DISPLAY_WANTED = "HASHIYA_TEST_DISPLAY"
FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
    "HASHIYA_HOME": "hashiya",
    "CAMELTOOLS_DATA": "camel-tools",
}
GARBAGE = 50_000
"""Objects made since the last search for garbage that make another worth it."""
_home = Path(tempfile.mkdtemp(prefix="hashiya-tests-"))


def pytest_configure() -> None:
    """Point Qt and every place of the user elsewhere, before a test file imports anything that reads them."""
    hypothesis.settings.register_profile("steady", derandomize=True)
    if not os.environ.get(CHANCE_WANTED):
        hypothesis.settings.load_profile("steady")
    gc.disable()  # as in the program: a widget must not be found and destroyed by a job's thread
    if not os.environ.get(DISPLAY_WANTED):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for variable, folder in FOLDERS.items():
        place = _home / folder
        place.mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(place)
    for variable in ("LANG", "LANGUAGE", "LC_MESSAGES"):  # the first language must not hang on the machine's
        os.environ.pop(variable, None)
    if sys.platform == "linux":
        os.environ["LC_ALL"] = "C.UTF-8"


def pytest_runtest_logfinish() -> None:
    """Let go of what the test has closed and look for garbage, where nothing else runs, in the thread of the tests."""
    if jobs := sys.modules.get("hashiya.ui.dialogs.jobs"):
        jobs.end_all()  # what one test began must not run into the next, nor past the last
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        # Only a loop of their own destroys them: kept, each is dressed again with each theme of every later test.
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    if gc.get_count()[0] > GARBAGE:
        gc.collect()


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_home, ignore_errors=True)


@pytest.fixture(autouse=True)
def quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the program's log fails the test; one that expects it asserts on `caplog` and then clears it."""
    yield
    lines = [r.getMessage() for r in caplog.get_records("call") if r.levelno >= logging.WARNING]
    if lines:
        pytest.fail("unexpected in the log: " + "; ".join(lines))


@pytest.fixture(autouse=True, scope="module")
def plain_application() -> None:
    """Each file begins with an application that no other has dressed: no style sheet, no dark palette."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets else None
    if app is not None:
        app.setStyleSheet("")
        app.setPalette(app.style().standardPalette())


@pytest.fixture
def hashiya_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of this test's own: settings, projects, logs."""
    home = tmp_path / "hashiya-home"
    monkeypatch.setenv("HASHIYA_HOME", str(home))
    return home
