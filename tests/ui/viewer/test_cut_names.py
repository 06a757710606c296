"""Names that the margin has no room for."""

from __future__ import annotations

import pytest
from hashiya.ui.viewer.inks import Lettering


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("name", "rtl", "mark"), [("headline", True, "\u200e"), ("عنوان طويل", False, "\u200f")])
def test_the_ellipsis_stays_behind_its_own_word(name: str, rtl: bool, mark: str) -> None:
    letters = Lettering(rtl=rtl)
    assert letters.cut(name, 11, 500, 30).endswith(f"…{mark}")
    assert letters.cut(name, 11, 500, 300) == name
