"""Words without the punctuation around them."""

from __future__ import annotations

import itertools

import pytest
from hashiya.arabic.clusters import is_edge
from hashiya.arabic.words import next_word, previous_word, word_at, words
from hashiya.domain.span import Span
from hypothesis import given

from tests.arabic.texts import SEEDS, texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«مُحَمَّد،» قال:", ["مُحَمَّد", "قال"]),
        ("“روسيا اليوم”", ["روسيا", "اليوم"]),
        ("(العالم) 2020.07.22 - أجرى", ["العالم", "2020.07.22", "أجرى"]),
        ("٢٢ يوليو ٢٠٢٠ - ٠٣:١٢ بتوقيت", ["٢٢", "يوليو", "٢٠٢٠", "٠٣:١٢", "بتوقيت"]),
        ("فبراير/شباط الجاري", ["فبراير", "شباط", "الجاري"]),
        ("22/7/2020، 2020-07-22.", ["22/7/2020", "2020-07-22"]),
        ("1,000.5 و٣٠٫٥٪ و13،15", ["1,000.5", "و٣٠٫٥٪", "و13", "15"]),
        ("30%", ["30%"]),
        ("القرار الـ 2231 لـ30", ["القرار", "الـ", "2231", "لـ30"]),
        ("13من 20عاماً", ["13", "من", "20", "عاماً"]),
        ("المرفق..اكد", ["المرفق", "اكد"]),
        ("الروسي-الإيراني", ["الروسي", "الإيراني"]),
        ("#روسيا_اليوم", ["روسيا", "اليوم"]),
        ("على telegram!", ["على", "telegram"]),
        ("Al-Jazeera's COVID-19", ["Al-Jazeera's", "COVID-19"]),
        ("انظر https://t.me/abc. www.x.com،", ["انظر", "https://t.me/abc", "www.x.com"]),
        ("ووفقًا لموسكو ، وقع", ["ووفقًا", "لموسكو", "وقع"]),
        ("می\u200cخواهم کتاب", ["می\u200cخواهم", "کتاب"]),
        ("\u200fروسيا\u200f، \u2067إيران\u2069.", ["روسيا", "إيران"]),
        ("رو\u00adسيا", ["رو\u00adسيا"]),
        ("المسؤوليــن ـها", ["المسؤوليــن", "ـها"]),
        ("نص\u00a0آخر", ["نص", "آخر"]),
        ("ﻻ ﷲ", ["ﻻ", "ﷲ"]),
        ("😀 * × =", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert [word.of(text) for word in words(text)] == expected


@pytest.mark.parametrize(
    ("position", "expected"),
    [(0, None), (1, "مُحَمَّد"), (9, "مُحَمَّد"), (10, "قال"), (13, "قال"), (14, None), (99, None), (-3, None)],
)
def test_the_word_at_the_caret(position: int, expected: str | None) -> None:
    text = "«مُحَمَّد،قال: »"
    found = word_at(text, position)
    assert (found.of(text) if found else None) == expected


def test_between_two_touching_words_the_one_that_begins_there_counts() -> None:
    text = "روسياtelegram"
    assert word_at(text, 5) == Span(5, 13)


def test_walking_by_words_goes_over_every_word_of_every_paragraph() -> None:
    text = "موسكو، طهران\n\n\nوقال: «نعم»\r\n2020.07.22"
    forward, place = [], -1
    while found := next_word(text, place):
        forward.append(found)
        place = found.start
    assert tuple(forward) == words(text)
    backward, place = [], len(text) + 1
    while found := previous_word(text, place):
        backward.append(found)
        place = found.start
    assert tuple(backward[::-1]) == words(text)


@given(texts)
def test_words_are_in_order_apart_and_on_cluster_edges(text: str) -> None:
    found = words(text)
    for before, after in itertools.pairwise(found):
        assert before.end <= after.start
    for word in found:
        assert is_edge(text, word.start)
        assert is_edge(text, word.end)
        assert any(character.isalnum() for character in word.of(text))
        assert word_at(text, word.start) == word


@given(texts)
def test_every_letter_is_in_a_word(text: str) -> None:
    inside = {place for word in words(text) for place in range(word.start, word.end)}
    for place, character in enumerate(text):
        assert not character.isalpha() or place in inside


def test_the_seeds_keep_their_count() -> None:
    assert sum(len(words(text)) for text in SEEDS) == 2454


def test_a_long_text_has_all_its_words() -> None:
    text = "\n".join(SEEDS) * 20
    assert len(words(text)) > 40_000
    for place in range(0, len(text), 3000):
        word_at(text, place)
