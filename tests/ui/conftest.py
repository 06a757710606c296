"""The real window, a theme and both languages, for the tests of the interface."""

from __future__ import annotations

import pytest
from hashiya.resources.messages import Messages
from hashiya.ui.dialogs.base import Said
from hashiya.ui.theme import Preference, ThemeSource
from PySide6.QtWidgets import QApplication

from tests.e2e.stage import hands, program, project_file, untouched, window

__all__ = ["hands", "program", "project_file", "said", "theme", "untouched", "window"]


@pytest.fixture
def theme(qapp: QApplication) -> ThemeSource:
    """The light theme, installed."""
    source = ThemeSource(Preference.LIGHT)
    source.install(qapp)
    return source


@pytest.fixture(params=["ar", "en"])
def said(request: pytest.FixtureRequest) -> Said:
    """The messages, in each language."""
    messages = Messages(request.param)
    return lambda: messages
