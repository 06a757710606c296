"""Ways to distant lines run beside the column; a gloss has room for its letters or becomes a number."""

from __future__ import annotations

import pytest
from hashiya.ui.viewer.arcs import RAIL_AT, RAIL_STEP, RAIL_STEPS, Rails, Spot, Way
from hashiya.ui.viewer.margins import NARROW_WIDTH, glosses
from hashiya.ui.viewer.measures import Measures
from hashiya.ui.viewer.page import LEAST_AFTER, margins
from hashiya.ui.viewer.paint_links import name_place, own_name, way_between
from PySide6.QtCore import QRectF

from tests.ui.viewer.conftest import Shower
from tests.ui.viewer.sample import first_seed

COLUMN = (100.0, 600.0)
RAILS = Rails((COLUMN[1] + RAIL_AT, COLUMN[0] - RAIL_AT), sum(COLUMN) / 2)


def spot(measures: Measures, x: float, line: int) -> Spot:
    baseline = 100 + line * measures.line
    return Spot(QRectF(x - 20, baseline - measures.above, 40, measures.above + measures.below), baseline)


def touches(way: Way, measures: Measures, line: int) -> bool:
    """Whether the way runs over the words of a line."""
    baseline = 100 + line * measures.line
    words = QRectF(COLUMN[0], baseline - 14, COLUMN[1] - COLUMN[0], 18)
    return any(words.contains(way.path.pointAtPercent(n / 500)) for n in range(501))


@pytest.mark.parametrize(("head", "tail"), [(0, 2), (0, 9), (9, 0), (5, 3)])
def test_a_way_to_a_distant_line_keeps_clear_of_the_text(show: Shower, head: int, tail: int) -> None:
    stage = show(first_seed()).stage
    measures = stage.measures
    for x, end in ((150, 500), (560, 120), (300, 310), (300, 300)):
        way = way_between(stage, spot(measures, x, head), spot(measures, end, tail), RAILS, 0)
        low, high = sorted((head, tail))
        assert not any(touches(way, measures, line) for line in range(low, high + 1))
        reach = way.path.boundingRect()
        assert reach.left() < COLUMN[0] or reach.right() > COLUMN[1]


def test_a_way_to_the_next_line_stays_in_the_gap(show: Shower) -> None:
    stage = show(first_seed()).stage
    measures = stage.measures
    way = way_between(stage, spot(measures, 200, 3), spot(measures, 450, 4), RAILS, 0)
    reach = way.path.boundingRect()
    assert COLUMN[0] < reach.left()
    assert reach.right() < COLUMN[1]
    assert not any(touches(way, measures, line) for line in (3, 4))


def test_a_relation_s_name_leaves_the_mark_s_own_name_free(show: Shower) -> None:
    stage = show(first_seed()).stage
    head = spot(stage.measures, COLUMN[1] - 30, 0)._replace(name=40.0)
    way = way_between(stage, head, spot(stage.measures, 300, 9), RAILS, 0)
    own = own_name(stage, head)
    assert name_place(stage, way.name, "يقع في", []).intersects(own), "it would stand there"
    first = name_place(stage, way.name, "يقع في", [own])
    second = name_place(stage, way.name, "جزء من", [own, first])
    assert not first.intersects(own)
    assert not second.intersects(own)
    assert not second.intersects(first)


def test_the_nearest_rail_is_taken_and_several_ways_lie_beside_each_other() -> None:
    assert RAILS.nearest(550, 590, 0) == COLUMN[1] + RAIL_AT
    assert RAILS.nearest(150, 110, 0) == COLUMN[0] - RAIL_AT
    assert RAILS.nearest(150, 110, RAIL_STEP) == COLUMN[0] - RAIL_AT - RAIL_STEP
    # What lies farthest out still keeps clear of the glosses' lines and of the brackets.
    assert RAIL_AT + RAIL_STEP * (RAIL_STEPS - 1) < 15


def test_a_gloss_that_would_be_cut_after_two_letters_is_a_number(show: Shower) -> None:
    viewer = show(first_seed(), width=1000)
    roomy = viewer.margins
    viewer.set_text_size(34)
    assert viewer.margins.after < LEAST_AFTER * viewer.stage.measures.k
    assert (roomy.glosses, viewer.margins.glosses) == (True, False)
    found = glosses(viewer.scenes, viewer.stage, viewer.margins, 0, 9)
    assert found
    assert all(place.box.width() <= NARROW_WIDTH + 12 for place in found)
    assert all(place.box.height() < viewer.stage.measures.line for place in found)


def test_larger_letters_need_a_wider_margin() -> None:
    for size in (14, 21, 28, 34):
        measures = Measures(size, 20)
        for width in range(600, 1800, 40):
            made = margins(width, measures)
            assert made.before + made.column + made.after == width
            if made.glosses:
                assert made.after >= LEAST_AFTER * max(1, measures.k) - 1
