"""The widget beside the mouse: marks that come and go, tips, menus, drops, sizes, themes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hashiya.domain.span import Span
from hashiya.ui.theme import Preference, ThemeSource
from hashiya.ui.viewer import Link, Mark, Tip, ViewContent, Viewer
from hashiya.ui.viewer.tips import TipCard
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.viewer.sample import everything, first_seed, open_roles, seed, styles

Show = Callable[..., Viewer]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def picture(viewer: Viewer) -> QImage:
    """What the viewport shows."""
    return viewer.viewport().grab().toImage()


def differences(one: QImage, other: QImage) -> int:
    """How many pixels differ."""
    assert one.size() == other.size()
    places = [(x, y) for x in range(one.width()) for y in range(one.height())] if one != other else []
    return sum(one.pixel(x, y) != other.pixel(x, y) for x, y in places)


def heard(signal: Any) -> list[Any]:
    """What the signal says from now on."""
    found: list[Any] = []
    signal.connect(lambda *values: found.append(values[0] if len(values) == 1 else values))
    return found


def test_marks_that_come_and_go_one_by_one_look_as_those_given_at_once(show: Show) -> None:
    content = first_seed()
    at_once = picture(show(content))
    viewer = show(ViewContent(content.text, content.heading_end, [], content.styles))
    viewer.grab()
    for mark in content.marks:
        viewer.update_marks([mark], [], content.glosses)
    viewer.update_marks([Mark("x", "entities", "PERS", 0, 30), Mark("y", "claims", "claim", 100, 300)], [])
    viewer.grab()
    viewer.update_marks([], ["x", "y"], content.glosses)
    assert picture(viewer) == at_once


def test_a_painted_strip_is_the_same_as_the_whole(show: Show) -> None:
    """What scrolling uncovers line by line looks as if it had been painted at once."""
    viewer = show(first_seed())
    bar = viewer.verticalScrollBar()
    for value in range(0, 700, 37):
        bar.setValue(value)
        QApplication.processEvents()
        low, whole = QPoint(0, 400), picture(viewer)
        strip = viewer.viewport().grab(viewer.viewport().rect().adjusted(0, 400, 0, -300)).toImage()
        assert differences(strip, whole.copy(low.x(), low.y(), strip.width(), strip.height())) <= 3


def test_a_bare_click_selects_nothing_by_itself(show: Show) -> None:
    viewer = show(first_seed())
    before = picture(viewer)
    QTest.mouseClick(viewer.viewport(), LEFT, NONE, QPoint(700, 300))
    viewer.set_hovered(None)
    assert viewer.stage.selected is None
    viewer.clearFocus()
    assert picture(viewer) == before


def test_the_tip_comes_after_a_while_and_escape_hides_it(show: Show, qtbot: QtBot) -> None:
    viewer = show(first_seed())
    mark = next(m for m in viewer.content.marks if m.label == "PERS")
    viewer.set_tip_for(lambda name: Tip("شخص", "#3D4BCD", "ظريف", "1", ("سطر",)) if name == mark.id else None)
    rect = viewer.rect_of(Span(mark.start, mark.start + 1))
    hovered = heard(viewer.hovered)
    card = viewer.findChild(TipCard)
    assert card is not None
    assert not card.isVisible()
    point = QPoint(int(rect.center().x()), int(rect.top() + 22))
    # Sent to the viewport itself: moving the pointer of the screen would go to whatever window lies there.
    where = QPointF(point)
    there = QPointF(viewer.viewport().mapToGlobal(point))
    move = QMouseEvent(QEvent.Type.MouseMove, where, there, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, NONE)
    QApplication.sendEvent(viewer.viewport(), move)
    qtbot.waitUntil(card.isVisible, timeout=5000)
    assert hovered[-1] == mark.id
    assert not card.geometry().adjusted(12, 12, -12, -12).intersects(rect.adjusted(0, 8, 0, -14).toAlignedRect())
    card.grab()
    QTest.keyClick(viewer, Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_a_right_click_asks_for_the_menu_of_the_mark(show: Show) -> None:
    viewer = show(first_seed())
    mark = next(m for m in viewer.content.marks if m.label == "PERS")
    rect = viewer.rect_of(Span(mark.start, mark.start + 1))
    point = QPoint(int(rect.center().x()), int(rect.top() + 22))
    asked = heard(viewer.context_menu_requested)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, viewer.mapToGlobal(point))
    QApplication.sendEvent(viewer.viewport(), event)
    assert asked[0][0] == mark.id


def test_control_and_wheel_ask_for_another_size_and_scroll_nothing(show: Show) -> None:
    viewer = show(first_seed())
    asked = heard(viewer.text_size_requested)
    for step in (120, -120):
        wheel = QWheelEvent(
            QPointF(300, 300), QPointF(300, 300), QPoint(), QPoint(0, step), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewer.viewport(), wheel)
    assert asked == [1, -1]
    assert viewer.verticalScrollBar().value() == 0


def test_dropped_files_are_announced(show: Show, tmp_path: Path) -> None:
    viewer = show(ViewContent("نص"))
    dropped = heard(viewer.files_dropped)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "مقال.txt"))])
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(viewer.viewport(), enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, NONE, QEvent.Type.Drop)
    QApplication.sendEvent(viewer.viewport(), drop)
    assert dropped == [[tmp_path / "مقال.txt"]]
    assert viewer.content.text == "نص"


def test_everything_is_painted_in_both_themes_and_every_size(qtbot: QtBot) -> None:
    for preference in (Preference.LIGHT, Preference.DARK):
        source = ThemeSource(preference, reduce_motion=True)
        viewer = Viewer(source)
        qtbot.addWidget(viewer)
        viewer.resize(700, 600)
        content = everything(dark=preference is Preference.DARK)
        viewer.show_content(content)
        viewer.show()
        viewer.set_show_invisible(True)
        viewer.set_hits([Span(5, 9)])
        names = [mark.id for mark in content.marks]
        viewer.set_links([Link("l", "يناقض", names[0], names[-4]), Link("m", "م", names[1], None, "مقال ٤")])
        for size in (14, 21, 34):
            viewer.set_text_size(size)
            for name in names:
                viewer.select_mark(name)
                viewer.set_hovered(name)
                viewer.open_claim("c1" if size == 34 else None, open_roles(first_seed()) if size == 34 else ())
                viewer.grab()
        source.set_high_contrast(on=True)
        viewer.grab()
        source.set_preference(Preference.LIGHT if preference is Preference.DARK else Preference.DARK)
        assert picture(viewer).pixelColor(2, 590) == source.theme.paper


def test_an_open_claim_and_relations_are_drawn_and_go_again(show: Show) -> None:
    content = first_seed()
    viewer = show(content, height=2300)
    before = picture(viewer)
    claim = next(m for m in content.marks if content.text.startswith("بمواقف", m.start))
    viewer.open_claim(claim.id, open_roles(content))
    opened = picture(viewer)
    assert opened != before
    viewer.open_claim(None)
    assert picture(viewer) == before
    viewer.set_links([Link("l", "يناقض", "c1", "c2")])
    assert picture(viewer) not in (before, opened)
    viewer.set_links([])
    assert picture(viewer) == before


def test_ten_thousand_marks_on_one_article_can_be_worked_with(show: Show) -> None:
    text = seed(1)
    labels = [key for layer, key in styles() if layer == "entities"]
    starts = [n * 7 % (len(text) - 40) for n in range(10_000)]
    marks = [
        Mark(f"m{n}", "entities", labels[n % len(labels)], start, start + 1 + n % 37) for n, start in enumerate(starts)
    ]
    viewer = show(ViewContent(text, marks=marks, styles=styles()))
    viewer.grab()
    assert viewer.marks_at(100)
    viewer.update_marks([Mark("x", "entities", "PERS", 100, 104)], [])
    viewer.select_mark("x")
    viewer.grab()
    assert "x" in [mark.id for mark in viewer.marks_at(101)]


def test_the_page_takes_the_paper_of_another_theme(qtbot: QtBot, qapp: QApplication) -> None:
    source = ThemeSource(Preference.LIGHT)
    source.install(qapp)
    view = Viewer(source)
    qtbot.addWidget(view)
    view.show()
    try:
        for preference in (Preference.DARK, Preference.LIGHT, Preference.DARK):
            source.set_preference(preference)
            QApplication.processEvents()
            assert view.viewport().palette().base().color() == source.theme.paper
    finally:
        qapp.setStyleSheet("")
        qapp.setPalette(qapp.style().standardPalette())
