"""Painting relations: an arc with its name, or a tag in the margin where the other end is in another article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPen

from hashiya.ui.viewer.arcs import Rails, Spot, Way, over
from hashiya.ui.viewer.content import Link
from hashiya.ui.viewer.margins import Sides
from hashiya.ui.viewer.paint_roles import paint_ways, to_line
from hashiya.ui.viewer.stage import Stage

WIDTH = 1.25
STUB_AT = 12


def paint_links(
    painter: QPainter,
    stage: Stage,
    links: Sequence[Link],
    spots: Mapping[str, Spot],
    sides: Sides,
    shift: float,
    rails: Rails,
) -> None:
    """The relations whose ends are `spots`, the first box of each mark in the viewport; `shift` is that of x."""
    painter.save()
    stubs: dict[int, int] = {}
    ways: list[tuple[Way, str]] = []
    for link in links:
        head = spots.get(link.head) if link.head else None
        tail = spots.get(link.tail) if link.tail else None
        if head and tail:
            ways.append((way_between(stage, head, tail, rails, len(ways)), link.label))
        elif (head or tail) and link.elsewhere is not None:
            here = head or tail
            if here is not None:
                row = round(here.baseline)
                stubs[row] = stubs.get(row, 0) + 1
                _paint_stub(painter, stage, link, here, sides, shift, stubs[row] - 1)
    paint_ways(painter, stage, [(way, stage.inks.theme.ink2) for way, _ in ways], WIDTH)
    taken = [own_name(stage, spot) for spot in spots.values() if spot.name]
    for way, name in ways:
        taken.append(name_place(stage, way.name, name, taken))
        _paint_name(painter, stage, taken[-1], name)
    painter.restore()


def own_name(stage: Stage, spot: Spot) -> QRectF:
    """Where the mark's own name stands, under the start of its words."""
    left = spot.rect.right() - spot.name if stage.rtl else spot.rect.left()
    return QRectF(left, spot.rect.bottom(), spot.name, stage.measures.name_px * 1.8)


def way_between(stage: Stage, head: Spot, tail: Spot, rails: Rails, number: int) -> Way:
    """Over the words of one line, else along the gap between lines; to a distant line beside the column."""
    k = stage.measures.k
    up = stage.measures.overline(1) - stage.measures.above
    start, end = QPointF(head.x, head.rect.top() - up), QPointF(tail.x, tail.rect.top() - up)
    if abs(head.baseline - tail.baseline) < 1:
        return over(start, end, k)
    if tail.baseline > head.baseline:
        start, gap = QPointF(head.x, head.rect.bottom() + 4 * k), 14 * k
    else:
        end, gap = QPointF(tail.x, tail.rect.bottom() + 4 * k), 6 * k
    return to_line(stage, start, end, apart=tail.baseline - head.baseline, gap=gap, rails=rails, number=number)


def name_place(stage: Stage, at: QPointF, name: str, taken: Sequence[QRectF]) -> QRectF:
    """Where a relation's name stands on its arc; where another name stands it goes beside that one."""
    px = stage.measures.name_px
    width = stage.letters.width(name, px, 500)
    rect = QRectF(at.x() - width / 2 - 4, at.y() - px * 0.72, width + 8, px * 1.44)
    while other := next((one for one in taken if rect.intersects(one)), None):
        rect.moveRight(other.left() - 3)
    return rect


def _paint_name(painter: QPainter, stage: Stage, rect: QRectF, name: str) -> None:
    px = stage.measures.name_px
    painter.setPen(QPen(stage.inks.theme.line2, 0.8))
    painter.setBrush(stage.inks.theme.paper)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(stage.inks.theme.ink2)
    stage.letters.draw(painter, rect.left() + 4, rect.bottom() - px * 0.38, name, px, 500)


def _paint_stub(painter: QPainter, stage: Stage, link: Link, here: Spot, sides: Sides, shift: float, row: int) -> None:
    """Two short lines in the margin before the line's start: the relation, and where it leads."""
    theme, px, letters = stage.inks.theme, stage.measures.name_px, stage.letters
    room = sides.before - STUB_AT - 14
    lines = [letters.cut(f"{link.label} {'←' if stage.rtl else '→'}", px, 500, room)]
    lines.append(letters.cut(link.elsewhere or "", px, 400, room))
    width = max(letters.width(lines[0], px, 500), letters.width(lines[1], px, 400))
    height = px * 3.1
    top = here.rect.top() - 2 + row * (height + 3)
    rect = sides.start_rect(STUB_AT, STUB_AT + width + 10, top, height).translated(shift, 0)
    painter.setPen(QPen(theme.ink2, WIDTH))
    edge = rect.left() if stage.rtl else rect.right()
    if not row:
        y = here.rect.top() - 4 * stage.measures.k
        painter.drawLine(QLineF(here.x, here.rect.top(), here.x, y))
        painter.drawLine(QLineF(here.x, y, edge + (4 if stage.rtl else -4), y))
    painter.setPen(QPen(theme.line2, 1))
    painter.setBrush(theme.raised)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setPen(theme.ink2)
    for number, (text, weight) in enumerate(zip(lines, (500, 400), strict=True)):
        left = rect.right() - 5 - letters.width(text, px, weight) if stage.rtl else rect.left() + 5
        letters.draw(painter, left, rect.top() + px * (1.25 + 1.4 * number), text, px, weight)
