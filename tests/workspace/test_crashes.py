"""Reports of crashes: the newest twenty are kept, and none tells whose home the program lies in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hashiya.workspace.crashes import MOST_CAUSES, MOST_FRAMES, MOST_REPORTS, Crashes, short, where


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
    assert crashes.keep("report") is None
    assert crashes.list() == []


def test_the_death_of_a_process_is_told_with_its_time_and_program_and_without_the_home(tmp_path: Path) -> None:
    crashes = Crashes(tmp_path)
    noted = 'Windows fatal exception\n\n  File "C:\\Users\\sara\\hashiya\\ui\\x.py", line 3 in go\n'
    at = datetime(2026, 11, 22, 9, 14, 2, tzinfo=UTC)
    assert crashes.keep_native(noted, at.timestamp(), "hashiya 1.2.3")
    (found,) = crashes.list()
    assert (found.is_native, found.at) == (True, at)
    wanted = 'hashiya 1.2.3\n\nWindows fatal exception\n\n  File "hashiya/ui/x.py", line 3 in go\n'
    assert found.text() == wanted


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


def test_a_ring_of_causes_has_an_end() -> None:
    one, other = ValueError("one"), KeyError("other")
    one.__cause__, other.__cause__ = other, one
    told = where(one)
    assert told[-1] == "builtins.ValueError"
    assert told.count("builtins.KeyError") == MOST_CAUSES // 2
