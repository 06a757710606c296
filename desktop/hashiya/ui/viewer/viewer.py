"""The viewer: a page that a person points at, drags on and walks through. It knows no workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEasingCurve, QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from hashiya.arabic.clusters import snap_to_clusters
from hashiya.arabic.words import word_at
from hashiya.domain.span import Span
from hashiya.ui.theme import ThemeSource
from hashiya.ui.viewer.ahead import Ahead
from hashiya.ui.viewer.canvas import Canvas
from hashiya.ui.viewer.caret import Move, move, movement
from hashiya.ui.viewer.content import Mark, Reach, Tip, ViewContent
from hashiya.ui.viewer.guard import guarded
from hashiya.ui.viewer.hits import Place
from hashiya.ui.viewer.mouse import Mouse
from hashiya.ui.viewer.pointer import sticky_pointer
from hashiya.ui.viewer.tips import TipCard

HOVER_AFTER = 400
SCROLL_TIME = 120
FRAME_TIME = 600

Snapper = Callable[[Span, Reach], Span]
Grower = Callable[[Reach, int], Span | None]
TipFor = Callable[[str], Tip | None]


class Viewer(Canvas):
    """Shows one article and tells what the person does with it; positions are code points."""

    selection_changed = Signal()
    selected_by_mouse = Signal()
    mark_clicked = Signal(str)
    mark_toggled = Signal(str)
    background_clicked = Signal()
    mark_activated = Signal(str)
    edge_dragged = Signal(str, int, object)
    fragment_dragged = Signal(object)
    link_dragged = Signal(str, str)
    hovered = Signal(object)
    context_menu_requested = Signal(object, QPoint)
    text_size_requested = Signal(int)
    files_dropped = Signal(list)

    def __init__(self, source: ThemeSource, parent: QWidget | None = None) -> None:
        self._mouse: Mouse | None = None
        super().__init__(source, parent)
        self._snapper: Snapper | None = None
        self._grower: Grower | None = None
        self._tip_for: TipFor | None = None
        self._sticky: QCursor | None = None
        self._pointed: str | None = None
        self._tip = TipCard(self)
        self._ahead = Ahead(self)
        self._mouse = Mouse(self)
        self._hovering = QTimer(self, singleShot=True, interval=HOVER_AFTER)
        self._hovering.timeout.connect(self._hover)
        self._unframing = QTimer(self, singleShot=True, interval=FRAME_TIME)
        self._unframing.timeout.connect(self._unframe)
        self._scrolling = QVariantAnimation(self, duration=SCROLL_TIME)
        self._scrolling.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._scrolling.valueChanged.connect(self._scroll_to)
        self.viewport().setMouseTracking(True)
        self.setAcceptDrops(True)
        self.selectionChanged.connect(self.selection_changed)

    def show_content(self, content: ViewContent) -> None:
        """Show another article, from its beginning."""
        self._scrolling.stop()
        self.hide_tip()
        super().show_content(content)

    # What the window gives

    def set_snapper(self, snapper: Snapper | None) -> None:
        """Let edges that are dragged snap by this."""
        self._snapper = snapper

    def set_grower(self, grower: Grower | None) -> None:
        """Let repeated clicks take what this says: a word, a clause, a paragraph around a position."""
        self._grower = grower

    def set_tip_for(self, tip_for: TipFor | None) -> None:
        """Ask this for the tip of a mark."""
        self._tip_for = tip_for

    def set_sticky(self, colour: str | None) -> None:
        """Let the pointer carry a swatch of this colour, or none."""
        self._sticky = sticky_pointer(colour, self.devicePixelRatioF()) if colour else None
        self.viewport().setCursor(self._sticky or QCursor(Qt.CursorShape.IBeamCursor))

    def snapped(self, span: Span, reach: Reach) -> Span:
        """The span as the edges snap."""
        if self._snapper is not None:
            return self._snapper(span, reach)
        return snap_to_clusters(self.scenes.display.text, span)

    def grown(self, reach: Reach, position: int) -> Span | None:
        """What a repeated click takes at the position."""
        if self._grower is not None:
            return self._grower(reach, position)
        return word_at(self.scenes.display.text, position) if reach is Reach.WORD else None

    # Selection and caret

    def selection(self) -> Span | None:
        """The selected words."""
        cursor = self.textCursor()
        return self.scenes.display.span(cursor.selectionStart(), cursor.selectionEnd())

    def set_selection(self, span: Span | None, *, backward: bool = False) -> None:
        """Select these words; the caret goes to their end, `backward` to their start."""
        cursor = self.textCursor()
        if span is None:
            cursor.clearSelection()
        else:
            start, end = self.scenes.display.units.units_of(span)
            if backward:
                start, end = end, start
            if (cursor.anchor(), cursor.position()) == (start, end):
                return
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def anchor(self) -> int:
        """The end of the selection that stays when it is extended; without one, the caret."""
        return self.scenes.display.units.to_points(self.textCursor().anchor())

    def set_caret(self, position: int) -> None:
        """Put the caret here, and drop the selection."""
        cursor = self.textCursor()
        cursor.setPosition(self.scenes.display.units.to_units(position))
        self.setTextCursor(cursor)

    def move_caret(self, kind: Move, *, forward: bool, extend: bool = False) -> None:
        """Move the caret, in the order of the text; `extend` keeps the other end of the selection."""
        move(self, kind, forward=forward, extend=extend)

    def marks_at(self, position: int) -> list[Mark]:
        """The marks at a position, the innermost first; regions last."""
        return self.scenes.at(position)

    # Going to places

    def reveal(self, span: Span, *, frame: bool = False) -> None:
        """Scroll so that the span can be seen; `frame` rings it for 600 ms."""
        height, bar, first = self.viewport().height(), self.verticalScrollBar(), self.scenes.baseline(span.start)
        top, under = self.line_reach(first)
        bottom = min(under + self.scenes.baseline(span.end - 1) - first, top + height * 0.8)
        if top < 0 or bottom > height:
            target = round(bar.value() + top - height / 3)
            self._scroll(max(0, min(target, bar.maximum())))
        if frame:
            self._unframe()
            self.stage.frame = span
            self._unframing.start()
            self.repaint_span(span)

    def _scroll(self, value: int) -> None:
        self._scrolling.stop()
        bar = self.verticalScrollBar()
        if self._source.reduce_motion or not self.isVisible():
            bar.setValue(value)
            return
        self._scrolling.setStartValue(bar.value())
        self._scrolling.setEndValue(value)
        self._scrolling.start()

    @guarded
    def _scroll_to(self, value: object) -> None:
        if isinstance(value, int):
            self.verticalScrollBar().setValue(value)

    @guarded
    def _unframe(self) -> None:
        framed, self.stage.frame = self.stage.frame, None
        if framed is not None:
            self.repaint_span(framed)

    # The pointer

    def point_at(self, point: QPoint) -> None:
        """The pointer is here, with no button down."""
        found = self.hit(point)
        mark = found.mark
        self.set_hovered(mark)
        if mark != self._pointed:
            self._pointed = mark
            self._hovering.start()
            self._tip.leave()
        if found.place is Place.HANDLE:
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        elif found.place in (Place.NAME, Place.GLOSS):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().setCursor(self._sticky or QCursor(Qt.CursorShape.IBeamCursor))

    def let_go(self) -> bool:
        """Esc: take the tip away, or drop a drag that is under way; returns whether there was one."""
        if self._tip.isVisible():
            self.hide_tip()
            return True
        return self._mouse is not None and self._mouse.cancel()

    def hide_tip(self) -> None:
        """Take the tip away."""
        self._hovering.stop()
        self._tip.hide()

    @guarded
    def _hover(self) -> None:
        self.hovered.emit(self._pointed)
        self.show_tip(self._pointed)

    def show_tip(self, name: str | None) -> None:
        """Show the tip of a mark at the pointer, or at the mark's nearest end."""
        mark = self.scenes.marks.get(name or "")
        tip = self._tip_for(mark.id) if mark and self._tip_for else None
        if mark is None or tip is None:
            return
        under = self.position_at(self.viewport().mapFromGlobal(QCursor.pos()))
        at = min(max(under, mark.start), mark.end - 1)
        around = self.rect_of(Span(at, at + 1)).translated(QPointF(self.viewport().pos()))
        self._tip.present(tip, self._source.theme, around)

    def show_moved(self, mark: Mark) -> None:
        """Draw a mark with other edges while one is dragged."""
        self.update_marks([mark], ())

    def show_link(self, link: tuple[QPointF, QPointF, str | None] | None) -> None:
        """Draw the line of a relation that is being dragged, and its target as hovered."""
        self.stage.drawn_link = link
        self.set_hovered(link[2] if link else None)
        self.viewport().update()

    @guarded
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide_tip()
        if self._mouse is not None:
            self._mouse.press(event)

    @guarded
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._mouse is not None:
            self._mouse.press(event)

    @guarded
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._mouse is not None:
            self._mouse.move(event)

    @guarded
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._mouse is not None:
            self._mouse.release(event)
        if event.button() == Qt.MouseButton.LeftButton and self.selection():
            self.selected_by_mouse.emit()

    @guarded
    def leaveEvent(self, event: QEvent) -> None:
        self._pointed = None
        self._hovering.stop()
        self._tip.leave()
        self.set_hovered(None)
        super().leaveEvent(event)

    @guarded
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                self.text_size_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    @guarded
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            found = self.hit(event.pos())
            here, selected = self.position_at(event.pos()), self.selection()
            if selected is None or not selected.start <= here <= selected.end:
                self.set_caret(here)
            self.context_menu_requested.emit(found.mark, event.globalPos())
        else:
            marks = self.marks_at(self.caret())
            mark = self.stage.selected or (marks[0].id if marks else None)
            self.context_menu_requested.emit(mark, self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
        event.accept()

    # Keys: only those that move the caret; all others are the window's

    @guarded
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.setAccepted(self.let_go())
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
            return
        found = movement(event, rtl=self.stage.rtl)
        if found is not None:
            kind, forward = found
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.move_caret(kind, forward=forward, extend=extend)
            event.accept()
            return
        event.ignore()

    @guarded
    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside; F6 is the way out."""
        return False

    @guarded
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._caret_moved()

    @guarded
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._caret_moved()

    @guarded
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if self._mouse is not None:
            self.hide_tip()
            self._ahead.start()
        self._caret_rect.translate(dx, dy)
        if self._hangs_on_the_window():
            self.viewport().update()

    def _hangs_on_the_window(self) -> bool:
        """Whether something is drawn at another place of the text when it is scrolled."""
        if self.stage.open_claim or self.stage.links or self.stage.drawn_link:
            return True
        height = self.viewport().height()
        return any(mark.end - mark.start > height / 4 for mark in self.scenes.layers["regions"])

    @guarded
    def showEvent(self, event: QShowEvent) -> None:
        self.scenes.lay_out()
        super().showEvent(event)

    # Copying and dropping

    @guarded
    def createMimeDataFromSelection(self) -> QMimeData:
        """The text itself, not what Qt made of it."""
        cursor = self.textCursor()
        data = QMimeData()
        data.setText(self.scenes.display.raw(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    @guarded
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction() if event.mimeData().hasUrls() else event.ignore()

    @guarded
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction() if event.mimeData().hasUrls() else event.ignore()

    @guarded
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)
