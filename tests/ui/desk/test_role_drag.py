"""A role dragged from the palette onto words or a mention, and given up."""

from __future__ import annotations

import pytest
from hashiya.ui.panes.label_row import LabelRow
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.e2e.driver import Hands

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def claim(hands: Hands) -> Hands:
    """A claim that is open, and a mention before it."""
    hands.caret_in("محمد جواد ظريف")
    hands.press("1")
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C")
    hands.settle()
    return hands


def send(row: LabelRow, kind: QEvent.Type, at: QPoint) -> None:
    """The pointer at a place of the screen; the row has it from press to release."""
    held = LEFT if kind is not QEvent.Type.MouseButtonRelease else Qt.MouseButton.NoButton
    button = LEFT if kind is not QEvent.Type.MouseMove else Qt.MouseButton.NoButton
    QApplication.sendEvent(row, QMouseEvent(kind, QPointF(row.mapFromGlobal(at)), QPointF(at), button, held, NONE))


def begin(hands: Hands, role: str, to: QPoint) -> LabelRow:
    """Press on the role's row and move to a place of the viewport."""
    row = next(row for row in hands.window.panes.labels.rows if row.role and row.role.key == role)
    send(row, QEvent.Type.MouseButtonPress, row.mapToGlobal(row.rect().center()))
    screen = hands.viewer.viewport().mapToGlobal(to)
    for place in (row.mapToGlobal(row.rect().center() + QPoint(2, 0)), screen):
        send(row, QEvent.Type.MouseMove, place)
    return row


def drop(hands: Hands, row: LabelRow, at: QPoint) -> None:
    send(row, QEvent.Type.MouseButtonRelease, hands.viewer.viewport().mapToGlobal(at))
    hands.settle()


def test_a_role_is_dropped_on_a_mention(claim: Hands) -> None:
    place = claim.point(claim.span("محمد جواد ظريف").start + 1)
    row = begin(claim, "source", place)
    mention = claim.desk.rows()[0]
    stage = claim.viewer.stage
    assert [(span.start, span.end) for span in stage.offered] == [(mention.start, mention.end)]
    assert stage.offered_here == stage.offered[0]
    assert "صاحب القول" in claim.said()
    drop(claim, row, place)
    assert claim.claims()[0].fillers("source")[0].annotation == mention.id
    assert stage.offered_colour == ""
    assert claim.viewer.hasFocus()


def test_a_role_is_dropped_on_a_word_or_on_the_selection(claim: Hands) -> None:
    place = claim.point(claim.span("وصف الوزير").start + 1)
    drop(claim, begin(claim, "cue", place), place)
    assert claim.words_of(claim.claims()[0], "cue") == ["وصف"]
    claim.drag_words("العلاقات بين")
    place = claim.point(claim.span("العلاقات بين").start + 1)
    drop(claim, begin(claim, "occasion", place), place)
    assert claim.words_of(claim.claims()[0], "occasion") == ["العلاقات بين"]


def test_where_the_role_does_not_go_nothing_is_offered(claim: Hands) -> None:
    between = claim.point(claim.span("وصف الوزير").start)
    between.setX(claim.viewer.viewport().width() - 4)
    row = begin(claim, "cue", between)
    assert claim.viewer.stage.offered_here is None
    drop(claim, row, between)
    assert claim.claims()[0].fillers("cue") == ()
    assert claim.said() == "لا كلمة هنا."


def test_escape_gives_the_drag_up(claim: Hands) -> None:
    place = claim.point(claim.span("وصف الوزير").start + 1)
    row = begin(claim, "cue", place)
    claim.press("Esc")
    assert claim.viewer.stage.offered_colour == ""
    drop(claim, row, place)
    assert claim.claims()[0].roles == {}
    assert claim.desk.open_claim


def test_a_drop_beside_the_text_changes_nothing_and_a_click_still_fills(claim: Hands) -> None:
    row = begin(claim, "cue", QPoint(-300, 40))
    drop(claim, row, QPoint(-300, 40))
    assert claim.claims()[0].roles == {}
    claim.caret_in("وصف الوزير")
    row.click()
    claim.settle()
    assert claim.words_of(claim.claims()[0], "cue") == ["وصف"]
