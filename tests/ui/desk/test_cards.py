"""What the cards say of what is marked: relations by their names, and which way they go."""

from __future__ import annotations

from hashiya.ui.desk.cards import relation_lines

from tests.e2e.driver import Hands


def mark(hands: Hands, words: str, key: str) -> str:
    """A mention of one word; its id."""
    hands.caret_in(words)
    hands.press(key)
    assert hands.desk.selected
    return hands.desk.selected


def ways(hands: Hands, mark_id: str) -> list[tuple[str, str, bool | None]]:
    """Name, words of the other end and way of each relation on the mark's card."""
    annotation = hands.room.workspace.annotation(mark_id)
    assert annotation is not None
    return [(line.name, line.words, line.outward) for line in relation_lines(hands.desk, annotation)]


def test_a_relation_is_named_in_the_person_s_language_with_its_way(hands: Hands) -> None:
    city, state = mark(hands, "موسكو", "4"), mark(hands, "روسيا", "4")
    hands.room.workspace.relations.make(city, state, "located_in")
    assert ways(hands, city) == [("يقع في", "روسيا", True)]
    assert ways(hands, state) == [("يقع في", "موسكو", False)]
    hands.desk.select(state)
    hands.settle()
    row = hands.window.panes.card.entity.relations.buttons[0]
    assert row.accessibleName().replace("\u2068", "").replace("\u2069", "").startswith("يقع في، من: موسكو")


def test_an_end_in_another_article_is_told_with_the_way(hands: Hands) -> None:
    here = mark(hands, "موسكو", "4")
    hands.press("Ctrl+PgDown")
    there = mark(hands, "ظريف", "4")
    hands.room.workspace.relations.make(here, there, "located_in")
    hands.desk.select(there)
    (link,) = hands.viewer.stage.links
    assert link.elsewhere is not None
    assert "→" in link.elsewhere
    hands.press("Ctrl+PgUp")
    hands.desk.select(here)
    (link,) = hands.viewer.stage.links
    assert link.elsewhere is not None
    assert "←" in link.elsewhere
