"""Loading Qt leaves Python's way of importing as it was, and Qt whole."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import builtins
before = builtins.__import__
import hashiya.app
assert builtins.__import__ is before
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(str)

heard = []
bell = Bell()
bell.rung.connect(heard.append)
bell.rung.emit("once")
assert bell.objectName() == "" and heard == ["once"]
"""


def test_qt_leaves_importing_as_it_was() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
