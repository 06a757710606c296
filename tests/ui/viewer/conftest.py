"""A shown viewer for each test, and the places of words in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hashiya.ui.theme import Preference, ThemeSource
from hashiya.ui.viewer import ViewContent, Viewer
from pytestqt.qtbot import QtBot

Shower = Callable[..., Viewer]


@pytest.fixture
def show(qtbot: QtBot) -> Shower:
    """Shows contents in viewers of 842 by 820."""

    def make(content: ViewContent, *, width: int = 842, height: int = 820) -> Viewer:
        viewer = Viewer(ThemeSource(Preference.LIGHT, reduce_motion=True))
        qtbot.addWidget(viewer)
        viewer.resize(width, height)
        viewer.show_content(content)
        viewer.show()
        qtbot.waitExposed(viewer)
        return viewer

    return make
