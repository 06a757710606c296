"""A long article in the window: its first marks at once, the rest a moment later."""

from __future__ import annotations

from pathlib import Path

from hashiya.ui.desk.offering import AT_ONCE
from hashiya.ui.desk.showing import OPENING
from hashiya.ui.window.window import Window
from pytestqt.qtbot import QtBot

from tests import builders as b
from tests.benchmarks.articles import Extent, content_of, new_project
from tests.benchmarks.viewing import make_window

EXTENT = Extent(OPENING * 2, 400)


def own(window: Window) -> int:
    """How many marks are shown that are no proposals."""
    return sum(not mark.proposal for mark in window.panes.viewer.scenes.marks.values())


def test_the_rest_of_the_marks_follows(qtbot: QtBot, tmp_path: Path) -> None:
    long, short = content_of(EXTENT), b.content("مقال قصير.\n")
    new_project(tmp_path / "long.hashiya", long, short)
    window = make_window(tmp_path / "home", tmp_path / "long.hashiya")
    qtbot.addWidget(window)
    assert window.room is not None
    desk, marks = window.room.desk, window.panes.viewer.scenes
    desk.show_article(short.article.key)
    desk.show_article(long.article.key)
    assert 0 < own(window) < EXTENT.annotations
    assert all(mark.start < OPENING for mark in marks.marks.values())
    qtbot.waitUntil(lambda: own(window) == EXTENT.annotations)
    window.close()


def test_another_place_of_it_is_opened_with_all_marks(qtbot: QtBot, tmp_path: Path) -> None:
    long = content_of(EXTENT)
    new_project(tmp_path / "long.hashiya", long)
    window = make_window(tmp_path / "home", tmp_path / "long.hashiya")
    qtbot.addWidget(window)
    assert window.room is not None
    window.room.desk.show_article(long.article.key, position=OPENING + 500)
    assert own(window) == EXTENT.annotations
    window.close()


def test_its_many_proposals_are_all_drawn_in_turns(qtbot: QtBot, tmp_path: Path) -> None:
    long = content_of(EXTENT)
    new_project(tmp_path / "long.hashiya", long)
    window = make_window(tmp_path / "home", tmp_path / "long.hashiya")
    qtbot.addWidget(window)
    assert window.room is not None
    offering, viewer = window.room.offering, window.panes.viewer
    qtbot.waitUntil(lambda: offering.is_known, timeout=60_000)
    assert offering.count > 2 * AT_ONCE
    qtbot.waitUntil(lambda: not offering.is_drawing, timeout=60_000)
    drawn = {mark.id for mark in viewer.scenes.marks.values() if mark.proposal}
    assert drawn == {one.id for one in offering.waiting() if one.proposal.mention is None}
    window.close()
