"""Where undo and redo lead: not away from where one works, else to what changed first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hashiya.domain.ids import ArticleKey
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.ui.desk.stepping import place_of
from hashiya.workspace.history import REDO, UNDO

from tests import builders as b

FIRST, SECOND = b.article(), b.article(b.TEXT + "٢")
MARKS = [b.entity(one, (place, place + 3)) for one in (FIRST, SECOND) for place in (0, 10, 20, 30)]


def gone_to(step: Step, here: ArticleKey | None, seen: tuple[int, int]) -> tuple[ArticleKey, Span | None] | None:
    """Article and span, when the window shows the characters from one to the other."""

    def sight(span: Span) -> int:
        return -1 if span.start < seen[0] else int(span.start >= seen[1])

    place = place_of(step, lambda _: None, here=here, sight=sight)
    return place and place[:2]


LABELLED = b.step(*(b.change(None, one) for one in MARKS), name="label_all")
BACK = replace(LABELLED, name=UNDO, changes=tuple(one.inverse(LABELLED.id) for one in reversed(LABELLED.changes)))
AGAIN = replace(BACK, name=REDO, changes=LABELLED.changes)


@pytest.mark.parametrize("step", [BACK, AGAIN], ids=["undo", "redo"])
@pytest.mark.parametrize(
    ("seen", "start"),
    [((0, 40), 0), ((5, 40), 10), ((15, 25), 20), ((24, 29), 0), ((33, 90), 0)],
    ids=["from the beginning", "the first that is seen", "the only one seen", "none between", "all above"],
)
def test_one_stays_where_one_works(step: Step, seen: tuple[int, int], start: int) -> None:
    assert gone_to(step, SECOND.key, seen) == (SECOND.key, Span(start, start + 3))


@pytest.mark.parametrize("step", [BACK, AGAIN], ids=["undo", "redo"])
def test_where_nothing_changed_here_it_leads_to_the_first(step: Step) -> None:
    assert gone_to(step, ArticleKey("elsewhere"), (0, 40)) == (FIRST.key, Span(0, 3))
    assert gone_to(step, None, (0, 40)) == (FIRST.key, Span(0, 3))
