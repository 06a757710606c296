"""More than one window, another language or theme in the middle of the work, and what goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hashiya import app as program_start
from hashiya.domain.ids import DeviceId
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.storage.checking import check_file
from hashiya.ui.dialogs.crash import CrashDialog
from hashiya.ui.kit import Band, IconButton
from hashiya.ui.window.window import Window
from hashiya.workspace.crashes import Crashes
from hashiya.workspace.entities import Entities
from hashiya.workspace.workspace import Workspace
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests import builders as b
from tests.builders import OMAR
from tests.e2e.driver import Hands, Latin

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

ELSEWHERE = DeviceId("019ab000-0000-7000-8000-00000000e15e")
SOON = 4000
"""Milliseconds in which another window's step must have come by."""


@pytest.fixture
def other(hands: Hands) -> Iterator[Hands]:
    """A second window on the same file."""
    window = Window(hands.program)
    second = Hands(window, hands.path, keys=Latin())
    yield second
    second.leave()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    focus(hands)


@pytest.fixture
def omar(hands: Hands) -> Iterator[Workspace]:
    """Somebody else at work in the same file, on another computer."""
    workspace = Workspace.open(hands.path, annotator=OMAR, device=ELSEWHERE)
    yield workspace
    workspace.close()


def focus(hands: Hands) -> None:
    hands.window.activateWindow()
    hands.viewer.setFocus()
    QApplication.processEvents()


def shown(hands: Hands) -> set[str]:
    """The marks that the viewer shows."""
    return set(hands.viewer.scenes.marks)


def bands(hands: Hands) -> list[Band]:
    return [band for band in hands.window.findChildren(Band) if band.isVisible()]


@pytest.fixture
def new_here(hands: Hands) -> Iterator[Hands]:
    """A person who has never been asked who they are."""
    program = hands.window.program
    program.take(replace(program.settings, asked_who=False))
    assert hands.window.open(hands.path)
    hands.settle()
    yield hands
    hands.window.bands.hide()


def test_news_above_the_text_stay_while_one_works_and_move_nothing(new_here: Hands) -> None:
    hands = new_here
    assert len(bands(hands)) == 1
    hands.caret_in("موسكو")
    before = hands.viewer.viewport().mapTo(hands.window, QPoint(0, 0))
    hands.press("4")
    hands.settle()
    assert hands.mentions()
    assert hands.viewer.viewport().mapTo(hands.window, QPoint(0, 0)) == before
    hands.press("Ctrl+PgDown")
    hands.settle()
    assert not bands(hands)


def test_news_go_by_their_cross(new_here: Hands) -> None:
    (cross,) = bands(new_here)[0].findChildren(IconButton)
    assert cross.accessibleName()
    cross.click()
    assert not bands(new_here)


def test_two_windows_see_each_others_work(hands: Hands, other: Hands, qtbot: QtBot) -> None:
    focus(hands)
    hands.caret_in("موسكو")
    hands.press("4")
    qtbot.waitUntil(lambda: shown(other) == shown(hands), timeout=SOON)
    focus(other)
    other.caret_in("سيرغي لافروف")
    other.press("[", "1")
    other.caret_in("هناك مساعي إيرانية روسية")
    other.press("Space", "Space", "C")
    qtbot.waitUntil(lambda: shown(other) == shown(hands), timeout=SOON)
    assert len(shown(hands)) == 3
    assert [m[1] for m in hands.mentions()] == ["موسكو", "سيرغي لافروف"]


def test_what_another_window_deletes_is_no_longer_selected_or_open(hands: Hands, other: Hands, qtbot: QtBot) -> None:
    focus(hands)
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C", "R")
    claim = hands.desk.selected
    assert claim is not None
    qtbot.waitUntil(lambda: claim in shown(other), timeout=SOON)
    focus(other)
    other.press("Q", "Del")
    qtbot.waitUntil(lambda: not shown(hands), timeout=SOON)
    assert (hands.desk.selected, hands.desk.open_claim, hands.desk.under_way) == (None, None, None)
    focus(hands)
    hands.press("4")


def test_undo_takes_back_the_newest_step_of_either_window(hands: Hands, other: Hands) -> None:
    focus(other)
    other.press("Ctrl+PgDown")
    other.caret_in("موسكو")
    other.press("4")
    key = other.desk.article
    focus(hands)
    hands.press("Ctrl+Z")
    assert hands.desk.article == key
    assert hands.mentions() == []


def test_undo_is_refused_when_somebody_else_changed_it_since(hands: Hands, omar: Workspace) -> None:
    hands.caret_in("مزيد من التقدم")
    hands.press("G", "1")
    (region,) = hands.regions()
    assert isinstance(omar.relabel(region.id, "LEAD"), Step)
    hands.press("Ctrl+Z")
    assert "غيّره \u2068عمر\u2069 بعد ذلك" in hands.said()
    assert [one.label for one in hands.regions()] == ["LEAD"]


def test_another_persons_marks_are_shown_only_on_request(hands: Hands, omar: Workspace, qtbot: QtBot) -> None:
    start = hands.text.index("موسكو")
    assert hands.desk.article is not None
    assert isinstance(omar.entities.annotate(hands.desk.article, [Span(start, start + 5)], "GPE"), Step)
    qtbot.wait(1200)
    assert shown(hands) == set()
    hands.window.run("show_others")
    assert hands.desk.view is not None
    assert len(hands.desk.view.others()) == 1
    hands.caret_in("موسكو")
    hands.window.run("take_over")
    assert [m[:2] for m in hands.mentions() if m[0]] == [("GPE", "موسكو")] * 2


