"""Real mouse events on the viewer."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hashiya.arabic.words import word_at, words
from hashiya.domain.span import Span
from hashiya.ui.viewer import Mark, Reach, ViewContent, Viewer
from hashiya.ui.viewer.paint_marks import handles
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.viewer.sample import Marker, first_seed, seed, styles

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def heard(signal: Any) -> list[Any]:
    """What the signal says from now on."""
    found: list[Any] = []
    signal.connect(lambda *values: found.append(values[0] if len(values) == 1 else values))
    return found


def middle(viewer: Viewer, span: Span) -> QPoint:
    """The middle of the span's first box."""
    viewer.verticalScrollBar().setValue(0)
    rect = viewer.rect_of(span)
    if rect.bottom() > viewer.viewport().height():
        viewer.verticalScrollBar().setValue(round(rect.top() - 200))
        rect = viewer.rect_of(span)
    return QPoint(round(rect.center().x()), round(rect.top() + 20 * viewer.stage.measures.k))


def drag(viewer: Viewer, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press, move in steps, release."""
    port = viewer.viewport()
    QTest.mousePress(port, LEFT, modifiers, start)
    for step in range(1, 6):
        point = start + (end - start) * step / 5
        QTest.mouseMove(port, point)
    QTest.mouseRelease(port, LEFT, modifiers, end)


def snap_to_words(text: str) -> Callable[[Span, Reach], Span]:
    """A snapper by whole words."""

    def snap(span: Span, reach: Reach) -> Span:
        if reach is Reach.LETTER:
            return span
        first, last = word_at(text, span.start), word_at(text, span.end)
        start = first.start if first and first.start < span.start < first.end else span.start
        end = last.end if last and last.start < span.end <= last.end else span.end
        return Span(start, end)

    return snap


def phrases(text: str) -> list[Span]:
    """Two neighbouring words, from many places of the text."""
    found = words(text)
    pairs = [(a, b) for a, b in pairwise(found) if text[a.end : b.start] == " "]
    return [Span(a.start, b.end) for a, b in pairs[:: max(1, len(pairs) // 12)]]


@pytest.mark.parametrize("number", range(5))
def test_a_drag_over_two_words_selects_just_them(show: Callable[..., Viewer], number: int) -> None:
    text = seed(number)
    viewer = show(ViewContent(text))
    viewer.set_snapper(snap_to_words(text))
    for phrase in phrases(text):
        first, last = words(text, phrase.start, phrase.end)[0], words(text, phrase.start, phrase.end)[-1]
        start = middle(viewer, first)
        end = viewer.rect_of(last).center().toPoint()
        drag(viewer, start, QPoint(end.x(), end.y() - 9))
        assert viewer.selection() == phrase, phrase.of(text)


def test_a_click_selects_the_innermost_mark_and_then_the_next_outer(show: Callable[..., Viewer]) -> None:
    content = first_seed()
    viewer = show(content)
    clicked = heard(viewer.mark_clicked)
    viewer.mark_clicked.connect(viewer.select_mark)
    outer = next(m for m in content.marks if m.label == "OCC")
    inner = next(m for m in content.marks if m.label == "ORG" and m.start > outer.start)
    point = middle(viewer, Span(inner.start, inner.end))
    for _ in range(3):
        QTest.mouseClick(viewer.viewport(), LEFT, NONE, point)
        QTest.qWait(450)
    assert clicked == [inner.id, outer.id, inner.id]


def test_a_click_beside_the_marks_is_on_the_background(show: Callable[..., Viewer]) -> None:
    viewer = show(first_seed())
    background = heard(viewer.background_clicked)
    start = viewer.content.text.index("مباحثات")
    viewer.background_clicked.connect(lambda: background.append(True))
    QTest.mouseClick(viewer.viewport(), LEFT, NONE, middle(viewer, Span(start, start + 7)))
    assert background
    assert start <= viewer.caret() <= start + 7


def test_repeated_clicks_take_word_clause_and_paragraph(show: Callable[..., Viewer]) -> None:
    viewer = show(ViewContent("قال لافروف إن الاتفاق قائم"))
    asked: list[Reach] = []

    def grow(reach: Reach, _position: int) -> Span:
        asked.append(reach)
        return Span(0, len(asked) + 3)

    viewer.set_grower(grow)
    point, port = middle(viewer, Span(4, 10)), viewer.viewport()
    QTest.mouseClick(port, LEFT, NONE, point)
    QTest.mouseDClick(port, LEFT, NONE, point)
    QTest.mouseClick(port, LEFT, NONE, point)
    QTest.mouseClick(port, LEFT, NONE, point)
    assert asked == [Reach.WORD, Reach.CLAUSE, Reach.PARAGRAPH]
    assert viewer.selection() == Span(0, 6)


def test_dragging_a_handle_moves_that_edge_once(show: Callable[..., Viewer]) -> None:
    text = "التقى وزير الخارجية الإيراني نظيره"
    mark = Mark("m", "entities", "OCC", 6, 19)
    viewer = show(ViewContent(text, marks=[mark], styles=styles()))
    viewer.set_snapper(snap_to_words(text))
    viewer.select_mark("m")
    dragged = heard(viewer.edge_dragged)
    view = viewer.view(viewer.viewport().rect())
    scene, origin = view.shown[0]
    piece = scene.piece("m")
    assert piece is not None
    start, end = [point + origin for _, _, point in handles(viewer.stage, scene, piece)]
    assert start.x() > end.x()
    target = viewer.rect_of(Span(20, 28)).center().toPoint()
    drag(viewer, end.toPoint(), QPoint(target.x(), end.toPoint().y()))
    assert dragged == [("m", 0, Span(6, 28))]
    assert viewer.scenes.marks["m"] == mark, "the viewer changes nothing itself"


def test_the_caret_stands_where_the_drag_ends(show: Callable[..., Viewer]) -> None:
    text = "التقى وزير الخارجية الإيراني نظيره"
    viewer = show(ViewContent(text))
    viewer.set_snapper(snap_to_words(text))
    first, last = middle(viewer, Span(6, 10)), middle(viewer, Span(11, 19))
    drag(viewer, first, last)
    assert (viewer.anchor(), viewer.caret()) == (6, 19)
    drag(viewer, last, first)
    assert (viewer.anchor(), viewer.caret()) == (19, 6)


def test_control_drag_is_a_fragment(show: Callable[..., Viewer]) -> None:
    text = "التقى وزير الخارجية الإيراني نظيره"
    viewer = show(ViewContent(text))
    viewer.set_snapper(snap_to_words(text))
    dragged = heard(viewer.fragment_dragged)
    word = Span(11, 19)
    rect = viewer.rect_of(word)
    y = middle(viewer, word).y()
    start, end = QPoint(round(rect.right()) - 4, y), QPoint(round(rect.left()) + 4, y)
    drag(viewer, start, end, Qt.KeyboardModifier.ControlModifier)
    assert dragged == [word]


def test_dragging_a_name_onto_another_mark_draws_a_relation(show: Callable[..., Viewer]) -> None:
    m = Marker("التقى لافروف نظيره الإيراني ظريف في موسكو")
    one, other = m.entity("PERS", "لافروف"), m.entity("PERS", "ظريف")
    viewer = show(ViewContent(m.text, marks=m.marks, styles=styles()))
    dragged = heard(viewer.link_dragged)
    rect = viewer.rect_of(Span(one.start, one.end))
    name = QPoint(round(rect.right()) - 8, round(rect.top() + 26 + 21))
    drag(viewer, name, middle(viewer, Span(other.start, other.end)))
    assert dragged == [(one.id, other.id)]


def test_the_gloss_and_the_name_select_and_open(show: Callable[..., Viewer]) -> None:
    viewer = show(first_seed())
    clicked, opened = heard(viewer.mark_clicked), heard(viewer.mark_activated)
    place = viewer.view(viewer.viewport().rect()).glosses[0]
    point = (place.box.center() + viewer.offset()).toPoint()
    QTest.mouseClick(viewer.viewport(), LEFT, NONE, point)
    QTest.mouseDClick(viewer.viewport(), LEFT, NONE, point)
    assert clicked == [place.mark.id]
    assert opened == [place.mark.id]
