"""Who a mention stands for, in whichever spelling."""

from __future__ import annotations

from collections import Counter

import pytest
from hashiya.domain.ids import AnnotationId, ReferentId
from hashiya.domain.span import Span
from hashiya.suggest.referents import Known, Referents, Register, Unreferred, is_other_spelling, skeleton_of

LAVROV, IRAN, RUSSIA, AMERICA = (ReferentId(name) for name in ("lavrov", "iran", "russia", "america"))
KNOWN = [
    Known(LAVROV, ("سيرغي لافروف",), "PERS"),
    Known(IRAN, ("إيران", "الجمهورية الإسلامية"), "GPE"),
    Known(RUSSIA, ("روسيا",), "GPE"),
    Known(AMERICA, ("الولايات المتحدة", "أمريكا"), "GPE"),
]


def mention(words: str, label: str, referent: ReferentId | None = None, at: int = 0) -> Unreferred:
    """A mention with these words."""
    return Unreferred(AnnotationId(f"{words}{at}"), label, Span(at, at + len(words)), words, referent)


def found(*mentions: Unreferred, called: dict[tuple[str, str], Counter[ReferentId]] | None = None) -> list[str | None]:
    """The referents that are proposed, in the order of the mentions that have none."""
    proposals = {one.mention: one.referent for one in Referents(Register.of(KNOWN, called or {})).assign(mentions)}
    return [proposals.get(one.id) for one in mentions if one.referent is None]


@pytest.mark.parametrize(
    ("words", "label", "wanted"),
    [
        ("ايران", "GPE", IRAN),
        ("إيـران", "GPE", IRAN),
        ("الجمهورية الاسلامية", "GPE", IRAN),
        ("أميركا", "GPE", AMERICA),
        ("امريكا", "GPE", AMERICA),
        ("سيرجي لافروف", "PERS", LAVROV),
        ("سيرجي لافرونف", "PERS", None),
        ("سيغري لافروف", "PERS", None),
        ("سيرغي لافروڤ", "PERS", LAVROV),
        ("لافروف", "PERS", None),
        ("الإيرانية", "NORP", IRAN),
        ("الروسي", "NORP", RUSSIA),
        ("الأمريكيون", "NORP", AMERICA),
        ("الفرنسي", "NORP", None),
        ("إيران", "ORG", None),
        ("وزير الخارجية", "OCC", None),
        ("أمس", "DATE", None),
    ],
)
def test_the_referent_of_a_mention(words: str, label: str, wanted: ReferentId | None) -> None:
    assert found(mention(words, label)) == [wanted]


def test_a_surname_stands_for_the_person_whom_the_article_names_in_full() -> None:
    assert found(mention("سيرغي لافروف", "PERS", LAVROV), mention("لافروف", "PERS", at=40)) == [LAVROV]


def test_what_mentions_were_called_counts_and_a_tie_is_left_open() -> None:
    called = {("المرشد", "PERS"): Counter({LAVROV: 2})}
    assert found(mention("المرشد", "PERS"), called=called) == [LAVROV]
    both = {("الرئيس", "PERS"): Counter({LAVROV: 1, IRAN: 1}), ("القائد", "GPE"): Counter({IRAN: 1, RUSSIA: 1})}
    assert found(mention("القائد", "GPE"), called=both) == [None]


def test_a_mention_that_has_a_referent_gets_no_other() -> None:
    assert Referents(Register.of(KNOWN, {})).assign([mention("ايران", "GPE", RUSSIA)]) == []


def test_skeletons_of_spellings_agree_and_of_other_names_do_not() -> None:
    assert skeleton_of("امريكا") == skeleton_of("اميركا")
    assert skeleton_of("امريكا") != skeleton_of("افريقيا")
    assert skeleton_of("لافروف") != skeleton_of("كالافروف")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("امريكا", "اميركا", True),
        ("ميخاييل غورباتشوف", "ميخاييل جورباتشوف", True),
        ("بنيامين نتنياهو", "بنيامين نتانياهو", True),
        ("جمال", "غمال", False),
        ("حسن علي", "حسين علي", False),
        ("محمد الخاتمي", "محمود الخاتمي", False),
        ("جمال ناصر", "جمال نصر", False),
        ("سلمان", "سليمان", False),
        ("ايران", "العراق", False),
        ("مصر", "قطر", False),
    ],
)
def test_other_spellings(one: str, other: str, same: bool) -> None:
    assert is_other_spelling(one, other) is same


def test_one_spelling_with_a_referent_is_enough_for_all_the_others_of_the_project() -> None:
    america = [mention("أميركا", "GPE"), mention("امريكا", "GPE", at=20), mention("الأميركيون", "NORP", at=40)]
    assert found(*america) == [AMERICA, AMERICA, AMERICA]
