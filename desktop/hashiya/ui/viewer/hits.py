"""What the pointer is on: a handle, a name, a gloss, a bracket, or the words of a mark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF

from hashiya.ui.viewer.margins import Sides
from hashiya.ui.viewer.paint_claims import number_rect
from hashiya.ui.viewer.paint_margins import bracket_rect
from hashiya.ui.viewer.paint_marks import band_rect, handles, tag_rect
from hashiya.ui.viewer.painting import View, names_of
from hashiya.ui.viewer.scene import Scene
from hashiya.ui.viewer.stage import Stage

HANDLE_REACH = 12
LEAST_TARGET = 24
NEAR_LINE = 5


class Place(Enum):
    """Kinds of places that the pointer can be on."""

    BACKGROUND = auto()
    WORDS = auto()
    NAME = auto()
    GLOSS = auto()
    HANDLE = auto()


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the pointer is, the marks there with the innermost first, and of a handle its fragment and side."""

    place: Place
    marks: tuple[str, ...] = ()
    fragment: int = 0
    at_start: bool = False

    @property
    def mark(self) -> str | None:
        """The innermost mark."""
        return self.marks[0] if self.marks else None


NOTHING = Hit(Place.BACKGROUND)


def hit(view: View, point: QPointF) -> Hit:
    """What is at this point of the viewport; a smaller target goes before a larger one."""
    return _handle(view, point) or _margin(view, point) or _name(view, point) or _words(view, point) or NOTHING


def _handle(view: View, point: QPointF) -> Hit | None:
    selected = view.stage.selected
    if selected is None or view.stage.also:
        return None
    best: tuple[float, Hit] | None = None
    for scene, origin in view.shown:
        piece = scene.piece(selected)
        if piece is None or piece.mark.layer != "entities":
            continue
        for fragment, at_start, middle in handles(view.stage, scene, piece):
            away = point - origin - middle
            distance = max(abs(away.x()), abs(away.y()) / 2)
            if distance <= HANDLE_REACH / 2 and (best is None or distance < best[0]):
                best = (distance, Hit(Place.HANDLE, (selected,), fragment, at_start))
    return best[1] if best else None


def _margin(view: View, point: QPointF) -> Hit | None:
    inside = point - view.offset
    for gloss in view.glosses:
        if gloss.box.contains(inside):
            return Hit(Place.GLOSS, (gloss.mark.id,))
    sides = Sides(view.margins, rtl=view.stage.rtl)
    found = None
    for bracket in view.brackets:
        bar = sides.start_rect(10, 26 + 7 * bracket.level, bracket.top, bracket.bottom - bracket.top)
        name = bracket_rect(view.stage, view.margins, bracket, view.window).adjusted(-4, -6, 4, 6)
        if bar.contains(inside) or name.contains(inside):
            found = Hit(Place.NAME, (bracket.mark.id,))
    return found


def _name(view: View, point: QPointF) -> Hit | None:
    stage = view.stage
    for index, (scene, origin) in enumerate(view.shown):
        inside = point - origin
        for piece in (*scene.claims, *scene.proposals):
            rect = number_rect(stage, scene, piece)
            if rect is not None and rect.adjusted(-4, -6, 4, 4).contains(inside):
                return Hit(Place.NAME, (piece.mark.id,))
        if stage.open_claim:
            continue
        after = view.shown[index + 1][0] if index + 1 < len(view.shown) else None
        for mark, rect in name_rects(stage, scene, after).items():
            if rect.contains(inside):
                return Hit(Place.NAME, (mark,))
    return None


def name_rects(stage: Stage, scene: Scene, after: Scene | None) -> dict[str, QRectF]:
    """The places of the names under the words, in the scene's coordinates."""
    found, placed = {}, names_of(stage, scene, after)
    for piece in (*scene.entities, *scene.proposals):
        place = placed.get(piece.mark.id)
        if place is not None:
            number, left = place
            y = scene.lines[number].baseline + stage.measures.name(scene.lowest[number])
            width = stage.name_width(piece.mark, stage.has_chosen(piece.mark))
            found[piece.mark.id] = tag_rect(stage, left, y, width)
    return found


def _words(view: View, point: QPointF) -> Hit | None:
    """The marks whose words the point is on, and the claims whose overline it is near."""
    stage = view.stage
    found: list[tuple[int, bool, str]] = []
    for scene, origin in view.shown:
        inside = point - origin
        for piece in (*scene.entities, *scene.claims, *scene.proposals):
            rects = [band_rect(stage, scene, box) for box in piece.boxes]
            if piece.mark.layer == "claims":
                up = stage.measures.overline(piece.lane.number) - stage.measures.above
                rects = [rect.adjusted(0, -up - NEAR_LINE, 0, 0) for rect in rects]
            if any(rect.contains(inside) for rect in rects):
                found.append((piece.mark.end - piece.mark.start, piece.mark.proposal, piece.mark.id))
    if not found:
        return None
    found.sort(key=lambda one: one[:2])
    return Hit(Place.WORDS, tuple(mark for _, _, mark in found))
