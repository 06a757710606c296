"""What a rectangle of the window shows: the paragraphs with their scenes, the glosses and brackets beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect

from hashiya.domain.span import Span
from hashiya.ui.viewer.margins import GlossPlace, brackets, glosses
from hashiya.ui.viewer.page import Margins
from hashiya.ui.viewer.painting import PaintedPart, Shown, View
from hashiya.ui.viewer.scenes import Scenes
from hashiya.ui.viewer.spots import link_ends, role_places
from hashiya.ui.viewer.stage import Stage

REACH = 36
"""How far claims reach above a baseline, in px at size 21."""
SPILL = 48
"""How far marks reach beyond the lines of their paragraph, in px at size 21."""
AHEAD = 8
"""How many more claims on either side have their glosses placed, for when the window moves on."""


def view_of(
    scenes: Scenes, stage: Stage, margins: Margins, offset: QPointF, height: int, rect: QRect, *, parts: bool
) -> View:
    """All that touches a rectangle of the viewport, which is so high and at that offset of the document.

    `parts` also cuts the scenes to what painting needs.
    """
    spill = SPILL * stage.measures.k
    top = -offset.y()
    blocks = scenes.visible(rect.top() + top - spill, rect.bottom() + top + spill)
    shown = [(scenes.scene(block), origin + offset) for block, origin in blocks]
    span = None
    if shown and shown[0][0].first < shown[-1][0].last:
        span = Span(shown[0][0].first, shown[-1][0].last)
    return View(
        stage,
        margins,
        shown,
        _glosses(scenes, stage, margins, span, rect.top() + top, rect.bottom() + top) if span else (),
        brackets(scenes, stage, span) if span else (),
        offset,
        (top, top + height),
        scenes.numbered,
        role_places(scenes, stage, offset) if stage.open_claim else (),
        link_ends(scenes, stage, offset) if stage.links else {},
        [_part(stage, shown, number, rect) for number in range(len(shown))] if parts else (),
    )


def _part(stage: Stage, shown: Shown, number: int, rect: QRect) -> PaintedPart:
    """The scene with this number, as far as the rectangle needs it: lines from which something reaches into it."""
    scene, origin = shown[number]
    measures = stage.measures
    over = REACH * measures.k if scene.is_claimed else measures.over
    top, bottom = rect.top() - measures.under(scene.deepest) - origin.y(), rect.bottom() + over - origin.y()
    after = shown[number + 1][0] if number + 1 < len(shown) else None
    return PaintedPart(scene.between(top, bottom), scene, after, origin)


def _glosses(scenes: Scenes, stage: Stage, margins: Margins, span: Span, top: float, bottom: float) -> list[GlossPlace]:
    """The glosses between two heights; their places are kept while only the window moves."""
    low, high = scenes.glossed.slice(span.start, span.end)
    kept = scenes.glosses
    found = next((places for (first, last), places in kept.items() if first <= low and high <= last), None)
    if found is None:
        if kept:
            low, high = max(0, low - AHEAD), high + AHEAD
            kept.clear()
        found = kept[low, high] = glosses(scenes, stage, margins, low, high)
    return [place for place in found if place.first < bottom and place.last > top]
