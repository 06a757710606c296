"""Painting the margins: glosses with their lines, brackets of regions, and the veil over boilerplate."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hashiya.ui.viewer.margins import (
    BRACKET_AT,
    BRACKET_NAME_AT,
    BRACKET_STEP,
    LINE_AT,
    NARROW_LINE_AT,
    NARROW_NUMBER_AT,
    NUMBER_AT,
    SPEAKER_AT,
    BracketPlace,
    GlossPlace,
    Sides,
    visible_part,
)
from hashiya.ui.viewer.page import Margins
from hashiya.ui.viewer.stage import DIMMED_CLAIM, Stage

SPEAKER_DOWN, CUE_DOWN = 17, 33.5


def paint_glosses(painter: QPainter, stage: Stage, margins: Margins, places: Sequence[GlossPlace]) -> None:
    """The glosses beyond the line's ends; the chosen one in a box, the others dimmed while a claim is open."""
    sides = Sides(margins, rtl=stage.rtl)
    painter.save()
    for place in places:
        chosen = place.mark.id == stage.open_claim or stage.has_chosen(place.mark)
        painter.setOpacity(DIMMED_CLAIM if stage.open_claim not in (None, place.mark.id) else 1)
        _paint_height(painter, stage, sides.end(LINE_AT if margins.glosses else NARROW_LINE_AT), place, chosen)
        if chosen or place.mark.id == stage.hovered:
            _paint_box(painter, stage, place.box, chosen)
        _paint_words(painter, stage, margins, sides, place)
    painter.restore()


def _paint_height(painter: QPainter, stage: Stage, at: float, place: GlossPlace, chosen: bool) -> None:
    painter.setPen(stage.inks.pen(stage.inks.theme.claim, 2 if chosen else 1, dashed=place.mark.proposal))
    x = round(at) + (0 if chosen else 0.5)
    painter.drawLine(QLineF(x, place.top, x, place.bottom))


def _paint_box(painter: QPainter, stage: Stage, box: QRectF, chosen: bool) -> None:
    painter.save()
    edge = QColor(stage.inks.theme.claim)
    edge.setAlphaF(0.55 if chosen else 0)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(stage.inks.theme.claim_wash)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.restore()


def _paint_words(painter: QPainter, stage: Stage, margins: Margins, sides: Sides, place: GlossPlace) -> None:
    theme, letters, gloss, k = stage.inks.theme, stage.letters, place.gloss, max(stage.measures.k, 1)
    big, small = max(12, round(12 * k)), max(11, round(11 * k))
    claim = theme.ink2 if place.mark.proposal else theme.claim
    number = stage.question if place.mark.proposal else stage.digits(gloss.number)
    y = place.box.top() + SPEAKER_DOWN * k
    painter.setPen(claim)
    if not margins.glosses:
        _write(painter, stage, sides.end(NARROW_NUMBER_AT), y, number, stage.measures.name_px, 600)
        return
    _write(painter, stage, sides.end(NUMBER_AT), y, number, big, 600)
    indent = max(SPEAKER_AT, NUMBER_AT + letters.width(number, big, 600) + 6)
    room = place.box.width() + 20 - indent - 6
    painter.setPen(theme.ink2 if gloss.carried or place.mark.proposal else theme.ink)
    _write(painter, stage, sides.end(indent), y, letters.cut(gloss.speaker, big, 600, room), big, 600)
    painter.setPen(theme.ink2)
    under = " · ".join(part for part in (gloss.cue, gloss.form) if part)
    y = place.box.top() + CUE_DOWN * k
    _write(painter, stage, sides.end(indent), y, letters.cut(under, small, 400, room), small, 400)


def _write(painter: QPainter, stage: Stage, x: float, y: float, text: str, px: int, weight: int) -> None:
    """A text that begins at x and runs away from the column."""
    left = x - stage.letters.width(text, px, weight) if stage.rtl else x
    stage.letters.draw(painter, left, y, text, px, weight)


def paint_brackets(
    painter: QPainter, stage: Stage, margins: Margins, places: Sequence[BracketPlace], window: tuple[float, float]
) -> None:
    """The brackets before the line's starts, each with its name beside the middle of what is seen of it."""
    sides = Sides(margins, rtl=stage.rtl)
    theme, px = stage.inks.theme, stage.measures.name_px
    for place in places:
        chosen = place.mark.id == stage.hovered or stage.has_chosen(place.mark)
        pen = QPen(theme.accent if chosen else theme.ink3, 1.6 if chosen else 1)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        if place.mark.proposal and place.mark.id != stage.selected:
            pen.setDashPattern([3, 2.4])
        painter.setPen(pen)
        distance = BRACKET_AT + place.level * BRACKET_STEP
        x, inner = round(sides.start(distance)) + 0.5, round(sides.start(distance - 5)) + 0.5
        top, bottom = round(place.top) + 0.5, round(place.bottom) + 0.5
        painter.drawPolyline([QPointF(inner, top), QPointF(x, top), QPointF(x, bottom), QPointF(inner, bottom)])
        name = bracket_name(stage, margins, place)
        if name:
            rect = bracket_rect(stage, margins, place, window)
            painter.setPen(theme.accent if chosen else theme.ink2)
            stage.letters.draw(painter, rect.left(), rect.bottom() - px * 0.3, name, px, 500)


def bracket_name(stage: Stage, margins: Margins, place: BracketPlace) -> str:
    """The name of the region as far as the margin has room; empty when it has none."""
    room = margins.before - BRACKET_NAME_AT - place.level * BRACKET_STEP - 4
    if room < 24:
        return ""
    return stage.letters.cut(stage.name(place.mark), stage.measures.name_px, 500, room)


def bracket_rect(stage: Stage, margins: Margins, place: BracketPlace, window: tuple[float, float]) -> QRectF:
    """Where the region's name stands."""
    sides = Sides(margins, rtl=stage.rtl)
    px = stage.measures.name_px
    width = stage.letters.width(bracket_name(stage, margins, place), px, 500)
    low, high = visible_part(place.top, place.bottom, window)
    near = BRACKET_NAME_AT + place.level * BRACKET_STEP
    return sides.start_rect(near, near + width, (low + high) / 2 - px * 0.75, px * 1.5)
