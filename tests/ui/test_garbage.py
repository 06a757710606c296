"""Garbage that holds widgets is found in the window's thread, never in a job's."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import get_ident

import pytest
from hashiya.ui.dialogs.jobs import Going, Job
from hashiya.ui.garbage import NEW, OLDER, Garbage
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


class Row(QWidget):
    """A widget that knows itself, as most do by a slot, and tells which thread took it away."""

    def __init__(self, ends: list[int]) -> None:
        super().__init__()
        self._ends = ends
        self.me = self

    def __del__(self) -> None:
        self._ends.append(get_ident())


@pytest.fixture
def usual() -> Iterator[QObject]:
    """Python as it begins, with its own search; afterwards as the tests have it."""
    parent = QObject()
    gc.collect()
    gc.enable()
    yield parent
    gc.disable()
    parent.deleteLater()


def heap_up(_: Going) -> int:
    """Make so many objects at once that Python by itself would search, and some of them anew."""
    return sum(len([[n] for n in range(2 * NEW)]) for _ in range(5))


def test_a_job_finds_nothing_and_the_window_does(usual: QObject, qtbot: QtBot) -> None:
    garbage = Garbage(usual)
    ends: list[int] = []
    Row(ends)
    job = Job(heap_up)
    with qtbot.waitSignal(job.done):
        job.start()
    assert ends == []
    made = [[n] for n in range(2 * NEW)]
    garbage.look()
    assert ends == [get_ident()]
    assert len(made) == 2 * NEW


def test_it_looks_only_after_enough_was_made(usual: QObject) -> None:
    garbage = Garbage(usual)
    gc.collect()
    ends: list[int] = []
    Row(ends)
    garbage.look()
    assert ends == []


def test_what_grew_old_before_it_was_garbage_is_found_in_time(usual: QObject) -> None:
    garbage = Garbage(usual)
    ends: list[int] = []
    row = Row(ends)
    gc.collect(0)
    del row
    kept = []
    for _ in range(OLDER):
        kept.append([[n] for n in range(2 * NEW)])
        garbage.look()
    assert ends == [get_ident()]
    assert len(kept) == OLDER
