"""A long article in the window: its first marks at once, the rest a moment later."""

from __future__ import annotations

from pathlib import Path

from hashiya.ui.desk.showing import OPENING
from pytestqt.qtbot import QtBot

from tests import builders as b
from tests.benchmarks.articles import Extent, content_of, new_project
from tests.benchmarks.viewing import make_window

EXTENT = Extent(OPENING * 2, 400)


def test_the_rest_of_the_marks_follows(qtbot: QtBot, tmp_path: Path) -> None:
    long, short = content_of(EXTENT), b.content("مقال قصير.\n")
    new_project(tmp_path / "long.hashiya", long, short)
    window = make_window(tmp_path / "home", tmp_path / "long.hashiya")
    qtbot.addWidget(window)
    assert window.room is not None
    desk, marks = window.room.desk, window.panes.viewer.scenes
    desk.show_article(short.article.key)
    desk.show_article(long.article.key)
    assert 0 < len(marks.marks) < EXTENT.annotations
    assert all(mark.start < OPENING for mark in marks.marks.values())
    qtbot.waitUntil(lambda: len(marks.marks) == EXTENT.annotations)
    window.close()


def test_another_place_of_it_is_opened_with_all_marks(qtbot: QtBot, tmp_path: Path) -> None:
    long = content_of(EXTENT)
    new_project(tmp_path / "long.hashiya", long)
    window = make_window(tmp_path / "home", tmp_path / "long.hashiya")
    qtbot.addWidget(window)
    assert window.room is not None
    window.room.desk.show_article(long.article.key, position=OPENING + 500)
    assert len(window.panes.viewer.scenes.marks) == EXTENT.annotations
    window.close()
