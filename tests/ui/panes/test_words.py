"""Days, moments, caps and matching, as tables."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hashiya.domain.span import Span
from hashiya.resources.messages import Messages
from hashiya.ui.panes.caps import both_letters, cap_text, caps_of
from hashiya.ui.panes.example_label import marked_parts
from hashiya.ui.panes.matching import match
from hashiya.ui.panes.times import day_words, moment_words
from hashiya.ui.panes.tips import first_sentence, tip
from PySide6.QtCore import Qt

ISOLATES = str.maketrans("", "", "\u2068\u2069")


@pytest.mark.parametrize(
    ("published", "language", "words"),
    [
        ("2020-07-22", "ar", "٢٢ يوليو ٢٠٢٠"),
        ("2020-07-22", "en", "22 July 2020"),
        ("2020-07-22T09:00:00Z", "en", "22 July 2020"),
        ("صيف ٢٠٢٠", "ar", "صيف ٢٠٢٠"),
        ("", "ar", ""),
    ],
)
def test_a_day_is_said_in_the_interface_language(published: str, language: str, words: str) -> None:
    assert day_words(published, Messages(language)).translate(ISOLATES) == words


def test_a_moment_is_told_from_today() -> None:
    now = datetime.now().astimezone().replace(hour=22, minute=0)
    messages = Messages("ar")
    today = now.replace(hour=21, minute=4)
    assert moment_words(today.isoformat(), messages, now=now).translate(ISOLATES) == "اليوم ٢١:٠٤"
    before = today - timedelta(days=1)
    assert moment_words(before.isoformat(), messages, now=now).translate(ISOLATES) == "أمس ٢١:٠٤"
    assert "٢٠٢٠" in moment_words("2020-07-22T10:00:00.000Z", messages, now=now)
    assert moment_words("no moment", messages, now=now) == "no moment"


def test_only_a_digit_alone_is_shown_in_arabic_digits() -> None:
    messages = Messages("ar")
    assert cap_text("1", messages) == "١"
    assert cap_text("Ctrl+1", messages) == "Ctrl+1"
    assert caps_of("G 1", messages) == ("G", "١")


@pytest.mark.parametrize(("cap", "latin", "letter"), [("C", "C", "ؤ"), ("ؤ", "C", "ؤ"), ("K", "K", "ن")])
def test_the_tip_of_a_key_tells_both_letters(cap: str, latin: str, letter: str) -> None:
    said = both_letters(cap, Messages("en")).translate(ISOLATES)
    assert f"Key {latin}" in said
    assert letter in said


@pytest.mark.parametrize("cap", ["1", "Ctrl+K", "", "Enter"])
def test_other_keys_have_one_name(cap: str) -> None:
    assert both_letters(cap, Messages("ar")) == ""


@pytest.mark.parametrize(
    ("query", "name", "parts"),
    [
        ("ادعا", "ادعاء من التحديد", [Span(0, 4)]),
        ("ادعا", "الادعاء التالي", [Span(2, 6)]),
        ("ايران", "إيران", [Span(0, 5)]),
        ("وزارة", "وِزارَه", [Span(0, 7)]),
        ("امريكا", "أمريكا", [Span(0, 6)]),
        ("روسيا ايران", "إيران وروسيا", [Span(0, 5), Span(7, 12)]),
        ("CLM", "Claim from the selection", [Span(0, 2), Span(4, 5)]),
        ("", "أي شيء", []),
    ],
)
def test_a_name_matches_in_any_spelling(query: str, name: str, parts: list[Span]) -> None:
    found = match(query, name)
    assert found is not None
    assert list(found.parts) == parts


@pytest.mark.parametrize(("query", "name"), [("تل", "الادعاء التالي"), ("قمة", "لقاء"), ("xyz", "Claim")])
def test_what_is_not_in_a_name_does_not_match(query: str, name: str) -> None:
    assert match(query, name) is None


def test_the_start_of_a_name_counts_more_than_its_inside() -> None:
    scores = [found.score for name in ("ادعاء", "ادعاء من", "الادعاء", "يادعاء") if (found := match("ادعاء", name))]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_a_tip_keeps_signs_and_runs_the_right_way() -> None:
    said = tip("<b>", "a & b", direction=Qt.LayoutDirection.RightToLeft)
    assert "&lt;b&gt;" in said
    assert "a &amp; b" in said
    assert "dir='rtl'" in said


@pytest.mark.parametrize(
    ("text", "first"),
    [("أولى. ثانية.", "أولى."), ("هل؟ نعم.", "هل؟"), ("2231 لا يقطع. نعم", "2231 لا يقطع."), ("", "")],
)
def test_the_first_sentence_ends_at_its_stop(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_an_example_gives_its_marked_parts() -> None:
    text, parts = marked_parts("و⟦ظريف⟧ و⟦لافروف⟧ يوقعان")
    assert text == "وظريف ولافروف يوقعان"
    assert [part.of(text) for part in parts] == ["ظريف", "لافروف"]
    assert marked_parts("⟦⟧ بلا")[1] == ()
