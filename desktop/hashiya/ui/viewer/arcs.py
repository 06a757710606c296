"""The ways of arcs between places of a text: over the words of one line, or through the gaps between lines."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

RISE = 14
NEAR = 0.16
"""A short arc rises by this much of its width, so that it does not become a loop."""
ROUND = 6
ARROW = 3.2


class Spot(NamedTuple):
    """A box of words in the viewport, from the top to the bottom of its band, and its line's baseline."""

    rect: QRectF
    baseline: float

    @property
    def x(self) -> float:
        """Its middle."""
        return self.rect.center().x()


class Way(NamedTuple):
    """A drawn arc: its path, the tip of its arrow, which way that points, and where a name may stand."""

    path: QPainterPath
    tip: QPointF
    down: bool
    name: QPointF


def over(start: QPointF, end: QPointF, scale: float) -> Way:
    """A low dome from one place to another of the same line; it ends in an arrow that points down."""
    wide = end.x() - start.x()
    rise = min(RISE * scale, 4 * scale + abs(wide) * NEAR)
    top = min(start.y(), end.y()) - rise * 4 / 3
    path = QPainterPath(start)
    path.cubicTo(
        QPointF(start.x() + wide * 0.08, top),
        QPointF(end.x() - wide * 0.08, top),
        QPointF(end.x(), end.y() - ARROW * scale),
    )
    return Way(path, end, True, QPointF((start.x() + end.x()) / 2, top + rise / 3))


def between(start: QPointF, end: QPointF, scale: float, *, gap: float) -> Way:
    """A way from one line to another: into the gap beside its line, along it, then straight to the end."""
    down = end.y() > start.y()
    sign = 1 if down else -1
    tip = QPointF(end.x(), end.y() - sign * ARROW * scale)
    room = abs(tip.y() - start.y())
    level = start.y() + sign * min(gap, room / 2)
    wide = end.x() - start.x()
    corner = min(ROUND * scale, abs(wide) / 2, room / 2)
    path = QPainterPath(start)
    if abs(wide) < 2 * scale:
        path.lineTo(tip)
        return Way(path, end, down, QPointF(start.x(), level))
    side = corner if wide > 0 else -corner
    near, far = min(corner, abs(level - start.y())), min(corner, abs(tip.y() - level))
    path.lineTo(start.x(), level - sign * near)
    path.quadTo(start.x(), level, start.x() + side, level)
    path.lineTo(end.x() - side, level)
    path.quadTo(end.x(), level, end.x(), level + sign * far)
    path.lineTo(tip)
    return Way(path, end, down, QPointF((start.x() + end.x()) / 2, level))


def arrow(way: Way, scale: float) -> QPolygonF:
    """The arrow's head."""
    size = ARROW * scale
    back = way.tip.y() - (size * 1.7 if way.down else -size * 1.7)
    return QPolygonF([way.tip, QPointF(way.tip.x() - size, back), QPointF(way.tip.x() + size, back)])
