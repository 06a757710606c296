"""Names under the words, and the numbers of the claims that begin on the line below."""

from __future__ import annotations

import pytest
from hashiya.ui.viewer.content import ClaimGloss, Mark, ViewContent
from hashiya.ui.viewer.hits import name_rects
from hashiya.ui.viewer.names import CHOSEN, Wish, place_names
from hashiya.ui.viewer.paint_claims import number_rect
from hashiya.ui.viewer.viewer import Viewer
from PySide6.QtCore import QPointF, QRect, QRectF

from tests.ui.viewer.conftest import Shower
from tests.ui.viewer.sample import styles

OVER, UNDER = 0.8, 0.3
"""How far letters and digits reach above and below their baseline, of their size."""


WORDS = "وكان المتحدث باسم الخارجية الإيرانية قد قال إن هذه الزيارة تأتي في إطار المشاورات المستمرة بين البلدين " * 6


def nested(start: int) -> list[Mark]:
    """A long mention with another in it, so that its name stands low."""
    return [
        Mark("outer", "entities", "OCC", start, start + 30),
        Mark("inner", "entities", "NORP", start + 20, start + 30),
    ]


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


@pytest.mark.parametrize("proposal", [False, True])
def test_a_name_leaves_the_number_of_a_claim_free(show: Shower, proposal: bool) -> None:
    viewer = show(ViewContent(WORDS, 0, nested(5), styles(), [ClaimGloss("c", 15, "بقائي", False, "قال", "غير مباشر")]))
    before = inked(viewer)[0]["outer"]
    below = viewer.position_at((before.center() + QPointF(0, viewer.stage.measures.gap)).toPoint())
    viewer.update_marks([Mark("c", "claims", "claim", below, below + 20, None, proposal)], [])
    names, numbers = inked(viewer)
    assert before.intersects(numbers["c"])
    assert not names["outer"].intersects(numbers["c"])
    assert "inner" in names
    viewer.select_mark("outer")
    assert inked(viewer)[0]["outer"].right() == pytest.approx(before.right(), abs=12)


def test_where_a_name_goes_when_its_place_is_closed() -> None:
    wide, narrow = Wish("wide", 0, 100, 30, 0), Wish("narrow", 0, 20, 30, 0)
    assert place_names([wide], (0, 200), rtl=False) == {"wide": 0}
    assert place_names([wide], (0, 200), rtl=False, closed=[(0, 10), (8, 20)])["wide"] > 20
    assert place_names([narrow], (0, 200), rtl=False, closed=[(0, 10)]) == {"narrow": 0}
    chosen = wide._replace(rank=CHOSEN)
    assert place_names([chosen], (0, 200), rtl=False, closed=[(0, 10)]) == {"wide": 0}
