"""Work outside the window's thread: results, failures and bugs come back, a stopped or dropped job says no more."""

from __future__ import annotations

import sys
import threading
from typing import Any

import pytest
import shiboken6
from hashiya.domain.faults import KnownFailure
from hashiya.ui.dialogs.jobs import Going, Job, end_all
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.dialogs.hands import heard


def test_a_result_and_its_progress_come_from_another_thread(qtbot: QtBot) -> None:
    def work(going: Going) -> int:
        assert going(1, 2)
        return threading.get_ident()

    job = Job(work)
    done, progressed = heard(job.done), heard(job.progressed)
    job.start()
    qtbot.waitUntil(lambda: bool(done))
    assert done[0] != threading.get_ident()
    assert progressed == [(1, 2)]


def test_a_known_failure_is_told(qtbot: QtBot) -> None:
    def work(_going: Going) -> None:
        raise KnownFailure("disk_full")

    job = Job(work)
    failed = heard(job.failed)
    job.start()
    qtbot.waitUntil(lambda: bool(failed))
    assert failed[0].code == "disk_full"


def test_a_bug_reaches_the_place_where_exceptions_are_shown(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[Any, int]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, _error, _trace: seen.append((kind, threading.get_ident())))

    def work(_going: Going) -> None:
        raise ZeroDivisionError

    Job(work).start()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(ZeroDivisionError, threading.get_ident())]


def test_a_job_is_stopped_at_its_next_step_and_a_dropped_one_says_nothing(qtbot: QtBot) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(going: Going) -> bool:
        begun.set()
        go_on.wait(5)
        return going(1, 2)

    job = Job(work)
    done, finished = heard(job.done), heard(job.finished)
    job.start()
    assert begun.wait(5)
    job.stop()
    go_on.set()
    qtbot.waitUntil(lambda: bool(finished))
    qtbot.waitUntil(lambda: done == [False])
    dropped = Job(work)
    done, finished = heard(dropped.done), heard(dropped.finished)
    dropped.start()
    dropped.drop()
    qtbot.waitUntil(lambda: bool(finished))
    assert done == []


def test_what_was_told_but_not_heard_when_a_job_is_dropped_is_not_heard(qtbot: QtBot) -> None:
    job = Job(lambda going: going(1, 2))
    done, progressed = heard(job.done), heard(job.progressed)
    job.start()
    assert job.wait(5_000)
    job.drop()
    qtbot.wait(1)
    assert (done, progressed) == ([], [])


def test_a_job_whose_dialog_is_gone_ends_in_peace(qtbot: QtBot) -> None:
    begun, go_on, asked = threading.Event(), threading.Event(), list[bool]()

    def work(going: Going) -> None:
        begun.set()
        go_on.wait(5)
        asked.append(going(1, 2))

    dialog = QObject()
    job = Job(work, dialog)
    done, finished = heard(job.done), heard(job.finished)
    job.start()
    assert begun.wait(5)
    shiboken6.delete(dialog)
    go_on.set()
    qtbot.waitUntil(lambda: bool(finished))
    assert asked == [False]
    assert done == []


@pytest.mark.usefixtures("qtbot")
def test_the_program_ends_after_its_jobs() -> None:
    begun, ended = threading.Event(), list[bool]()

    def work(going: Going) -> None:
        begun.set()
        while going(1, 2):
            threading.Event().wait(0.01)
        ended.append(True)

    job = Job(work)
    job.start()
    assert begun.wait(5)
    end_all()
    assert ended == [True]
    assert job.isFinished()
