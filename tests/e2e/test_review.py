"""Reviewing proposals by real keys: each decision is read back from the file, each key from the design's table."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hashiya.domain.annotation import EntityMention, Filler, Layer
from hashiya.domain.ids import NOBODY, SHARED, AnnotationId, IdSource
from hashiya.domain.span import Span, quote
from hashiya.domain.step import Change, Kind
from hashiya.storage.project import ProjectFile
from hashiya.suggest.engines import ENGINES
from hashiya.ui.dialogs.accept_many import AcceptManyDialog
from hashiya.ui.panes.keystrip import KeyStrip
from hashiya.ui.program import Program
from hashiya.ui.viewer.hits import Place
from hashiya.ui.window.window import Window
from hashiya.workspace.offering import Offered
from hashiya.workspace.suggesting import ENGINES_OFF
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests import builders as b
from tests.e2e.driver import Arabic, Hands, Latin, usual

CONTENT = "العلاقات بين روسيا وإيران بالإستراتيجية"
"""What the first article says that the minister described, in its first paragraph."""


Thing = tuple[str, str, int, float]
"""A proposal: label, words, which of them in the text (from 0), score."""


def propose(path: Path, *things: Thing) -> None:
    """Put these proposals of another program into the first article; no engine adds to them."""
    with ProjectFile.open(path) as project:
        project.set_setting(ENGINES_OFF, json.dumps(sorted(ENGINES)))
        article, ids = project.articles()[0], IdSource()
        text = project.text(article.key)
        made: list[Any] = []
        for label, words, nth, score in things:
            start = -1
            for _ in range(nth + 1):
                start = text.index(words, start + 1)
            common: dict[str, Any] = {
                "id": AnnotationId(ids.make()),
                "owner": NOBODY,
                "annotator": NOBODY,
                "origin": "proposed:theirs",
                "score": score,
                "label": label,
            }
            span = Span(start, start + len(words))
            if label == "claim":
                roles = {"source": ("الوزير الإيراني",), "cue": ("وصف",)}
                fillers = {
                    role: tuple(Filler(fragments=(_span(text, one),)) for one in some) for role, some in roles.items()
                }
                made.append(b.claim(article.key, span, roles=fillers, **common))
            elif label == "DATELINE":
                made.append(b.region(article.key, span, **common))
            else:
                made.append(b.entity(article.key, span, **common))
        changes = tuple(Change(_kind(one), one.id, NOBODY, None, one) for one in made)
        project.apply(b.step(*changes, name="import"))


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _kind(thing: Any) -> Kind:
    return {Layer.ENTITIES: Kind.ENTITY, Layer.CLAIMS: Kind.CLAIM, Layer.REGIONS: Kind.REGION}[thing.layer]


FOUR = (("PERS", "ظريف", 0, 0.95), ("GPE", "موسكو", 1, 0.93), ("ORG", "موسكو", 2, 0.6), ("GPE", "موسكو", 3, 0.91))


def until_known(hands: Hands) -> None:
    """Wait until the engines have read the article."""
    for _ in range(300):
        if hands.room.offering.is_known:
            break
        QTest.qWait(10)
    assert hands.room.offering.is_known
    hands.settle()


Before = Callable[..., Hands]
"""A person before these proposals."""


@pytest.fixture
def before(window: Window, project_file: Path) -> Iterator[Before]:
    """Opens the project with the proposals that a test wants."""
    window.program.take(usual())
    people: list[Hands] = []

    def come(*things: Thing, keys: type[Latin | Arabic] = Latin) -> Hands:
        propose(project_file, *things)
        people.append(Hands(window, project_file, keys=keys()))
        until_known(people[-1])
        return people[-1]

    yield come
    for person in people:
        person.leave()


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


def question(hands: Hands) -> Offered:
    """The proposal in question."""
    one = hands.room.reviewing.current
    assert one is not None
    return one


def words(hands: Hands) -> str:
    """Its words, with the edges that it was given."""
    return quote(hands.text, hands.room.reviewing.fragments)


def own(hands: Hands) -> list[tuple[str, str, str, float | None]]:
    """The annotator's own annotations in the file: label, words, origin, score."""
    return [
        (one.label, quote(hands.text, one.fragments), one.origin, one.score)
        for one in hands.annotations()
        if one.owner in (b.SARA.id, SHARED)
    ]


def rejections(hands: Hands) -> int:
    """How many rejections the file has in the article."""
    assert hands.desk.article is not None
    with hands.file() as project:
        return len(project.rejections(hands.desk.article, b.SARA.id))


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
