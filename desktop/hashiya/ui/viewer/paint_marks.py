"""Painting the entity marks of one paragraph: bands under the text, lines, names, the selected one's ring."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from hashiya.ui.viewer.geometry import Box
from hashiya.ui.viewer.scene import Piece, Scene
from hashiya.ui.viewer.stage import DIMMED, Stage

BEYOND = 1
RADIUS = 3


def band_rect(stage: Stage, scene: Scene, box: Box, *, grown: float = 0) -> QRectF:
    """The band behind one box."""
    measures, baseline = stage.measures, scene.lines[box.line].baseline
    beyond = (BEYOND + grown) * measures.k
    return QRectF(
        box.left - beyond,
        baseline - measures.above - grown * measures.k,
        box.right - box.left + 2 * beyond,
        measures.above + measures.below + 2 * grown * measures.k,
    )


def paint_bands(painter: QPainter, stage: Stage, scene: Scene) -> None:
    """The bands under the words, the outermost first, so that inner ones lie over outer ones."""
    if not scene.entities:
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setOpacity(DIMMED if stage.open_claim else 1)
    radius = RADIUS * stage.measures.k
    for piece in scene.entities:
        mark = piece.mark
        ink = stage.ink(mark)
        band = ink.selected if stage.has_chosen(mark) else ink.hovered if mark.id == stage.hovered else ink.band
        painter.setBrush(band)
        for box in piece.boxes:
            painter.drawRoundedRect(band_rect(stage, scene, box), radius, radius)
    painter.restore()


def paint_lines(painter: QPainter, stage: Stage, scene: Scene) -> None:
    """The lines under the words, a dotted one between fragments, and «+2» where lanes are shared."""
    if not scene.entities:
        return
    painter.save()
    painter.setOpacity(DIMMED if stage.open_claim else 1)
    for piece in scene.entities:
        _paint_line(painter, stage, scene, piece)
    _paint_shared(painter, stage, scene)
    painter.restore()


def _paint_line(painter: QPainter, stage: Stage, scene: Scene, piece: Piece) -> None:
    chosen = stage.has_chosen(piece.mark)
    kept = None if chosen else piece.kept.get("line")
    if kept is None:
        kept = _line(stage, scene, piece, chosen=chosen)
        if not chosen:
            piece.kept["line"] = kept
    pen, lines = kept
    painter.setPen(pen)
    painter.drawLines(lines)
    if piece.mark.fragments:
        _paint_dots(painter, stage, scene, piece, pen.color())


def _line(stage: Stage, scene: Scene, piece: Piece, *, chosen: bool) -> tuple[QPen, list[QLineF]]:
    """The line under a mark, and the one below it where its lane is shared, with their pen."""
    measures = stage.measures
    width = (2.2 if chosen else 1.5) * measures.k
    if stage.inks.theme.high_contrast:
        width = max(width, stage.inks.theme.mark_line * measures.k)
    lines = []
    for box in piece.boxes:
        y = scene.lines[box.line].baseline + measures.lane(piece.lane.number)
        lines.append(QLineF(box.left, y, box.right, y))
        if piece.lane.shared:
            lines.append(lines[-1].translated(0, 2.4 * measures.k))
    return stage.inks.pen(stage.ink(piece.mark).line, width), lines


def _paint_dots(painter: QPainter, stage: Stage, scene: Scene, piece: Piece, colour: QColor) -> None:
    """The dotted line on the lane that joins fragments, over the ends of lines where it has to."""
    pen = QPen(colour, 1.2 * stage.measures.k, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([1, 2.2])
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    below = stage.measures.lane(piece.lane.number)
    for number, left, right in joints(scene, piece):
        y = scene.lines[number].baseline + below
        painter.drawLine(QLineF(left, y, right, y))


def joints(scene: Scene, piece: Piece) -> list[tuple[int, float, float]]:
    """Line, left and right of the stretches between the fragments of a mark."""
    found: list[tuple[int, float, float]] = []
    for before, after in zip(piece.parts, piece.parts[1:], strict=False):
        one, other = before.boxes[-1], after.boxes[0]
        for number in range(one.line, other.line + 1):
            line = scene.lines[number]
            left, right = line.left, line.right
            if number == one.line:
                left, right = (left, one.left) if scene.rtl else (one.right, right)
            if number == other.line:
                left, right = (max(left, other.right), right) if scene.rtl else (left, min(right, other.left))
            if right - left > 1:
                found.append((number, left, right))
    return found


def _paint_shared(painter: QPainter, stage: Stage, scene: Scene) -> None:
    px = stage.measures.name_px
    painter.setPen(stage.inks.theme.ink2)
    for number, count in enumerate(scene.shared):
        if count:
            line = scene.lines[number]
            text = f"+{stage.digits(count)}"
            width = stage.letters.width(text, px, 600)
            left = line.left - width - 5 if scene.rtl else line.right + 5
            y = line.baseline + stage.measures.lane(2) + px * 0.35
            stage.letters.draw(painter, left, y, text, px, 600)


def paint_names(painter: QPainter, stage: Stage, scene: Scene, placed: dict[str, tuple[int, float]]) -> None:
    """The names under the lanes; the selected one's as a filled tag. An open claim hides them."""
    if stage.open_claim or not (placed or stage.hovered):
        return
    measures, px = stage.measures, stage.measures.name_px
    painter.setFont(stage.letters.font(px, 500))
    for piece in (*scene.entities, *scene.proposals):
        place = placed.get(piece.mark.id)
        if place is None:
            if piece.mark.id == stage.hovered and piece.starts and piece.mark.layer == "entities":
                _paint_waiting(painter, stage, scene, piece)
            continue
        number, left = place
        y = scene.lines[number].baseline + measures.name(scene.lowest[number])
        if stage.has_chosen(piece.mark):
            paint_tag(painter, stage, left, y, stage.name(piece.mark), stage.ink(piece.mark).line)
        else:
            kept = piece.kept.get("name")
            if kept is None:
                shaped = stage.letters.shape(stage.name(piece.mark), px, 500)
                kept = piece.kept["name"] = (stage.ink(piece.mark).name, shaped.text, shaped.rise)
            colour, text, rise = kept
            painter.setPen(colour)
            painter.drawStaticText(QPointF(left, y - rise), text)


