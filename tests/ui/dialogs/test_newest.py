"""One question at a time: only the newest is heard, whatever came of the others."""

from __future__ import annotations

import threading

import pytest
from hashiya.domain.faults import KnownFailure
from hashiya.ui.dialogs.newest import Newest
from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import heard


def test_an_answer_and_a_failure_are_told(qtbot: QtBot) -> None:
    def fail(_number: int) -> None:
        raise KnownFailure("disk_full")

    newest = Newest()
    answered, failed = heard(newest.answered), heard(newest.failed)
    newest.begin(lambda _: threading.get_ident())
    qtbot.waitUntil(lambda: bool(answered))
    assert answered[0] != threading.get_ident()
    assert not newest.is_waiting
    newest.begin(fail)
    qtbot.waitUntil(lambda: bool(failed))
    assert [failure.code for failure in failed] == ["disk_full"]
    assert not newest.is_waiting


@pytest.mark.parametrize("fails", [False, True])
def test_what_comes_when_something_else_was_begun_is_not_heard(qtbot: QtBot, fails: bool) -> None:
    threads: list[QThread] = []
    begun, go_on = threading.Event(), threading.Event()

    def first(_number: int) -> str:
        threads.append(QThread.currentThread())
        begun.set()
        if fails:
            raise KnownFailure("disk_full")
        return "first"

    def second(_number: int) -> str:
        go_on.wait(5)
        return "second"

    newest = Newest()
    answered, failed = heard(newest.answered), heard(newest.failed)
    newest.begin(first)
    assert begun.wait(5)
    assert threads[0].wait(5000)  # its answer is on its way to this thread
    newest.begin(second)
    qtbot.wait(20)
    assert (answered, failed) == ([], [])
    assert newest.is_waiting
    go_on.set()
    qtbot.waitUntil(lambda: bool(answered))
    assert (answered, failed) == (["second"], [])


def test_what_was_dropped_knows_it_and_is_not_heard(qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()
    newest_still: list[bool] = []
    newest = Newest()

    def work(number: int) -> None:
        newest_still.append(newest.is_newest(number))
        begun.set()
        go_on.wait(5)
        newest_still.append(newest.is_newest(number))

    answered = heard(newest.answered)
    newest.begin(work)
    assert begun.wait(5)
    job = newest.drop()
    assert job is not None
    assert not newest.is_waiting
    go_on.set()
    assert job.wait(5000)
    qtbot.wait(20)
    assert newest_still == [True, False]
    assert answered == []
