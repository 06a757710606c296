"""Where the caret goes: by letters, words, lines and paragraphs, in the order of the text, and how it is painted."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPolygonF, QTextCursor

from hashiya.arabic.clusters import next_cluster, previous_cluster
from hashiya.arabic.words import next_word, paragraph_bounds, previous_word, word_at
from hashiya.domain.span import Span
from hashiya.ui.viewer.content import Reach
from hashiya.ui.viewer.geometry import cursor_x, run_at

if TYPE_CHECKING:
    from hashiya.ui.viewer.canvas import Canvas
    from hashiya.ui.viewer.viewer import Viewer

WIDTH, FLAG = 2, 5


class Move(StrEnum):
    """How far the caret goes."""

    LETTER = "letter"
    WORD = "word"
    LINE = "line"
    LINE_EDGE = "line_edge"
    PARAGRAPH = "paragraph"
    PAGE = "page"
    DOCUMENT = "document"


_NATIVE = {
    (Move.LINE, True): QTextCursor.MoveOperation.Down,
    (Move.LINE, False): QTextCursor.MoveOperation.Up,
    (Move.LINE_EDGE, True): QTextCursor.MoveOperation.EndOfLine,
    (Move.LINE_EDGE, False): QTextCursor.MoveOperation.StartOfLine,
    (Move.DOCUMENT, True): QTextCursor.MoveOperation.End,
    (Move.DOCUMENT, False): QTextCursor.MoveOperation.Start,
}


def move(viewer: Viewer, kind: Move, *, forward: bool, extend: bool) -> None:
    """Move the caret of the viewer; `extend` keeps the other end of the selection."""
    if kind is Move.PAGE:
        _page(viewer, forward, extend)
        return
    native = _NATIVE.get((kind, forward))
    if native is not None:
        cursor = viewer.textCursor()
        cursor.movePosition(native, _mode(extend))
        viewer.setTextCursor(cursor)
        return
    if kind is Move.WORD and extend:
        _extend_by_word(viewer, forward)
        return
    _go(viewer, _target(viewer.scenes.display.text, viewer.caret(), kind, forward), extend)


def _target(text: str, caret: int, kind: Move, forward: bool) -> int:
    if kind is Move.LETTER:
        return next_cluster(text, caret) if forward else previous_cluster(text, caret)
    if kind is Move.WORD:
        word = next_word(text, caret) if forward else previous_word(text, caret)
        return word.start if word else (len(text) if forward else 0)
    start, end = paragraph_bounds(text, caret)
    if forward:
        return min(end + 1, len(text))
    return start if caret > start else paragraph_bounds(text, max(start - 1, 0))[0]


def _extend_by_word(viewer: Viewer, forward: bool) -> None:
    """Take one word more or less; both ends snap to words."""
    text, caret, anchor = viewer.scenes.display.text, viewer.caret(), viewer.anchor()
    edge = _word_forward(text, caret, anchor) if forward else _word_backward(text, caret, anchor)
    if edge == anchor:
        viewer.set_caret(anchor)
        return
    span = viewer.snapped(Span(min(edge, anchor), max(edge, anchor)), Reach.WORD)
    viewer.set_selection(span, backward=edge < anchor)


def _word_forward(text: str, caret: int, anchor: int) -> int:
    """The end of the word at or after the caret; on the way back to the anchor, the next word's start."""
    if caret < anchor:
        word = next_word(text, caret)
        return min(word.start, anchor) if word else anchor
    word = word_at(text, caret)
    if word is None or word.end <= caret:
        word = next_word(text, caret)
    return word.end if word else len(text)


def _word_backward(text: str, caret: int, anchor: int) -> int:
    """The start of the word before the caret; on the way back to the anchor, the word's end before that."""
    word = previous_word(text, caret)
    if word is None:
        return 0
    if caret > anchor:
        before = previous_word(text, word.start)
        return max(before.end, anchor) if before else anchor
    if word.end > caret and caret < anchor:
        # The caret stands behind a proclitic that the snapping left out: the word is taken already.
        before = previous_word(text, word.start)
        return before.start if before else 0
    return word.start


