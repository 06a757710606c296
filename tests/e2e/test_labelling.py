"""Label all by real keys: the list, what is decided, one step, and back again."""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Any

import pytest
from hashiya.domain.annotation import EntityMention
from hashiya.domain.faults import Refusal
from hashiya.domain.span import Span, quote
from hashiya.domain.step import Step
from hashiya.storage.stepping import Watching
from hashiya.ui.dialogs import waiting
from hashiya.ui.panes.searching.values import Standing
from hashiya.ui.window.label_all import LabelAll
from hashiya.ui.window.window import POLL
from hashiya.workspace import record
from hashiya.workspace.history import History
from hashiya.workspace.labelling import Labelling
from hashiya.workspace.record import Outcome
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.e2e.driver import Arabic, Hands, Latin


@pytest.fixture(params=[Latin, Arabic], ids=["latin", "arabic"])
def person(request: pytest.FixtureRequest, hands: Hands) -> Hands:
    """A person before the articles, with either keyboard, at a mark on إيران in the first."""
    hands.keys = request.param()
    hands.caret_in("إيران")
    hands.press("4")
    return hands


def listed(hands: Hands) -> LabelAll:
    """Label all, once its list is there."""
    page = hands.window.doing.searching.page
    assert page.all is not None
    for _ in range(500):
        if page.all.is_listed:
            break
        QTest.qWait(10)
    assert page.all.is_listed
    hands.settle()
    return page.all


def written(hands: Hands) -> None:
    """Wait until what was accepted is in the file and the text is back."""
    page = hands.window.doing.searching.page
    for _ in range(500):
        if not page.is_shown:
            break
        QTest.qWait(10)
    assert not page.is_shown
    hands.settle()


def marked(hands: Hands) -> Counter[tuple[str, str]]:
    """Every mention of the file, in all articles: label and words."""
    found: Counter[tuple[str, str]] = Counter()
    with hands.file() as project:
        for article in project.articles():
            text = project.text(article.key)
            for one in project.annotations(article.key):
                if isinstance(one, EntityMention):
                    found[one.label, quote(text, one.fragments)] += 1
    return found


def steps(hands: Hands) -> int:
    """How many steps the file has."""
    with hands.file() as project:
        return len(project.steps_since(None))


def row_of(one: LabelAll, words: str) -> int:
    """The first row whose word is written so."""
    rows = (one.decisions.row(n) for n in range(len(one.decisions)))
    return next(n for n, row in enumerate(rows) if row.lead + row.text == words)


def test_every_other_occurrence_is_marked_in_one_step_and_taken_back_in_one(person: Hands) -> None:
    before, bytes_before = steps(person), person.export_bytes()
    person.press("L")
    one = listed(person)
    assert len(one.decisions) == 35
    assert one.decisions.tally()[Standing.TO_REVIEW] == 35
    person.press("Shift+Enter", "Ctrl+Enter")
    written(person)
    # The stem is marked: what is written behind و as well.
    assert marked(person) == {("GPE", "إيران"): 23}
    assert steps(person) == before + 1
    person.press("Ctrl+Z")
    assert marked(person) == {("GPE", "إيران"): 1}
    assert person.export_bytes() == bytes_before


def test_taking_it_back_leaves_one_where_one_works(person: Hands) -> None:
    person.press("L")
    listed(person)
    person.press("Shift+Enter", "Ctrl+Enter")
    written(person)
    article, last = person.desk.article, person.text.rindex("إيران")
    bar = person.viewer.verticalScrollBar()
    person.viewer.reveal(Span(last, last + 5))
    person.viewer.set_caret(last)
    at = bar.value()
    assert at > 0
    person.press("Ctrl+Z")
    person.settle()
    assert (person.desk.article, bar.value()) == (article, at)
    bar.setValue(0)
    person.viewer.set_caret(0)
    person.press("Ctrl+Y")
    person.settle()
    assert (person.desk.article, bar.value()) == (article, 0)


def test_each_is_decided_by_its_own_key(person: Hands) -> None:
    person.press("L")
    one = listed(person)
    person.press("Enter", "Del", "3", "Down", "Enter")
    tally = one.decisions.tally()
    assert (tally[Standing.ACCEPTED], tally[Standing.REJECTED]) == (3, 1)
    assert one.decisions.standing(3) is Standing.TO_REVIEW
    person.press("Ctrl+Enter")
    written(person)
    assert marked(person) == {("GPE", "إيران"): 3, ("ORG", "إيران"): 1}


def test_x_marks_the_word_with_its_proclitic(person: Hands) -> None:
    person.press("L")
    one = listed(person)
    one.pane.list.go(row_of(one, "وإيران"))
    person.press("X", "Enter", "Ctrl+Enter")
    written(person)
    assert marked(person) == {("GPE", "إيران"): 1, ("GPE", "وإيران"): 1}


def test_leaving_changes_nothing_and_comes_back_to_the_place(person: Hands) -> None:
    caret, before = person.viewer.caret(), person.export_bytes()
    person.press("L")
    listed(person)
    person.press("Enter", "Shift+Enter", "Esc")
    assert person.viewer.isVisible()
    assert person.viewer.hasFocus()
    assert person.viewer.caret() == caret
    assert person.export_bytes() == before


