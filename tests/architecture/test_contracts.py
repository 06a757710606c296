"""The import contracts hold, and each of them can fail: a copy of the program with one wrong import breaks it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAYERS = "Imports point down"
QT = "Qt stays in ui and app"
COMMANDS = "Commands reach Qt through app alone"
SQLITE = "SQLite stays in storage"
CAMEL = "camel-tools stays behind one door"

WRONG = [
    ("domain/wrong.py", "import hashiya.workspace", LAYERS),
    ("workspace/wrong.py", "import hashiya.ui", LAYERS),
    ("ui/wrong.py", "import hashiya.app", LAYERS),
    ("app.py", "import hashiya.cli", LAYERS),
    ("storage/wrong.py", "import hashiya.suggest", LAYERS),
    ("arabic/wrong.py", "import hashiya.exchange", LAYERS),
    ("exchange/wrong.py", "import hashiya.storage", LAYERS),
    ("resources/wrong.py", "import hashiya.domain", LAYERS),
    ("utils.py", "", LAYERS),
    ("workspace/wrong.py", "import PySide6.QtCore", QT),
    ("storage/wrong.py", "def late():\n    from PySide6 import QtGui", QT),
    ("domain/wrong.py", "import shiboken6", QT),
    ("cli/wrong.py", "import PySide6.QtWidgets", COMMANDS),
    ("cli/wrong.py", "import hashiya.ui", COMMANDS),
    ("ui/wrong.py", "import sqlite3", SQLITE),
    ("workspace/wrong.py", "import sqlite_utils", SQLITE),
    ("ui/wrong.py", "import camel_tools.utils", CAMEL),
    ("workspace/wrong.py", "import camel_tools", CAMEL),
]


def lint(checkout: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the checkout in this folder."""
    ask = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", ask, "--no-cache"],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout / "desktop"), "COLUMNS": "200", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program that may be spoiled."""
    checkout = tmp_path_factory.mktemp("checkout")
    shutil.copy(ROOT / "pyproject.toml", checkout)
    shutil.copytree(ROOT / "desktop", checkout / "desktop", ignore=shutil.ignore_patterns("__pycache__"))
    return checkout


def test_contracts_are_kept(copy: Path) -> None:
    told = lint(copy)
    assert told.returncode == 0, told.stdout
    for name in (LAYERS, QT, COMMANDS, SQLITE, CAMEL):
        assert f"{name} KEPT" in told.stdout


@pytest.mark.parametrize(("place", "line", "contract"), WRONG)
def test_a_wrong_import_breaks_its_contract(copy: Path, place: str, line: str, contract: str) -> None:
    wrong = copy / "desktop" / "hashiya" / place
    before = wrong.read_text("utf-8") if wrong.exists() else ""
    wrong.write_text(f"{before}{line}\n", "utf-8")
    try:
        told = lint(copy)
    finally:
        if before:
            wrong.write_text(before, "utf-8")
        else:
            wrong.unlink()
    assert told.returncode == 1
    assert f"{contract} BROKEN" in told.stdout
