"""Claims: content, roles with and without selection, same speaker, clusters."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import Filler

from tests.e2e.driver import Hands

CONTENT = "هناك مساعي إيرانية روسية"


@pytest.fixture
def claim(hands: Hands) -> Hands:
    """An open claim, just made."""
    hands.caret_in(CONTENT)
    hands.press("Space", "Space", "C")
    return hands


def test_the_content_leaves_quotation_marks_out(hands: Hands) -> None:
    quoted = hands.text[hands.text.index('"إن هناك') : hands.text.index('أخلاقية."') + len('أخلاقية."')]
    span = hands.span(quoted)
    hands.viewer.set_selection(span)
    hands.press("C")
    (claim,) = hands.claims()
    assert hands.text[claim.start : claim.end] == quoted.strip('".')


def test_a_claim_without_a_selection_takes_the_clause(hands: Hands) -> None:
    hands.caret_in(CONTENT)
    hands.press("C")
    (claim,) = hands.claims()
    assert hands.text[claim.start : claim.end].startswith(CONTENT)
    hands.press("Esc", "Esc")
    hands.caret_in(CONTENT)
    hands.press("C")
    assert len(hands.claims()) == 1
    assert hands.said().endswith("نفسه على هذا المقطع موجود.")


def test_roles_take_selection_mention_and_word(claim: Hands) -> None:
    hands = claim
    hands.caret_in("وقال لافروف")
    hands.press("V")
    hands.drag_words("نظيره الروسي فلاديمير بوتين")
    hands.press("D")
    hands.caret_in("فلاديمير بوتين")
    hands.press("[", "1", "T")
    (found,) = hands.claims()
    assert hands.words_of(found, "cue") == ["قال"]
    assert hands.words_of(found, "addressee") == ["نظيره الروسي فلاديمير بوتين"]
    assert hands.words_of(found, "target") == ["فلاديمير بوتين"]
    assert found.fillers("target")[0].annotation is not None


def test_a_selection_on_a_mention_is_the_mention(claim: Hands) -> None:
    hands = claim
    hands.caret_in("سيرغي لافروف")
    hands.press("[", "1")
    hands.drag_words("سيرغي لافروف")
    hands.press("S")
    (found,) = hands.claims()
    assert found.fillers("source") == (Filler(annotation=found.fillers("source")[0].annotation),)


def test_a_split_cue_is_two_presses_and_a_third_takes_one_away(claim: Hands) -> None:
    hands = claim
    hands.caret_in("وكان الرئيس")
    hands.press("V")
    hands.caret_in("أشاد في اتصال")
    hands.press("V")
    assert hands.words_of(hands.claims()[0], "cue") == ["كان", "أشاد"]
    hands.press("V")
    assert hands.words_of(hands.claims()[0], "cue") == ["كان"]


def test_a_time_is_replaced_as_the_scheme_has_one(claim: Hands) -> None:
    hands = claim
    for words in ("الأربعاء", "يوليو"):
        hands.caret_in(words)
        hands.press("Space", "Z")
    assert hands.words_of(hands.claims()[0], "time") == ["يوليو"]


def test_a_role_without_a_claim_says_so(hands: Hands) -> None:
    hands.caret_in("وقال لافروف")
    for key in ("S", "V", "Y", "D", "O", "Z", "P", "T"):
        hands.press(key)
        assert "افتح ادعاءً أولًا" in hands.said(), key
    assert hands.claims() == []


def test_s_right_after_c_asks_for_a_referent(hands: Hands) -> None:
    hands.caret_in("روسيا وإيران بالإستراتيجية")
    hands.press("4", "Esc")
    asked: list[str] = []
    hands.room.filler_requested.disconnect()
    hands.room.filler_requested.connect(asked.append)
    hands.drag_words("روسيا وإيران بالإستراتيجية")
    hands.press("C", "S")
    assert asked == ["source"]
    assert hands.claims()[0].fillers("source") == ()


def test_v_right_after_c_asks_for_words(claim: Hands) -> None:
    claim.press("V")
    assert claim.claims()[0].fillers("cue") == ()
    assert claim.said() == "حدّد كلمات أو وسمًا أولًا."


def test_s_on_a_word_without_mention_asks_for_a_referent(claim: Hands) -> None:
    asked: list[str] = []
    claim.room.filler_requested.disconnect()
    claim.room.filler_requested.connect(asked.append)
    claim.caret_in("لافروف: ")
    claim.press("S")
    assert asked == ["source"]


def test_same_speaker_needs_a_claim_before(claim: Hands) -> None:
    claim.press("B")
    assert claim.said() == "لا ادعاء قبله له قائل."


def test_a_claim_may_be_the_source_of_another(claim: Hands) -> None:
    hands = claim
    hands.press("Esc", "Esc")
    hands.caret_in("بالنسبة لمحاولة تمديد حظر")
    hands.press("Space", "Space", "C", "Shift+Q", "S")
    first, second = hands.claims()
    assert second.fillers("source")[0].annotation == first.id


def test_e_takes_the_claim_at_the_caret_even_inside_a_mention(hands: Hands) -> None:
    hands.caret_in("إيرانية روسية")
    hands.press("5", "Esc")
    hands.caret_in(CONTENT)
    hands.press("Space", "Space", "C", "Esc", "Esc")
    hands.caret_in("بالنسبة لمحاولة تمديد حظر")
    hands.press("Space", "Space", "C", "Esc", "Esc")
    hands.caret_in("إيرانية روسية")
    hands.press("E", "Q", "Enter")
    first, second = hands.claims()
    assert first.cluster is not None
    assert first.cluster == second.cluster
    hands.caret_in("إيرانية روسية")
    hands.press("Shift+E")
    assert [claim.cluster for claim in hands.claims()] == [None, None]


def test_a_relation_begins_at_the_mention_at_the_caret_of_an_open_claim(claim: Hands) -> None:
    hands = claim
    hands.caret_in("محمد جواد ظريف")
    hands.press("1")
    hands.caret_in("محمد جواد ظريف")
    hands.press("R")
    assert hands.desk.under_way is not None
    assert hands.desk.under_way.start != hands.desk.open_claim
