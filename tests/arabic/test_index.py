"""The units of one text, found as they are asked for."""

from __future__ import annotations

import pytest
from hashiya.arabic.index import TextIndex, grow
from hashiya.arabic.proclitics import vocabulary
from hashiya.arabic.sentences import sentences
from hashiya.arabic.words import next_word, previous_word, word_at, words
from hashiya.domain.span import Span
from hypothesis import given
from hypothesis import strategies as st

from tests.arabic.texts import SEEDS, texts


def place_of(text: str, part: str) -> Span:
    start = text.index(part)
    return Span(start, start + len(part))


def growth(text: str, span: Span) -> list[str]:
    index, seen = TextIndex(text), []
    while (greater := index.grow(span)) != span:
        seen.append(greater.of(text))
        span = greater
    return seen


@given(texts)
def test_the_index_agrees_with_the_plain_functions(text: str) -> None:
    index = TextIndex(text)
    assert index.words() == words(text)
    for position in range(len(text) + 1):
        assert index.word_at(position) == word_at(text, position)
        assert index.next_word(position) == next_word(text, position)
        assert index.previous_word(position) == previous_word(text, position)


def test_space_grows_a_stem_to_its_clause_then_on_to_the_paragraph() -> None:
    text = "بداية.\nوقال لافروف إن روسيا وإيران معاً، ثم مضى. وانتهى الأمر."
    assert growth(text, place_of(text, "إيران")) == [
        "روسيا وإيران معاً",
        "وقال لافروف إن روسيا وإيران معاً",
        "وقال لافروف إن روسيا وإيران معاً، ثم مضى.",
        "وقال لافروف إن روسيا وإيران معاً، ثم مضى. وانتهى الأمر.",
    ]


def test_a_part_of_a_word_grows_to_the_word_first() -> None:
    text = "قال: لافروف هنا."
    assert growth(text, place_of(text, "فرو"))[:2] == ["لافروف", "لافروف هنا"]


def test_inside_quotation_marks_the_whole_quotation_comes_before_the_sentence() -> None:
    text = "وقال: “نعم هذا، ونحن هنا. لا شك”. ثم مضى."
    assert growth(text, place_of(text, "ونحن")) == [
        "ونحن هنا",
        "نعم هذا، ونحن هنا. لا شك",
        "وقال: “نعم هذا، ونحن هنا. لا شك”.",
        "وقال: “نعم هذا، ونحن هنا. لا شك”. ثم مضى.",
    ]


@given(texts.filter(bool), st.data())
def test_growing_never_shrinks_and_comes_to_an_end(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    for _ in range(30):
        greater = grow(text, span)
        assert greater.contains(span)
        if greater == span:
            return
        span = greater
    pytest.fail("growing does not end")


@pytest.mark.parametrize(
    ("dragged", "expected"),
    [
        ("روس", "روسيا"),
        ("وروسيا الاتح", "روسيا الاتحادية"),
        ("سيا الاتحادية،", "روسيا الاتحادية"),
        ("وُزراء", "وُزراء"),
        ("،", "،"),
    ],
)
def test_a_dragged_selection_snaps_to_words_without_the_proclitic(dragged: str, expected: str) -> None:
    text = "بين وروسيا الاتحادية، وُزراء"
    known = vocabulary(SEEDS).__contains__
    assert TextIndex(text).snapped(place_of(text, dragged), known).of(text) == expected


@pytest.mark.parametrize(
    ("dragged", "expected"),
    [
        ("افروف", "لافروف"),
        ("افروف وبوش", "لافروف وبوشهر"),
        ("وشهر", "بوشهر"),
        ("روسيا", "روسيا"),
        ("لروسيا", "لروسيا"),
        ("ولروسيا", "روسيا"),
        ("رلين", "برلين"),
    ],
)
def test_a_drag_that_begins_behind_a_letter_that_is_no_proclitic_takes_it_too(dragged: str, expected: str) -> None:
    text = "التقى لافروف وبوشهر ثم ولروسيا في برلين"
    known = vocabulary(SEEDS).__contains__
    assert TextIndex(text).snapped(place_of(text, dragged), known).of(text) == expected


def test_snapping_can_keep_the_proclitic() -> None:
    text = "بين وروسيا الاتحادية"
    assert TextIndex(text).snapped(place_of(text, "وروس"), stem=False).of(text) == "وروسيا"


def test_a_selection_without_a_word_still_keeps_letters_whole() -> None:
    text = "قال 👩‍👩‍👧 هنا"
    assert TextIndex(text).snapped(Span(5, 6)).of(text) == "👩‍👩‍👧"


def test_units_at_a_place_and_beside_it() -> None:
    text = "أول سطر.\n\nقال إن هذا جيد. ثم مضى.\nآخر"
    index = TextIndex(text)
    inside = text.index("هذا") + 1
    for found, expected in [
        (index.clause_at(inside), "هذا جيد"),
        (index.clause_at(text.index("قال")), "قال إن هذا جيد"),
        (index.sentence_at(inside), "قال إن هذا جيد."),
        (index.paragraph_at(inside), "قال إن هذا جيد. ثم مضى."),
        (index.next_sentence(inside), "ثم مضى."),
        (index.previous_sentence(inside), "قال إن هذا جيد."),
        (index.next_paragraph(inside), "آخر"),
        (index.previous_paragraph(text.index("قال")), "أول سطر."),
    ]:
        assert found is not None
        assert found.of(text) == expected
    assert index.paragraph_at(9) is None
    assert index.next_paragraph(len(text)) is None


def test_places_in_a_very_long_text_are_found() -> None:
    text = "\n".join(SEEDS) * 20
    index = TextIndex(text)
    for position in range(0, len(text), 997):
        index.word_at(position)
    index.next_word(0)
    for position in range(0, len(text), 97):
        index.word_at(position)
    assert len(index) > 100
    assert index.sentence_at(5) == sentences(text, 0, 200)[0]
