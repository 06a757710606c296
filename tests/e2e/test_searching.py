"""Finding in the project by real keys: rows, walking them, going there, and marking what was found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hashiya.ui.panes.searching.query_bar import QueryBar
from hashiya.ui.window import beforehand
from hashiya.ui.window.hits import Hits
from hashiya.ui.window.search_page import SearchPage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.e2e.driver import Arabic, Hands, Latin


@pytest.fixture(params=[Latin, Arabic], ids=["latin", "arabic"])
def person(request: pytest.FixtureRequest, hands: Hands) -> Hands:
    """A person before the articles, with either keyboard."""
    hands.keys = request.param()
    return hands


def search(hands: Hands, words: str = "") -> Hits:
    """Open the search, type these words, and wait until all is found."""
    hands.press("Ctrl+Shift+F")
    if words:
        hands.type(words)
    return found(hands)


def found(hands: Hands) -> Hits:
    """The search, once it is over."""
    hits = hands.window.doing.searching.page.hits
    assert hits is not None
    wait(lambda: hits.is_over)
    hands.settle()
    return hits


def wait(until: Callable[[], bool]) -> None:
    """Wait for something that a thread does."""
    for _ in range(500):
        if until():
            return
        QTest.qWait(10)
    raise AssertionError("it did not come")


def bar(hands: Hands) -> QueryBar:
    """The query and its buttons."""
    pane = hands.window.doing.searching.page.pane
    assert pane is not None
    return pane.bar


def test_the_page_is_there_before_it_is_asked_for(person: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    person.article(0)
    page = SearchPage(person.window)  # as of a window just opened; this one's own may have been used
    monkeypatch.setattr(beforehand, "BETWEEN", 1)
    page._beforehand.start(1)
    wait(lambda: page.side is not None)
    pane, side = page._made()
    assert [pane.isVisible(), side.isVisible(), page.is_shown] == [False, False, False]
    assert person.viewer.isVisible()
    assert person.viewer.hasFocus()
    for one in (pane, side, page):
        one.deleteLater()


def test_any_spelling_is_found_in_every_article(person: Hands) -> None:
    hits = search(person, "ايران")
    assert len(hits.hits) == 36
    assert {hit.text for hit in hits.hits} == {"إيران", "ايران"}
    assert len({hit.article for hit in hits.hits}) == 5
    assert hits.pane.list.hits.rowCount() == 36


def test_enter_goes_to_the_place_and_a_digit_marks_it(person: Hands) -> None:
    hits = search(person, "ايران")
    person.press("Down", "Enter")
    assert person.viewer.hasFocus()
    assert person.viewer.selection() == hits.hits[1].span
    assert person.selected_words() == "إيران"
    person.press("4")
    assert [mention[:2] for mention in person.mentions()] == [("GPE", "إيران")]
    assert person.mentions()[0][2] == hits.hits[1].span.start


def test_f3_goes_on_from_place_to_place_over_articles(person: Hands) -> None:
    hits = search(person, "ايران")
    first = hits.hits[0].article
    last = max(n for n, hit in enumerate(hits.hits) if hit.article == first)
    hits.pane.list.go(last)
    person.press("Enter", "F3")
    assert person.desk.article == hits.hits[last + 1].article != first
    assert person.viewer.selection() == hits.hits[last + 1].span
    person.press("Shift+F3")
    assert (person.desk.article, person.viewer.selection()) == (first, hits.hits[last].span)


def test_escape_comes_back_to_where_one_was(person: Hands) -> None:
    person.caret_in("لافروف")
    caret, article = person.viewer.caret(), person.desk.article
    search(person, "موسكو")
    assert not person.viewer.isVisible()
    person.press("Esc")
    assert person.viewer.isVisible()
    assert person.viewer.hasFocus()
    assert (person.viewer.caret(), person.desk.article) == (caret, article)


def test_a_selection_is_taken_as_the_query(person: Hands) -> None:
    person.caret_in("سيرغي لافروف")
    person.press("Space", "[")
    hits = search(person)
    assert bar(person).field.text() == "سيرغي لافروف"
    assert {hit.text for hit in hits.hits} >= {"سيرغي لافروف"}


def test_a_digit_marks_a_hit_in_the_list(person: Hands) -> None:
    hits = search(person, "ايران")
    hits.pane.list.setFocus()
    person.press("4", "4")
    assert [mention[:2] for mention in person.mentions()] == [("GPE", "إيران")] * 2
    assert hits.pane.list.current == 2


def test_the_list_comes_back_where_it_was(person: Hands) -> None:
    hits = search(person, "ايران")
    hits.pane.list.go(7)
    person.press("Enter", "F3", "Ctrl+Shift+F")
    found(person)
    assert bar(person).field.text() == "ايران"
    assert (len(hits.hits), hits.pane.list.current) == (36, 8)


def test_spelling_and_proclitics_can_be_asked_for(hands: Hands) -> None:
    search(hands, "ايران")
    bar(hands).exact.click()
    assert {hit.text for hit in found(hands).hits} == {"ايران"}
    bar(hands).folded.click()
    assert not bar(hands).exact.isChecked()
    bar(hands).proclitics.click()
    assert len(found(hands).hits) == 32


def test_hits_can_be_kept_by_label_and_among_annotations(hands: Hands) -> None:
    hands.caret_in("العالم - إيران", into=11)
    hands.press("4")
    search(hands, "ايران")
    bar(hands).label.set_current("entities:GPE")
    bar(hands).label.chosen.emit("entities:GPE")
    hits = found(hands)
    assert len(hits.hits) == 1
    bar(hands).among.click()
    hits = found(hands)
    assert [hit.annotation for hit in hits.hits] == [hands.annotations(0)[0].id]
    hands.press("Enter")
    assert hands.desk.selected == hands.annotations(0)[0].id


def test_words_that_are_not_finished_are_found_by_their_beginning(hands: Hands) -> None:
    hits = search(hands, "لافرو")
    assert {hit.text for hit in hits.hits} >= {"لافرو"}
    assert bar(hands).field.count_words.startswith("أوائل")


def test_no_hits_offer_to_look_wider(hands: Hands) -> None:
    hits = search(hands, "أيران")
    bar(hands).exact.click()
    found(hands)
    assert hits.pane.is_empty
    assert hits.pane.widen.isVisible()
    hits.pane.widen.click()
    assert len(found(hands).hits) == 36


def test_an_empty_query_explains_itself(hands: Hands) -> None:
    hits = search(hands)
    assert hits.pane.is_empty
    assert not hits.pane.widen.isVisible()


def test_another_article_takes_the_search_away(hands: Hands) -> None:
    search(hands, "ايران")
    hands.room.show_article(hands.room.workspace.articles.all()[3].key)
    assert not hands.window.doing.searching.page.is_shown
    assert hands.viewer.isVisible()


def test_f6_goes_through_the_parts_of_the_search(hands: Hands) -> None:
    hits = search(hands, "ايران")
    hands.press("F6")
    assert QApplication.focusWidget() is hits.pane.list


# In the article


def here(hands: Hands, *, words: str) -> list[str]:
    """Find these words in the article; what is found, as it is written."""
    hands.viewer.setFocus()
    hands.press("Ctrl+F")
    find = hands.window.doing.searching.bar
    find.field.clear()
    hands.type(words)
    return [span.of(hands.text) for span in find._hits]


def test_in_the_article_any_spelling_is_found_behind_proclitics(person: Hands) -> None:
    found_here = here(person, words="ايران")
    assert set(found_here) == {"إيران"}
    assert len(found_here) == 8


def test_in_the_article_the_spelling_can_be_asked_for(hands: Hands) -> None:
    find = hands.window.doing.searching.bar
    assert here(hands, words="ايران")
    find.exact.click()
    assert find._hits == []
    find.folded.click()
    find.proclitics.click()
    assert len(find._hits) == 6


def test_the_articles_search_goes_on_in_the_project(hands: Hands) -> None:
    here(hands, words="موسكو")
    hands.window.doing.searching.bar.in_project.click()
    assert bar(hands).field.text() == "موسكو"
    assert len({hit.article for hit in found(hands).hits}) > 1


def test_another_article_is_looked_through_for_the_same(hands: Hands) -> None:
    here(hands, words="ايران")
    hands.article(3)
    assert {span.of(hands.text) for span in hands.window.doing.searching.bar._hits} == {"إيران"}


def test_ctrl_f_finds_in_the_article_from_any_pane(person: Hands) -> None:
    panes = person.window.panes
    field, bar = panes.articles.field, person.window.doing.searching.bar
    field.setFocus()
    person.press("Ctrl+F")
    assert bar.isVisible()
    assert bar.field.hasFocus()
    person.press("Esc")
    field.setFocus()
    person.press("/")
    assert not bar.isVisible()
    assert field.hasFocus()
    panes.articles.list.setFocus()
    person.press("Ctrl+F")
    assert bar.field.hasFocus()
