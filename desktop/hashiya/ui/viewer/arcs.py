"""The ways of arcs between places of a text: over the words of one line, or through the gaps between lines."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

RISE = 14
NEAR = 0.16
"""A short arc rises by this much of its width, so that it does not become a loop."""
ROUND = 6
LAST_GAP = 5
FAR = 1.6
"""From so many line heights on, a straight way would run through lines of text."""
RAIL_AT, RAIL_STEP, RAIL_STEPS = 6, 3, 3
"""How far beside the column ways to distant lines run, and how far apart, so many of them."""
ARROW = 3.2


class Spot(NamedTuple):
    """A box of words in the viewport, from the top to the bottom of its band, and its line's baseline.

    `name` is the width of the mark's own name, which stands under its start.
    """

    rect: QRectF
    baseline: float
    name: float = 0.0

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


def around(start: QPointF, end: QPointF, scale: float, *, gap: float, rail: float) -> Way:
    """A way to a distant line: into the gap beside its line, out to the `rail` beside the column, and back in a gap."""
    down = end.y() > start.y()
    sign = 1 if down else -1
    tip = QPointF(end.x(), end.y() - sign * ARROW * scale)
    first, last = start.y() + sign * gap, tip.y() - sign * LAST_GAP * scale
    corners = [QPointF(start.x(), first), QPointF(rail, first), QPointF(rail, last), QPointF(end.x(), last)]
    path = _rounded([start, *corners, tip], ROUND * scale)
    return Way(path, end, down, QPointF((start.x() + rail) / 2, first))


def _rounded(points: list[QPointF], radius: float) -> QPainterPath:
    """A line over these points whose corners are round."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = QLineF(corner, before), QLineF(corner, after)
        reach = min(radius, into.length() / 2, out.length() / 2)
        if reach <= 0:
            continue
        into.setLength(reach)
        out.setLength(reach)
        path.lineTo(into.p2())
        path.quadTo(corner, out.p2())
    path.lineTo(points[-1])
    return path


class Rails(NamedTuple):
    """Where ways to distant lines run, as x in the viewport: beside the column at both sides, or only at one."""

    places: tuple[float, ...]
    middle: float

    def nearest(self, start: float, end: float, step: float) -> float:
        """The rail with the least way from one place to the other, moved so far away from the column."""
        rail = min(self.places, key=lambda place: abs(place - start) + abs(place - end))
        return rail + (step if rail > self.middle else -step)


def arrow(way: Way, scale: float) -> QPolygonF:
    """The arrow's head."""
    size = ARROW * scale
    back = way.tip.y() - (size * 1.7 if way.down else -size * 1.7)
    return QPolygonF([way.tip, QPointF(way.tip.x() - size, back), QPointF(way.tip.x() + size, back)])
