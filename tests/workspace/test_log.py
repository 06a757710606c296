"""The log carries codes, places and paths but nothing of a text; it stays small, and it holds up nobody."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hashiya.domain.faults import Fault, FileFault, KnownFailure
from hashiya.workspace.log import LOG, MOST_BYTES, MOST_FILES, Logging, failure_line, log_files, tail

SECRET = "نص المقال السري"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "hashiya.log"


@pytest.fixture
def log(file: Path) -> Iterator[Logging]:
    made = Logging(file, verbose=False)
    yield made
    made.end()


def broken(text: str) -> None:
    """Fail as code does that has a text in its hands."""
    try:
        int(text)
    except ValueError as error:
        raise LookupError(text) from error


@pytest.mark.usefixtures("log")
def test_an_error_is_told_by_its_places_and_kind_and_not_by_its_words(
    file: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        broken(SECRET)
    except LookupError:
        LOG.exception("it failed")
    told = file.read_text("utf-8")
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} ERROR hashiya: it failed\n", told)
    assert "test_log.py:" in told
    assert "builtins.ValueError" in told
    assert told.endswith("builtins.LookupError\n")
    assert SECRET not in told
    # What stands beside it, for tests and terminals, has told the words already; the log does not take them over.
    assert SECRET in caplog.text
    assert SECRET not in capsys.readouterr().err
    caplog.clear()


@pytest.mark.usefixtures("log")
def test_what_other_packages_log_does_not_come_in(file: Path) -> None:
    logging.getLogger("trafilatura.core").info("discarding: %s", SECRET)
    LOG.info("started")
    assert len(file.read_text("utf-8").splitlines()) == 1


@pytest.mark.usefixtures("log")
def test_a_thread_that_fails_is_told(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    thread = threading.Thread(target=broken, args=(SECRET,), name="backup")
    thread.start()
    thread.join()
    told = file.read_text("utf-8")
    assert "the thread backup failed" in told
    assert "builtins.LookupError" in told
    assert SECRET not in told
    caplog.clear()


def test_a_full_file_gives_way_and_three_are_kept(file: Path) -> None:
    log = Logging(file, verbose=False)
    line = "x" * 9_980
    for number in range(500):
        LOG.info("%d %s", number, line)
    log.end()
    sizes = [one.stat().st_size for one in log_files(file)]
    assert len(sizes) == MOST_FILES == len(list(file.parent.iterdir()))
    assert max(sizes) < MOST_BYTES + 20_000
    assert " 499 " in file.read_text("utf-8")
    assert " 0 x" not in log_files(file)[-1].read_text("utf-8")
    again = Logging(file, verbose=False)
    LOG.info("one more")
    again.end()
    assert file.read_text("utf-8").count("\n") > 1, "a new start goes on in the same file"
    end = tail(file, most=30_000)
    assert end.endswith("one more\n")
    assert re.match(r"\d{4}-", end), "the end begins with a whole line"
    assert tail(file.with_name("none.log")) == ""
    whole = "".join(one.read_text("utf-8") for one in reversed(log_files(file)))
    assert tail(file, most=10_000_000) == whole, "older parts come first"
    assert whole.endswith(tail(file, most=1_500_000))
    assert 1_480_000 < len(tail(file, most=1_500_000)) <= 1_500_000


def test_a_place_that_cannot_be_written_holds_up_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be", "utf-8")
    log = Logging(tmp_path / "logs" / "hashiya.log", verbose=False)
    LOG.info("started")
    log.end()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("verbose", [False, True])
def test_verbose_lines_go_to_standard_error_as_well(
    verbose: bool, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    log = Logging(None, verbose=verbose)
    LOG.info("opened")
    LOG.warning("odd")
    log.end()
    LOG.info("after the end")
    told = capsys.readouterr().err
    assert ("opened" in told) is verbose
    assert "odd" in told
    assert "after the end" not in told
    caplog.clear()


def test_a_known_failure_is_told_by_code_and_place_alone() -> None:
    fault = Fault("bad_offset", file="c.jsonl", line=3, field="entities[0].start", found=SECRET, expected=SECRET)
    assert failure_line(FileFault(fault)) == "file_fault bad_offset file=c.jsonl line=3 field=entities[0].start"
    failure = KnownFailure("disk_full", path="/x/p.hashiya", reason="SQLITE_FULL", name=SECRET)
    assert failure_line(failure) == "disk_full path=/x/p.hashiya reason=SQLITE_FULL"
