"""Program start to painted window, and memory: fresh processes of the program and of a bare window, in turn."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from hashiya.app import READY, READY_VARIABLE
from hashiya.workspace.sample import make_sample

from tests import builders as b
from tests.benchmarks.rows import Row, median

STARTS = 5
REST = 6.0
"""Seconds that a window stands before its memory is measured: by then its proposals are shown."""

BARE = f"""
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTextEdit

class Bare(QTextEdit):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, tell)

def tell():
    print("{READY}", flush=True)
    QTimer.singleShot(int(os.environ["{READY_VARIABLE}"]), app.quit)

import os
app = QApplication([])
window = Bare()
window.resize(1440, 900)
window.show()
app.exec()
"""


def start(command: Sequence[str], home: Path, *, rest: float = 0.0) -> tuple[float, float, float]:
    """Milliseconds until a program says that its window is painted; its memory in MB after a rest (0 without).

    The memory is that of its own process, then that with its children.
    """
    environment = {**os.environ, "HASHIYA_HOME": str(home), READY_VARIABLE: str(round(rest * 1000))}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, *command], env=environment, stdout=pipe, stderr=pipe, text=True) as running:
        line = running.stdout.readline() if running.stdout else ""
        took = (time.perf_counter() - began) * 1000
        if line.strip() != READY:
            raise RuntimeError(f"the program did not start: {running.stderr.read() if running.stderr else line}")
        own = together = 0.0
        if rest:
            time.sleep(rest * 0.8)
            own, together = resident(running.pid), with_children(running.pid)
    return took, own, together


def resident(process: int) -> float:
    """The memory of a process that is in RAM, in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return 0.0
    kilobytes = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) * 1024 / 1e6


def with_children(process: int) -> float:
    """The same of a process and its children together; what they share counts for each."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        # One that ended meanwhile has no children either.
        with suppress(OSError):
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
    return resident(process) + sum(resident(child) for child, parent in parents.items() if parent == process)


def measure(folder: Path) -> list[Row]:
    """Start and memory."""
    project, home = folder / "sample.hashiya", folder / "home"
    make_sample(project, name="bench", annotator=b.SARA, device=b.DEVICE)
    ours, bare = ["-m", "hashiya", str(project)], ["-c", BARE]
    start(ours, home)
    start(bare, home)
    taken = [(start(ours, home)[0], start(bare, home)[0]) for _ in range(STARTS)]
    memory, bare_memory = (start(command, home, rest=REST)[1:] for command in (ours, bare))
    return [
        Row(
            what="program start to painted window",
            size="sample",
            value=median(one for one, _ in taken),
            baseline=median(other for _, other in taken),
            baseline_is="bare window with an empty QTextEdit",
            times=5,
            under=1000,
            goal=500,
            samples=STARTS,
        ),
        Row(
            what="memory, resident",
            size="sample",
            value=memory[0],
            unit="MB",
            baseline=bare_memory[0],
            baseline_is="bare window with an empty QTextEdit",
            under=150,
        ),
        Row(
            what="… with the engines' process",
            size="sample",
            value=memory[1],
            unit="MB",
            baseline=bare_memory[1],
            baseline_is="bare window with an empty QTextEdit",
            under=150,
        ),
    ]
