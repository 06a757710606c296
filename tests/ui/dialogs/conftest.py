"""What the tests of dialogs share: a themed application, both languages, and a real project with marks in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hashiya.resources.messages import Messages
from hashiya.ui.dialogs.base import Said
from hashiya.workspace.workspace import Workspace

from tests.ui.dialogs.project import close_opened, filled_workspace

WEIRD = "C:\\x (1).txt"
"""A value that falls apart in a right-to-left sentence unless it stands alone."""


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """A dialog of the gallery comes with a project of its own, which nobody else closes."""
    yield
    close_opened()


@pytest.fixture
def arabic() -> Said:
    """The Arabic messages."""
    messages = Messages("ar")
    return lambda: messages


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A project of three articles with mentions, referents, claims and a cluster, Sara at work."""
    made = filled_workspace(tmp_path / "x (1).hashiya")
    yield made
    made.close()
