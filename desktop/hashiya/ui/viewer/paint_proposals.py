"""Painting the proposals of one paragraph: dashed outlines and overlines; the one in question solid, faintly filled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from hashiya.ui.viewer.inks import DASHES
from hashiya.ui.viewer.paint_claims import paint_number, paint_overline
from hashiya.ui.viewer.paint_marks import RADIUS, band_rect
from hashiya.ui.viewer.scene import Piece, Scene
from hashiya.ui.viewer.stage import DIMMED, Stage

THIN, HOVERED, STRONG = 1.1, 1.6, 1.6
INSET = 0.4
"""How far an outline keeps within its band, so that neighbours do not run into each other."""


def paint_chosen_ground(painter: QPainter, stage: Stage, scene: Scene) -> None:
    """The faint fill under the proposal in question."""
    chosen = next((one for one in scene.proposals if one.mark.id == stage.selected), None)
    if chosen is None:
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(stage.inks.theme.claim_wash if chosen.mark.layer == "claims" else stage.ink(chosen.mark).band)
    radius = RADIUS * stage.measures.k
    for box in chosen.boxes:
        painter.drawRoundedRect(band_rect(stage, scene, box), radius, radius)
    painter.restore()


def paint_proposals(painter: QPainter, stage: Stage, scene: Scene) -> None:
    """Outlines round words, lines over claims; dimmed with the marks while a claim is open."""
    if not scene.proposals:
        return
    painter.save()
    painter.setOpacity(DIMMED if stage.open_claim else 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # The one in question last: its solid line lies over its neighbours' dashes.
    for piece in sorted(scene.proposals, key=lambda one: one.mark.id == stage.selected):
        if piece.mark.layer == "claims":
            _paint_claim(painter, stage, scene, piece)
        else:
            _paint_outline(painter, stage, scene, piece)
    painter.restore()


def _paint_outline(painter: QPainter, stage: Stage, scene: Scene, piece: Piece) -> None:
    chosen, hovered = piece.mark.id == stage.selected, piece.mark.id == stage.hovered
    width = (STRONG if chosen else HOVERED if hovered else THIN) * stage.measures.k
    colour = stage.ink(piece.mark).line
    radius, inset = RADIUS * stage.measures.k, INSET * stage.measures.k
    rects = [band_rect(stage, scene, box).adjusted(inset, inset, -inset, -inset) for box in piece.boxes]
    if chosen:
        painter.setPen(QPen(colour, width))
        for rect in rects:
            painter.drawRoundedRect(rect, radius, radius)
        return
    ratio = painter.device().devicePixelRatio()
    for rect in rects:
        picture = stage.inks.outline(colour, width, rect.size(), radius, ratio)
        painter.drawPixmap(QPointF(rect.x() - 1, rect.y() - 1), picture)


def _paint_claim(painter: QPainter, stage: Stage, scene: Scene, piece: Piece) -> None:
    chosen, hovered = piece.mark.id == stage.selected, piece.mark.id == stage.hovered
    pen = QPen(stage.inks.theme.claim, (1.9 if chosen else HOVERED if hovered else THIN) * stage.measures.k)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if not chosen:
        pen.setDashPattern(DASHES)
    painter.setPen(pen)
    paint_overline(painter, stage, scene, piece)
    paint_number(painter, stage, scene, piece, stage.inks.theme.claim)
