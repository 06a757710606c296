"""Painting the claims of one paragraph: the red overline with hooks and a number."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from hashiya.ui.viewer.paint_marks import RADIUS, band_rect
from hashiya.ui.viewer.scene import Piece, Scene
from hashiya.ui.viewer.stage import DIMMED_CLAIM, Stage

HOOK = 5
NUMBER_GAP = 2.5


def paint_washes(painter: QPainter, stage: Stage, scene: Scene) -> None:
    """The wash under the open claim's content, and a faint one under a selected or hovered claim."""
    for piece in scene.claims:
        if piece.mark.id not in (stage.open_claim, stage.hovered) and not stage.has_chosen(piece.mark):
            continue
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(stage.inks.theme.claim_wash)
        radius = RADIUS * stage.measures.k
        for box in piece.boxes:
            painter.drawRoundedRect(band_rect(stage, scene, box, grown=1), radius, radius)
        painter.restore()


def paint_overlines(painter: QPainter, stage: Stage, scene: Scene) -> None:
    """The lines over the claims, their hooks and numbers."""
    if not scene.claims:
        return
    painter.save()
    for piece in scene.claims:
        chosen = piece.mark.id == stage.open_claim or stage.has_chosen(piece.mark)
        painter.setOpacity(DIMMED_CLAIM if stage.open_claim not in (None, piece.mark.id) else 1)
        colour = stage.inks.theme.claim
        width = (1.9 if chosen else 1.5 if piece.mark.id == stage.hovered else 1.2) * stage.measures.k
        pen = stage.inks.pen(colour, width)
        painter.setPen(pen)
        paint_overline(painter, stage, scene, piece)
        paint_number(painter, stage, scene, piece, colour)
    painter.restore()


def paint_overline(painter: QPainter, stage: Stage, scene: Scene, piece: Piece) -> None:
    """The line over one claim with its hooks, in the painter's pen."""
    half = painter.pen().widthF() / 2
    kept, lines = piece.kept.get("overline", (None, ()))
    if kept != half:
        lines = _overline(stage, scene, piece, half)
        piece.kept["overline"] = (half, lines)
    painter.drawLines(lines)


def _overline(stage: Stage, scene: Scene, piece: Piece, half: float) -> list[QLineF]:
    """The line over the claim, and a hook down from its upper edge at either end."""
    up, length = stage.measures.overline(piece.lane.number), HOOK * stage.measures.k
    found = []

    def hook(x: float, line: int) -> QLineF:
        y = scene.lines[line].baseline - up
        return QLineF(x, y - half, x, y + length)

    for part in piece.parts:
        for box in part.boxes:
            y = scene.lines[box.line].baseline - up
            found.append(QLineF(box.left, y, box.right, y))
        if part.starts:
            box = part.boxes[0]
            found.append(hook(box.right if scene.rtl else box.left, box.line))
        if part.ends:
            box = part.boxes[-1]
            found.append(hook(box.left if scene.rtl else box.right, box.line))
    return found


def number_rect(stage: Stage, scene: Scene, piece: Piece) -> QRectF | None:
    """Where the claim's number stands, before its start; None when the start or the number is not here."""
    sign = _sign(stage, piece)
    if sign is None or not piece.starts:
        return None
    box = piece.parts[0].boxes[0]
    px = stage.measures.name_px
    width = stage.letters.width(sign, px, 600)
    gap = NUMBER_GAP * stage.measures.k
    left = box.right + gap if scene.rtl else box.left - gap - width
    baseline = scene.lines[box.line].baseline - stage.measures.number(piece.lane.number)
    return QRectF(left, baseline - px, width, px)


def numbers_over(stage: Stage, scene: Scene, line: int, lowest: int) -> tuple[tuple[float, float], ...]:
    """The stretches of a line where a claim's number is so high that names under this lane of the line before meet it.

    Each is as wide as a number of two digits, so that it holds for other numbers too; a proposed claim has its sign.
    """
    px, gap = stage.measures.name_px, NUMBER_GAP * stage.measures.k
    found = []
    for piece in (*scene.claims, *scene.proposals):
        box = piece.boxes[0]
        if box.line != line or not piece.starts or piece.mark.layer != "claims":
            continue
        if not stage.measures.names_clear_number(lowest, piece.lane.number):
            width = stage.letters.width(stage.question if piece.mark.proposal else stage.digits(88), px, 600)
            edge = box.right if scene.rtl else box.left - gap - width
            found.append((edge, edge + gap + width))
    return tuple(found)


def _sign(stage: Stage, piece: Piece) -> str | None:
    """The claim's number, or the question mark of a proposed one."""
    gloss = stage.glosses.get(piece.mark.id)
    if gloss is None:
        return None
    return stage.question if piece.mark.proposal else stage.digits(gloss.number)


def paint_number(painter: QPainter, stage: Stage, scene: Scene, piece: Piece, colour: QColor) -> None:
    """The claim's number before its start, or the question mark of a proposed one."""
    sign = _sign(stage, piece)
    if sign is None or not piece.starts:
        return
    kept, place = piece.kept.get("number", (None, QPointF()))
    if kept != sign:
        rect = number_rect(stage, scene, piece)
        place = rect.bottomLeft() if rect else place
        piece.kept["number"] = (sign, place)
    painter.setPen(colour)
    stage.letters.draw(painter, place.x(), place.y(), sign, stage.measures.name_px, 600)