@pytest.mark.parametrize("action", ["language", "theme"])
def test_language_and_theme_change_and_everything_stays(hands: Hands, action: str) -> None:
    hands.press("Ctrl+PgDown", "Ctrl+PgDown")
    hands.caret_in("ان روسيا عاقدة العزم", into=4)
    hands.press("Space", "Space", "C")
    hands.caret_in("لافروف على توسيع")
    hands.press("Space")
    bar = hands.viewer.verticalScrollBar()

    def state() -> tuple[object, ...]:
        desk = hands.desk
        return desk.article, hands.viewer.caret(), hands.viewer.selection(), bar.value(), desk.open_claim

    before = state()
    assert bar.value() > 0
    for _ in range(2):
        hands.window.run(action)
        hands.settle()
        assert state() == before
        hands.press("Space", "Shift+Space")
        assert state() == before
    hands.press("S")
    assert hands.words_of(hands.claims()[0], "source") == ["لافروف"]


def test_the_title_says_the_programs_name_once(hands: Hands) -> None:
    # The platform adds the application's name to a title that does not end in it.
    for _ in range(2):
        assert hands.window.windowTitle().endswith(QApplication.applicationDisplayName())
        assert hands.window.windowTitle().startswith(hands.room.workspace.name)
        hands.window.run("language")
        hands.settle()


def test_a_read_only_project_is_read_and_says_why(hands: Hands) -> None:
    before = hands.export_bytes()
    assert hands.window.open(hands.path, read_only=True)
    hands.settle()
    assert bands(hands)
    hands.caret_in("موسكو")
    for keys in (["4"], ["Space", "C"], ["G", "1"], ["Ctrl+D"], ["Ctrl+Z"]):
        hands.press(*keys)
        assert hands.said(), keys
        hands.press("Esc")
    assert hands.export_bytes() == before


def test_an_exception_becomes_a_dialog_with_a_report(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    program_start.report_exceptions(lambda: hands.window, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Entities, "annotate", broken)
        hands.caret_in("موسكو")
        hands.press("4")
    QApplication.processEvents()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, CrashDialog)
    assert "RuntimeError" in dialog.report.text()
    assert [one.text() for one in Crashes(tmp_path).list()] == [dialog.report.text() + "\n"]
    assert [record.levelname for record in caplog.records if record.name == "hashiya.app"] == ["ERROR"]
    caplog.clear()
    dialog.close()
    QApplication.processEvents()
    focus(hands)
    hands.press("4")
    assert [m[1] for m in hands.mentions()] == ["موسكو"]


def test_a_full_disk_is_said_and_nothing_is_lost(hands: Hands) -> None:
    line = hands.room.workspace.project._line
    pages = line.value("PRAGMA page_count")
    line.run(f"PRAGMA max_page_count = {pages}")
    hands.caret_in("موسكو")
    done = 0
    for _ in range(300):
        hands.press("4")
        hands.settle()
        if bands(hands):
            break
        done += 1
        hands.press("Ctrl+Left", "Ctrl+Left")
    assert bands(hands), "the disk never filled"
    assert len(hands.mentions()) == done
    assert shown(hands) == {one.id for one in hands.annotations()}
    line.run(f"PRAGMA max_page_count = {pages * 100}")
    hands.press("4")
    hands.settle()
    assert len(hands.mentions()) == done + 1
    assert not bands(hands)
    assert check_file(hands.path) == []


def test_what_the_disk_does_not_take_is_not_shown(hands: Hands) -> None:
    hands.caret_in("موسكو")
    with b.no_commit(hands.room.workspace.project):
        hands.press("4")
        hands.settle()
        assert bands(hands)
        assert shown(hands) == set() == {one.id for one in hands.annotations()}
    hands.caret_in("طهران")
    hands.press("4")
    hands.settle()
    assert [m[1] for m in hands.mentions()] == ["طهران"]
    assert shown(hands) == {one.id for one in hands.annotations()}
    assert not bands(hands)


def test_another_scheme_brings_its_keys(hands: Hands) -> None:
    workspace = hands.room.workspace
    labels = tuple(
        replace(label, hotkey={"PERS": "4", "GPE": "1"}.get(label.key, label.hotkey))
        for label in workspace.scheme.entities.labels
    )
    new = replace(workspace.scheme, version="2", entities=replace(workspace.scheme.entities, labels=labels))
    assert isinstance(workspace.schemes.apply(new, {}), Step)
    hands.settle()
    hands.caret_in("موسكو")
    hands.press("1")
    assert [m[:2] for m in hands.mentions()] == [("GPE", "موسكو")]


def test_a_window_that_was_closed_is_freed_and_hears_nothing_more(hands: Hands) -> None:
    made: list[Window] = []
    windows = program_start.Windows(hands.program)
    for _ in range(2):
        window = windows.make()
        window.show()
        window.open(hands.path)
        made.append(window)
    QTest.qWait(300)
    made[0].doing.dialogs.show_settings("keys")
    made[0].close()
    QTest.qWait(50)
    assert windows.all == [made[1]]
    assert not isValid(made[0])
    hands.program.change(theme="dark", language="en")
    QTest.qWait(1500)
    hands.program.change(theme="light", language="ar")
    made[1].close()
    QTest.qWait(300)
    assert not isValid(made[1])
    focus(hands)
