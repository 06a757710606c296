"""The mouse on the whole window: selecting, clicking through marks, dragging edges and links, palette and menus."""

from __future__ import annotations

import pytest
from hashiya.domain.span import Span
from hashiya.ui.panes.label_row import LabelRow
from hashiya.ui.viewer.hits import Place
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.e2e.driver import Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def position(hands: Hands) -> Hands:
    """A position with an organisation inside it, nothing selected."""
    hands.caret_in("وزير الخارجية الإيراني")
    hands.press("[", "[", "2")
    hands.caret_in("الخارجية الإيراني")
    hands.press("Space", "3", "Esc")
    hands.viewer.set_caret(0)
    return hands


def label(hands: Hands) -> str | None:
    annotation = hands.desk.annotation()
    return annotation.label if annotation else None


def a_popup() -> QMenu:
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def choose(menu: QMenu, place: int) -> None:
    """Click an entry of an open menu."""
    entry = menu.actions()[place]
    QTest.mouseClick(menu, LEFT, NONE, menu.actionGeometry(entry).center())
    QApplication.processEvents()


def test_a_drag_selects_whole_words_without_proclitic(hands: Hands) -> None:
    hands.drag_words("وإيران بالإستراتيجية")
    assert hands.selected_words() == "إيران بالإستراتيجية"
    hands.press("4")
    assert [m[1] for m in hands.mentions()] == ["إيران بالإستراتيجية"]


def test_alt_pressed_in_the_drag_frees_to_letters(hands: Hands) -> None:
    span = hands.span("وإيران بالإستراتيجية")
    start = hands.point(span.start)
    hands.drag(start + QPoint(6, 0), hands.point(span.start + 3), held="alt")
    assert hands.selected_words() != "إيران"
    assert len(hands.selected_words()) in (3, 4)


def test_a_double_click_takes_the_word_a_triple_the_clause(hands: Hands) -> None:
    at = hands.point(hands.span("تزال هناك فرصة للحفاظ").start + 1)
    port = hands.viewer.viewport()
    hands.click(at)
    QTest.mouseDClick(port, LEFT, NONE, at)
    assert hands.selected_words() == "تزال"
    QTest.mouseClick(port, LEFT, NONE, at)
    assert hands.selected_words().startswith("أنه لا تزال هناك فرصة")
    QTest.mouseClick(port, LEFT, NONE, at)
    assert hands.selected_words().startswith("من جانبه")


def test_clicks_go_outward_through_the_marks(position: Hands) -> None:
    at = position.point(position.span("الخارجية الإيراني").start + 4)
    for wanted in ("ORG", "OCC", "ORG"):
        QTest.qWait(QApplication.doubleClickInterval() + 20)
        position.click(at)
        assert label(position) == wanted
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    position.click(position.point(position.span("مباحثات").start + 2))
    assert label(position) is None


def test_a_click_and_a_key_mark_the_word_inside_a_claim(hands: Hands) -> None:
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C", "Esc", "Esc")
    hands.click(hands.point(hands.span("إيرانية روسية").start + 2))
    assert label(hands) == "claim"
    hands.press("5")
    assert [m[:2] for m in hands.mentions()] == [("NORP", "إيرانية")]


def test_a_handle_moves_an_edge_in_one_step(position: Hands) -> None:
    position.caret_in("وزير الخارجية")
    position.press(";")
    outer = position.desk.selected or ""
    handle = position.spot(outer, Place.HANDLE, at_start=False)
    to = position.point(position.span("محمد جواد").start + 2)
    position.drag(handle, to)
    assert ("OCC", "وزير الخارجية الإيراني محمد") in [m[:2] for m in position.mentions()]
    assert position.desk.selected == outer
    position.press("Ctrl+Z")
    assert ("OCC", "وزير الخارجية الإيراني") in [m[:2] for m in position.mentions()]


