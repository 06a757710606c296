"""Names under the words, and the numbers of the claims that begin on the line below."""

from __future__ import annotations

import random

import pytest
from hashiya.ui.viewer.content import ClaimGloss, Mark, ViewContent
from hashiya.ui.viewer.hits import name_rects
from hashiya.ui.viewer.paint_claims import number_rect
from hashiya.ui.viewer.viewer import Viewer
from PySide6.QtCore import QRect, QRectF

from tests.ui.viewer.conftest import Shower
from tests.ui.viewer.sample import seed, styles

OVER, UNDER = 0.8, 0.3
"""How far letters and digits reach above and below their baseline, of their size."""


def crowded(text: str, chance: random.Random) -> ViewContent:
    """Nested mentions all over the text, and claims that begin anywhere."""
    marks, glosses = [], []
    for at in range(0, len(text) - 60, 25):
        start = at + chance.randrange(8)
        marks.append(Mark(f"o{at}", "entities", "OCC", start, start + 22))
        marks.append(Mark(f"i{at}", "entities", "NORP", start, start + 9))
    for number, at in enumerate(range(0, len(text) - 60, 45), 1):
        start = at + chance.randrange(40)
        marks.append(Mark(f"c{number}", "claims", "claim", start, start + 15, None, proposal=chance.random() < 0.3))
        glosses.append(ClaimGloss(f"c{number}", number, "ظريف", False, "قال", "غير مباشر"))
    return ViewContent(text, 0, marks, styles(), glosses)


def inked(viewer: Viewer) -> tuple[dict[str, QRectF], dict[str, QRectF]]:
    """Where the letters of names and the digits of numbers are, in the viewport."""
    view = viewer.view(QRect(0, 0, viewer.viewport().width(), viewer.viewport().height()))
    names: dict[str, QRectF] = {}
    numbers: dict[str, QRectF] = {}
    stage = viewer.stage
    px = stage.measures.name_px
    for index, (scene, origin) in enumerate(view.shown):
        after = view.shown[index + 1][0] if index + 1 < len(view.shown) else None
        places = {piece.mark.id: piece for piece in (*scene.entities, *scene.proposals)}
        for name, rect in name_rects(stage, scene, after).items():
            line = places[name].boxes[0].line
            baseline = origin.y() + scene.lines[line].baseline + stage.measures.name(scene.lowest[line])
            names[name] = QRectF(rect.x() + origin.x(), baseline - OVER * px, rect.width(), (OVER + UNDER) * px)
        for piece in (*scene.claims, *scene.proposals):
            found = number_rect(stage, scene, piece)
            if found is not None:
                numbers[piece.mark.id] = found.adjusted(0, (1 - OVER) * px, 0, 0).translated(origin)
    return names, numbers


@pytest.mark.parametrize("number", range(5))
def test_no_name_stands_on_the_number_of_a_claim(show: Shower, number: int) -> None:
    viewer = show(crowded(seed(number), random.Random(number)))
    names, numbers = inked(viewer)
    assert len(names) > 10
    assert len(numbers) > 10
    assert [(name, one) for name, a in names.items() for one, b in numbers.items() if a.intersects(b)] == []


def test_the_selected_mark_s_tag_stands_although_a_number_is_there(show: Shower) -> None:
    content = crowded(seed(0), random.Random(0))
    viewer = show(content)
    for mark in content.marks[:20]:
        if mark.layer == "entities":
            viewer.select_mark(mark.id)
            assert mark.id in inked(viewer)[0]
