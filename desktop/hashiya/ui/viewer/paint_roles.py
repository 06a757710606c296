"""Painting the open claim: boxes and tags on its roles, arcs from its cue, tags for what is off screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from hashiya.ui.viewer.arcs import FAR, RAIL_STEP, RAIL_STEPS, Rails, Spot, Way, around, arrow, between, over
from hashiya.ui.viewer.content import CONTENT, Arc, RoleMark
from hashiya.ui.viewer.names import place_tags
from hashiya.ui.viewer.paint_marks import paint_tag, tag_rect
from hashiya.ui.viewer.stage import Stage

CUE = "cue"
GROWN = 1.4
TAG_DOWN = 12.6
HALO = 4
LINE = 1.4


class RolePlace(NamedTuple):
    """A role's filler and its boxes in the viewport; of the claim's own words the role is None."""

    role: RoleMark | None
    spots: Sequence[Spot]


class Tag(NamedTuple):
    """A role's name under its first box."""

    place: RolePlace
    left: float
    baseline: float
    rect: QRectF


def paint_role_fills(painter: QPainter, stage: Stage, places: Sequence[RolePlace]) -> None:
    """The colour in the boxes, under the words."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    for place in places:
        if place.role is None:
            continue
        painter.setBrush(stage.inks.label(place.role.colour).box)
        for spot in place.spots:
            painter.drawRoundedRect(_box(stage, spot), 4 * stage.measures.k, 4 * stage.measures.k)
    painter.restore()


def paint_roles(
    painter: QPainter,
    stage: Stage,
    places: Sequence[RolePlace],
    bounds: tuple[float, float],
    height: float,
    rails: Rails,
) -> None:
    """Arcs, boxes and tags over the words; `bounds` are the column's edges and `height` the window's."""
    tags = role_tags(stage, places, bounds)
    painter.save()
    _paint_arcs(painter, stage, places, tags, height, rails)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = 4 * stage.measures.k
    for place in places:
        if place.role is not None:
            painter.setPen(QPen(QColor(place.role.colour), LINE * stage.measures.k))
            for spot in place.spots:
                painter.drawRoundedRect(_box(stage, spot), radius, radius)
    for tag in tags:
        if tag.place.role is not None:
            colour = QColor(tag.place.role.colour)
            paint_tag(painter, stage, tag.left, tag.baseline, tag.place.role.label, colour)
    _paint_dots(painter, stage, places)
    _paint_off_screen(painter, stage, places, bounds, height)
    painter.restore()


def role_tags(stage: Stage, places: Sequence[RolePlace], bounds: tuple[float, float]) -> list[Tag]:
    """The tags of the roles, those of one line beside each other."""
    rows: dict[int, list[RolePlace]] = {}
    for place in places:
        if place.role is not None and place.spots:
            rows.setdefault(round(place.spots[0].baseline), []).append(place)
    found = []
    px = stage.measures.name_px
    for row in rows.values():
        wishes = [(place.spots[0].x, _width(stage, place.role.label if place.role else "")) for place in row]
        lefts = place_tags(wishes, (bounds[0] - 12, bounds[1] + 12))
        for place, left, (_, width) in zip(row, lefts, wishes, strict=True):
            baseline = place.spots[0].baseline + TAG_DOWN * stage.measures.k + px * 1.04
            found.append(Tag(place, left, baseline, tag_rect(stage, left, baseline, width)))
    return found


def _width(stage: Stage, text: str) -> float:
    return stage.letters.width(text, stage.measures.name_px, 600) + 2 * stage.tag_padding


def _box(stage: Stage, spot: Spot) -> QRectF:
    grown = GROWN * stage.measures.k
    return spot.rect.adjusted(-grown, -grown, grown, grown)


def default_arcs(roles: Sequence[RoleMark]) -> list[Arc]:
    """From the last cue to every filler that is no cue, and to the content."""
    cues = [number for number, role in enumerate(roles) if role.role == CUE]
    if not cues:
        return []
    return [Arc(cues[-1], n) for n, role in enumerate(roles) if role.role != CUE] + [Arc(cues[-1], CONTENT)]


def _paint_arcs(
    painter: QPainter,
    stage: Stage,
    places: Sequence[RolePlace],
    tags: Sequence[Tag],
    height: float,
    rails: Rails,
) -> None:
    arcs = stage.arcs if stage.arcs is not None else default_arcs(stage.roles)
    by_number = {number: place for number, place in enumerate(places) if place.role is not None}
    content = next((place for place in places if place.role is None), None)
    tag_of = {id(tag.place): tag for tag in tags}
    ways: list[tuple[Way, QColor]] = []
    for start, end in arcs:
        one = content if start == CONTENT else by_number.get(start)
        other = content if end == CONTENT else by_number.get(end)
        if one is None or other is None or not one.spots or not other.spots:
            continue
        way = _way(stage, one, other, (tag_of.get(id(one)), tag_of.get(id(other))), rails, len(ways))
        reach = way.path.boundingRect()
        if reach.bottom() < -height or reach.top() > 2 * height:
            continue
        colour = QColor(other.role.colour) if other.role else stage.inks.theme.claim
        ways.append((way, colour))
    paint_ways(painter, stage, ways, LINE)


def paint_ways(painter: QPainter, stage: Stage, ways: Sequence[tuple[Way, QColor]], width: float) -> None:
    """Arcs on halos of paper, which keep their crossings with text and lines clear."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(stage.inks.theme.paper, HALO))
    for way, _ in ways:
        painter.drawPath(way.path)
    for way, colour in ways:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, width * stage.measures.k))
        painter.drawPath(way.path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(arrow(way, stage.measures.k))


def to_line(stage: Stage, start: QPointF, end: QPointF, *, apart: float, gap: float, rails: Rails, number: int) -> Way:
    """To the next line through the gap between them; to a distant one beside the column, not through the text.

    `apart` is the distance of the two baselines.
    """
    k = stage.measures.k
    if abs(apart) < FAR * stage.measures.line:
        return between(start, end, k, gap=gap)
    rail = rails.nearest(start.x(), end.x(), number % RAIL_STEPS * RAIL_STEP)
    return around(start, end, k, gap=gap, rail=rail)


def _way(
    stage: Stage,
    one: RolePlace,
    other: RolePlace,
    tags: tuple[Tag | None, Tag | None],
    rails: Rails,
    number: int,
) -> Way:
    """Over the words where both are on one line; else from under the tag, or over the box, to the other line."""
    k = stage.measures.k
    tag, other_tag = tags
    start = one.spots[0]
    target = next((spot for spot in other.spots if abs(spot.baseline - start.baseline) < 1), other.spots[0])
    end_x, end_top = _end(stage, other, target)
    apart = target.baseline - start.baseline
    if abs(apart) < 1:
        return over(QPointF(start.x, _box(stage, start).top()), QPointF(end_x, end_top), k)
    if apart > 0:
        bottom = tag.rect.bottom() if tag else _box(stage, start).bottom()
        from_x = tag.rect.center().x() if tag else start.x
        start_at = QPointF(from_x, bottom)
        return to_line(stage, start_at, QPointF(end_x, end_top), apart=apart, gap=2.5 * k, rails=rails, number=number)
    shows_tag = other_tag is not None and target is other.spots[0]
    bottom = other_tag.rect.bottom() if shows_tag and other_tag else _box(stage, target).bottom() + 4 * k
    start_at = QPointF(start.x, _box(stage, start).top())
    return to_line(stage, start_at, QPointF(end_x, bottom), apart=apart, gap=7 * k, rails=rails, number=number)


def _end(stage: Stage, other: RolePlace, target: Spot) -> tuple[float, float]:
    """Where an arc ends: over the middle of a box, or at the beginning of the claim's overline."""
    k = stage.measures.k
    if other.role is not None:
        return target.x, _box(stage, target).top() - 0.5
    inside = min(14 * k, target.rect.width() / 2)
    x = target.rect.right() - inside if stage.rtl else target.rect.left() + inside
    return x, target.baseline - stage.measures.overline(0) - 1


def _paint_dots(painter: QPainter, stage: Stage, places: Sequence[RolePlace]) -> None:
    """A dot where arcs leave their cue."""
    arcs = stage.arcs if stage.arcs is not None else default_arcs(stage.roles)
    painter.setPen(Qt.PenStyle.NoPen)
    for number in {arc.start for arc in arcs}:
        if 0 <= number < len(places) and places[number].spots:
            place = places[number]
            if place.role is not None:
                painter.setBrush(QColor(place.role.colour))
                spot = place.spots[0]
                reach = 2.8 * stage.measures.k
                painter.drawEllipse(QPointF(spot.x, _box(stage, spot).top()), reach, reach)


def _paint_off_screen(
    painter: QPainter, stage: Stage, places: Sequence[RolePlace], bounds: tuple[float, float], height: float
) -> None:
    """A tag with an arrow at the window's edge for each role that is above or below it."""
    px = stage.measures.name_px
    for above in (True, False):
        away = [
            place
            for place in places
            if place.role is not None
            and place.spots
            and (place.spots[-1].rect.bottom() < 0 if above else place.spots[0].rect.top() > height)
        ]
        mark = 12 * stage.measures.k
        wishes = [(place.spots[0].x, _width(stage, place.role.label if place.role else "") + mark) for place in away]
        lefts = place_tags(wishes, bounds)
        for place, left, (_, width) in zip(away, lefts, wishes, strict=True):
            if place.role is None:
                continue
            baseline = 6 + px * 1.04 if above else height - 6 - px * 0.38
            rect = tag_rect(stage, left, baseline, width)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(place.role.colour))
            painter.drawRoundedRect(rect, 4 * stage.measures.k, 4 * stage.measures.k)
            painter.setBrush(stage.inks.theme.paper)
            painter.drawPolygon(_pointer(rect, above, stage))
            painter.setPen(stage.inks.theme.paper)
            text_left = left + stage.tag_padding + (0 if stage.rtl else mark)
            stage.letters.draw(painter, text_left, baseline, place.role.label, px, 600)


def _pointer(rect: QRectF, above: bool, stage: Stage) -> QPolygonF:
    size = 3 * stage.measures.k
    inset = stage.tag_padding + size
    x = rect.right() - inset if stage.rtl else rect.left() + inset
    y, point = rect.center().y(), (-size if above else size)
    return QPolygonF([QPointF(x, y + point), QPointF(x - size, y - point), QPointF(x + size, y - point)])
