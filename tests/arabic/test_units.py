"""Code points and UTF-16 units of the same text."""

from __future__ import annotations

import pytest
from hashiya.arabic.units import UnitMap
from hashiya.domain.span import Span
from hypothesis import given

from tests.arabic.texts import SEEDS, texts


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(texts)
def test_every_position_agrees_with_the_encoded_text(text: str) -> None:
    units = UnitMap(text)
    for point in range(len(text) + 1):
        expected = utf16_length(text[:point])
        assert units.to_units(point) == expected
        assert units.to_points(expected) == point
    assert units.length == utf16_length(text)


def test_the_middle_of_a_pair_is_the_pair() -> None:
    units = UnitMap("a😀b😀")
    assert [units.to_points(unit) for unit in range(7)] == [0, 1, 1, 2, 3, 3, 4]
    assert units.span_of(2, 3) == Span(1, 2)
    assert units.span_of(1, 2) == Span(1, 2)
    assert units.span_of(0, 5) == Span(0, 4)
    assert units.units_of(Span(1, 4)) == (1, 6)


def test_a_text_without_astral_characters_counts_alike() -> None:
    for text in SEEDS:
        units = UnitMap(text)
        assert [units.to_units(point) for point in (0, 7, len(text))] == [0, 7, len(text)]


def test_an_empty_range_is_no_span() -> None:
    with pytest.raises(ValueError, match="not a span"):
        UnitMap("نص").span_of(1, 1)
