"""A process that works in a project is killed at any moment: no acknowledged gesture is lost, the file is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hashiya.domain.step import Step
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile

from tests.workspace.hands import Person, done

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork, and no kill of that sort")

ROOT = Path(__file__).resolve().parents[2]
KILLS = 180
AT_ONCE = 3
"""Processes that work in one file at the same time, as windows do."""


class Workers:
    """Makes processes that work, and ends them."""

    def __init__(self, path: Path, folder: Path, forker: subprocess.Popen[str]) -> None:
        self._path = path
        self._folder = folder
        self._forker = forker

    def start(self, seed: int) -> int:
        """A process that works; its number."""
        assert self._forker.stdin is not None
        assert self._forker.stdout is not None
        self._forker.stdin.write(f"{seed} {self._folder / str(seed)}\n")
        self._forker.stdin.flush()
        return int(self._forker.stdout.readline())

    def told(self, seed: int) -> list[str]:
        """The steps that were acknowledged to it."""
        file = self._folder / str(seed)
        return file.read_text().splitlines() if file.exists() else []


@contextmanager
def workers(path: Path, folder: Path) -> Iterator[Workers]:
    """What makes processes that work in the project."""
    folder.mkdir()
    forker = subprocess.Popen(
        [sys.executable, "-m", "tests.workspace.gesturing", str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "desktop"), str(ROOT)])},
    )
    with forker:
        yield Workers(path, folder, forker)


@pytest.mark.slow
def test_no_acknowledged_gesture_is_lost_when_the_process_is_killed(path: Path, tmp_path: Path) -> None:
    chance, longer = random.Random(KILLS), 1.0
    with workers(path, tmp_path / "told") as made:
        for first in range(0, KILLS, AT_ONCE):
            numbers = [made.start(seed) for seed in range(first, first + AT_ONCE)]
            time.sleep(chance.uniform(0.02, 0.15) * longer)
            for number in numbers:
                time.sleep(chance.uniform(0.0, 0.01))
                os.kill(number, signal.SIGKILL)
            if first % 30 == 0:
                assert check_file(path) == []
            # On a machine that others use too they need longer to do anything that a kill could lose.
            done_each = sum(len(made.told(seed)) for seed in range(first, first + AT_ONCE)) / AT_ONCE
            longer = min(longer * 1.5, 20) if done_each < 2 else max(longer / 1.5, 1)
        acknowledged = {step for seed in range(KILLS) for step in made.told(seed)}
    assert check_file(path) == []
    assert len(acknowledged) > KILLS
    with ProjectFile.open(path) as project:
        written = {str(step.id) for step in all_steps(project)}
    assert acknowledged <= written
    assert check_file(path) == []


def test_what_was_done_before_the_kill_can_be_undone_after_it(path: Path, tmp_path: Path) -> None:
    with workers(path, tmp_path / "told") as made:
        number = made.start(7)
        until = time.monotonic() + 30
        while len(made.told(7)) < 20 and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(number, signal.SIGKILL)
    assert len(made.told(7)) >= 20
    person = Person(path)
    try:
        while person.workspace.history.to_undo is not None:
            done(person.workspace.history.undo())
        left = [one for key in person.articles for one in person.workspace.project.annotations(key)]
        assert left == []
    finally:
        person.close()
    assert check_file(path) == []


def all_steps(project: ProjectFile) -> list[Step]:
    found: list[Step] = []
    while some := project.steps_since(found[-1].id if found else None):
        found += some
    return found
