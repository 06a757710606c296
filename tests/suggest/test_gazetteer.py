"""The names that come with the program, and how they are found."""

from __future__ import annotations

import tomllib

import pytest
from hashiya.arabic.folding import fold, fold_key
from hashiya.resources import resource
from hashiya.suggest.gazetteer import Gazetteer, nationals
from hashiya.suggest.nisba import derived, inflected
from hashiya.suggest.tokens import Tokens, stems

LINES = [line.split("\t") for line in resource("gazetteer/names.tsv").read_text("utf-8").splitlines()]


def test_every_name_is_folded_and_has_a_label_of_the_scheme() -> None:
    scheme = tomllib.loads(resource("schemes/news-claims.toml").read_text("utf-8"))
    labels = {label["key"] for label in scheme["entities"]["labels"]} | {"NISBA"}
    assert {label for label, _ in LINES} <= labels
    assert [name for _, name in LINES if fold_key(name) != name] == []
    assert len(LINES) > 4_000


def test_no_common_word_is_a_city() -> None:
    cities = {name for label, name in LINES if label == "GPE" and " " not in name}
    assert cities & {"ثوره", "الخمس", "بورصه", "المدينه", "صور"} == set()


@pytest.mark.parametrize(
    ("name", "adjective"),
    [("روسيا", "روسي"), ("إيران", "ايراني"), ("الصين", "صيني"), ("ألمانيا", "الماني"), ("كوريا الجنوبية", None)],
)
def test_adjectives_are_derived_from_states(name: str, adjective: str | None) -> None:
    assert derived(name) == adjective


def test_adjectives_are_inflected_with_and_without_the_article() -> None:
    assert {"روسي", "روسيه", "الروسيين", "الروسيات", "روسيون"} <= set(inflected("روسي"))
    assert "الامريكيه" in nationals()
    assert "ماليه" not in nationals()


def test_the_longest_name_stands_then_the_least_cut() -> None:
    gazetteer = Gazetteer([("مجلس الامن", "ORG"), ("مجلس الامن القومي", "ORG"), ("لبنان", "GPE"), ("بنان", "GPE")])
    found = gazetteer.matches(Tokens(fold("مجلس الأمن القومي ولبنان")))
    assert [(match.first, match.end, match.cut) for match in found if match] == [(0, 3, 0), (3, 4, 1)]


def test_a_name_does_not_go_on_across_a_comma() -> None:
    gazetteer = Gazetteer([("كوريا الجنوبيه", "GPE")])
    assert [match for match in gazetteer.matches(Tokens(fold("كوريا، الجنوبية"))) if match] == []


def test_of_the_agreement_begins_at_its_second_letter() -> None:
    assert (1, "الاتفاق") in stems("للاتفاق")
    assert (2, "الاتفاق") in stems("وللاتفاق")
    assert (1, "اللجنه") in stems("للجنه")
