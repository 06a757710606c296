"""Themes, texts and the scheme that ships, for the tests of the panes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hashiya.domain.scheme import Scheme
from hashiya.exchange.scheme_file import read_scheme
from hashiya.resources import resource
from hashiya.resources.messages import Messages
from hashiya.ui.actions import ACTIONS, scheme_actions
from hashiya.ui.theme import Preference, ThemeSource
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

KeyOf = Callable[[str], str]


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    """The scheme that ships with the program."""
    return read_scheme(resource("schemes/news-claims.toml").read_text("utf-8"), file="news-claims.toml")


@pytest.fixture
def source(qapp: QApplication) -> Iterator[ThemeSource]:
    """A light theme that no system changes, in a window that runs from right to left."""
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield ThemeSource(Preference.LIGHT, high_contrast=False, parent=qapp)
    qapp.setLayoutDirection(before)


@pytest.fixture
def arabic() -> Callable[[], Messages]:
    """The Arabic texts."""
    messages = Messages("ar")
    return lambda: messages


@pytest.fixture
def english() -> Callable[[], Messages]:
    """The English texts."""
    messages = Messages("en")
    return lambda: messages


@pytest.fixture
def key_of(scheme: Scheme) -> KeyOf:
    """The keys that the actions have when nobody changed them."""
    keys = {action.id: action.strokes[0] for action in (*ACTIONS, *scheme_actions(scheme)) if action.strokes}
    return lambda action: keys.get(action, "")
