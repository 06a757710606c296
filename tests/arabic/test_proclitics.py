"""Where words begin without their proclitics."""

from __future__ import annotations

import re

import pytest
from hashiya.arabic import lexicon
from hashiya.arabic.clusters import is_edge
from hashiya.arabic.folding import fold_text
from hashiya.arabic.proclitics import cycle, default_stem, nothing_known, stems, turned, vocabulary
from hashiya.arabic.words import words
from hashiya.domain.span import Span
from hypothesis import example, given
from hypothesis import strategies as st

from tests.arabic.texts import SEEDS, texts

KNOWN = vocabulary(SEEDS).__contains__
NAMES = ["روسيا", "ايران", "لافروف", "ظريف", "موسكو", "طهران", "اميركا", "امريكا", "بوتين", "اليمن"]


def whole(word: str) -> Span:
    return Span(0, len(word))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وروسيا", "روسيا"),
        ("بالاتفاق", "الاتفاق"),
        ("وبالاتفاق", "الاتفاق"),
        ("للاتفاق", "لاتفاق"),
        ("وللاتفاق", "لاتفاق"),
        ("فللعلاقات", "لعلاقات"),
        ("لليمن", "ليمن"),
        ("لإيران", "إيران"),
        ("وإيران", "إيران"),
        ("فإيران", "إيران"),
        ("كالرئيس", "الرئيس"),
        ("فالوزير", "الوزير"),
        ("وقال", "قال"),
        ("وأكّد", "أكّد"),
        ("واضاف", "اضاف"),
        ("وأصلا", "أصلا"),
        ("ووفقًا", "وفقًا"),
        ("ووزير", "وزير"),
        ("ووكالة", "وكالة"),
        ("ولافروف", "لافروف"),
        ("وبوتين", "بوتين"),
        ("وكاظم", "كاظم"),
        ("وفيينا", "فيينا"),
        ("وَروسيا", "روسيا"),
        ("وـروسيا", "روسيا"),
        ("والِدولة", "الِدولة"),
        ("لـ30", "30"),
        ("و13", "13"),
        ("وفي", "في"),
        ("ولا", "لا"),
        ("فلا", "لا"),
        ("بموسكو", "موسكو"),
        ("لطهران", "طهران"),
        ("لاجتماع", "اجتماع"),
        ("باستخدام", "استخدام"),
        ("لتحقيق", "تحقيق"),
        ("بمشاركة", "مشاركة"),
        ("كوزير", "وزير"),
    ],
)
def test_a_proclitic_is_left_out(word: str, expected: str) -> None:
    assert default_stem(word, whole(word), KNOWN).of(word) == expected


@pytest.mark.parametrize(
    "word",
    [
        *[
            "لافروف",
            "بوشهر",
            "بوتين",
            "كاظم",
            "فارس",
            "وزير",
            "وكالة",
            "بلاد",
            "لقاء",
            "فيينا",
            "كورونا",
            "كراباخ",
            "وزارة",
            "واشنطن",
        ],
        *[
            "بلاده",
            "وزيري",
            "وزراء",
            "وزيرا",
            "وكالات",
            "وثيقة",
            "واحد",
            "وقعت",
            "وصوله",
            "وجهة",
            "وفقًا",
            "وفاء",
            "والده",
            "والدته",
            "ولاية",
            "وليد",
            "وائل",
            "ويليام",
        ],
        *[
            "لندن",
            "لبنان",
            "ليبيا",
            "لجنة",
            "لكن",
            "لاريجاني",
            "لدى",
            "لحظة",
            "لافت",
            "بيان",
            "بين",
            "بيروت",
            "بغداد",
            "باريس",
            "بايدن",
            "باكستان",
            "بزشكيان",
        ],
        *[
            "بالغة",
            "بالون",
            "باليستي",
            "بريطانيا",
            "بكين",
            "كابول",
            "كردستان",
            "كييف",
            "كندا",
            "كاليفورنيا",
            "كثيراً",
            "كأس",
            "كلام",
            "كذلك",
            "كان",
            "فلسطين",
        ],
        *[
            "فيصل",
            "فيروس",
            "فرنسا",
            "فنزويلا",
            "فيدان",
            "فيديو",
            "فلاديمير",
            "فكرة",
            "الروسي",
            "إيران",
            "telegram",
            "2231",
            "و",
            "في",
            "ب",
            "ـها",
        ],
    ],
)
def test_a_letter_of_the_word_itself_is_never_left_out(word: str) -> None:
    assert default_stem(word, whole(word), KNOWN).of(word) == word
    assert default_stem(word, whole(word)).of(word) == word


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("روسيا", ["روسيا"]),
        ("وروسيا", ["وروسيا", "روسيا"]),
        ("وبالاتفاق", ["وبالاتفاق", "بالاتفاق", "الاتفاق"]),
        ("للاتفاق", ["للاتفاق", "لاتفاق"]),
        ("وسيبحثان", ["وسيبحثان", "سيبحثان", "يبحثان"]),
        ("و", ["و"]),
    ],
)
def test_the_stems_go_from_the_whole_to_the_most_cut(word: str, expected: list[str]) -> None:
    assert [stem.of(word) for stem in stems(word, whole(word))] == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("وروسيا", ["روسيا", "وروسيا"]),
        ("بالاتفاق", ["الاتفاق", "بالاتفاق"]),
        ("وبالاتفاق", ["الاتفاق", "وبالاتفاق", "بالاتفاق"]),
        ("ولافروف", ["لافروف", "ولافروف"]),
        ("لافروف", ["لافروف"]),
        ("بوتين", ["بوتين"]),
        ("وزير", ["وزير"]),
        ("وجهات", ["وجهات", "جهات"]),
        ("وسيبحثان", ["سيبحثان", "يبحثان", "وسيبحثان"]),
        ("بطهران", ["طهران", "بطهران"]),
    ],
)
def test_x_offers_only_remainders_that_are_words(word: str, expected: list[str]) -> None:
    known = (vocabulary(SEEDS) | {"جهات"}).__contains__
    assert [stem.of(word) for stem in cycle(word, whole(word), known)] == expected