def test_what_is_marked_already_and_what_conflicts_is_shown(person: Hands) -> None:
    person.caret_in("العالم - إيران", into=11)
    person.press("4")
    person.caret_in("بين إيران وروسيا ماضية", into=6)
    person.press("3")
    person.caret_in("إيران")
    person.press("L")
    one = listed(person)
    rows = one.pane.list.hits
    shown = [rows.row(rows.index(n)) for n in range(len(one.decisions))]
    found = [(row.standing, row.note) for row in shown if row and row.note]
    assert [standing for standing, _ in found] == [Standing.MARKED, Standing.CONFLICT]
    assert found[0][1] == "موسوم"
    assert "منظمة" in found[1][1]
    # All alike are the free ones: what conflicts wants a decision of its own.
    person.press("Shift+Enter")
    assert one.decisions.tally()[Standing.CONFLICT] == 1
    person.press("Ctrl+Enter")
    written(person)
    assert marked(person) == {("GPE", "إيران"): 22, ("ORG", "إيران"): 1}


def test_a_spelling_can_be_left_out(person: Hands) -> None:
    person.press("L")
    one = listed(person)
    button = next(one for one in one.side.spelling_buttons if one.line.text == "ايران")
    assert button.line.count == 12
    button.click()
    assert len(one.decisions) == 23
    button.click()
    assert len(one.decisions) == 35


def test_the_referent_is_given_to_all_that_is_accepted(person: Hands) -> None:
    mention = person.desk.annotation()
    assert mention is not None
    assert isinstance(person.room.workspace.referents.make_and_assign(mention.id, "إيران"), Step)
    person.press("L")
    listed(person)
    person.press("Enter", "Ctrl+Enter")
    written(person)
    with person.file() as project:
        found = [one for a in project.articles() for one in project.annotations(a.key)]
    assert len({one.referent for one in found if isinstance(one, EntityMention)}) == 1
    assert len(found) == 2


def test_without_a_mark_nothing_is_listed(hands: Hands) -> None:
    hands.caret_in("مزيد")
    hands.press("L")
    assert not hands.window.doing.searching.page.is_shown
    assert hands.said()


def test_what_is_long_is_taken_back_beside_the_window(person: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "LONG", 10)
    monkeypatch.setattr(waiting, "AT_ONCE", 0)
    bytes_before = person.export_bytes()
    person.press("L")
    listed(person)
    person.press("Shift+Enter", "Ctrl+Enter")
    written(person)
    bytes_after = person.export_bytes()
    for key, wanted in (("Ctrl+Z", bytes_before), ("Ctrl+Y", bytes_after), ("Ctrl+Z", bytes_before)):
        person.press(key)
        gone_back(person)
        assert person.export_bytes() == wanted
        assert len(person.mentions()) == (1 if wanted == bytes_before else 8)


def gone_back(hands: Hands) -> None:
    """Wait until the sheet that stood over the window is gone, and the keys are the text's again."""
    for _ in range(500):
        QTest.qWait(10)
        if QApplication.activeModalWidget() is None:
            break
    hands.window.activateWindow()  # a window manager would do this
    hands.settle()
    assert QTest.qWaitForWindowActive(hands.window)
    assert hands.viewer.hasFocus()


def test_a_project_that_is_closed_meanwhile_waits_until_nothing_writes_it(
    person: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "LONG", 10)
    monkeypatch.setattr(waiting, "AT_ONCE", 0)
    person.press("L")
    listed(person)
    person.press("Shift+Enter", "Ctrl+Enter")
    written(person)
    before = person.export_bytes()
    ended = threading.Event()

    def endless(*_: object, watching: Watching, **__: object) -> Refusal:
        while watching(0, 1):
            time.sleep(0.01)
        ended.set()
        return Refusal("stopped")

    monkeypatch.setattr(History, "beside", endless)
    person.press("Ctrl+Z")
    path = person.path
    person.window.leave_project()
    assert ended.is_set()
    for _ in range(100):
        QTest.qWait(10)
        if QApplication.activeModalWidget() is None:
            break
    assert QApplication.activeModalWidget() is None
    assert person.window.open(path)
    assert person.export_bytes() == before


def test_what_the_window_wrote_itself_is_not_read_again_when_it_looks_at_the_file(
    person: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, apply = threading.Event(), Labelling.apply

    def slow(labelling: Labelling, *given: Any, **more: Any) -> Outcome:
        outcome = apply(labelling, *given, **more)
        shown.wait(20)
        return outcome

    monkeypatch.setattr(Labelling, "apply", slow)
    told: list[Step] = []
    person.room.desk.stepped.connect(told.append)
    before = steps(person)
    person.press("L")
    listed(person)
    person.press("Shift+Enter", "Ctrl+Enter")
    QTest.qWait(2 * POLL)
    assert steps(person) == before + 1
    assert told == []
    shown.set()
    written(person)
    assert [step.name for step in told] == ["label_all"]
