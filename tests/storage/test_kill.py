"""A process that is killed in the middle of annotating: what it was told is written is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hashiya.storage.checking import check_file
from hashiya.storage.project import ProjectFile

from tests import builders as b

KILLS = int(os.environ.get("HASHIYA_KILLS", "20"))

ANNOTATING = """
import sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from dataclasses import replace
from tests import builders as b
from hashiya.storage.project import ProjectFile
project = ProjectFile.open(Path(sys.argv[1]))
print("ready", flush=True)
n = 0
while True:
    mention = b.entity(b.article(), (n % 80, n % 80 + 2))
    first = b.step(b.change(None, mention), ids=project.ids)
    project.apply(first)
    print(first.id, flush=True)
    second = b.step(b.change(mention, replace(mention, label="LOC")), ids=project.ids)
    project.apply(second)
    print(second.id, flush=True)
    n += 1
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 there")
def test_no_acknowledged_step_is_lost_to_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "x.hashiya"
    b.new_project(path, b.TEXT).close()
    chance = random.Random(20261121)
    acknowledged: list[str] = []
    paths = [one for one in sys.path if one]
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-c", ANNOTATING, str(path), *paths], stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0, 0.05))
            process.send_signal(signal.SIGKILL)
            # A last line may be cut: what was cut was not acknowledged.
            acknowledged += [line.strip() for line in process.stdout if line.endswith("\n")]
    assert len(acknowledged) > KILLS
    assert check_file(path) == []
    with ProjectFile.open(path) as project:
        steps = project.steps_since(None, limit=1_000_000)
        assert set(acknowledged) <= {step.id for step in steps}
        made = sum(change.before is None for step in steps for change in step.changes if change.kind == "entity")
        assert len(project.annotations(b.article().key)) == made
