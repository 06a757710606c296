"""The mouse on the viewer: what a press becomes, with edges that snap while they are dragged."""

from __future__ import annotations

from enum import Enum, auto
from itertools import pairwise
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from hashiya.domain.span import Span, hull
from hashiya.ui.viewer.content import Mark, Reach
from hashiya.ui.viewer.guard import guarded
from hashiya.ui.viewer.hits import NOTHING, Hit, Place

if TYPE_CHECKING:
    from hashiya.ui.viewer.viewer import Viewer

SCROLL_EVERY = 30
TAKES = {1: Reach.LETTER, 2: Reach.WORD, 3: Reach.CLAUSE, 4: Reach.PARAGRAPH}


class Gesture(Enum):
    """What a press has become."""

    NONE = auto()
    PRESSED = auto()
    TAKEN = auto()
    SELECT = auto()
    FRAGMENT = auto()
    EDGE = auto()
    LINK = auto()


class Mouse(QObject):
    """One press at a time, from press to release."""

    def __init__(self, viewer: Viewer) -> None:
        super().__init__(viewer)
        self._viewer = viewer
        self._gesture = Gesture.NONE
        self._hit: Hit = NOTHING
        self._pressed = QPoint()
        self._last = QPoint()
        self._modifiers = self._modifiers_at_press = Qt.KeyboardModifier.NoModifier
        self._anchor = 0
        self._grasped = 0
        self._clicks = 0
        self._clicked_at = -1e9
        self._moved: Mark | None = None
        self._edge: Span | None = None
        self._fragment: Span | None = None
        self._scroller = QTimer(self)
        self._scroller.setInterval(SCROLL_EVERY)
        self._scroller.timeout.connect(self._scroll)

    @property
    def dragging(self) -> bool:
        """Whether a drag is under way."""
        return self._gesture not in (Gesture.NONE, Gesture.PRESSED, Gesture.TAKEN)

    def press(self, event: QMouseEvent) -> None:
        """The button goes down, for the first time or again."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        viewer, point = self._viewer, event.position().toPoint()
        self._count(point, event.type() is QEvent.Type.MouseButtonDblClick)
        self._pressed = self._last = point
        self._modifiers = self._modifiers_at_press = event.modifiers()
        self._hit = viewer.hit(point)
        self._anchor = viewer.position_at(point)
        self._grasped = viewer.character_at(point)
        self._gesture = Gesture.PRESSED
        if self._clicks > 1 and not self._toggles():
            self._click_again()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._anchor = self._grasped = viewer.anchor()
            self._begin(Gesture.SELECT)
            self._drag()

    def move(self, event: QMouseEvent) -> None:
        """The pointer moves, the button down or not."""
        self._last, self._modifiers = event.position().toPoint(), event.modifiers()
        if not event.buttons() & Qt.MouseButton.LeftButton or self._gesture in (Gesture.NONE, Gesture.TAKEN):
            if self._gesture is Gesture.NONE:
                self._viewer.point_at(self._last)
            return
        if self._gesture is Gesture.PRESSED:
            far = (self._last - self._pressed).manhattanLength() >= QApplication.startDragDistance() / 2
            if not far:
                return
            self._begin(self._kind())
        self._drag()

    def release(self, event: QMouseEvent) -> None:
        """The button comes up: a click, or the end of a drag."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        gesture, self._gesture = self._gesture, Gesture.NONE
        self._scroller.stop()
        if gesture is Gesture.PRESSED:
            self._click()
        elif gesture is Gesture.EDGE:
            self._drop_edge()
        elif gesture is Gesture.LINK:
            self._drop_link()
        elif gesture is Gesture.FRAGMENT:
            span, self._fragment = self._fragment, None
            if span is not None:
                self._viewer.fragment_dragged.emit(span)
        if gesture is not Gesture.NONE:
            self._viewer.point_at(event.position().toPoint())

    def cancel(self) -> bool:
        """Drop a drag that is under way; returns whether there was one."""
        if not self.dragging:
            return False
        gesture, self._gesture = self._gesture, Gesture.TAKEN
        self._scroller.stop()
        if gesture is Gesture.EDGE and self._moved is not None:
            self._viewer.show_moved(self._moved)
        elif gesture is Gesture.LINK:
            self._viewer.show_link(None)
        else:
            self._viewer.set_selection(None)
        self._moved = self._edge = self._fragment = None
        return True

    def _count(self, point: QPoint, double: bool) -> None:
        """Count the clicks at one place; Qt tells only the second one."""
        now = monotonic() * 1000
        soon = now - self._clicked_at <= QApplication.doubleClickInterval()
        near = (point - self._pressed).manhattanLength() <= 2 * QApplication.startDragDistance()
        self._clicks = self._clicks % len(TAKES) + 1 if soon and near else 1
        if double and self._clicks == 1:
            self._clicks = 2
        self._clicked_at = now

    def _kind(self) -> Gesture:
        if self._hit.place is Place.HANDLE:
            return Gesture.EDGE
        if self._hit.place in (Place.NAME, Place.GLOSS):
            return Gesture.LINK
        return Gesture.FRAGMENT if self._modifiers_at_press & Qt.KeyboardModifier.ControlModifier else Gesture.SELECT

    def _begin(self, gesture: Gesture) -> None:
        self._gesture = gesture
        self._clicks = 0
        self._viewer.hide_tip()
        self._scroller.start()
        if gesture is Gesture.EDGE:
            self._moved = self._viewer.scenes.marks.get(self._hit.mark or "")
            self._edge = None

    def _drag(self) -> None:
        if self._gesture is Gesture.SELECT:
            # Snapping may put the start before the place of the press: what counts is where the drag goes.
            self._viewer.set_selection(self._span(), backward=self._viewer.position_at(self._last) < self._anchor)
        elif self._gesture is Gesture.FRAGMENT:
            self._fragment = self._span()
            self._viewer.set_selection(self._fragment)
        elif self._gesture is Gesture.EDGE:
            self._drag_edge()
        elif self._gesture is Gesture.LINK:
            self._viewer.show_link((QPointF(self._pressed), QPointF(self._last), self._target()))

    def _span(self) -> Span | None:
        """From where the button went down to where the pointer is, snapped.

        By words, the letter under the press counts as taken, on whichever half of it the button went down.
        """
        here, reach = self._viewer.position_at(self._last), self._reach()
        if here == self._anchor:
            return None
        first, last = min(here, self._anchor), max(here, self._anchor)
        if reach is Reach.WORD:
            first, last = min(first, self._grasped), max(last, min(self._grasped + 1, self._viewer.length()))
            first, last = _without_edges(self._viewer.scenes.display.text, first, last)
        return self._viewer.snapped(Span(first, last), reach)

    def _reach(self) -> Reach:
        return Reach.LETTER if self._modifiers & Qt.KeyboardModifier.AltModifier else Reach.WORD

    def _drag_edge(self) -> None:
        mark = self._moved
        if mark is None or self._hit.fragment >= len(mark.pieces):
            return
        old = mark.pieces[self._hit.fragment]
        here = self._edge_at_pointer()
        # The edge that is not dragged stays, even where it would not snap.
        if self._hit.at_start:
            rough = Span(min(here, old.end - 1), old.end)
            edge = Span(min(self._viewer.snapped(rough, self._reach()).start, old.end - 1), old.end)
        else:
            rough = Span(old.start, max(here, old.start + 1))
            edge = Span(old.start, max(self._viewer.snapped(rough, self._reach()).end, old.start + 1))
        if edge == self._edge:
            return
        self._edge = edge
        pieces = (*mark.pieces[: self._hit.fragment], edge, *mark.pieces[self._hit.fragment + 1 :])
        if all(one.end < other.start for one, other in pairwise(pieces)):
            around = hull(pieces)
            shown = pieces if mark.fragments else None
            self._viewer.show_moved(mark._replace(start=around.start, end=around.end, fragments=shown))

    def _edge_at_pointer(self) -> int:
        """Where the dragged edge would stand: by words it takes the letter under the pointer in."""
        if self._reach() is Reach.LETTER:
            return self._viewer.position_at(self._last)
        here = self._viewer.character_at(self._last)
        blank = self._viewer.scenes.display.text[here : here + 1].isspace()
        return here + 1 if blank == self._hit.at_start else here

    def _drop_edge(self) -> None:
        mark, edge = self._moved, self._edge
        self._moved = self._edge = None
        if mark is None:
            return
        self._viewer.show_moved(mark)
        if edge is not None and edge != mark.pieces[self._hit.fragment]:
            self._viewer.edge_dragged.emit(mark.id, self._hit.fragment, edge)

    def _target(self) -> str | None:
        """The mark under the pointer that a relation may end at."""
        return next((mark for mark in self._viewer.hit(self._last).marks if mark != self._hit.mark), None)

    def _drop_link(self) -> None:
        target = self._target()
        self._viewer.show_link(None)
        if self._hit.mark is not None and target is not None:
            self._viewer.link_dragged.emit(self._hit.mark, target)

    def _click(self) -> None:
        """A press that went nowhere: the innermost mark, then the next outer one."""
        viewer, marks = self._viewer, self._hit.marks
        # Asked before the caret moves: the window drops the selected mark when the caret leaves it.
        selected = viewer.stage.selected
        if self._toggles():
            viewer.mark_toggled.emit(marks[0])
            return
        if self._hit.place in (Place.BACKGROUND, Place.WORDS):
            viewer.set_caret(self._anchor)
        if not marks:
            viewer.background_clicked.emit()
            return
        if self._hit.place is Place.HANDLE:
            return
        outer = (marks.index(selected) + 1) % len(marks) if selected in marks else 0
        viewer.mark_clicked.emit(marks[outer])
        if self._hit.place is Place.GLOSS and not viewer.margins.glosses:
            viewer.show_tip(marks[outer])  # in a narrow window the gloss is a number, which opens

    def _toggles(self) -> bool:
        """Whether a click here selects one mark more or fewer."""
        return bool(self._hit.marks) and bool(self._modifiers_at_press & Qt.KeyboardModifier.ControlModifier)

    def _click_again(self) -> None:
        self._gesture = Gesture.TAKEN
        if self._hit.place in (Place.GLOSS, Place.NAME) and self._hit.mark is not None:
            if self._clicks == 2:
                self._viewer.mark_activated.emit(self._hit.mark)
            return
        span = self._viewer.grown(TAKES[self._clicks], self._anchor)
        if span is not None:
            self._viewer.set_selection(span)

    @guarded
    def _scroll(self) -> None:
        """Scroll while the pointer is above or below the window."""
        height = self._viewer.viewport().height()
        beyond = min(self._last.y(), 0) + max(self._last.y() - height, 0)
        if beyond:
            bar = self._viewer.verticalScrollBar()
            bar.setValue(bar.value() + round(beyond / 2))
            self._drag()


def _without_edges(text: str, first: int, last: int) -> tuple[int, int]:
    """The range without white space at its edges, unless it is nothing else."""
    words = text[first:last]
    if not words.strip():
        return first, last
    return first + len(words) - len(words.lstrip()), last - len(words) + len(words.rstrip())
