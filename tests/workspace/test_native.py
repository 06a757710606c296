"""Faults outside Python: noted as the process dies, found once, and gone after a usual end."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from hashiya.workspace.native import NAME, NativeFaults

DYING = """
import faulthandler, sys
from pathlib import Path
from hashiya.workspace.native import NativeFaults
NativeFaults(Path(sys.argv[1])).watch()
def deep_inside(): faulthandler._sigsegv()
deep_inside()
"""


def test_the_death_of_the_process_is_found_once(tmp_path: Path) -> None:
    began = time.time()
    died = subprocess.run([sys.executable, "-c", DYING, str(tmp_path)], check=False, capture_output=True)
    assert died.returncode
    found = NativeFaults(tmp_path).take()
    assert found
    noted, at = found
    assert "in deep_inside" in noted
    assert began - 5 < at < time.time() + 5
    assert NativeFaults(tmp_path).take() is None


def test_a_usual_end_leaves_nothing(tmp_path: Path) -> None:
    faults = NativeFaults(tmp_path / "crashes")
    assert faults.take() is None
    faults.watch()
    assert faults.rest() == ""
    assert list((tmp_path / "crashes").iterdir()) == []
    assert faults.rest() == ""


def test_a_process_that_was_killed_leaves_nothing_to_tell(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("", "utf-8")
    assert NativeFaults(tmp_path).take() is None


def test_what_was_noted_without_a_death_is_given_back(tmp_path: Path) -> None:
    faults = NativeFaults(tmp_path)
    faults.watch()
    (tmp_path / NAME).write_text("Windows fatal exception: code 0x8001010d\n", "utf-8")
    assert faults.rest() == "Windows fatal exception: code 0x8001010d\n"
    assert NativeFaults(tmp_path).take() is None


def test_a_folder_that_cannot_be_made_holds_up_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file", "utf-8")
    faults = NativeFaults(tmp_path / "logs" / "crashes")
    assert faults.take() is None
    faults.watch()
    assert faults.rest() == ""
