"""Proposals on the screen: pointed at with the mouse, told by tip, bar and status line, hidden, and in no list."""

from __future__ import annotations

from pathlib import Path

from hashiya.ui.panes.keystrip import KeyStrip
from hashiya.ui.program import Program
from hashiya.ui.viewer.hits import Place
from hashiya.ui.window.window import Window
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.e2e.driver import Hands, Latin
from tests.e2e.proposed import FOUR, Before, own, question, rejections, until_known, words


def test_a_click_puts_a_proposal_in_question_and_the_buttons_decide(before: Before) -> None:
    hands = before(*FOUR)
    hands.click(hands.point(hands.span("موسكو", 2).start + 2))
    assert question(hands).proposal.label == "GPE"
    hands.settle()
    page = hands.window.panes.card.proposals
    assert page.isVisible()
    page.accept.click()
    assert own(hands) == [("GPE", "موسكو", "suggested:theirs", 0.93)]
    assert question(hands).proposal.label == "ORG"
    page.reject.click()
    assert rejections(hands) == 1
    assert hands.viewer.hasFocus()


def test_a_dragged_handle_corrects_the_proposal(before: Before) -> None:
    hands = before(*FOUR)
    hands.press("N")
    span = hands.span("جواد ظريف")
    hands.settle()
    rect = hands.viewer.rect_of(hands.span("ظريف"))
    y = round(rect.center().y() - 16)
    start = next(
        QPoint(x, y)
        for x in range(hands.viewer.viewport().width(), 0, -1)
        if (hit := hands.viewer.hit(QPoint(x, y))).place is Place.HANDLE and hit.at_start
    )
    hands.drag(start, hands.point(span.start))
    assert words(hands) == "جواد ظريف"
    hands.press("Enter")
    assert own(hands) == [("PERS", "جواد ظريف", "corrected:theirs", 0.95)]


def test_the_tip_says_engine_and_score(before: Before) -> None:
    hands = before(*FOUR)
    tip = hands.room.review.tip(hands.room.offering.waiting()[0].id)
    assert tip is not None
    assert "theirs" in tip.lines[-1]
    assert "٠٫٩٥" in tip.lines[-1]


def test_tab_passes_proposals_over_and_the_bar_says_how_many_wait(before: Before) -> None:
    hands = before(*FOUR)
    hands.press("Tab")
    assert hands.desk.selected is None
    hands.settle()
    assert hands.window.panes.bar.waiting.text() == "٤ اقتراحات"
    hands.window.panes.bar.waiting.click()
    assert hands.room.reviewing.current is not None
    assert hands.viewer.hasFocus()


def test_proposals_can_be_hidden(before: Before) -> None:
    hands = before(*FOUR)
    assert any(mark.proposal for mark in hands.viewer.scenes.marks.values())
    hands.press("Ctrl+Shift+N")
    assert not any(mark.proposal for mark in hands.viewer.scenes.marks.values())
    hands.press("N")
    assert hands.room.reviewing.current is None
    assert hands.said()
    hands.press("Ctrl+Shift+N", "N")
    assert hands.room.reviewing.current is not None


def test_proposals_are_in_no_list_and_no_export(before: Before) -> None:
    hands = before(*FOUR)
    assert hands.line()["entities"] == []
    assert hands.desk.rows() == []


def test_another_window_hears_of_a_decision(before: Before, program: Program, project_file: Path) -> None:
    hands = before(*FOUR)
    other = Window(program)
    person = Hands(other, project_file, keys=Latin())
    try:
        until_known(person)
        assert len(person.room.offering.waiting()) == 4
        hands.window.activateWindow()
        hands.viewer.setFocus()
        hands.press("N", "Del")
        person.room.workspace.poll()
        for _ in range(100):
            if len(person.room.offering.waiting()) == 3:
                break
            QTest.qWait(10)
        assert len(person.room.offering.waiting()) == 3
    finally:
        person.leave()
        other.close()


def test_the_status_line_shows_the_keys_of_the_review(before: Before) -> None:
    hands = before(*FOUR)
    hands.press("N")
    hands.settle()
    strip = hands.window.panes.status.findChild(KeyStrip)
    assert isinstance(strip, KeyStrip)
    assert [key.caps[0] for key in strip.keys] == ["Enter", "١", "[", "Del", "N", "Esc"]


def test_the_status_line_names_the_key_that_begins_the_review_while_something_waits(before: Before) -> None:
    hands = before(FOUR[0])
    strip = hands.window.panes.status.findChild(KeyStrip)
    assert isinstance(strip, KeyStrip)

    def caps() -> list[str]:
        hands.settle()
        return [key.caps[0] for key in strip.keys]

    assert "N" in caps()
    hands.press("N", "Del", "Esc")
    assert "N" not in caps()
