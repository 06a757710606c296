"""How words are taken in a project: read from every text and from the annotator's own mentions."""

from __future__ import annotations

from pathlib import Path

from hashiya.domain.span import Span
from hashiya.workspace.habits import read_habits, taken_of

from tests import builders as b
from tests.workspace.conftest import Opener
from tests.workspace.hands import Person


def test_words_of_all_texts_and_choices_of_all_articles(sara: Person) -> None:
    sara.mention("روسيا", "GPE", article=0, nth=1)
    sara.mention("وايران", "GPE", article=2)
    habits = read_habits(sara.workspace.project, b.SARA.id, lambda: True)
    assert habits is not None
    assert {"موسكو", "ظريف"} <= habits.words
    assert len(habits.words) > 900
    assert {"روسيا", "وايران"} == habits.taken


def test_the_last_choice_for_a_word_holds(sara: Person) -> None:
    sara.mention("وروسيا", "GPE", article=1)
    assert taken_of("وروسيا", Span(0, 6)) == ("وروسيا", ("وروسيا", "روسيا"))
    sara.mention("روسيا", "GPE", article=2)
    start = sara.find("وروسيا", article=1, nth=1).start
    sara.workspace.entities.annotate(sara.articles[1], [Span(start + 1, start + 6)], "GPE")
    habits = read_habits(sara.workspace.project, b.SARA.id, lambda: True)
    assert habits is not None
    assert habits.taken == {"روسيا"}


def test_others_choices_are_not_mine_and_a_stop_ends_it(opened: Opener, path: Path) -> None:
    sara = opened(path)
    sara.mention("روسيا", "GPE")
    habits = read_habits(sara.workspace.project, b.OMAR.id, lambda: True)
    assert habits is not None
    assert not habits.taken
    assert read_habits(sara.workspace.project, b.SARA.id, lambda: False) is None
