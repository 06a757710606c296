"""Directions and digits, by tables."""

from __future__ import annotations

import pytest
from hashiya.ui.kit import LTR, RTL, decimal, first_strong, in_digits, isolate, mark, percent, whole
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("روسيا", RTL),
        ("telegram", LTR),
        ("2020.07.22 روسيا", RTL),
        ("2020.07.22 Russia", LTR),
        ("«telegram»", LTR),
        ("(إيران)", RTL),
        ("مقال summit.txt", RTL),
        ("summit.txt مقال", LTR),
        ("\u2068summit.txt\u2069 مقال", RTL),
        ("\u2067\u2068a\u2069b\u2069 مقال", RTL),
        ("שלום", RTL),
        ("", RTL),
        ("2020", RTL),
    ],
)
def test_the_first_strong_letter_decides(text: str, expected: Qt.LayoutDirection) -> None:
    assert first_strong(text) is expected


def test_what_has_no_strong_letter_takes_the_default() -> None:
    assert first_strong("2020", LTR) is LTR


@given(st.text())
def test_an_isolated_text_never_decides_for_what_follows(text: str) -> None:
    closed = "".join(c for c in text if c not in "\u2066\u2067\u2068\u2069")
    assert first_strong(isolate(closed) + "مقال", LTR) is RTL


def test_marks_begin_a_text_in_their_direction() -> None:
    assert first_strong(mark(LTR) + "مقال") is LTR
    assert first_strong(mark(RTL) + "telegram") is RTL


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (whole(3902, arabic=True), "٣٬٩٠٢"),
        (whole(3902, arabic=False), "3,902"),
        (whole(5, arabic=True), "٥"),
        (decimal(0.93, arabic=True), "٠٫٩٣"),
        (decimal(0.93, arabic=False), "0.93"),
        (percent(0.2, arabic=True), "٢٠٪"),
        (percent(0.2, arabic=False), "20%"),
        (in_digits("22 يوليو 2020", arabic=True), "٢٢ يوليو ٢٠٢٠"),
        (in_digits("٢٢ يوليو ۲۰", arabic=False), "22 يوليو 20"),
        (in_digits("Ctrl+1", arabic=True), "Ctrl+١"),
    ],
)
def test_numbers_are_shown_in_the_chosen_digits(shown: str, expected: str) -> None:
    assert shown == expected
