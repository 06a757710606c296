"""Strokes and their text."""

from __future__ import annotations

import pytest
from hashiya.ui.keys.strokes import DIGITS, LETTERS, NAMED, SIGNS, Stroke, parse
from hypothesis import given
from hypothesis import strategies as st

strokes = st.builds(
    Stroke,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from((*LETTERS, *DIGITS, *SIGNS, *NAMED)),
    st.booleans(),
)


@given(strokes)
def test_a_stroke_is_read_back_from_its_text(stroke: Stroke) -> None:
    assert parse(str(stroke)) == stroke


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ctrl+shift+z", "Ctrl+Shift+Z"),
        ("Shift+Ctrl+Z", "Ctrl+Shift+Z"),
        ("?", "Shift+/"),
        ("Ctrl++", "Ctrl+Shift+="),
        ("Ctrl+,", "Ctrl+,"),
        ("Ctrl+PgDown", "Ctrl+PgDn"),
        ("Escape", "Esc"),
        ("delete", "Del"),
        ("Alt+[", "Alt+["),
        ("Ctrl+Meta+F", "Ctrl+Meta+F"),
        ("f3", "F3"),
        ("-", "-"),
    ],
)
def test_other_ways_to_write_a_stroke(text: str, expected: str) -> None:
    assert str(parse(text)) == expected


@pytest.mark.parametrize("text", ["", "Ctrl+", "Ctrl+Ctrl+A", "Hyper+A", "ؤ", "Ctrl+AB", "F99"])
def test_what_is_no_stroke_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "plain", "mac"),
    [
        ("Ctrl+Shift+Z", "Ctrl+Shift+Z", "⇧⌘Z"),
        ("Shift+/", "?", "?"),
        ("Ctrl+Left", "Ctrl+←", "⌘←"),
        ("Del", "Del", "⌦"),
        ("4", "4", "4"),
    ],
)
def test_what_stands_on_the_cap(text: str, plain: str, mac: str) -> None:
    assert parse(text).shown() == plain
    assert parse(text).shown(mac=True) == mac
