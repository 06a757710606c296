"""Painting what is neither mark nor margin: search hits, other annotators, invisible characters, frames, the veil."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from hashiya.domain.span import Span
from hashiya.ui.viewer.geometry import Box
from hashiya.ui.viewer.paint_marks import RADIUS, band_rect
from hashiya.ui.viewer.scene import Scene, Stretch
from hashiya.ui.viewer.stage import Stage

INVISIBLE = {
    "\u00a0": "NBSP",
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u202f": "NNBSP",
    "\u2028": "LS",
    "\u2029": "PS",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
    "\t": "TAB",
    "\r": "CR",
}
_INVISIBLE = re.compile("[" + "".join(INVISIBLE) + "]")


def paint_hits(painter: QPainter, stage: Stage, scene: Scene, found: Sequence[Box]) -> None:
    """Soft yellow behind everything."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(stage.inks.theme.hit)
    radius = RADIUS * stage.measures.k
    for box in found:
        painter.drawRoundedRect(band_rect(stage, scene, box, grown=1.5), radius, radius)
    painter.restore()


def paint_others(painter: QPainter, stage: Stage, scene: Scene) -> None:
    """Thin outlines of what other annotators marked, with their names at the top."""
    if not scene.others:
        return
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius, px = RADIUS * stage.measures.k, stage.measures.name_px
    for piece, name in scene.others:
        colour = QColor(stage.ink(piece.mark).line)
        painter.setPen(QPen(colour, 0.9))
        for box in piece.boxes:
            painter.drawRoundedRect(band_rect(stage, scene, box, grown=0.5), radius, radius)
        box = piece.boxes[0]
        if piece.starts and name:
            width = stage.letters.width(name, px, 400)
            left = box.right - width if scene.rtl else box.left
            painter.setPen(stage.inks.theme.ink2)
            y = scene.lines[box.line].baseline - stage.measures.above - 3
            stage.letters.draw(painter, left, y, name, px, 400)
    painter.restore()


def paint_badges(painter: QPainter, stage: Stage, stretch: Stretch, text: str, first: int) -> None:
    """Small grey badges over what cannot be seen; `text` is the paragraph's own, `first` its first code point."""
    theme, px = stage.inks.theme, stage.measures.name_px
    for found in _INVISIBLE.finditer(text):
        place = stretch.x(first + found.start())
        if place is None:
            continue
        number, x = place
        name = INVISIBLE[found.group()]
        width = stage.letters.width(name, px, 500) + 6
        baseline = stretch.lines[number].baseline
        rect = QRectF(x - width / 2, baseline - stage.measures.above - px * 1.35, width, px * 1.35)
        painter.save()
        painter.setPen(QPen(theme.ink3, 0.8))
        painter.drawLine(QLineF(x, rect.bottom(), x, baseline + 3))
        painter.setBrush(theme.panel)
        painter.drawRoundedRect(rect, 3, 3)
        painter.setPen(theme.ink2)
        stage.letters.draw(painter, rect.left() + 3, rect.bottom() - px * 0.32, name, px, 500)
        painter.restore()


def paint_veil(painter: QPainter, stage: Stage, scene: Scene, found: Sequence[Box]) -> None:
    """Paper over the finished text of boilerplate; no format touches the text."""
    veil = QColor(stage.inks.theme.paper)
    veil.setAlphaF(stage.inks.theme.veil_share)
    above = 26 * stage.measures.k
    for box in found:
        top = scene.lines[box.line].baseline - above
        painter.fillRect(QRectF(box.left - 4, top, box.right - box.left + 8, stage.measures.line), veil)


def paint_frame(painter: QPainter, stage: Stage, scene: Scene, found: Sequence[Box]) -> None:
    """A ring that does not move, around the place that was gone to."""
    painter.save()
    painter.setPen(QPen(stage.inks.theme.accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in found:
        painter.drawRoundedRect(band_rect(stage, scene, box, grown=4), 6, 6)
    painter.restore()


def paint_offers(painter: QPainter, stage: Stage, scene: Scene, offered: Sequence[Box], here: Sequence[Box]) -> None:
    """Dashed outlines where what is dragged may be dropped; a full one with a faint fill where it would be now."""
    colour = QColor(stage.offered_colour)
    faint = QColor(colour)
    faint.setAlphaF(0.16)
    radius = 4 * stage.measures.k
    painter.save()
    pen = QPen(colour, 1.1 * stage.measures.k)
    pen.setDashPattern([3, 2.4])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in offered:
        painter.drawRoundedRect(band_rect(stage, scene, box, grown=1.4), radius, radius)
    painter.setPen(QPen(colour, 1.6 * stage.measures.k))
    painter.setBrush(faint)
    for box in here:
        painter.drawRoundedRect(band_rect(stage, scene, box, grown=1.4), radius, radius)
    painter.restore()


def paint_drawn_link(painter: QPainter, stage: Stage, start: QPointF, end: QPointF) -> None:
    """The line from a label to the pointer while a relation is drawn."""
    painter.save()
    painter.setPen(QPen(stage.inks.theme.accent, 1.5, Qt.PenStyle.DashLine))
    painter.drawLine(QLineF(start, end))
    painter.setBrush(stage.inks.theme.accent)
    painter.drawEllipse(end, 3, 3)
    painter.restore()


def boxes_of(stretch: Stretch, spans: Sequence[Span]) -> list[Box]:
    """The boxes of spans in a paragraph."""
    return [box for span in spans for box in stretch.boxes(span)]