def test_x_turns_the_first_word_of_a_span_and_comes_back() -> None:
    text = "بين إيران وبالاتفاق النووي."
    span = Span(10, 26)
    seen = []
    for _ in range(3):
        span = turned(text, span, KNOWN)
        seen.append(span.of(text))
    assert seen == ["بالاتفاق النووي", "الاتفاق النووي", "وبالاتفاق النووي"]
    assert turned(text, Span(4, 9), KNOWN) == Span(4, 9)


def test_what_the_annotator_confirmed_goes_first() -> None:
    word = "وجهات"
    assert default_stem(word, whole(word), confirmed={"جهات"}.__contains__).of(word) == "جهات"
    assert cycle(word, whole(word), confirmed={"جهات"}.__contains__)[0].of(word) == "جهات"
    word = "وروسيا"
    assert default_stem(word, whole(word), confirmed={"وروسيا"}.__contains__).of(word) == "وروسيا"


def mentions() -> list[tuple[str, Span, str]]:
    """Every place of the nine names in the five seeds, with the name as the text writes it there."""
    pattern = re.compile(f"[وف]?[بلك]?({'|'.join(NAMES)})|[وف]?ل(ليمن)")
    return [
        (text, word, match[1] or match[2])
        for text in SEEDS
        for word in words(text)
        if (match := pattern.fullmatch(fold_text(word.of(text))))
    ]


def test_the_nine_names_of_the_seeds_are_all_taken_without_their_proclitics() -> None:
    places = mentions()
    glued = sum(fold_text(word.of(text)) != name for text, word, name in places)
    assert (len(places), glued) == (163, 34)
    wrong = [
        word.of(text) for text, word, name in places if fold_text(default_stem(text, word, KNOWN).of(text)) != name
    ]
    assert wrong == []


def test_no_letter_is_cut_off_a_name_even_when_nothing_is_known() -> None:
    for text, word, name in mentions():
        stem = fold_text(default_stem(text, word, nothing_known).of(text))
        assert stem.endswith(name)


def test_the_lists_are_folded_and_begin_with_their_letter() -> None:
    for letter, listed in lexicon.entries().items():
        for entry in listed:
            assert entry.startswith(letter)
            assert fold_text(entry) == entry


@given(texts | st.text(alphabet="وفبلكسايأإتنمهة\u064e\u0651\u0640", min_size=1, max_size=8))
@example("ف\ufe0f0")
@example("و\u20e3بلد")
def test_stems_are_suffixes_of_the_word_on_letter_edges(text: str) -> None:
    for word in words(text):
        found = stems(text, word)
        assert found[0] == word
        assert default_stem(text, word, KNOWN) in found
        ring = cycle(text, word, KNOWN)
        assert len(set(ring)) == len(ring)
        assert set(ring) <= set(found)
        for stem in found:
            assert stem.end == word.end
            assert is_edge(text, stem.start)
