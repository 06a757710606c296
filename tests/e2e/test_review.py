"""Reviewing proposals by real keys: each decision is read back from the file, each key from the design's table."""

from __future__ import annotations

import pytest
from hashiya.domain.annotation import EntityMention, Filler, Layer
from hashiya.domain.ids import SHARED
from hashiya.ui.dialogs.accept_many import AcceptManyDialog
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests import builders as b
from tests.e2e.driver import Arabic, Hands, Latin
from tests.e2e.proposed import FOUR, Before, own, question, rejections, until_known, words

CONTENT = "العلاقات بين روسيا وإيران بالإستراتيجية"
"""What the first article says that the minister described, in its first paragraph."""


@pytest.fixture(params=[Latin, Arabic], ids=["latin", "arabic"])
def reviewer(request: pytest.FixtureRequest, before: Before) -> Hands:
    """A person before four proposals, with either keyboard."""
    return before(*FOUR, keys=request.param)


def back(hands: Hands) -> None:
    """Wait until a closed list has given the keys back to the text."""
    hands.window.activateWindow()  # a window manager would do this
    hands.settle()
    assert QTest.qWaitForWindowActive(hands.window)
    assert hands.viewer.hasFocus()


def test_enter_accepts_and_goes_on_to_the_end(reviewer: Hands) -> None:
    reviewer.press("N")
    assert words(reviewer) == "ظريف"
    assert reviewer.press("Enter") == 1
    assert own(reviewer) == [("PERS", "ظريف", "suggested:theirs", 0.95)]
    assert (question(reviewer).proposal.label, words(reviewer)) == ("GPE", "موسكو")
    reviewer.press("Enter", "Enter", "Enter")
    assert len(own(reviewer)) == 4
    reviewer.settle()
    assert reviewer.room.reviewing.is_over
    page = reviewer.window.panes.card.proposals
    assert page.next_article.isVisible()
    assert not page.accept.isVisible()
    reviewer.press("Enter", "Del", "1")  # one key too many touches nothing
    assert len(own(reviewer)) == 4
    assert reviewer.said()


def test_del_rejects_and_undo_brings_it_back(reviewer: Hands) -> None:
    reviewer.press("N")
    assert reviewer.press("Del") == 1
    assert own(reviewer) == []
    assert rejections(reviewer) == 1
    assert len(reviewer.room.offering.waiting()) == 3
    reviewer.press("Ctrl+Z")
    until_known(reviewer)
    assert rejections(reviewer) == 0
    assert len(reviewer.room.offering.waiting()) == 4


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_4])
def test_a_key_that_is_held_decides_once(reviewer: Hands, key: Qt.Key) -> None:
    reviewer.press("N")
    text = "4" if key == Qt.Key.Key_4 else ""
    for repeated in (False, True, True, True):
        widget = QApplication.focusWidget()
        assert widget is not None
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, repeated)
        QApplication.sendEvent(widget, event)
    assert len(reviewer.room.offering.waiting()) == 3


def test_a_digit_accepts_as_that_label(reviewer: Hands) -> None:
    reviewer.press("N", "N", "N")
    assert question(reviewer).proposal.label == "ORG"
    assert reviewer.press("4") == 1
    assert own(reviewer) == [("GPE", "موسكو", "corrected:theirs", 0.6)]


def test_an_edge_is_corrected_by_two_keys(reviewer: Hands) -> None:
    reviewer.press("N")
    assert reviewer.press("]", "Enter") == 2
    assert own(reviewer) == [("PERS", "جواد ظريف", "corrected:theirs", 0.95)]


def test_n_and_down_skip_and_shift_n_goes_back(reviewer: Hands) -> None:
    reviewer.press("N")
    first = question(reviewer).id
    reviewer.press("Down")
    assert question(reviewer).id != first
    reviewer.press("Shift+N")
    assert question(reviewer).id == first
    assert own(reviewer) == []
    assert rejections(reviewer) == 0


def test_esc_ends_the_review_and_enter_is_the_cards_again(reviewer: Hands) -> None:
    reviewer.press("N", "Esc")
    assert reviewer.room.reviewing.current is None
    reviewer.press("Enter")
    assert own(reviewer) == []
    assert reviewer.window.panes.card.tab == "card"


