"""Where a step took place: what the view goes to after undo and redo."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from hashiya.domain.annotation import AnyAnnotation
from hashiya.domain.article import Article
from hashiya.domain.ids import ArticleKey
from hashiya.domain.links import Relation
from hashiya.domain.span import Span
from hashiya.domain.step import Step
from hashiya.workspace.history import UNDO

Where = tuple[ArticleKey, Span | None, str | None]
Place = tuple[ArticleKey, Span, str]


def place_of(
    step: Step,
    annotation: Callable[[str], AnyAnnotation | None],
    *,
    here: ArticleKey | None,
    sight: Callable[[Span], int],
) -> Where | None:
    """The article, the span and the annotation to go to; of a relation, those of its head.

    Of a step that changed many places it is one that is seen in the article `here`, else the first in it, so that
    nobody is led away from where they work; where it changed nothing here, the first that it changed at all. None
    when it changed nothing that has a place. `annotation` finds one by its id; `sight` says of a span of that article
    whether it is above what is seen (-1), in it (0), or below.
    """
    # An undo tells the changes from the last to the first.
    changes = step.changes[::-1] if step.name == UNDO else step.changes
    things = [change.after if change.after is not None else change.before for change in changes]
    ends = [annotation(thing.head) for thing in things if isinstance(thing, Relation)]
    marks = [(one.article, one.span, one.id) for one in (*things, *ends) if isinstance(one, AnyAnnotation)]
    if marks:
        return _nearest(marks, here, sight)
    for thing in things:
        if isinstance(thing, Article):
            return thing.key, None, None
    article = step.details.get("article")
    return (ArticleKey(article), None, None) if isinstance(article, str) else None


def _nearest(marks: Sequence[Place], here: ArticleKey | None, sight: Callable[[Span], int]) -> Place:
    there = sorted((mark for mark in marks if mark[0] == here), key=lambda mark: (mark[1].start, -mark[1].end))
    if len(there) < 2:
        return there[0] if there else marks[0]
    # Of thousands only a few are looked for in the layout.
    at = bisect_left(there, 0, key=lambda mark: sight(mark[1]))
    return there[at] if at < len(there) and sight(there[at][1]) == 0 else there[0]
