"""Folding and the way back to the raw text."""

from __future__ import annotations

import itertools

import pytest
from hashiya.arabic.clusters import is_edge
from hashiya.arabic.folding import fold, fold_key, fold_text
from hashiya.domain.span import Span
from hypothesis import given
from hypothesis import strategies as st

from tests.arabic.texts import SEEDS, texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إيران أمريكا آستانا ٱلله", "ايران امريكا استانا الله"),
        ("الاتفاقيّةُ", "الاتفاقيه"),
        ("على رؤساء الرئيس", "علي روسا\u0621 الرييس"),
        ("مُحَمَّد شدّد هٰذا", "محمد شدد هذا"),
        ("المسؤوليــن لـ30", "المسوولين ل30"),
        ("٢٢ ۲۲ 22", "22 22 22"),
        ("کراباخ ایران پوتین گازپروم", "كراباخ ايران بوتين كازبروم"),
        ("ﻻفروف ﷲ ﺇﻳﺮان", "لافروف الله ايران"),
        ("\u200fروسيا\u200f می\u200cخواهم \ufeff", "روسيا ميخواهم "),
        ("نص\u00a0آخر", "نص اخر"),
        ("Telegram ÉCOLE", "telegram école"),
        ("ماء شيء", "ماء شيء"),
    ],
)
def test_folding(text: str, expected: str) -> None:
    assert fold(text).text == expected
    assert fold_text(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إيران", "ايران"),
        ("الإيرانيّة", "الايرانيه"),
        ("  حسن   روحاني ", "حسن روحاني"),
        ("وكالة «إرنا»", "وكاله ارنا"),
        ("قره‌باغ", "قرهباغ"),
        ("آستانا", "استانا"),
        ("القرار ٢٢٣١", "القرار 2231"),
        ("Sergey-Lavrov", "sergey lavrov"),
    ],
)
def test_two_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert fold_key(one) == fold_key(other)


def test_different_names_keep_different_keys() -> None:
    assert fold_key("روسيا") != fold_key("سوريا")
    assert fold_key("إيران") != fold_key("إيراني")


@given(texts)
def test_every_folded_character_comes_from_one_raw_character(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_text(text)
    offsets = folded.offsets
    assert len(offsets) == len(folded.text) + 1
    assert offsets[-1] == len(text)
    assert all(before <= after for before, after in itertools.pairwise(offsets))
    for character, place in zip(folded.text, offsets, strict=False):
        assert character in fold_text(text[place])


@given(texts, st.data())
def test_mapping_back_lands_on_the_same_letters(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(folded.text))))
    raw = folded.unfold(span)
    assert 0 <= raw.start < raw.end <= len(text)
    assert span.of(folded.text) in fold_text(raw.of(text))
    if len(fold_text(text[raw.end - 1])) <= 1:
        assert is_edge(text, raw.end)


@given(texts)
def test_folding_settles(text: str) -> None:
    once = fold_text(text)
    assert fold_text(once) == once


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("وقالَ مُحَمَّدٌ،", "محمد", "مُحَمَّدٌ"),
        ("شدّد", "شدد", "شدّد"),
        ("الإِيرانيّ", "ايران", "إِيران"),
        ("عند ﻻفروف", "لافروف", "ﻻفروف"),
    ],
)
def test_a_hit_is_marked_in_the_raw_text_with_its_marks(text: str, query: str, expected: str) -> None:
    folded = fold(text)
    start = folded.text.index(fold_text(query))
    assert folded.unfold(Span(start, start + len(fold_text(query)))).of(text) == expected


def test_a_name_is_found_in_every_article_in_whatever_spelling() -> None:
    for text in SEEDS:
        folded = fold(text)
        start = folded.text.index("ايران")
        assert fold_text(folded.unfold(Span(start, start + 5)).of(text)) == "ايران"
