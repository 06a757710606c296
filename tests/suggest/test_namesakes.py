"""Mentions that name the same, and the new referents that are proposed for them."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.span import Span
from hashiya.suggest.lineup import Given, Lineup, Mention
from hashiya.suggest.namesakes import Group, groups_of, new_referents
from hashiya.suggest.referents import NAMED, Known, Register, Unreferred
from hypothesis import given
from hypothesis import strategies as st

RUSSIA = ReferentId("russia")


def text_of(*words: str, label: str = "PERS") -> list[Unreferred]:
    """Mentions with these words, one after the other; «words|ORG» has a label of its own, «words*» is no name."""
    found: list[Unreferred] = []
    for number, told in enumerate(words):
        name, _, other = told.partition("|")
        start = number * 100
        span = Span(start, start + len(name))
        found.append(
            Unreferred(
                AnnotationId(f"m{number}"), other or label, span, name.rstrip("*"), is_name=not name.endswith("*")
            )
        )
    return found


def told(groups: list[Group]) -> list[tuple[str, tuple[str, ...], int]]:
    """Name, aliases and number of mentions of each group."""
    return [(one.name, one.aliases, len(one.mentions)) for one in groups]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["إيران", "إيران"], [("إيران", (), 2)]),
        (["إيران"], []),
        (["إيران", "روسيا"], []),
        (["إيران", "ايران", "إيـران"], [("إيران", (), 3)]),
        (["ايران", "إيران", "إيران"], [("إيران", (), 3)]),
        (["أميركا", "أمريكا", "أمريكا"], [("أمريكا", ("أميركا",), 3)]),
        (["الولايات المتحدة", "الولايات\nالمتحدة"], [("الولايات المتحدة", (), 2)]),
        (["روسيا", "وروسيا"], [("روسيا", (), 2)]),
        (["وروسيا", "وروسيا", "روسيا"], [("روسيا", (), 3)]),
        (["إيران", "لإيران"], [("إيران", (), 2)]),
        (["واشنطن", "واشنطن"], [("واشنطن", (), 2)]),
        (["كندا", "ندا"], []),
        (["روسيا", "روسيا|ORG"], []),
        (["روسيا", "روسيا|ORG", "روسيا", "روسيا|ORG"], [("روسيا", (), 2), ("روسيا", (), 2)]),
        (["كوريا الشمالية", "كوريا الجنوبية"], []),
        (["…", "…"], []),
        (["و", "و"], []),
    ],
)
def test_places(words: list[str], wanted: list[tuple[str, tuple[str, ...], int]]) -> None:
    assert told(groups_of(text_of(*words, label="GPE"))) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["سيرغي لافروف", "لافروف", "لافروف"], [("سيرغي لافروف", (), 3)]),
        (["لافروف", "سيرغي لافروف"], [("سيرغي لافروف", (), 2)]),
        (["لافروف", "سيرغي لافروڤ", "لافروف"], [("سيرغي لافروڤ", (), 3)]),
        (["سيرغي لافروف", "سيرجي لافروف", "سيرغي لافروف"], [("سيرغي لافروف", ("سيرجي لافروف",), 3)]),
        (["ميخائيل غورباتشوف", "ميخائيل جورباتشوف", "جورباتشوف"], [("ميخائيل غورباتشوف", ("ميخائيل جورباتشوف",), 3)]),
        (["محمد جواد ظريف", "جواد ظريف", "ظريف"], [("محمد جواد ظريف", (), 3)]),
        (["لافروف", "لافروف"], [("لافروف", (), 2)]),
        # Of two nobody is told apart.
        (["بيل كلينتون", "هيلاري كلينتون", "كلينتون", "كلينتون"], []),
        (
            ["بيل كلينتون", "هيلاري كلينتون", "كلينتون", "كلينتون", "بيل كلينتون"],
            [("بيل كلينتون", (), 2)],
        ),
        (["محمد ظريف", "جواد ظريف", "علي جواد ظريف", "ظريف"], [("علي جواد ظريف", (), 2)]),
        # A given name is many people's.
        (["صدام حسين", "صدام", "صدام", "حسين"], [("صدام حسين", (), 2)]),
        (["محمد علي", "علي محمد", "محمد", "علي"], []),
        # What belongs to the next word is no name before a surname.
        (["محمد بن سلمان", "سلمان", "سلمان"], [("سلمان", (), 2)]),
        (["محمد بن سلمان", "بن سلمان"], [("محمد بن سلمان", (), 2)]),
        (["عبد الله", "الله"], []),
        (["حسن روحاني", "حسين روحاني"], []),
        (["سلمان", "سليمان"], []),
        (["كريم", "ريم"], []),
        (["وسام", "سام"], []),
        (["ظريف", "الوزير*", "الوزير*"], []),
    ],
)
def test_persons(words: list[str], wanted: list[tuple[str, tuple[str, ...], int]]) -> None:
    assert told(groups_of(text_of(*words))) == wanted


@pytest.mark.parametrize(
    ("words", "label", "count"),
    [
        ("وزير الخارجية", "OCC", 0),
        ("أمس", "DATE", 0),
        ("الإيرانية", "NORP", 0),
        ("الحوثيون", "NORP", 0),
        ("الأكراد", "NORP", 1),
        ("الاتفاق النووي", "LAW", 1),
    ],
)
def test_what_has_a_name_of_its_own(words: str, label: str, count: int) -> None:
    assert len(groups_of(text_of(words, words, label=label))) == count


def test_a_number_has_no_other_spelling() -> None:
    assert groups_of(text_of("القرار 1559", "القرار 159", label="LAW")) == []
    assert len(groups_of(text_of("القرار 2231", "القرار ٢٢٣١", label="LAW"))) == 1


def test_a_surname_of_a_long_list_of_words_is_not_looked_for() -> None:
    assert groups_of(text_of(" ".join(["محمد"] * 400 + ["ظريف"]), "ظريف")) == []


def test_scores_fall_with_what_was_taken_for_granted() -> None:
    same, surname, spelled, sounding = (
        groups_of(text_of(*words))[0].score
        for words in (
            ("علي لاريجاني", "علي لاريجاني"),
            ("علي لاريجاني", "لاريجاني"),
            ("بنيامين نتنياهو", "بنيامين نتانياهو", "نتنياهو"),
            ("سيرغي لافروف", "سيرجي لافروف"),
        )
    )
    assert 1 > same > surname > spelled > sounding > 0.5


def within(position: str, body: str, start: int) -> list[Unreferred]:
    """A position that begins there, with a body that it ends with."""
    at = start + position.index(body)
    return [
        Unreferred(AnnotationId(f"p{start}"), "OCC", Span(start, start + len(position)), position),
        Unreferred(AnnotationId(f"b{start}"), "ORG", Span(at, at + len(body)), body),
    ]


@pytest.mark.parametrize(
    ("position", "body", "count"),
    [
        ("وزير الخارجية", "الخارجية", 0),
        ("المتحدث باسم الخارجية", "الخارجية", 0),
        ("وزيرة الشؤون الخارجية", "الشؤون الخارجية", 0),
        ("رئيس مجلس الأمن", "مجلس الأمن", 1),
    ],
)
def test_a_body_that_only_its_position_tells_apart_gets_none(position: str, body: str, count: int) -> None:
    assert len(groups_of([*within(position, body, 0), *within(position, body, 100)])) == count
    # Elsewhere it may be either of the two.
    alone = Unreferred(AnnotationId("alone"), "ORG", Span(200, 200 + len(body)), body)
    assert len(groups_of([*within(position, body, 0), alone])) == count


def test_a_body_beside_a_position_is_its_own() -> None:
    apart = text_of("الخارجية", "الخارجية", label="ORG")
    assert len(groups_of([*within("وزير الدفاع", "الدفاع", 1000), *within("وزير المالية", "المالية", 50), *apart])) == 1


def test_an_article_that_a_preposition_has_cut_is_whole_in_the_name() -> None:
    text = "العودة للاتفاق النووي، والاتفاق النووي، وللاتفاق النووي"
    words = ("لاتفاق النووي", "الاتفاق النووي", "لاتفاق النووي")
    mentions, at = [], 0
    for number, one in enumerate(words):
        at = text.index(one, at)
        mentions.append(Mention(AnnotationId(str(number)), "LAW", Span(at, at + len(one))))
        at += len(one)
    (proposal,) = (one for one in Lineup().propose(Given(text=text, mentions=tuple(mentions))) if one.new_referent)
    assert proposal.new_referent is not None
    assert proposal.new_referent.name == "الاتفاق النووي"
    assert len(proposal.new_referent.mentions) == 3


# What the register says


def test_a_new_referent_is_proposed_at_the_first_mention_for_all() -> None:
    mentions = text_of("لافروف", "سيرغي لافروف", "روسيا|GPE")
    (one,) = new_referents(mentions, Register())
    assert (one.mention, one.fragments, one.referent) == (mentions[0].id, (mentions[0].span,), None)
    assert one.new_referent is not None
    assert one.new_referent.mentions == {mentions[0].id: mentions[0].span, mentions[1].id: mentions[1].span}


@pytest.mark.parametrize(
    ("name", "label", "count"),
    [
        ("روسيا", "GPE", 0),
        ("روسيا", None, 0),
        ("رّوسيا", "GPE", 0),
        ("روسيا", "ORG", 1),
        ("روسيا البيضاء", "GPE", 1),
    ],
)
def test_what_the_register_knows_gets_no_new_referent(name: str, label: str | None, count: int) -> None:
    register = Register.of([Known(RUSSIA, (name,), label)], {})
    assert len(new_referents(text_of("روسيا", "روسيا", label="GPE"), register)) == count


def test_a_name_that_two_referents_have_is_known() -> None:
    known = [Known(RUSSIA, ("محمد علي",), "PERS"), Known(ReferentId("other"), ("محمد علي",), "PERS")]
    assert new_referents(text_of("محمد علي", "محمد علي"), Register.of(known, {})) == []


def test_what_a_mention_is_called_by_that_has_a_referent_is_known() -> None:
    called = {("لافروف", "PERS"): Counter({RUSSIA: 1})}
    register = Register.of([Known(RUSSIA, ("وزير الخارجية",), "PERS")], called)
    assert new_referents(text_of("لافروف", "سيرغي لافروف"), register) == []


def test_where_one_of_them_has_a_referent_no_new_one_is_needed() -> None:
    first, *others = text_of("سيرغي لافروف", "لافروف", "لافروف")
    referred = Unreferred(first.id, first.label, first.span, first.words, RUSSIA)
    assert new_referents([referred, *others], Register()) == []


# Whatever the names are

WORDS = st.lists(
    st.sampled_from(
        ["سيرغي", "سيرجي", "لافروف", "لافروڤ", "بن", "وروسيا", "روسيا", "محمد", "إيران", "ايران", "ل", "١٢", "x"]
    ),
    min_size=1,
)
NAMES = st.lists(st.tuples(WORDS.map(" ".join), st.sampled_from(sorted({*NAMED, "DATE"}))), max_size=30)


@given(NAMES, st.randoms(use_true_random=False))
def test_groups_share_no_mention_and_do_not_depend_on_order(names: list[tuple[str, str]], chance: Random) -> None:
    mentions = text_of(*(f"{words}|{label}" for words, label in names))
    groups = groups_of(mentions)
    grouped = [one.id for group in groups for one in group.mentions]
    assert len(grouped) == len(set(grouped))
    for group in groups:
        assert len(group.mentions) >= 2
        assert {one.label for one in group.mentions} == {group.label}
        assert list(group.mentions) == sorted(group.mentions, key=lambda one: one.span.start)
        assert group.name not in group.aliases
        assert 0 < group.score < 1
    shuffled = mentions.copy()
    chance.shuffle(shuffled)
    assert groups_of(shuffled) == groups


@given(st.lists(st.text(max_size=12), max_size=12))
def test_any_text_is_taken(names: list[str]) -> None:
    mentions = [
        Unreferred(AnnotationId(str(at)), "PERS", Span(at * 20, at * 20 + max(1, len(name))), name)
        for at, name in enumerate(names)
    ]
    for one in new_referents(mentions, Register()):
        assert one.new_referent is not None
        assert one.new_referent.name.strip()
