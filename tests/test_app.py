"""The program as a whole: what it writes down of a session, and what it says after it was cut short."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hashiya.workspace.crashes import Crashes
from hashiya.workspace.people import proposed_person
from hashiya.workspace.places import Places
from hashiya.workspace.sample import make_sample
from hashiya.workspace.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
ARABIC = re.compile("[\u0600-\u06ff]")

BEGIN = """
import faulthandler, sys
from pathlib import Path
from hashiya.app import make_application, run_window
from hashiya.domain.faults import KnownFailure
from hashiya.workspace.places import Places
from hashiya.workspace.settings import SettingsStore
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication
from hashiya.ui.kit import Band
from hashiya.ui.window.window import Window
app = make_application()
places = Places.of_this_computer()

def window():
    return next(one for one in app.topLevelWidgets() if isinstance(one, Window))

"""
END = """
QTimer.singleShot(600, act)
sys.exit(run_window(Path(sys.argv[1]), article=None, places=places, store=SettingsStore(places.settings)))
"""
SESSION = """
def act():
    one = window()
    text = one.room.workspace.text(one.room.desk.article)
    one.open(Path(sys.argv[2]))
    one.say_failure(KnownFailure("disk_full", path=sys.argv[1], name=text[:40]))
    qWarning("a plugin is missing")
    QTimer.singleShot(300, lambda: [dialog.close() for dialog in app.topLevelWidgets() if dialog is not one])
    QTimer.singleShot(500, one.close)
    raise ValueError(text)
"""
DEATH = """
def act(): faulthandler._sigsegv()
"""
LOOK = """
def act():
    window().open(Path(sys.argv[1]))  # as a project that was looked through first
    for band in window().findChildren(Band):
        print(band.accessibleName())
    window().run("crash_reports")
    dialog = QApplication.activeModalWidget()
    print(dialog.text.text())
    dialog.close()
    window().close()
"""


class Machine:
    """One installation, in which the program is started anew."""

    def __init__(self, folder: Path) -> None:
        self.places = Places.below(folder / "home")
        self.project = folder / "sample.hashiya"
        make_sample(self.project, name="sample", annotator=proposed_person(), device=Settings().device_id)
        (folder / "other.hashiya").write_text("no project", "utf-8")
        self._words = [str(self.project), str(folder / "other.hashiya")]
        self._variables = os.environ | {
            "HASHIYA_HOME": str(folder / "home"),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT / "desktop"),
            "LC_ALL": "C.UTF-8",
        }

    def run(self, what: str) -> subprocess.CompletedProcess[str]:
        """Start the program and do this in it."""
        command = [sys.executable, "-c", BEGIN + what + END, *self._words]
        return subprocess.run(
            command, env=self._variables, check=False, capture_output=True, encoding="utf-8", timeout=120
        )

    def start(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Start the program as a person does, on the project."""
        command = [sys.executable, "-m", "hashiya", str(self.project), *words]
        return subprocess.run(
            command, env=self._variables | variables, check=False, capture_output=True, encoding="utf-8", timeout=120
        )

    @property
    def log(self) -> str:
        """All that was logged."""
        return self.places.log.read_text("utf-8")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.slow
def test_a_session_is_logged_without_a_word_of_a_text(machine: Machine) -> None:
    ran = machine.run(SESSION)
    assert ran.returncode == 0, ran.stderr
    told = machine.log
    wanted = [
        r"INFO hashiya\.app: started: hashiya [\d.]+, Python [\d.]+, Qt [\d.]+, \S+",
        r"INFO \S+: opened \S+sample\.hashiya",
        r"INFO \S+: failed: not_a_project path=\S+other\.hashiya",
        r"INFO \S+: failed: disk_full path=\S+sample\.hashiya",
        r"WARNING hashiya\.qt: default: a plugin is missing",
        r"ERROR hashiya\.app: an error that nobody expected\n    <string>:\d+ act\n    builtins\.ValueError",
        r"INFO \S+: the reading process \d+ ended as it was asked to",
        r"INFO hashiya\.app: ended\n$",
    ]
    for pattern in wanted:
        assert re.search(pattern, told, re.MULTILINE), (pattern, told)
    (report,) = Crashes(machine.places.crashes).list()
    for where in (told, report.text(), ran.stderr):
        assert not ARABIC.search(where), where
    assert [one.name for one in machine.places.crashes.iterdir()] == [report.path.name]


@pytest.mark.slow
def test_a_program_that_was_cut_short_offers_the_report_once(machine: Machine) -> None:
    assert machine.run(DEATH).returncode not in (0, 1)
    looked = machine.run(LOOK)
    assert looked.returncode == 0, looked.stderr
    assert "cut short" in looked.stdout
    assert "Segmentation fault" in looked.stdout or "access violation" in looked.stdout
    assert "the last time the program was cut short: native-" in machine.log
    again = machine.run(LOOK)
    assert "cut short" not in again.stdout
    assert "Segmentation fault" in again.stdout or "access violation" in again.stdout


@pytest.mark.slow
def test_a_program_that_cannot_keep_anything_says_why_and_where(machine: Machine, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    ran = machine.start(HASHIYA_HOME=str(tmp_path / "file" / "home"))
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert str(tmp_path / "file" / "home" / "data") in line
    assert "HASHIYA_HOME" in line


@pytest.mark.slow
def test_settings_that_cannot_be_kept_stop_nobody(machine: Machine) -> None:
    machine.places.make()
    machine.places.settings.with_suffix(".tmp").mkdir()  # in the way of what is written there
    ran = machine.start("-v", HASHIYA_QUIT_AFTER="800")
    assert ran.returncode == 0
    assert "the settings were not kept: own_folder" in ran.stderr
    assert "INFO hashiya.ui.window.window: opened" in ran.stderr


@pytest.mark.slow
def test_a_window_that_shall_say_more_writes_its_log_to_standard_error(machine: Machine) -> None:
    ran = machine.start("--verbose", HASHIYA_QUIT_AFTER="800")
    assert ran.returncode == 0
    assert "INFO hashiya.app: started" in ran.stderr
    assert "INFO hashiya.app: ended" in ran.stderr
    assert "INFO" not in machine.start(HASHIYA_QUIT_AFTER="800").stderr