def _paint_waiting(painter: QPainter, stage: Stage, scene: Scene, piece: Piece) -> None:
    """The name that found no room, over whatever is there, while the pointer is on its mark."""
    box, width = piece.parts[0].boxes[0], stage.name_width(piece.mark, True)
    left = box.right - width if scene.rtl else box.left
    y = scene.lines[box.line].baseline + stage.measures.name(min(piece.lane.number, 1))
    paint_tag(painter, stage, left, y, stage.name(piece.mark), stage.ink(piece.mark).line)


def tag_rect(stage: Stage, left: float, baseline: float, width: float) -> QRectF:
    """The rectangle of a filled tag whose text has this baseline."""
    px = stage.measures.name_px
    return QRectF(left, baseline - px * 1.04, width, px * 1.42)


def paint_tag(painter: QPainter, stage: Stage, left: float, baseline: float, text: str, colour: QColor) -> None:
    """A name in paper on its colour."""
    px = stage.measures.name_px
    width = stage.letters.width(text, px, 600) + 2 * stage.tag_padding
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(tag_rect(stage, left, baseline, width), 4 * stage.measures.k, 4 * stage.measures.k)
    painter.setPen(stage.inks.theme.paper)
    stage.letters.draw(painter, left + stage.tag_padding, baseline, text, px, 600)
    painter.restore()


def paint_ring(painter: QPainter, stage: Stage, scene: Scene, piece: Piece) -> None:
    """The ring of a selected mark, and its handles if it is the only one."""
    colour = stage.ink(piece.mark).line
    painter.save()
    pen = QPen(colour, 1.4 * stage.measures.k)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = 4 * stage.measures.k
    if not piece.mark.proposal:
        for box in piece.boxes:
            painter.drawRoundedRect(band_rect(stage, scene, box, grown=1.4), radius, radius)
    painter.setBrush(QBrush(stage.inks.theme.paper))
    reach = 3 * stage.measures.k
    for _, _, point in () if stage.also else handles(stage, scene, piece):
        painter.drawEllipse(point, reach, reach)
    painter.restore()


def handles(stage: Stage, scene: Scene, piece: Piece) -> list[tuple[int, bool, QPointF]]:
    """Fragment, whether it is its start, and the middle of each handle of the mark."""
    found: list[tuple[int, bool, QPointF]] = []
    for part in piece.parts:
        if part.starts:
            box = part.boxes[0]
            found.append((part.number, True, _handle(stage, scene, box, at_right=scene.rtl)))
        if part.ends:
            box = part.boxes[-1]
            found.append((part.number, False, _handle(stage, scene, box, at_right=not scene.rtl)))
    return found


def _handle(stage: Stage, scene: Scene, box: Box, *, at_right: bool) -> QPointF:
    rect = band_rect(stage, scene, box, grown=1.4)
    return QPointF(rect.right() if at_right else rect.left(), rect.center().y())
