"""What the rule engines propose, sentence by sentence; and what holds for every text."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from types import FrameType

import pytest
from hashiya.arabic.clusters import is_edge
from hashiya.domain.ids import ReferentId
from hashiya.domain.span import Span
from hashiya.suggest.merging import ENGINES, propose_entities, rule_engines
from hashiya.suggest.proposal import Confirmed, Proposal, Reading
from hypothesis import given, settings
from hypothesis import strategies as st

CASES = tomllib.loads((Path(__file__).parent / "entity_cases.toml").read_text("utf-8"))
MARK = re.compile(r"\[([A-Z]+) |\]")

Marks = set[tuple[int, int, str]]


def unmarked(case: str) -> tuple[str, Marks]:
    """The plain text of a case, and its marks."""
    text = ""
    done = 0
    marks: Marks = set()
    open_marks: list[tuple[int, str]] = []
    for found in MARK.finditer(case):
        text += case[done : found.start()]
        done = found.end()
        if found[1]:
            open_marks.append((len(text), found[1]))
        else:
            start, label = open_marks.pop()
            marks.add((start, len(text), label))
    return text + case[done:], marks


def proposed(text: str, *, confirmed: tuple[Confirmed, ...] = (), skipped: tuple[Span, ...] = ()) -> list[Proposal]:
    return propose_entities(Reading(text, skipped=skipped), rule_engines(confirmed))


def spans(proposals: list[Proposal]) -> Marks:
    return {(one.start, one.end, one.label) for one in proposals}


@pytest.mark.parametrize(("kind", "case"), [(kind, case) for kind, cases in CASES.items() for case in cases])
def test_sentences_get_these_proposals_and_no_others(kind: str, case: str) -> None:
    text, marks = unmarked(case)
    found = {(text[start:end], start, label) for start, end, label in spans(proposed(text))}
    assert found == {(text[start:end], start, label) for start, end, label in marks}, kind


@pytest.mark.parametrize("case", ["خلال الثلاثي الرابع من", *(case for cases in CASES.values() for case in cases)])
def test_a_sentence_that_is_cut_at_any_word_is_read(case: str) -> None:
    text, _ = unmarked(case)
    for end in [place for place, letter in enumerate(text) if letter == " "] + [len(text)]:
        assert all(one.end <= end for one in proposed(text[:end]))


def test_a_case_is_read_with_its_nested_marks() -> None:
    assert unmarked("ل[OCC وزير [ORG المالية]] قال") == ("لوزير المالية قال", {(1, 13, "OCC"), (6, 13, "ORG")})


def test_engines_have_the_names_of_the_settings() -> None:
    assert tuple(engine.name for engine in rule_engines()) == ENGINES


def test_each_engine_proposes_its_own_part() -> None:
    text = "قال الرئيس الروسي فلاديمير بوتين أمس إن 13 شخصا في دمشق"
    parts = {engine.name: spans(list(engine.propose(Reading(text)))) for engine in rule_engines()}
    assert {label for _, _, label in parts["dates"]} == {"DATE"}
    assert {label for _, _, label in parts["numbers"]} == {"CARDINAL"}
    assert {label for _, _, label in parts["persons"]} == {"PERS"}
    assert {label for _, _, label in parts["titles"]} == {"OCC"}
    assert {label for _, _, label in parts["gazetteer"]} == {"NORP", "GPE"}
    assert spans(proposed(text)) == set().union(*parts.values())


def test_what_is_confirmed_is_found_again_with_its_referent() -> None:
    referent = ReferentId("019ab000-0000-7000-8000-000000000001")
    confirmed = (Confirmed("حركة النهوض الجديد", "ORG", referent),)
    found = proposed("قالت وحركه النهوض الجديد إن", confirmed=confirmed)
    assert [(one.engine, one.label, one.referent) for one in found] == [("names", "ORG", referent)]


def test_a_common_noun_confirmed_once_does_not_flood() -> None:
    confirmed = (Confirmed("الاجتماع", "EVENT"), Confirmed("المفاعلين", "FAC"))
    found = proposed("المفاعلين في المدينة والمفاعلين", confirmed=confirmed)
    assert [one for one in found if one.engine == "names"] == []


def test_what_was_confirmed_inside_a_longer_name_alone_is_not_looked_for() -> None:
    confirmed = (Confirmed("عملية شروق", "EVENT"), Confirmed("شروق", "GPE"))
    found = proposed("عند شروق الشمس", confirmed=confirmed)
    assert [one for one in found if one.engine == "names"] == []


def test_boilerplate_is_skipped() -> None:
    text = "دمشق وباريس"
    assert [one.label for one in proposed(text, skipped=(Span(0, 4),))] == ["GPE"]


def test_descriptions_say_so() -> None:
    found = [one for one in proposed("مع نظيره الروسي في") if one.label == "PERS"]
    assert [dict(one.attributes) for one in found] == [{"mention": "description"}]


@pytest.mark.parametrize(
    ("text", "label"), [("أمن المنطقة", "LOC"), ("خلال زيارة سيرغي لافروف", "EVENT"), ("في جلسة 22 شباط", "EVENT")]
)
def test_a_place_meant_and_a_visit_are_descriptions(text: str, label: str) -> None:
    found = [one for one in proposed(text) if one.label == label]
    assert [dict(one.attributes) for one in found] == [{"mention": "description"}]


@pytest.mark.parametrize("text", ["أكدت شركة فايزر ذلك وقالت الشركة نعم", "رفضت الحكومة المصرية ذلك وقالت الحكومة نعم"])
def test_a_body_by_its_kind_alone_is_a_description(text: str) -> None:
    found = [one for one in proposed(text) if one.label == "ORG"]
    assert [dict(one.attributes) for one in found] == [{}, {"mention": "description"}]


WORDS = """
قال الرئيس الروسي وزير الخارجية وروسيا للاتفاق النووي القرار الـ 2231 أمس الاثنين مساء ٢٢ يوليو/تموز شركة «تاس»
مليار دولار محمد بن عبد أبو على مكتبة مقر ولي العهد نظيره التركي نيوز 5 × = % ٪ . ، A320 کشور پاکستان ہے
الساعة 10 يومي مطلع القرن الربع الأول من السفير في لدى المتحدث باسم إلى جامعة زيارة
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", "\u064b", "\u0640", "\u200f", "\ufefb", "😀"])
ENGINES_ALONE = rule_engines()
ENGINES_WITH_NAMES = rule_engines((Confirmed("ولي العهد", "OCC"), Confirmed("بن عبد", "PERS"), Confirmed("😀", "ORG")))


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
    )
)
def test_every_text_gets_whole_spans_inside_it(text: str) -> None:
    for engines in (ENGINES_ALONE, ENGINES_WITH_NAMES):
        found = propose_entities(Reading(text), engines)
        for one in found:
            assert 0 <= one.start < one.end <= len(text)
            assert is_edge(text, one.start)
            assert is_edge(text, one.end)
        places = [(one.start, one.end) for one in found]
        assert len(set(places)) == len(places)
        for a in found:
            for b in found:
                assert not a.start < b.start < a.end < b.end, "no two cross"


REPEATED = [
    "وزير الخارجية الروسي ", "محمد ", "ا", "، ", "\u064b", "5 ", "555 ", "الرئيس ", "وزير ", "مجلس ", "عبد الله بن ",
    "و", "«تاس» ", "الدولي ", "الروسي ", "السابق ", "كانون ", "ثلاث ", "مليون ", "قال ", "شركة ", "نهر ", "من ",
    "الأول من ",
]  # fmt: skip


@pytest.mark.parametrize("unit", REPEATED)
def test_the_work_grows_with_the_text_and_no_faster(unit: str) -> None:
    def work(length: int) -> int:
        """The calls that Python made; unlike time, the same on every machine."""
        calls = 0

        def count(_frame: FrameType, _event: str, _argument: object) -> None:
            nonlocal calls
            calls += 1

        reading = Reading((unit * (length // len(unit) + 1))[:length])
        previous = sys.getprofile()
        sys.setprofile(count)
        try:
            propose_entities(reading, ENGINES_ALONE)
        finally:
            sys.setprofile(previous)
        return calls

    assert work(8_000) < 5 * work(2_000) + 2_000