def test_selecting_something_else_leaves_the_proposal(reviewer: Hands) -> None:
    reviewer.press("N", "Space")
    assert reviewer.room.reviewing.current is None
    assert reviewer.selected_words()


def test_undo_of_an_accepted_one_brings_the_proposal_back(reviewer: Hands) -> None:
    reviewer.press("N", "Enter", "Ctrl+Z")
    until_known(reviewer)
    for _ in range(100):
        if len(reviewer.room.offering.waiting()) == 4:
            break
        QTest.qWait(10)
    assert own(reviewer) == []
    assert len(reviewer.room.offering.waiting()) == 4


def test_shift_enter_lists_what_looks_alike_and_accepts_it_in_one_step(reviewer: Hands) -> None:
    reviewer.press("N", "N", "Shift+Enter")
    reviewer.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AcceptManyDialog)
    assert [one.words for one in dialog.model.rows] == ["موسكو", "موسكو"]
    reviewer.press("Ctrl+Enter")
    back(reviewer)
    assert [one[:2] for one in own(reviewer)] == [("GPE", "موسكو")] * 2
    reviewer.press("Ctrl+Z")
    assert own(reviewer) == []


def test_ctrl_enter_lists_a_sort_above_a_score_and_space_takes_a_row_out(before: Before) -> None:
    hands = before(*FOUR, ("GPE", "روسيا", 0, 0.5))
    hands.press("N", "N", "N", "Ctrl+Enter")
    hands.settle()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, AcceptManyDialog)
    assert len(dialog.model.rows) == 2
    while len(dialog.model.rows) < 3:
        dialog.score.less.click()
    hands.press("Space")
    assert len(dialog.taken()) == 2
    hands.press("Ctrl+Enter")
    back(hands)
    assert len(own(hands)) == 2
    hands.press("Ctrl+Z")
    assert own(hands) == []


def test_a_whole_claim_with_its_roles_is_one_key(before: Before) -> None:
    hands = before(("claim", CONTENT, 0, 0.9), ("OCC", "الوزير الإيراني", 0, 0.8))
    hands.press("N")
    while question(hands).proposal.layer is not Layer.CLAIMS:
        hands.press("N")
    hands.settle()
    assert hands.viewer.stage.open_claim == question(hands).id
    assert hands.press("Enter") == 1
    (claim,) = hands.claims()
    (mention,) = [one for one in hands.annotations() if isinstance(one, EntityMention)]
    assert claim.roles["source"] == (Filler(annotation=mention.id),)
    assert hands.words_of(claim, "cue") == ["وصف"]
    assert claim.origin == "suggested:theirs"
    assert (mention.label, mention.owner) == ("OCC", b.SARA.id)
    hands.press("Ctrl+Z")
    assert hands.claims() == []


def test_a_region_is_accepted(before: Before) -> None:
    hands = before(("DATELINE", "العالم - إيران", 0, 0.9))
    hands.press("N", "Enter")
    assert [(one.label, one.owner) for one in hands.regions()] == [("DATELINE", SHARED)]


def test_the_programs_own_engines_are_reviewed_from_the_first_to_the_last(before: Before) -> None:
    hands = before(*FOUR)
    for engine in ("gazetteer", "dates"):
        assert hands.room.suggesting.switch(engine, True) is None
    hands.room.offering.renew()
    for _ in range(300):
        if hands.room.offering.count > len(FOUR):
            break
        QTest.qWait(10)
    waiting = hands.room.offering.count
    assert waiting > len(FOUR)
    hands.press("N")
    for _ in range(2 * waiting):
        if hands.room.reviewing.is_over:
            break
        hands.press("Enter")
    assert hands.room.reviewing.is_over
    assert {origin for _, _, origin, _ in own(hands)} == {"suggested:theirs", "suggested:gazetteer", "suggested:dates"}
    assert {proposal.origin for proposal in hands.annotations()} == {origin for _, _, origin, _ in own(hands)}