def test_escape_drops_a_drag_that_is_under_way(position: Hands) -> None:
    position.caret_in("وزير الخارجية")
    position.press(";")
    before = position.export_bytes()
    handle = position.spot(position.desk.selected or "", Place.HANDLE, at_start=False)
    port = position.viewer.viewport()
    QTest.mousePress(port, LEFT, NONE, handle)
    QTest.mouseMove(port, handle - QPoint(60, 0))
    QTest.mouseMove(port, handle - QPoint(90, 0))
    position.press("Esc")
    QTest.mouseRelease(port, LEFT, NONE, handle - QPoint(90, 0))
    assert position.export_bytes() == before
    assert position.desk.selected is not None


def test_control_and_drag_add_a_fragment(hands: Hands) -> None:
    hands.caret_in("محمد جواد ظريف")
    hands.press("1")
    hands.drag_words("ظريف مباحثات", held="ctrl")
    (mention,) = hands.line()["entities"]
    assert mention["text"] == "محمد ظريف مباحثات"
    assert len(mention["fragments"]) == 2


def test_a_name_dragged_to_a_mark_asks_which_relation(position: Hands) -> None:
    position.caret_in("محمد جواد ظريف")
    position.press("[", "[", "1")
    person = position.desk.selected or ""
    start = position.spot(person, Place.NAME)
    position.drag(start, position.point(position.span("وزير الخارجية").start + 2))
    menu = a_popup()
    assert [entry.text() for entry in menu.actions()] == ["يشغل"]
    choose(menu, 0)
    assert [relation.label for relation in position.relations()] == ["holds_position"]
    assert position.desk.under_way is None


def test_a_menu_of_relations_that_is_left_leaves_nothing_behind(position: Hands) -> None:
    position.caret_in("محمد جواد ظريف")
    position.press("[", "[", "1")
    start = position.spot(position.desk.selected or "", Place.NAME)
    position.drag(start, position.point(position.span("وزير الخارجية").start + 2))
    a_popup().close()
    position.settle()
    assert position.desk.under_way is None
    assert position.relations() == []


def test_a_link_that_the_scheme_does_not_allow_is_refused(position: Hands) -> None:
    position.caret_in("الأربعاء")
    position.press("0")
    start = position.spot(position.desk.selected or "", Place.NAME)
    position.drag(start, position.point(position.span("وزير الخارجية").start + 2))
    assert QApplication.activePopupWidget() is None
    assert position.said() == "لا يسمح المخطط بعلاقة كهذه بينهما."
    assert position.desk.under_way is None


def row_of(hands: Hands, name: str) -> LabelRow:
    rows = [row for row in hands.window.panes.labels.findChildren(LabelRow) if row.isVisible()]
    return next(row for row in rows if name in row.accessibleName())


def test_the_palette_marks_and_the_text_keeps_the_keys(hands: Hands) -> None:
    hands.caret_in("موسكو")
    QTest.mouseClick(row_of(hands, "كيان سياسي"), LEFT)
    assert [m[:2] for m in hands.mentions()] == [("GPE", "موسكو")]
    assert hands.viewer.hasFocus()
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space")
    QTest.mouseClick(row_of(hands, "ادعاء"), LEFT)
    assert hands.viewer.hasFocus()
    hands.settle()
    hands.click(hands.point(hands.span("موسكو").start + 2))
    QTest.mouseClick(row_of(hands, "صاحب القول"), LEFT)
    assert hands.words_of(hands.claims()[0], "source") == ["موسكو"]
    assert hands.viewer.hasFocus()


def test_the_context_menu_does_what_the_palette_does(position: Hands) -> None:
    at = position.point(position.span("وزير الخارجية").start + 2)
    QTest.mouseClick(position.viewer.viewport(), Qt.MouseButton.RightButton, NONE, at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, position.viewer.viewport().mapToGlobal(at))
    QApplication.sendEvent(position.viewer.viewport(), event)
    menu = a_popup()
    entries = [entry for entry in menu.actions() if not entry.isSeparator()]
    assert len(entries) <= 12
    texts = [entry.text() for entry in entries]
    assert any("حذف" in text or "احذف" in text for text in texts), texts
    delete = next(n for n, entry in enumerate(menu.actions()) if "حذف" in entry.text() or "احذف" in entry.text())
    choose(menu, delete)
    assert [m[0] for m in position.mentions()] == ["ORG"]


