"""Walking: marks, claims, what wants a look, other ends, places visited, articles."""

from __future__ import annotations

import pytest

from tests.e2e.driver import Hands


@pytest.fixture
def marked(hands: Hands) -> Hands:
    """A position with a nested organisation, a person, and a claim with that person as its source."""
    hands.caret_in("وزير الخارجية الإيراني")
    hands.press("[", "[", "2")
    hands.caret_in("الخارجية")
    hands.press("Space", "3")
    hands.caret_in("محمد جواد ظريف")
    hands.press("[", "[", "1")
    hands.caret_in("ضرورة الحوار بين البلدين")
    hands.press("Space", "Space", "C", "Shift+W", "S", "Esc", "Esc", "Esc", "Esc")
    hands.viewer.set_caret(0)
    return hands


def label_of(hands: Hands) -> str:
    annotation = hands.desk.annotation()
    return annotation.label if annotation else ""


def test_tab_walks_every_layer_and_goes_round(marked: Hands) -> None:
    seen = []
    for _ in range(4):
        marked.press("Tab")
        seen.append(label_of(marked))
    assert seen == ["OCC", "ORG", "PERS", "claim"]
    marked.press("Tab")
    assert label_of(marked) == "OCC"
    assert marked.said() == "عُدتَ من الطرف الآخر."
    marked.press("Shift+Tab")
    assert label_of(marked) == "claim"


def test_w_walks_mentions_and_q_claims(marked: Hands) -> None:
    marked.press("W", "W")
    assert label_of(marked) == "ORG"
    marked.press("Q")
    assert label_of(marked) == "claim"
    marked.press("Shift+W")
    assert label_of(marked) == "PERS"


def test_semicolon_goes_outward_and_round(marked: Hands) -> None:
    marked.caret_in("الخارجية", into=2)
    marked.press(";")
    assert label_of(marked) == "ORG"
    marked.press(";")
    assert label_of(marked) == "OCC"
    marked.press(";")
    assert label_of(marked) == "ORG"


def test_j_goes_from_claim_to_speaker_and_back(marked: Hands) -> None:
    marked.press("Q", "J")
    assert label_of(marked) == "PERS"
    marked.press("J")
    assert label_of(marked) == "claim"


def test_j_works_on_the_mark_at_the_caret(marked: Hands) -> None:
    marked.caret_in("جواد ظريف")
    marked.press("J")
    assert label_of(marked) == "claim"


def test_u_visits_each_thing_that_wants_a_look_once(hands: Hands) -> None:
    for words in ("روسيا وإيران", "وإيران"):
        hands.caret_in(words)
        hands.press("4")
        hands.desk.take(lambda: hands.room.workspace.set_attribute(hands.desk.selected or "", "certainty", "unsure"))
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C", "Esc", "Esc")
    hands.viewer.set_caret(0)
    seen = []
    for _ in range(3):
        hands.press("U")
        seen.append(hands.desk.selected)
        assert hands.said()
    assert len(set(seen)) == 3
    hands.press("U")
    assert hands.desk.selected == seen[0]


def test_u_is_not_held_by_a_mark_with_two_reasons(hands: Hands) -> None:
    hands.caret_in("سيرغي لافروف")
    hands.press("[", "1")
    hands.caret_in("سيرغي لافروف")
    hands.press("Space", "1")
    first = hands.desk.selected or ""
    hands.desk.take(lambda: hands.room.workspace.set_attribute(first, "certainty", "unsure"))
    hands.caret_in("بوتين")
    hands.press("1")
    last = hands.desk.selected or ""
    hands.desk.take(lambda: hands.room.workspace.set_attribute(last, "certainty", "unsure"))
    hands.viewer.set_caret(0)
    seen = []
    for _ in range(2):
        hands.press("U")
        seen.append(hands.desk.selected)
    assert seen == [first, last]


def test_places_are_remembered_over_articles(marked: Hands) -> None:
    marked.press("Tab")
    here, selected = marked.desk.article, marked.desk.selected
    marked.press("Ctrl+PgDown", "Alt+Left")
    assert (marked.desk.article, marked.desk.selected) == (here, selected)
    marked.press("Alt+Right")
    assert marked.desk.article != here


def test_done_goes_to_the_next_that_is_not(hands: Hands) -> None:
    keys = [article.key for article in hands.room.workspace.articles.all()]
    hands.press("Ctrl+D", "Ctrl+Shift+D")
    assert hands.desk.article == keys[2]
    hands.press("Ctrl+PgUp")
    assert hands.desk.article == keys[1]
    hands.press("Ctrl+D", "Ctrl+D", "Ctrl+D", "Ctrl+D")
    hands.press("Ctrl+D")
    assert hands.said() == "لا مقال آخر ينتظر."


def test_enter_opens_the_claim_then_its_card_and_escape_comes_back(marked: Hands) -> None:
    marked.press("Q", "Enter")
    assert marked.desk.open_claim == marked.desk.selected
    marked.settle()
    marked.press("Enter")
    marked.settle()
    assert not marked.viewer.hasFocus()
    marked.press("Esc")
    assert marked.viewer.hasFocus()
    assert marked.desk.open_claim is not None


def test_nothing_to_go_to_is_said(hands: Hands) -> None:
    for key in ("Tab", "W", "Q"):
        hands.press(key)
        assert hands.said() == "لا يوجد غيره."
    hands.press("U")
    assert hands.said() == "لا شيء هنا يحتاج نظرًا."
    for key in ("J", ";", "Enter", "H", "M", "Del"):
        hands.press(key)
        assert hands.said() == "حدّد وسمًا أولًا.", key
