"""A light theme source for the widgets of the kit."""

from __future__ import annotations

import pytest
from hashiya.ui.theme import Preference, ThemeSource
from PySide6.QtWidgets import QApplication


@pytest.fixture
def source(qapp: QApplication) -> ThemeSource:
    """A source that no system changes."""
    return ThemeSource(Preference.LIGHT, high_contrast=False, parent=qapp)
