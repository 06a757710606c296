"""No text makes the engine fail, and what it proposes lies in the text."""

from __future__ import annotations

import pytest
from hashiya.arabic.clusters import snap_to_clusters
from hashiya.domain.span import Span, are_fragments, hull
from hashiya.suggest.claims import ReportedSpeech
from hashiya.suggest.lineup import Given, Lineup
from hashiya.suggest.proposal import Proposal, Reading
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.suggest.claims.cases import Case, cases

PIECES = [
    "قال", "وأضاف", "أكد", "مؤكدًا", "ووصف", "اعتبر", "نقلت", "عن", "قوله", "إن", "أن", "بأنه", "على", "إلى", "ضرورة",
    "الوزير", "وزير", "ظريف", "كان", "قد", "وكان", "بحسب", "وفقًا", "حسب ما أفادت", "على حد قوله", "السلام", "بالسلام",
    "«", "»", "“", "”", '"', "،", ":", ".", "..", "؟", "(", ")", " - ", "\n", "و", "ـ", "\u064b", "\u200f", "\u202b",
    "Reuters", "2020", "٪", "😀", "گفت", "کہا", "\u0640\u0640", "\u00a0", "\ufefb", "هكذا", "التي", "أمس", "كما",
    "لـ", "«النهار»", "واتهم", "لم", "ينف", "أما", "فقد", "حث", "بالقول", "في بيان له", "جاء", "وفق ما نقلته", "أحد",
    "ما", "وهو ما", "اعتبره", "وصفها", "تردد", "تناقلته", "تم تداوله", "رفض", "''", "دراسة", "وجدت", "تقول", "يتوقعون",
    "محللون", "في تصريحات", "معلقا", "إلا", "د.", "الربع الأول من", "البعض", "هكذا تقول فاطمة", "حمل", "المسؤولية",
    "سكان", "المدينة", "برّي", "تنتقد", "والمعارضة", "نقيبها", "محمد", "لكن", "السلطات", "بـ", "الذي", "طلب", "عدم",
    "هل", "عما", "بألا", "فحسب", "فيه", "أصدرت", "بيانا", "الزهيري", "ذات", "كل من", "لأن", "؛", "صادر", "اتهم", "طالب",
    "في هذا السياق", "بقوله", "أنه: ", "تصريحاته", "التأكيد", "معتبرين", "واختتم",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


def check(text: str, proposal: Proposal) -> None:
    for fragments in (proposal.fragments, *(one for filler in proposal.roles.values() for one in filler)):
        assert are_fragments(fragments)
        for span in fragments:
            assert span.end <= len(text)
            assert snap_to_clusters(text, span) == span
            assert not span.of(text)[0].isspace()
            assert not span.of(text)[-1].isspace()
    assert 0 < proposal.score <= 1


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.data())
def test_any_text_is_read(text: str, data: st.DataObject) -> None:
    places = st.integers(0, max(len(text) - 1, 0))
    pairs = data.draw(st.lists(st.tuples(places, st.integers(1, 12)), max_size=6)) if text else []
    mentions = [
        (snap_to_clusters(text, Span(start, min(start + length, len(text)))), label)
        for (start, length), label in zip(pairs, ["PERS", "OCC", "ORG", "GPE", "DATE", "LAW"], strict=False)
        if text[start : start + length].strip() == text[start : start + length]
    ]
    for proposal in ReportedSpeech().propose(Reading(text, mentions=mentions)):
        check(text, proposal)


@pytest.mark.parametrize("piece", ["قال ان ", "وقال «نعم ", "(قال إن) ", 'أكد "نعم" ', "بحسب المصدر ، ", "ا", "«", " "])
def test_one_endless_line_is_read(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    for proposal in list(ReportedSpeech().propose(Reading(text)))[:50]:
        check(text, proposal)


@pytest.mark.parametrize("verb", ["اتهم", "وصف", "طالب", "قال", "نفى", "وجدد", "بحسب"])
def test_a_word_of_marks_alone_is_passed_over(verb: str) -> None:
    for text in (f"{verb} ـــ الحكومة بالتقصير", f"{verb} الحكومة ـــ", f"{verb} \u0640 بالتقصير، أن"):
        for proposal in ReportedSpeech().propose(Reading(text)):
            check(text, proposal)


def test_a_preposition_that_stands_alone_before_a_quoted_name_is_passed_over() -> None:
    text = "توقفت المحطة عن العمل، وفقًا لـ«النهار» أمس."
    found = [
        p for p in ReportedSpeech().propose(Reading(text, mentions=[(Span(32, 38), "ORG")])) if p.roles.get("source")
    ]
    assert [text[s.start : s.end] for p in found for filler in p.roles["source"] for s in filler] == ["النهار"]


def test_what_nobody_should_annotate_is_skipped() -> None:
    text = "قال الوزير إن الاتفاق قريب."
    assert ReportedSpeech().propose(Reading(text))
    assert not ReportedSpeech().propose(Reading(text, skipped=[Span(0, 4)]))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.style)
def test_a_sentence_that_is_cut_at_any_word_is_read(case: Case) -> None:
    lineup = Lineup()
    for end in [place for place, letter in enumerate(case.text) if letter == " "]:
        for proposal in lineup.propose(Given(text=case.text[:end])):
            assert hull(proposal.fragments).end <= end
