"""Where the words that arcs hang on stand in the viewport: those of the open claim's roles, those of related marks."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF

from hashiya.domain.span import Span
from hashiya.ui.viewer.arcs import Spot
from hashiya.ui.viewer.paint_roles import RolePlace
from hashiya.ui.viewer.scenes import Scenes
from hashiya.ui.viewer.stage import Stage


def spots(scenes: Scenes, stage: Stage, offset: QPointF, fragments: Iterable[Span]) -> list[Spot]:
    """The boxes of fragments, of all paragraphs; `offset` takes the document to the viewport."""
    found = []
    measures = stage.measures
    for span in fragments:
        for block in scenes.blocks(span):
            origin = scenes.origin(block) + offset
            stretch = scenes.stretch(block)
            for box in stretch.boxes(span):
                baseline = origin.y() + stretch.lines[box.line].baseline
                top, height = baseline - measures.above, measures.above + measures.below
                found.append(Spot(QRectF(origin.x() + box.left, top, box.right - box.left, height), baseline))
    return found


def role_places(scenes: Scenes, stage: Stage, offset: QPointF) -> list[RolePlace]:
    """The roles of the open claim, then its own words."""
    claim = scenes.marks.get(stage.open_claim or "")
    content = [RolePlace(None, spots(scenes, stage, offset, claim.pieces))] if claim else []
    return [RolePlace(role, spots(scenes, stage, offset, role.fragments)) for role in stage.roles] + content


def link_ends(scenes: Scenes, stage: Stage, offset: QPointF) -> dict[str, Spot]:
    """The first box of each mark at an end of a shown relation."""
    found = {}
    for name in {end for link in stage.links for end in (link.head, link.tail) if end}:
        mark = scenes.marks.get(name)
        there = spots(scenes, stage, offset, mark.pieces[:1]) if mark else []
        if mark and there:
            chosen = name in (stage.selected, *stage.also)
            named = stage.name_width(mark, chosen) if mark.layer == "entities" else 0.0
            found[name] = there[0]._replace(name=named)
    return found
