"""Finding in one text."""

from __future__ import annotations

import pytest
from hashiya.arabic.folding import fold_key
from hashiya.ui.desk.finding_here import Spelling, TextFinder
from hypothesis import given
from hypothesis import strategies as st

TEXT = "قال وزير إيران إن لإيران ولايران حقا. الإيراني وزيرٌ آخر للاتفاق، قال 2015 وطهران."


def found(query: str, **spelling: bool) -> list[str]:
    """What is found, as it is written."""
    return [span.of(TEXT) for span in TextFinder(TEXT).hits(query, Spelling(**spelling))]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("ايران", ["إيران", "إيران", "ايران"]),
        ("وزير", ["وزير", "وزيرٌ"]),
        ("الاتفاق", ["لاتفاق"]),
        ("٢٠١٥", ["2015"]),
        ("طهر", ["طهر"]),
        ("هران", ["هران"]),
        ("وزير ايران", ["وزير إيران"]),
        ("غير موجود", []),
        ("  ", []),
    ],
)
def test_words_are_found_in_any_spelling(query: str, words: list[str]) -> None:
    assert found(query) == words


def test_without_proclitics_only_the_bare_word_is_found() -> None:
    assert found("ايران", proclitics=False) == ["إيران"]


def test_exactly_means_letter_by_letter() -> None:
    assert found("ايران", exact=True) == ["ايران"]


def test_without_phrase_the_words_may_stand_anywhere() -> None:
    assert found("طهران وزير", phrase=False) == ["وزير", "وزيرٌ", "طهران"]
    assert found("طهران غائب", phrase=False) == []


@given(text=st.text(), query=st.text())
def test_whatever_is_found_reads_like_the_query(text: str, query: str) -> None:
    for span in TextFinder(text).hits(query, Spelling()):
        wanted, there = fold_key(query), fold_key(span.of(text))
        assert not wanted or wanted in there or wanted.removeprefix("ا") in there
