"""Scores tell how often a rule is right, and only sure rules pass the line above which many are accepted."""

from __future__ import annotations

import pytest
from hashiya.suggest.merging import propose_entities, rule_engines
from hashiya.suggest.proposal import Reading
from hashiya.suggest.reliability import SURE, reliability


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("أعلنت الشركة ارتفاع أرباحها 12% يوم الثلاثاء 5 مارس 2024.", {"PERCENT", "DATE"}),
        ("التقى الوفد في معرض الكتاب.", set[str]()),
    ],
)
def test_only_what_is_nearly_always_right_is_sure(text: str, sure: set[str]) -> None:
    assert {one.label for one in propose_entities(Reading(text), rule_engines()) if one.score > SURE} == sure


def test_what_was_never_measured_is_not_sure() -> None:
    assert reliability("gazetteer", "WEBSITE", 0.96) < SURE
    assert reliability("persons", "PERS", 0.99) < SURE


def test_a_confirmed_name_keeps_its_score() -> None:
    assert reliability("names", "PERS", 0.9) == 0.9
