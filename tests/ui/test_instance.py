"""A second start hands its file to the program that runs; what a killed program left stops nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from hashiya.ui.instance import Reachable, hand_over, may_run, server_name
from hashiya.workspace.people import proposed_person
from hashiya.workspace.places import Places
from hashiya.workspace.sample import make_sample
from hashiya.workspace.settings import Settings
from PySide6.QtCore import QObject
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

ROOT = Path(__file__).resolve().parents[2]


class Home:
    """An installation of its own, and the programs that were started in it."""

    def __init__(self, folder: Path) -> None:
        self.places = Places.below(folder)
        self._env = os.environ | {
            "HASHIYA_HOME": str(folder),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT / "desktop"),
        }
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, file: Path, quit_after: int) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "hashiya", str(file)]
        env = self._env | {"HASHIYA_QUIT_AFTER": str(quit_after)}
        self.started.append(subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        return self.started[-1]

    @property
    def recent(self) -> list[str]:
        if not self.places.settings.exists():
            return []
        return list(json.loads(self.places.settings.read_text("utf-8")).get("recent", []))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "home")
    yield made
    for one in made.started:
        one.kill()
        one.wait()


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def project(path: Path) -> Path:
    make_sample(path, name=path.stem, annotator=proposed_person(), device=Settings().device_id)
    return path


@pytest.mark.slow
def test_a_second_start_hands_its_file_over_and_ends(home: Home, tmp_path: Path) -> None:
    one, two = project(tmp_path / "one.hashiya"), project(tmp_path / "مشروع ثانٍ.hashiya")
    running = home.start(one, 60_000)
    until(lambda: may_run(home.places.data))
    second = home.start(two, 60_000)
    assert second.wait(60) == 0
    until(lambda: str(two) in home.recent)
    assert running.poll() is None
    running.kill()
    running.wait()
    assert may_run(home.places.data)
    assert not hand_over(home.places.data, one, None)
    third = home.start(one, 60_000)
    until(lambda: hand_over(home.places.data, None, None))
    assert third.poll() is None


@pytest.mark.parametrize(
    "said", [b"hello\n", b"[]\n", b'{"file": 3, "article": null}\n', b'{"file": "x"}\n', b"\xff\n"]
)
def test_what_nobody_understands_is_logged_and_the_next_is_heard(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture, said: bytes
) -> None:
    taken: list[tuple[Path | None, str | None]] = []
    parent = QObject()
    reachable = Reachable(tmp_path, lambda path, article: taken.append((path, article)), parent)
    good = json.dumps({"file": "two.hashiya", "article": None}).encode() + b"\n"
    for line, heard in ((said, caplog.records), (good, taken)):
        socket = QLocalSocket()
        socket.connectToServer(server_name(tmp_path))
        assert socket.waitForConnected(1000)
        socket.write(line)
        qtbot.waitUntil(partial(bool, heard))
    assert reachable.parent() is parent
    assert taken == [(Path("two.hashiya"), None)]
    assert [record.getMessage() for record in caplog.records] == ["another start said what nobody understands"]
    caplog.clear()


def test_a_file_that_the_system_opens_is_taken(qapp: QApplication, tmp_path: Path) -> None:
    taken: list[tuple[Path | None, str | None]] = []
    parent = QObject()
    reachable = Reachable(tmp_path, lambda path, article: taken.append((path, article)), parent)
    qapp.installEventFilter(reachable)
    try:
        QApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / "one.hashiya")))
    finally:
        qapp.removeEventFilter(reachable)
    assert taken == [(tmp_path / "one.hashiya", None)]
