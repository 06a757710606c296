"""The choice of proclitics that was made in another article holds in this one."""

from __future__ import annotations

from hashiya.domain.span import Span

from tests.e2e.driver import Hands


def test_a_choice_made_in_another_article_is_the_first_one_here(hands: Hands) -> None:
    workspace = hands.room.workspace
    there = workspace.articles.all()[1]
    start = workspace.text(there.key).index("وروسيا")
    workspace.entities.annotate(there.key, [Span(start, start + 6)], "GPE")
    hands.article(0)
    hands.caret_in("وروسيا")
    hands.press("Space")
    assert hands.selected_words() == "روسيا"
    hands.room.accustoming.read()
    hands.room.accustoming.wait()
    hands.settle()
    hands.caret_in("وروسيا")
    hands.press("Space")
    assert hands.selected_words() == "وروسيا"
    # What is chosen now goes before what was chosen in other articles.
    hands.press("X", "4")
    hands.caret_in("وروسيا", nth=2)
    hands.press("Space")
    assert hands.selected_words() == "روسيا"


def test_a_word_of_another_article_is_a_word_here(hands: Hands) -> None:
    hands.room.accustoming.read()
    hands.room.accustoming.wait()
    hands.settle()
    here = {word for word in hands.desk.habits.words if word not in hands.text}
    assert here
    assert all(hands.desk.manner.known(word) for word in here)
