"""Several marks at once: chosen in the text and in the list, changed and deleted in one step."""

from __future__ import annotations

from hashiya.domain.annotation import EntityMention
from hashiya.domain.ids import AnnotationId
from hashiya.ui.panes.card.card import ANNOTATIONS
from hashiya.ui.panes.values import SeveralCard
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.e2e.driver import Hands

PLACES = ("موسكو", "طهران وموسكو", "محمد جواد ظريف")


def marked(hands: Hands) -> list[str]:
    """Three mentions of one word each: GPE, PERS, GPE; their ids in text order."""
    for words, key in zip(PLACES, ("4", "4", "1"), strict=True):
        hands.caret_in(words)
        hands.press(key)
    hands.press("Esc")
    rows = hands.desk.rows()
    assert [row.label for row in rows] == ["GPE", "PERS", "GPE"]
    return [row.id for row in rows]


def ctrl_click(hands: Hands, mark: str) -> None:
    row = hands.desk.row(mark)
    assert row is not None
    hands.click(hands.point(row.start + 1), held="ctrl")
    hands.settle()


def test_ctrl_click_adds_a_mark_and_takes_it_away(hands: Hands) -> None:
    here, person, there = marked(hands)
    ctrl_click(hands, here)
    assert (hands.desk.selected, hands.desk.several) == (here, ())
    ctrl_click(hands, there)
    ctrl_click(hands, person)
    assert set(hands.desk.several) == {person, here, there}
    assert hands.viewer.stage.also == {person, here, there}
    ctrl_click(hands, person)
    ctrl_click(hands, there)
    assert (hands.desk.selected, hands.desk.several, hands.viewer.stage.also) == (here, (), frozenset())
    ctrl_click(hands, here)
    assert hands.desk.selected is None


def test_the_card_shows_what_they_share_and_the_line_says_how_many(hands: Hands) -> None:
    here, _, there = marked(hands)
    hands.room.workspace.set_attribute(here, "certainty", "unsure")
    for mark in (here, there):
        ctrl_click(hands, mark)
    card = hands.window.panes.card
    assert isinstance(card._shown, SeveralCard)
    group = card.several.attributes.groups["certainty"]
    assert "مختلف" in group._heading.text()
    assert "وسمان محددان" in hands.window.panes.status._words.text()
    assert card.several.referent.button.text() == "بلا مرجع"
    hands.room.workspace.referents.make_and_assign(AnnotationId(here), "العاصمة")
    hands.settle()
    assert card.several.referent.button.text() == "مختلف"


def test_a_digit_relabels_all_in_one_step(hands: Hands) -> None:
    here, _, there = marked(hands)
    ctrl_click(hands, here)
    ctrl_click(hands, there)
    hands.press("6")
    assert [mention[0] for mention in hands.mentions()] == ["LOC", "PERS", "LOC"]
    assert set(hands.desk.several) == {here, there}
    assert hands.said() == "غُيّر وسمان."
    hands.press("Ctrl+Z")
    assert [mention[0] for mention in hands.mentions()] == ["GPE", "PERS", "GPE"]


def test_delete_takes_all_away_in_one_step(hands: Hands) -> None:
    here, person, there = marked(hands)
    for mark in (person, here, there):
        ctrl_click(hands, mark)
    hands.press("Del")
    assert hands.mentions() == []
    hands.press("Ctrl+Z")
    assert len(hands.mentions()) == 3


def test_an_attribute_and_a_referent_of_all_are_one_step_each(hands: Hands) -> None:
    here, _, there = marked(hands)
    ctrl_click(hands, here)
    ctrl_click(hands, there)
    page, workspace = hands.window.panes.card.several, hands.room.workspace
    before = workspace.project.last_step()
    page.attributes.changed.emit("certainty", "unsure")
    (step,) = workspace.project.steps_since(before)
    assert {change.target for change in step.changes} == {here, there}
    hands.viewer.setFocus()
    hands.press("H")
    hands.type("عاصمة")
    hands.press("Ctrl+Enter")
    referents = {
        mention.referent
        for mention in hands.annotations()
        if isinstance(mention, EntityMention) and mention.label == "GPE"
    }
    assert len(referents) == 1
    assert None not in referents
    assert set(hands.desk.several) == {here, there}
    hands.press("Ctrl+Z", "Ctrl+Z")
    assert all(not mention.attributes for mention in hands.annotations())


def test_shift_and_arrows_choose_a_range_in_the_list(hands: Hands) -> None:
    ids = marked(hands)
    card = hands.window.panes.card
    card.show_tab(ANNOTATIONS)
    hands.settle()
    pane = card.annotations
    pane.list.setFocus()
    pane.list.setCurrentIndex(pane.model.index(0))
    for count in (2, 3):
        QTest.keyClick(pane.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
        hands.settle()
        assert hands.desk.several == tuple(ids[:count])
        assert pane.chosen() == ids[:count]
    QTest.keyClick(pane.list, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    hands.settle()
    assert hands.desk.several == tuple(ids[:2])
    hands.window.panes.card.several.delete.click()
    hands.settle()
    assert [row.id for row in hands.desk.rows()] == ids[2:]


def test_shift_click_chooses_a_range_and_a_click_one(hands: Hands) -> None:
    ids = marked(hands)
    card = hands.window.panes.card
    card.show_tab(ANNOTATIONS)
    hands.settle()
    pane = card.annotations

    def click(row: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        at = pane.list.visualRect(pane.model.index(row)).center()
        QTest.mouseClick(pane.list.viewport(), Qt.MouseButton.LeftButton, held, at)
        hands.settle()

    click(0)
    click(2, Qt.KeyboardModifier.ShiftModifier)
    assert hands.desk.several == tuple(ids)
    click(1, Qt.KeyboardModifier.ControlModifier)
    assert hands.desk.several == (ids[0], ids[2])
    click(1)
    assert hands.desk.selected == ids[1]
    assert not hands.desk.several


def test_an_edge_of_several_is_not_moved(hands: Hands) -> None:
    here, _, there = marked(hands)
    ctrl_click(hands, here)
    ctrl_click(hands, there)
    hands.press("[")
    assert "حدّد واحدًا" in hands.said()
    hands.press("Esc")
    assert (hands.desk.selected, hands.desk.several) == (None, ())
