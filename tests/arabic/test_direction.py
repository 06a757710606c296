"""Which way a text runs."""

from __future__ import annotations

import pytest
from hashiya.arabic.direction import first_strong, is_mixed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وقال telegram", "rtl"),
        ("telegram وقال", "ltr"),
        ("2231 – القرار", "rtl"),
        ("«C:\\x (1).txt»", "ltr"),
        ("٢٢ July", "ltr"),
        ("\u200ftelegram", "rtl"),
        ("\u2068file.txt\u2069 مقال", "rtl"),
        ("\u2068a \u2067ب\u2069 c\u2069 مقال", "rtl"),
        ("שלום", "rtl"),
    ],
)
def test_the_first_letter_decides(text: str, expected: str) -> None:
    assert first_strong(text) == expected


def test_a_text_without_letters_takes_the_default() -> None:
    assert first_strong("2231 …") == "rtl"
    assert first_strong("", "ltr") == "ltr"


def test_mixed_means_letters_of_both_directions() -> None:
    assert is_mixed("على telegram هنا")
    assert not is_mixed("القرار 2231")
    assert not is_mixed("telegram 2231")
