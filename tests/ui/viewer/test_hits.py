"""What the pointer is on, and where clicks and keys put the caret."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hashiya.arabic.clusters import is_edge
from hashiya.domain.span import Span
from hashiya.ui.viewer import Mark, Move, ViewContent, Viewer
from hashiya.ui.viewer.content import ClaimGloss
from hashiya.ui.viewer.hits import Place
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.ui.viewer.sample import first_seed, seed, styles

Show = Callable[..., Viewer]
MIXED = "قال إن telegram نشر القرار 2231 في ٢٠٢٠ (كما قيل) «هنا» 😀 عن مُحَمَّد."


def center(viewer: Viewer, position: int) -> QPoint:
    """The middle of a character on the screen."""
    rect = viewer.rect_of(Span(position, position + 1))
    return QPoint(int(rect.center().x()), int(rect.top() + 22 * viewer.stage.measures.k))


@pytest.mark.parametrize("text", [MIXED, "The مقال says 2231 («نعم») and ٢٠."])
def test_the_middle_of_each_character_hits_it(show: Show, text: str) -> None:
    viewer = show(ViewContent(text, direction="rtl" if text is MIXED else "ltr"))
    for position in range(len(text)):
        if not is_edge(text, position) or not is_edge(text, position + 1) or text[position] == " ":
            continue
        point = center(viewer, position)
        assert viewer.character_at(point) == position, text[position]
        assert viewer.position_at(point) in (position, position + 1), text[position]


def test_room_above_the_text_and_beside_it_goes_to_the_nearest_line(show: Show) -> None:
    text = seed(0)
    viewer = show(ViewContent(text, heading_end=text.index("\n")))
    first_line = text.index("\n")
    for y in (0, 3, 10, 20):
        assert viewer.position_at(QPoint(400, y)) <= first_line
    assert viewer.position_at(QPoint(viewer.viewport().width() - 2, 2)) == 0
    end = viewer.verticalScrollBar().maximum()
    viewer.verticalScrollBar().setValue(end)
    assert viewer.position_at(QPoint(2, viewer.viewport().height() - 1)) == len(text)


def test_each_mark_is_hit_in_the_middle_of_its_first_box(show: Show) -> None:
    content = first_seed()
    viewer = show(content, height=2400)
    for mark in content.marks:
        if mark.layer != "regions":
            rect = viewer.rect_of(Span(mark.start, mark.start + 1))
            found = viewer.hit(QPoint(int(rect.center().x()), int(rect.top() + 22)))
            assert mark.id in found.marks
            lengths = [viewer.scenes.marks[name].end - viewer.scenes.marks[name].start for name in found.marks]
            assert lengths == sorted(lengths), "the innermost first"


def test_glosses_brackets_and_names_are_hit(show: Show) -> None:
    viewer = show(first_seed())
    view = viewer.view(viewer.viewport().rect())
    for place in view.glosses:
        point = (place.box.center() + view.offset).toPoint()
        if viewer.viewport().rect().contains(point):
            assert viewer.hit(point).mark == place.mark.id
    bracket = view.brackets[0]
    x = view.margins.after + view.margins.column + 35
    found = viewer.hit(QPoint(round(x), round((bracket.top + bracket.bottom) / 2)))
    assert (found.place, found.mark) == (Place.NAME, bracket.mark.id)


def test_glosses_never_overlap(show: Show) -> None:
    text = "قال ظريف إن الأمر تم وقال لافروف إن الأمر لم يتم وقال بوتين إن الأمر سيتم " * 3
    starts = [i for i in range(len(text)) if text.startswith("الأمر", i)]
    marks = [Mark(f"c{n}", "claims", "claim", start, start + 8) for n, start in enumerate(starts)]
    glosses = [ClaimGloss(mark.id, n + 1, "ظريف", False, "قال", "") for n, mark in enumerate(marks)]
    viewer = show(ViewContent(text, marks=marks, styles=styles(), glosses=glosses))
    boxes = [place.box for place in viewer.view(viewer.viewport().rect()).glosses]
    assert len(boxes) == len(marks)
    for n, box in enumerate(boxes):
        assert not any(box.adjusted(0, 0.1, 0, -0.1).intersects(other) for other in boxes[:n])


@pytest.mark.parametrize("forward", [True, False])
def test_letters_go_in_the_order_of_the_text_by_clusters(show: Show, forward: bool) -> None:
    viewer = show(ViewContent(MIXED))
    viewer.setFocus()
    viewer.set_caret(0 if forward else len(MIXED))
    seen = []
    for _ in range(len(MIXED)):
        QTest.keyClick(viewer, Qt.Key.Key_Left if forward else Qt.Key.Key_Right)
        seen.append(viewer.caret())
    edges = [position for position in range(len(MIXED) + 1) if is_edge(MIXED, position)]
    expected = edges[1:] if forward else edges[-2::-1]
    assert seen[: len(expected)] == expected


def test_in_a_left_to_right_article_the_right_arrow_goes_forward(show: Show) -> None:
    viewer = show(ViewContent("The talks", direction="ltr"))
    QTest.keyClick(viewer, Qt.Key.Key_Right)
    assert viewer.caret() == 1


def test_words_paragraphs_and_ends(show: Show) -> None:
    text = "قال ظريف نعم\n\nثم سكت"
    viewer = show(ViewContent(text))
    viewer.move_caret(Move.WORD, forward=True)
    assert viewer.caret() == 4
    viewer.move_caret(Move.WORD, forward=True, extend=True)
    assert viewer.selection() == Span(4, 8)
    viewer.move_caret(Move.WORD, forward=True, extend=True)
    assert viewer.selection() == Span(4, 12)
    viewer.move_caret(Move.WORD, forward=False, extend=True)
    assert viewer.selection() == Span(4, 8)
    viewer.move_caret(Move.WORD, forward=False, extend=True)
    assert (viewer.selection(), viewer.caret()) == (None, 4)
    viewer.move_caret(Move.WORD, forward=False, extend=True)
    assert (viewer.selection(), viewer.caret()) == (Span(0, 4), 0)
    viewer.move_caret(Move.WORD, forward=True, extend=True)
    assert viewer.selection() is None
    viewer.move_caret(Move.PARAGRAPH, forward=True)
    assert viewer.caret() == 13
    viewer.move_caret(Move.DOCUMENT, forward=True)
    assert viewer.caret() == len(text)
    viewer.move_caret(Move.LINE_EDGE, forward=False)
    assert viewer.caret() == 14


def test_bare_letters_and_tab_are_left_to_the_window(show: Show) -> None:
    viewer = show(ViewContent("نص"))
    for key in (Qt.Key.Key_C, Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_Tab):
        QTest.keyClick(viewer, key)
    assert viewer.selection() is None
    assert viewer.caret() == 0
    assert not viewer.focusNextPrevChild(True)


def test_reveal_scrolls_to_the_place_and_frames_it(show: Show) -> None:
    text = seed(0)
    viewer = show(ViewContent(text))
    place = text.index("للمزيد")
    viewer.reveal(Span(place, place + 6), frame=True)
    rect = viewer.rect_of(Span(place, place + 6))
    assert 0 <= rect.top() <= rect.bottom() <= viewer.viewport().height()
    assert viewer.stage.frame == Span(place, place + 6)
    old = viewer.verticalScrollBar().value()
    viewer.reveal(Span(place, place + 6))
    assert viewer.verticalScrollBar().value() == old, "what can be seen does not move"


def test_text_size_keeps_the_place_and_the_selection(show: Show) -> None:
    text = seed(0)
    viewer = show(ViewContent(text))
    viewer.set_selection(Span(5, 9))
    viewer.verticalScrollBar().setValue(600)
    top = viewer.position_at(QPoint(400, 30))
    for size in (30, 14, 21):
        viewer.set_text_size(size)
        assert viewer.selection() == Span(5, 9)
        assert 0 <= viewer.rect_of(Span(top, top + 1)).top() < 200