def _page(viewer: Viewer, forward: bool, extend: bool) -> None:
    """A window's height less one line, the caret staying at its place in the window."""
    rect = viewer.cursorRect()
    inside = min(max(rect.center().y(), 0), viewer.viewport().height() - 1)
    step = viewer.viewport().height() - round(viewer.stage.measures.line)
    bar = viewer.verticalScrollBar()
    old = bar.value()
    bar.setValue(old + (step if forward else -step))
    rest = step - abs(bar.value() - old)
    inside += rest if forward else -rest
    _go(viewer, viewer.position_at(QPoint(rect.x(), inside)), extend)


def _go(viewer: Viewer, position: int, extend: bool) -> None:
    cursor = viewer.textCursor()
    cursor.setPosition(viewer.scenes.display.units.to_units(position), _mode(extend))
    viewer.setTextCursor(cursor)


def _mode(extend: bool) -> QTextCursor.MoveMode:
    return QTextCursor.MoveMode.KeepAnchor if extend else QTextCursor.MoveMode.MoveAnchor


_KEYS = {
    Qt.Key.Key_Up: (Move.LINE, False),
    Qt.Key.Key_Down: (Move.LINE, True),
    Qt.Key.Key_Home: (Move.LINE_EDGE, False),
    Qt.Key.Key_End: (Move.LINE_EDGE, True),
    Qt.Key.Key_PageUp: (Move.PAGE, False),
    Qt.Key.Key_PageDown: (Move.PAGE, True),
}
_WITH_CONTROL = {Move.LINE: Move.PARAGRAPH, Move.LINE_EDGE: Move.DOCUMENT}


def movement(event: QKeyEvent, *, rtl: bool) -> tuple[Move, bool] | None:
    """The move that a key asks for: in a right-to-left text the left arrow goes forward."""
    modifiers = event.modifiers()
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return None
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        forward = (event.key() == Qt.Key.Key_Left) == rtl
        return (Move.WORD if control else Move.LETTER), forward
    found = _KEYS.get(Qt.Key(event.key())) if event.key() in _KEYS else None
    if found is None or (control and found[0] not in _WITH_CONTROL):
        return None
    return (_WITH_CONTROL[found[0]] if control else found[0]), found[1]


def caret_place(canvas: Canvas) -> tuple[QRectF, int]:
    """The caret's rectangle in the viewport, and -1 or 1 for a flag to the left or right, 0 for none."""
    scenes, position = canvas.scenes, canvas.caret()
    # It moves once and is painted often.
    if scenes.caret is None or scenes.caret[0] != position:
        scenes.caret = _caret_at(canvas, position)
    if scenes.caret is None:
        return QRectF(canvas.cursorRect()), 0
    _, place, flag = scenes.caret
    k, at = canvas.stage.measures.k, place + canvas.offset()
    return QRectF(at.x() - WIDTH / 2, at.y() - 19 * k, WIDTH, (19 + 8) * k), flag


def _caret_at(canvas: Canvas, position: int) -> tuple[int, QPointF, int] | None:
    """The code point, and where in the document a caret there meets the baseline; its flag. None without a text."""
    scenes = canvas.scenes
    found = scenes.line_at(position)
    if found is None:
        return None
    block, number, line = found
    place = scenes.display.units.to_units(position) - block.position()
    x = cursor_x(block.layout().lineAt(number), place)
    run = run_at(line, place)
    rtl = block.textDirection() is Qt.LayoutDirection.RightToLeft
    flag = 0 if run is None or run.rtl == rtl else (-1 if run.rtl else 1)
    return position, scenes.origin(block) + QPointF(x, line.baseline), flag


def paint_caret(painter: QPainter, canvas: Canvas) -> None:
    """The caret: two px in the accent, with a flag towards the direction of a run against the paragraph's."""
    rect, flag = caret_place(canvas)
    colour = canvas.stage.inks.theme.accent
    painter.fillRect(rect, colour)
    if flag:
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        x = rect.right() if flag > 0 else rect.left()
        top = rect.top()
        points = [QPointF(x, top), QPointF(x + flag * FLAG, top + FLAG / 2), QPointF(x, top + FLAG)]
        painter.drawPolygon(QPolygonF(points))
        painter.restore()
