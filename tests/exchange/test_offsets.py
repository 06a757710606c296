"""Offsets of other tools: every unit leads to the same words, and a wrong unit is found out by what is quoted."""

from __future__ import annotations

import pytest
from hashiya.domain.faults import Fault
from hashiya.exchange.offsets import LineEnds, Places, Quoted, Unit, edges, told, with_plain_newlines
from hashiya.exchange.wording import fault_sentence
from hashiya.resources.messages import Messages
from hypothesis import given
from hypothesis import strategies as st

TEXT = "قَالَ ظريف 😀😀😀 إنّ طهران.\nوأضاف 👩‍👩‍👧: لا.\n"
LETTERS = st.text(st.sampled_from("ابـَّ a\n😀👩\u200d\u06dd"), min_size=1)


def units_before(text: str, unit: Unit) -> int:
    """How many units the text has, counted by Python's own codecs."""
    if unit is Unit.UTF16:
        return len(text.encode("utf-16-le")) // 2
    return len(text.encode("utf-8")) if unit is Unit.UTF8 else len(text)


@pytest.mark.parametrize("unit", [Unit.CODEPOINT, Unit.UTF16, Unit.UTF8])
@given(text=LETTERS)
def test_edges_count_as_the_codecs_do(unit: Unit, text: str) -> None:
    assert list(edges(text, unit)) == [units_before(text[:place], unit) for place in range(len(text) + 1)]


@pytest.mark.parametrize("unit", list(Unit))
@given(text=LETTERS, data=st.data())
def test_a_place_comes_back_from_its_offset(unit: Unit, text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    counted = edges(text, unit)
    back = Places(text, unit).place(counted[place])
    assert back is not None
    assert counted[back] == counted[place]
    assert back <= place


@pytest.mark.parametrize("unit", list(Unit))
def test_offsets_outside_and_empty_ranges_are_none(unit: Unit) -> None:
    places = Places(TEXT, unit)
    for given_pieces in ([(-1, 2)], [(0, places.length + 1)], [(3, 3)], [(4, 2)], [(10**30, 10**31)]):
        assert places.pieces(given_pieces) is None
    assert places.pieces([(0, places.length)]) == [(0, len(TEXT))]


def test_the_middle_of_a_character_is_no_place() -> None:
    assert Places("😀ا", Unit.UTF16).place(1) is None
    assert Places("😀ا", Unit.UTF16).place(2) == 1
    assert [Places("با", Unit.UTF8).place(offset) for offset in range(5)] == [0, None, 1, None, 2]


def test_vowels_and_joined_emoji_are_one_grapheme_and_tatweel_is_its_own() -> None:
    assert Places("قَا", Unit.GRAPHEME).place(1) == 2
    assert Places("👩‍👩‍👧ا", Unit.GRAPHEME).place(1) == len("👩‍👩‍👧")
    assert Places("بـا", Unit.GRAPHEME).length == 3


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("line_ends", list(LineEnds))
@pytest.mark.parametrize("declared", list(Unit))
def test_the_quoted_words_tell_unit_and_line_ends(unit: Unit, line_ends: LineEnds, declared: Unit) -> None:
    raw = TEXT.replace("\n", "\r\n")
    counted = raw if line_ends is not LineEnds.ONE else TEXT
    known = edges(counted, unit)
    quoted = []
    # Most of the words stand behind an emoji and a line end: a half that agrees would let the declared unit stay.
    for word in ("ظريف", "وأضاف", "لا"):
        start = counted.index(word)
        quoted.append(Quoted([(known[start], known[start + len(word)])], word))
    places = told(raw, declared, quoted)
    for one in quoted:
        found = places.pieces(one.pieces)
        assert found is not None
        assert places.text[found[0][0] : found[0][1]] == one.text


def test_without_quotes_the_declared_unit_stays() -> None:
    assert told(TEXT, Unit.UTF16, []).unit is Unit.UTF16


@given(st.text(st.sampled_from("ا\r\n")))
def test_offsets_over_line_ends_stand_in_the_article_s_text(raw: str) -> None:
    places = Places(raw, Unit.CODEPOINT)
    assert places.text == with_plain_newlines(raw)
    reached = [places.place(offset) for offset in range(len(raw) + 1)]
    assert None not in reached
    assert reached[-1] == len(places.text)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("code", ["reading.unit_taken", "formats_doccano.unit_guessed"])
def test_what_offsets_count_is_said_in_words(language: str, code: str) -> None:
    messages = Messages(language, isolate=False)
    for unit in Unit:
        words = fault_sentence(Fault(code, found=f"{unit}, one", expected="utf16"), messages)
        counted = messages.text(f"reading.counted.{unit}")
        assert words.index(counted) < words.index(messages.text("reading.counted.utf16"), words.index(counted) + 1)
        assert f"{unit}, " not in words
