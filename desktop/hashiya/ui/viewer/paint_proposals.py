"""Painting the proposals of one paragraph: dashed outlines and overlines; the one in question solid, faintly filled."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

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
    if piece.mark.id == stage.selected:
        painter.setPen(QPen(stage.ink(piece.mark).line, STRONG * stage.measures.k))
        radius = RADIUS * stage.measures.k
        for rect in _outlines(stage, scene, piece):
            painter.drawRoundedRect(rect, radius, radius)
        return
    ratio = painter.device().devicePixelRatio()
    if piece.mark.id == stage.hovered:
        pictures = _pictures(stage, scene, piece, HOVERED, ratio)
    else:
        kept, pictures = piece.kept.get("outline", (None, ()))
        if kept != ratio:
            pictures = _pictures(stage, scene, piece, THIN, ratio)
            piece.kept["outline"] = (ratio, pictures)
    for place, picture in pictures:
        painter.drawPixmap(place, picture)


def _outlines(stage: Stage, scene: Scene, piece: Piece) -> list[QRectF]:
    inset = INSET * stage.measures.k
    return [band_rect(stage, scene, box).adjusted(inset, inset, -inset, -inset) for box in piece.boxes]


def _pictures(stage: Stage, scene: Scene, piece: Piece, width: float, ratio: float) -> list[tuple[QPointF, QPixmap]]:
    """The dashed outlines of a proposal, and where they stand."""
    inks, k, colour = stage.inks, stage.measures.k, stage.ink(piece.mark).line
    return [
        (QPointF(rect.x() - 1, rect.y() - 1), inks.outline(colour, width * k, rect.size(), RADIUS * k, ratio))
        for rect in _outlines(stage, scene, piece)
    ]


def _paint_claim(painter: QPainter, stage: Stage, scene: Scene, piece: Piece) -> None:
    chosen, hovered = piece.mark.id == stage.selected, piece.mark.id == stage.hovered
    width = (1.9 if chosen else HOVERED if hovered else THIN) * stage.measures.k
    painter.setPen(stage.inks.pen(stage.inks.theme.claim, width, dashed=not chosen))
    paint_overline(painter, stage, scene, piece)
    paint_number(painter, stage, scene, piece, stage.inks.theme.claim)
