"""Twenty kills of the real window while somebody annotates in it: what the file had is there, and the file is whole."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest
from hashiya.domain.ids import AnnotationId
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile

from tests.e2e.screen import MARKS, RealWindow, virtual_screen

pytestmark = MARKS

KILLS = 20


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A virtual screen for all of these."""
    with virtual_screen() as number:
        yield number


def strokes(random: Random) -> list[str]:
    """A stretch of work: words marked one after the other, some claims, some steps taken back."""
    keys = ["Ctrl+Left"] * random.randrange(25)
    for _ in range(60):
        keys += [random.choice("123456789"), *["Ctrl+Left"] * random.randrange(1, 4)]
        if random.random() < 0.2:
            keys += ["Space", "Space", "C", "Esc", "Esc"]
        if random.random() < 0.1:
            keys += ["Ctrl+Z"]
    return keys


def test_no_acknowledged_gesture_is_lost(display: str, project_file: Path, tmp_path: Path) -> None:
    random = Random(20_261_121)
    acknowledged: set[AnnotationId] = set()
    working = 0
    for number in range(KILLS):
        real = RealWindow(display, project_file, tmp_path / "home")
        try:
            real.start("us")
            before = {one.id for one in real.annotations()}
            assert acknowledged <= before, f"lost by kill {number}"
            keys = [real.code(stroke) for stroke in strokes(random)]
            typing = subprocess.Popen(["xdotool", "key", "--delay", "4", *keys], env=real.env)
            seen = before
            if number % 5:
                # Once the work has begun to reach the file; every fifth time whenever it may be.
                real.until(partial(has_changed, real, before), "nothing was annotated")
            ends = time.monotonic() + random.uniform(0, 1.2)
            while time.monotonic() < ends:
                seen = {one.id for one in real.annotations()}
            real.process.kill()
            real.process.wait()
            typing.kill()
            typing.wait()
            real.let_go(keys)
        finally:
            real.close()
        after = {one.id for one in real.annotations()}
        # An undo may have come between the last look and the kill; nothing else may take anything away.
        missing = seen - after
        assert all(was_undone(project_file, one) for one in missing), f"lost by kill {number}"
        assert check_file(project_file) == []
        acknowledged = after
        working += bool(after - before)
    assert working >= KILLS // 4, "hardly anything was annotated"


def has_changed(real: RealWindow, before: set[AnnotationId]) -> bool:
    """Whether the file has other annotations than before."""
    return {one.id for one in real.annotations()} != before


def was_undone(path: Path, target: str) -> bool:
    """Whether the record says that an undo took the annotation away."""
    with ProjectFile.open(path, read_only=True) as project:
        return project.history(target)[-1][0].name == "undo"
