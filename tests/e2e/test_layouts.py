"""The real program on a real X server under Arabic, French and American layouts: the same keys do the same work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hashiya.domain.annotation import Claim, EntityMention
from hashiya.domain.span import quote
from hashiya.storage.checking import check_file

from tests.e2e.driver import TEXTS
from tests.e2e.screen import MARKS, RealWindow, virtual_screen
from tests.ui.keys.events import X11

pytestmark = MARKS

FRENCH = {"Z": X11["W"], "W": X11["Z"], "A": X11["Q"], "Q": X11["A"], "M": X11[";"]}
"""Where a French keyboard carries the letters that are named by themselves."""


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    """A virtual screen for all of these."""
    with virtual_screen() as number:
        yield number


@pytest.mark.parametrize(
    ("layout", "places"),
    [("us", {}), ("ara", {}), ("ara,us", {}), ("fr", FRENCH)],
    ids=["us", "ara", "ara+us", "fr"],
)
def test_annotating_costs_the_same_keys(
    display: str, project_file: Path, tmp_path: Path, layout: str, places: dict[str, int]
) -> None:
    real = RealWindow(display, project_file, tmp_path / "home", places=places)
    try:
        real.start(layout)
        real.press("Ctrl+Left", "Ctrl+Left", "[", "8")
        real.until(lambda: len(real.annotations()) == 1, "the first mention is not in the file")
        real.press("Ctrl+Left", "Left", "Space", "Space", "C")
        real.until(lambda: len(real.annotations()) == 2, "the claim is not in the file")
        real.press("Ctrl+Z")
        real.until(lambda: len(real.annotations()) == 1, "the claim is not undone")
        real.press("Ctrl+Shift+Z")
        real.until(lambda: len(real.annotations()) == 2, "the claim is not there again")
        real.press("Ctrl+K", "4", "Esc", "Esc", "Esc", "Esc", "Ctrl+Home", "4")
        real.until(lambda: len(real.annotations()) == 3, "the second mention is not in the file")
        found = real.annotations()
    finally:
        real.close()
    mentions = [(one.label, quote(TEXTS[0], one.fragments)) for one in found if isinstance(one, EntityMention)]
    assert mentions == [("GPE", "مزيد"), ("EVENT", "التقدم في")]
    assert sum(isinstance(one, Claim) for one in found) == 1
    assert check_file(project_file) == []
    assert "Traceback" not in real.log.read_text("utf-8")
