"""What the work costs (design: keys.md, section 7): each row by real keys at named places, Latin and Arabic.

Walking to the place is not counted. Every row is read back from the file and from the export.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtTest import QTest

from tests.e2e.driver import Arabic, Hands, Latin

pytestmark = pytest.mark.usefixtures("keyboard")

DENIAL = "هناك مساعي إيرانية روسية لدعم الاتفاق النووي والحفاظ عليه"
STRESS = "أنه لا تزال هناك فرصة للحفاظ على الاتفاق النووي"


@pytest.fixture(params=[Latin, Arabic], ids=["latin", "arabic"])
def keyboard(request: pytest.FixtureRequest, hands: Hands) -> None:
    """Both layouts."""
    hands.keys = request.param()


def exported_words(hands: Hands, thing: dict[str, Any]) -> str:
    """The words of an exported annotation, cut from the exported text at its offsets."""
    text = hands.line()["text"]
    return " … ".join(text[start:end] for start, end in (tuple(piece) for piece in _pieces(thing)))


def _pieces(thing: dict[str, Any]) -> list[list[int]]:
    return list(thing["fragments"])


def one_exported(hands: Hands, layer: str) -> dict[str, Any]:
    """The only thing of the layer in the exported article."""
    (thing,) = hands.line()[layer]
    return dict(thing)


@pytest.mark.parametrize(
    ("words", "nth", "key", "label", "marked"),
    [
        ("موسكو", 1, "4", "GPE", "موسكو"),
        ("وروسيا", 1, "4", "GPE", "روسيا"),
        ("للاتفاق", 1, "9", "LAW", "لاتفاق"),
        ("بوتين", 2, "1", "PERS", "بوتين"),
        ("ظريف", 1, "1", "PERS", "ظريف"),
    ],
)
def test_a_word_costs_one_key(hands: Hands, words: str, nth: int, key: str, label: str, marked: str) -> None:
    hands.caret_in(words, nth)
    assert hands.press(key) == 1
    (mention,) = hands.mentions()
    assert mention[:2] == (label, marked)
    exported = one_exported(hands, "entities")
    assert (exported["label"], exported_words(hands, exported)) == (label, marked)


@pytest.mark.parametrize("grow", ["[", "Ctrl+Shift+Left"])
def test_two_words_cost_two_keys(hands: Hands, grow: str) -> None:
    hands.caret_in("سيرغي لافروف")
    assert hands.press(grow, "1") == 2
    assert [mention[:2] for mention in hands.mentions()] == [("PERS", "سيرغي لافروف")]
    assert exported_words(hands, one_exported(hands, "entities")) == "سيرغي لافروف"


def test_three_words_cost_three_keys(hands: Hands) -> None:
    hands.caret_in("وزير الخارجية الإيراني")
    assert hands.press("[", "[", "2") == 3
    assert exported_words(hands, one_exported(hands, "entities")) == "وزير الخارجية الإيراني"


def test_a_kept_proclitic_costs_three_keys(hands: Hands) -> None:
    hands.caret_in("وروسيا")
    assert hands.press("Space", "X", "4") == 3
    assert [mention[:2] for mention in hands.mentions()] == [("GPE", "وروسيا")]
    assert exported_words(hands, one_exported(hands, "entities")) == "وروسيا"


def test_a_nested_mention_costs_two_keys(hands: Hands) -> None:
    hands.caret_in("وزير الخارجية الإيراني")
    hands.press("[", "[", "2")
    hands.caret_in("الخارجية")
    assert hands.press("Space", "3") == 2
    assert [m[:2] for m in hands.mentions()] == [("OCC", "وزير الخارجية الإيراني"), ("ORG", "الخارجية")]
    assert [exported_words(hands, thing) for thing in hands.line()["entities"]] == [
        "وزير الخارجية الإيراني",
        "الخارجية",
    ]


def make_speaker(hands: Hands) -> None:
    """Mark لافروف before his quotation."""
    hands.caret_in("لافروف: ")
    hands.press("1")


def test_a_claim_with_the_mention_before_it_costs_five_keys(hands: Hands) -> None:
    make_speaker(hands)
    hands.caret_in(DENIAL)
    assert hands.press("Space", "Space", "C", "Shift+W", "S") == 5
    (claim,) = hands.claims()
    assert hands.text[claim.start : claim.end] == DENIAL
    assert hands.words_of(claim, "source") == ["لافروف"]
    assert claim.attributes["source_form"] == "explicit"
    exported = one_exported(hands, "claims")
    assert exported_words(hands, exported) == DENIAL
    (source,) = exported["roles"]["source"]
    assert source["id"] == one_exported(hands, "entities")["id"]


def test_a_claim_of_the_same_speaker_costs_four_keys(hands: Hands) -> None:
    make_speaker(hands)
    hands.caret_in(DENIAL)
    hands.press("Space", "Space", "C", "Shift+W", "S", "Esc", "Esc")
    hands.caret_in("ولا تزال هناك فرصة لتحقيق", into=6)
    assert hands.press("Space", "Space", "C", "B") == 4
    first, second = hands.claims()
    assert hands.text[second.start : second.end] == "ولا تزال هناك فرصة لتحقيق هذا الهدف"
    assert second.roles["source"] == first.roles["source"]
    assert second.attributes["source_form"] == "implicit"
    assert [claim["attributes"]["source_form"] for claim in hands.line()["claims"]] == ["explicit", "implicit"]


def test_a_claim_from_a_drag_costs_two_keys(hands: Hands) -> None:
    make_speaker(hands)
    speaker = hands.span("لافروف: ")
    hands.pressed = 0
    hands.drag_words(DENIAL)
    hands.press("C")
    hands.click(hands.point(speaker.start + 2))
    hands.press("S")
    assert hands.pressed == 2
    (claim,) = hands.claims()
    assert hands.text[claim.start : claim.end] == DENIAL
    assert hands.words_of(claim, "source") == ["لافروف"]
    assert exported_words(hands, one_exported(hands, "claims")) == DENIAL


def test_a_cue_costs_one_key(hands: Hands) -> None:
    hands.caret_in(STRESS)
    hands.press("Space", "Space", "C")
    hands.caret_in("شدد وزير")
    assert hands.press("V") == 1
    (claim,) = hands.claims()
    assert hands.words_of(claim, "cue") == ["شدد"]
    (cue,) = one_exported(hands, "claims")["roles"]["cue"]
    assert exported_words(hands, cue) == "شدد"


def two_claims(hands: Hands) -> None:
    """Two claims in the article, the first selected."""
    hands.caret_in(STRESS)
    hands.press("Space", "Space", "C", "Esc")
    hands.caret_in(DENIAL)
    hands.press("Space", "Space", "C", "Esc", "Esc", "Shift+Q")


def test_a_relation_to_the_next_claim_costs_three_keys(hands: Hands) -> None:
    two_claims(hands)
    first, second = hands.claims()
    assert hands.desk.selected == first.id
    assert hands.press("R", "Q", "2") == 3
    (relation,) = hands.relations()
    assert (relation.label, {relation.head, relation.tail}) == ("contradicts", {first.id, second.id})
    exported = one_exported(hands, "relations")
    ends = {exported["head"]["id"], exported["tail"]["id"]}
    assert (exported["label"], ends) == ("contradicts", {first.id, second.id})


def test_saying_the_same_as_the_next_claim_costs_three_keys(hands: Hands) -> None:
    two_claims(hands)
    assert hands.press("E", "Q", "Enter") == 3
    first, second = hands.claims()
    assert first.cluster is not None
    assert first.cluster == second.cluster
    clusters = [claim["cluster"] for claim in hands.line()["claims"]]
    assert clusters == [first.cluster] * 2


def test_a_relation_into_another_article_costs_four_keys(hands: Hands) -> None:
    hands.article(1)
    hands.caret_in("نامل ان يكون لنا تعاون جيد")
    hands.press("Space", "Space", "C", "Esc")
    hands.article(0)
    hands.caret_in(STRESS)
    hands.press("Space", "Space", "C", "Esc")
    hands.caret_in(STRESS)
    start = hands.claims()[0]
    assert hands.press("R", "Ctrl+PgDown", "Q", "3") == 4
    end = hands.claims()[0]
    (relation,) = hands.relations()
    assert (relation.label, relation.head, relation.tail) == ("elaborates", start.id, end.id)
    home = next(line for line in hands.export() if line["key"] == start.article)
    (exported,) = home["relations"]
    ends = (exported["head"]["id"], exported["tail"]["id"])
    assert (exported["label"], *ends) == ("elaborates", start.id, end.id)
    assert exported["tail"]["article"] == hands.line()["id"]


def test_label_all_costs_three_keys(hands: Hands) -> None:
    hands.caret_in("إيران")
    hands.press("4")
    page = hands.window.doing.searching.page
    assert hands.press("L") == 1
    _wait(lambda: page.all is not None and page.all.is_listed)
    assert hands.press("Shift+Enter", "Ctrl+Enter") == 2
    _wait(lambda: not page.is_shown)
    marked = [one for line in hands.export() for one in line["entities"]]
    assert len(marked) == 23
    hands.press("Ctrl+Z")
    assert len([one for line in hands.export() for one in line["entities"]]) == 1


def _wait(until: Callable[[], bool]) -> None:
    """Wait for something that a thread does."""
    for _ in range(500):
        if until():
            return
        QTest.qWait(10)
    raise AssertionError("it did not come")


def test_an_article_done_costs_one_key(hands: Hands) -> None:
    first = hands.desk.article
    assert hands.press("Ctrl+D") == 1
    with hands.file() as project:
        articles = project.articles()
    assert [article.status.value for article in articles[:2]] == ["done", "new"]
    assert (articles[0].key, articles[1].key) == (first, hands.desk.article)
    assert hands.export()[0]["status"] == "done"
