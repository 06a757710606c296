"""Tries the frozen program: self-test, files of every kind in and out, and how long it takes to its painted window."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from environment import ROOT, environment_python
from freezing import BundleError

MOST_TIMES_SOURCE = 1.3
ROUNDS = 5
PAGE = """<html lang="ar"><head><title>خطة جديدة</title></head><body><nav>روابط</nav><article><h1>خطة جديدة</h1>
<p>قال الوزير إن الحكومة ستعلن خطتها الجديدة يوم الخميس بعد اجتماع طويل مع ممثلي النقابات في العاصمة.</p>
<p>وأضاف أن الخطة تشمل إجراءات واسعة لدعم الأسعار وتحسين الخدمات في المحافظات الشمالية والجنوبية.</p>
</article></body></html>"""


class Trial:
    """The program with an installation of its own in a folder."""

    def __init__(self, command: Sequence[str | Path], folder: Path) -> None:
        self._command = [str(part) for part in command]
        self._folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HASHIYA", "LC_"))}
        self._variables = {**kept, "HASHIYA_HOME": str(folder / "home"), "QT_QPA_PLATFORM": "offscreen"}

    def run(self, *arguments: str | Path, **more: str) -> str:
        """What the program said; BundleError when it ends with anything but 0."""
        told = subprocess.run(
            [*self._command, *map(str, arguments)],
            cwd=self._folder,
            env={**self._variables, **more},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=300,
        )
        if told.returncode:
            words = " ".join(map(str, arguments))
            raise BundleError(f"`{words}` of the frozen program ended with {told.returncode}:\n{told.stderr}")
        return told.stdout

    def seconds_to_window(self, project: Path) -> float:
        """From the start to the painted window, and out again."""
        began = time.perf_counter()
        told = self.run(project, HASHIYA_BENCH_READY="0")
        took = time.perf_counter() - began
        if "ready" not in told.split():
            raise BundleError("the window was not painted")
        return took


def self_test(program: Path) -> dict[str, str]:
    """The versions inside, when every check of self-test passed."""
    with tempfile.TemporaryDirectory() as folder:
        told = json.loads(Trial([program], Path(folder)).run("self-test", "--json"))
    if not told["ok"]:
        raise BundleError(f"self-test of the frozen program failed: {told['checks']}")
    versions: dict[str, str] = told["versions"]
    return versions


def files(program: Path) -> None:
    """Bring a page and a table in, write a table out, search, and ask every engine: what is loaded only on use."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        trial = Trial([program], folder)
        (folder / "page.html").write_text(PAGE, "utf-8")
        trial.run("sample", "one.hashiya")
        trial.run("export", "one.hashiya", "--out", "table.xlsx", "--format", "xlsx")
        trial.run("new", "two.hashiya")
        trial.run("import", "two.hashiya", "table.xlsx", "page.html")
        trial.run("suggest", "two.hashiya", "--out", "proposed.jsonl")
        told = json.loads(trial.run("info", "two.hashiya", "--json"))
        if told["articles"] != 6:
            raise BundleError(f"a table of five articles and a page make {told['articles']} articles")
        if not json.loads(trial.run("search", "two.hashiya", "الوزير", "--json"))["total"]:
            raise BundleError("the frozen program finds nothing")


def start_times(program: Path) -> tuple[float, float]:
    """The median seconds to the painted window: the frozen program, and the program from source, by turns."""
    source = environment_python(ROOT / ".venv")
    python = source if source.exists() else Path(sys.executable)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        frozen, plain = Trial([program], folder), Trial([python, "-m", "hashiya"], folder)
        project = folder / "sample.hashiya"
        frozen.run("sample", project)
        plain.seconds_to_window(project)  # the first start of each reads from a cold disk
        frozen.seconds_to_window(project)
        pairs = [(frozen.seconds_to_window(project), plain.seconds_to_window(project)) for _ in range(ROUNDS)]
    return statistics.median(one for one, _ in pairs), statistics.median(other for _, other in pairs)
