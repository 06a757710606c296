"""The stage of the end-to-end tests, and proposals on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.proposed import before
from tests.e2e.stage import hands, program, project_file, untouched, window

__all__ = ["before", "hands", "program", "project_file", "untouched", "window"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What drives the whole window is slow: other Pythons than the one at hand leave it out."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.slow)
