"""Reports of crashes: the newest twenty are kept, a death of the process is found at the next start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hashiya.workspace.crashes import MOST_FRAMES, MOST_REPORTS, NATIVE, Crashes, short, where

DYING = """
import faulthandler, sys
from pathlib import Path
from hashiya.workspace.crashes import Crashes
Crashes(Path(sys.argv[1])).watch()
def deep_inside(): faulthandler._sigsegv()
deep_inside()
"""


def test_the_newest_twenty_are_kept(tmp_path: Path) -> None:
    crashes = Crashes(tmp_path / "crashes")
    assert crashes.list() == []
    for number in range(MOST_REPORTS + 3):
        assert crashes.keep(f"report {number}")
    found = crashes.list()
    assert [one.text() for one in found] == [f"report {number}\n" for number in range(MOST_REPORTS + 2, 2, -1)]
    assert not any(one.is_native for one in found)
    (crashes.folder / "notes of somebody.txt").write_text("x", "utf-8")
    crashes.delete(found[0])
    assert [one.path for one in crashes.list()] == [one.path for one in found[1:]]


def test_a_folder_that_cannot_be_made_holds_up_nobody(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file", "utf-8")
    crashes = Crashes(tmp_path / "logs" / "crashes")
    crashes.watch()
    assert crashes.keep("report") is None
    assert crashes.take_native("hashiya") is None
    assert (crashes.rest(), crashes.list()) == ("", [])


def test_the_death_of_the_process_is_found_once(tmp_path: Path) -> None:
    died = subprocess.run([sys.executable, "-c", DYING, str(tmp_path)], check=False, capture_output=True)
    assert died.returncode
    crashes = Crashes(tmp_path)
    made = crashes.take_native("hashiya 1.2.3, Python")
    assert made
    (found,) = crashes.list()
    assert (found.path, found.is_native) == (made, True)
    told = found.text()
    assert told.startswith("hashiya 1.2.3, Python\n\n")
    assert "in deep_inside" in told
    assert crashes.take_native("hashiya") is None


def test_what_was_noted_without_a_death_is_given_to_the_log_and_makes_no_report(tmp_path: Path) -> None:
    crashes = Crashes(tmp_path)
    crashes.watch()
    noted = 'Windows fatal exception: code 0x8001010d\n\n  File "C:\\Users\\sara\\hashiya\\ui\\x.py", line 3 in go\n'
    (tmp_path / NATIVE).write_text(noted, "utf-8")
    assert crashes.rest() == 'Windows fatal exception: code 0x8001010d\n\n  File "hashiya/ui/x.py", line 3 in go'
    assert not (tmp_path / NATIVE).exists()
    assert Crashes(tmp_path).take_native("hashiya") is None


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("/home/sara/.venv/lib/python3.11/site-packages/msgspec/json.py", "site-packages/msgspec/json.py"),
        ("/home/hashiya/work/hashiya/ui/x.py", "hashiya/ui/x.py"),
        ("C:\\Users\\sara\\hashiya\\ui\\x.py", "hashiya/ui/x.py"),
        ("/usr/lib/python3.11/threading.py", "threading.py"),
        ("hashiya", "hashiya"),
    ],
)
def test_a_place_does_not_tell_whose_home_it_is_in(file: str, told: str) -> None:
    assert short(file) == told


def test_an_endless_recursion_is_told_in_a_page() -> None:
    def again() -> None:
        again()

    try:
        again()
    except RecursionError as error:
        told = where(error)
    assert len(told) == MOST_FRAMES + 1
    assert told[-1] == "builtins.RecursionError"
