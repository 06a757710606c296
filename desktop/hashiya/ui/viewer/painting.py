"""The order in which a view is painted: what lies under the text, then what lies over it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter

from hashiya.domain.span import Span
from hashiya.ui.viewer.arcs import RAIL_AT, Rails, Spot
from hashiya.ui.viewer.geometry import Box
from hashiya.ui.viewer.margins import BracketPlace, GlossPlace, Sides
from hashiya.ui.viewer.page import Margins
from hashiya.ui.viewer.paint_claims import numbers_over, paint_overlines, paint_washes
from hashiya.ui.viewer.paint_extras import (
    paint_badges,
    paint_drawn_link,
    paint_frame,
    paint_hits,
    paint_offers,
    paint_others,
    paint_veil,
)
from hashiya.ui.viewer.paint_links import paint_links
from hashiya.ui.viewer.paint_margins import paint_brackets, paint_glosses
from hashiya.ui.viewer.paint_marks import paint_bands, paint_lines, paint_names, paint_ring
from hashiya.ui.viewer.paint_proposals import paint_chosen_ground, paint_proposals
from hashiya.ui.viewer.paint_roles import RolePlace, paint_role_fills, paint_roles
from hashiya.ui.viewer.scene import Piece, Scene, Stretch, names
from hashiya.ui.viewer.stage import Stage

Shown = Sequence[tuple[Scene, QPointF]]
_start, _end = attrgetter("start"), attrgetter("end")
_NONE: dict[str, tuple[int, float]] = {}


class PaintedPart(NamedTuple):
    """A scene cut to the lines that are painted, the whole of it, the scene after it, and where it begins."""

    scene: Scene
    whole: Scene
    after: Scene | None
    origin: QPointF


@dataclass(frozen=True, slots=True)
class View:
    """What is on the screen. Scenes stand with their origins in the viewport, margins in the document.

    `offset` takes the document to the viewport; `window` is the visible height of the document; `stretch` measures
    a paragraph by its number. `roles` are those of the open claim, `ends` the first boxes of related marks.
    `parts` are the scenes that are painted now.
    """

    stage: Stage
    margins: Margins
    shown: Shown
    glosses: Sequence[GlossPlace]
    brackets: Sequence[BracketPlace]
    offset: QPointF
    window: tuple[float, float]
    stretch: Callable[[int], Stretch]
    roles: Sequence[RolePlace] = ()
    ends: Mapping[str, Spot] = field(default_factory=dict)
    parts: Sequence[PaintedPart] = ()


def paint_under(painter: QPainter, view: View) -> None:
    """Hits, washes and bands."""
    stage = view.stage
    for scene, _, _, origin in view.parts:
        if not (scene.entities or scene.claims or scene.proposals or stage.hits):
            continue
        painter.translate(origin)
        if stage.hits:
            paint_hits(painter, stage, scene, _boxes(view, scene, _within(stage.hits, scene)))
        paint_washes(painter, stage, scene)
        paint_bands(painter, stage, scene)
        if scene.proposals:
            paint_chosen_ground(painter, stage, scene)
        painter.translate(-origin)
    if view.roles:
        paint_role_fills(painter, stage, view.roles)


def paint_over(painter: QPainter, view: View) -> None:
    """Lines, names, overlines, the selected mark, the veil, the margins."""
    stage = view.stage
    dimmed = [piece for place in view.brackets if stage.style(place.mark).dimmed for piece in place.mark.pieces]
    plain = not (dimmed or stage.show_invisible or stage.frame or stage.offered_colour)
    for scene, whole, after, origin in view.parts:
        if plain and not (scene.entities or scene.claims or scene.others or scene.proposals):
            continue
        painter.translate(origin)
        paint_lines(painter, stage, scene)
        paint_proposals(painter, stage, scene)
        paint_names(painter, stage, scene, names_of(stage, whole, after, lines_of(scene)))
        paint_overlines(painter, stage, scene)
        paint_others(painter, stage, scene)
        if dimmed:
            paint_veil(painter, stage, scene, _boxes(view, scene, dimmed))
        for name in stage.also or (stage.selected,):
            chosen = scene.piece(name) if name else None
            if chosen and chosen.mark.layer == "entities":
                paint_ring(painter, stage, scene, chosen)
        if stage.show_invisible:
            stretch = view.stretch(scene.number)
            paint_badges(painter, stage, stretch, stretch.text, stretch.first)
        if stage.offered_colour:
            here = [stage.offered_here] if stage.offered_here else []
            paint_offers(painter, stage, scene, _boxes(view, scene, stage.offered), _boxes(view, scene, here))
        if stage.frame is not None:
            paint_frame(painter, stage, scene, _boxes(view, scene, [stage.frame]))
        painter.translate(-origin)
    painter.translate(view.offset)
    paint_glosses(painter, stage, view.margins, view.glosses)
    paint_brackets(painter, stage, view.margins, view.brackets, view.window)
    painter.translate(-view.offset)
    sides = Sides(view.margins, rtl=stage.rtl)
    if view.roles:
        edges = sorted((sides.end(0) + view.offset.x(), sides.start(0) + view.offset.x()))
        height = view.window[1] - view.window[0]
        paint_roles(painter, stage, view.roles, (edges[0], edges[1]), height, rails_of(view, sides))
    if stage.links:
        paint_links(painter, stage, stage.links, view.ends, sides, view.offset.x(), rails_of(view, sides))
    if stage.drawn_link:
        paint_drawn_link(painter, stage, stage.drawn_link[0], stage.drawn_link[1])


def rails_of(view: View, sides: Sides) -> Rails:
    """Where ways to distant lines run: beside the starts of lines, and beside their ends where there is room."""
    shift = view.offset.x()
    ends = (sides.end(RAIL_AT) + shift,) if view.margins.glosses else ()
    return Rails((sides.start(RAIL_AT) + shift, *ends), (sides.start(0) + sides.end(0)) / 2 + shift)


def lines_of(scene: Scene) -> set[int]:
    """The lines on which a mark of the scene begins here."""
    return {piece.boxes[0].line for pieces in (scene.entities, scene.proposals) for piece in pieces}


def names_of(
    stage: Stage, scene: Scene, after: Scene | None, lines: Collection[int] | None = None
) -> dict[str, tuple[int, float]]:
    """The places of the names in a paragraph, or at least of those on these lines.

    `after` is the next paragraph, whose first overline limits the last line.
    """

    def fits(line: int) -> bool:
        if line + 1 < len(scene.levels):
            level = scene.levels[line + 1]
        else:
            level = after.levels[0] if after and after.levels and after.lines[0].end else None
        return scene.shared[line] == 0 and stage.measures.names_fit(scene.lowest[line], level)

    def width(piece: Piece, tag: bool) -> float:
        kept = "tag width" if tag else "name width"
        found: float | None = piece.kept.get(kept)
        if found is None:
            found = piece.kept[kept] = stage.name_width(piece.mark, tag)
        return found

    last = len(scene.lines) - 1
    is_under = after is not None and scene.lowest[last] >= 0 and after.levels[:1] not in ((), (None,))
    below = numbers_over(stage, after, 0, scene.lowest[last]) if after and is_under else ()

    def closed(line: int) -> Iterable[tuple[float, float]]:
        return below if line == last else numbers_over(stage, scene, line + 1, scene.lowest[line])

    first = stage.selected if stage.selected and scene.piece(stage.selected) else None
    key = (first, stage.measures, stage.column, after.levels[:1] if after else None, below)
    placed = scene.names.get(key)
    if placed is None:
        scene.names.clear()
        placed = scene.names[key] = {}
    wanted = range(len(scene.lines)) if lines is None else lines
    missing = [line for line in wanted if line not in placed]
    if missing:
        column = (stage.column[0] - 10, stage.column[1] + 10)
        placed.update(dict.fromkeys(missing, _NONE))
        placed.update(names(scene, width, fits, column, first=first, lines=missing, closed=closed))
    found: dict[str, tuple[int, float]] = {}
    for line in wanted:
        found |= placed[line]
    return found


def _within(spans: Sequence[Span], scene: Scene) -> Sequence[Span]:
    """Those of the spans, which are in order and apart, that touch the paragraph."""
    low = bisect_right(spans, scene.first, key=_end)
    high = bisect_left(spans, scene.last, key=_start)
    return spans[low:high]


def _boxes(view: View, scene: Scene, spans: Sequence[Span]) -> list[Box]:
    here = [span for span in spans if span.start < scene.last and span.end > scene.first]
    if not here:
        return []
    stretch = view.stretch(scene.number)
    return [box for span in here for box in stretch.boxes(span)]