def test_a_gloss_selects_its_claim_and_a_double_click_opens_it(hands: Hands) -> None:
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C", "Esc", "Esc")
    claim = hands.claims()[0].id
    at = hands.spot(claim, Place.GLOSS)
    hands.click(at)
    assert hands.desk.selected == claim
    assert hands.desk.open_claim is None
    QTest.mouseDClick(hands.viewer.viewport(), LEFT, NONE, at)
    assert hands.desk.open_claim == claim


def test_an_open_claim_is_left_by_the_mouse_too(hands: Hands) -> None:
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C")
    hands.settle()
    leave = hands.window.panes.labels.leave
    assert leave.isVisible()
    QTest.mouseClick(leave, LEFT)
    assert hands.desk.open_claim is None
    hands.settle()
    assert not leave.isVisible()
    assert hands.viewer.hasFocus()


def test_of_a_mention_beside_an_open_claim_no_speaker_is_told(hands: Hands) -> None:
    hands.caret_in("موسكو")
    hands.press("4")
    mention = hands.desk.selected
    hands.caret_in("هناك مساعي إيرانية روسية")
    hands.press("Space", "Space", "C")
    hands.drag_words("ظريف")
    hands.press("S")
    hands.settle()
    status = hands.window.panes.status
    assert "ظريف" in status.aside
    hands.desk.select(mention)
    hands.settle()
    assert hands.desk.open_claim is not None
    assert status.aside == ""


def test_shift_click_extends(hands: Hands) -> None:
    hands.caret_in("سيرغي لافروف", into=0)
    hands.click(hands.point(hands.span("سيرغي لافروف").end - 1), held="shift")
    assert hands.selected_words() == "سيرغي لافروف"


def test_the_wheel_changes_nothing_but_place_and_size(hands: Hands) -> None:
    hands.caret_in("موسكو")
    hands.press("4")
    before = hands.export_bytes()
    for row in (row_of(hands, "مكان"), hands.viewer.viewport()):
        _wheel(row, NONE)
    size = hands.program.settings.text_size
    _wheel(hands.viewer.viewport(), Qt.KeyboardModifier.ControlModifier)
    assert hands.program.settings.text_size == size + 1
    assert hands.export_bytes() == before


def _wheel(widget: QWidget, held: Qt.KeyboardModifier) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_selection_that_is_dragged_is_the_one_that_is_marked(hands: Hands) -> None:
    """Every second word pair of the first paragraphs."""
    text = hands.text
    for words in ("إيران وروسيا", "الخارجية الإيراني", "نظيره الروسي", "تسارع التطورات"):
        hands.drag_words(words)
        span = hands.viewer.selection()
        assert span is not None
        hands.press("8")
        made = next(m for m in hands.mentions() if m[2] == span.start)
        assert made[1] == span.of(text)
        assert Span(made[2], made[2] + len(made[1])) == span


def test_a_click_on_an_article_leaves_the_keys_to_its_text(hands: Hands) -> None:
    listed = hands.window.panes.articles.list
    listed.setFocus()
    for row in (1, 1):
        place = listed.visualRect(listed.model().index(row, 0)).center()
        QTest.mouseClick(listed.viewport(), LEFT, NONE, place)
        hands.settle()
        assert hands.viewer.hasFocus()
        listed.setFocus()
    shown = hands.desk.article
    QTest.mouseClick(listed.viewport(), LEFT, NONE, listed.visualRect(listed.model().index(0, 0)).center())
    hands.settle()
    assert hands.desk.article != shown
    hands.press("Space", "1")
    assert [m[0] for m in hands.mentions()]


def test_the_status_line_tells_the_selected_words(hands: Hands) -> None:
    status = hands.window.panes.status
    hands.caret_in("إيران")
    hands.press("Space")
    span = hands.window.panes.viewer.selection()
    assert span is not None
    hands.settle()
    assert span.of(hands.text) in status.aside
    hands.press("Esc")
    hands.settle()
    assert hands.window.panes.viewer.selection() is None
    assert status.aside == ""
