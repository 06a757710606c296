"""Where a step took place: what the view goes to after undo and redo."""

from __future__ import annotations

from collections.abc import Callable

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Region
from hashiya.domain.article import Article
from hashiya.domain.ids import ArticleKey
from hashiya.domain.links import Relation
from hashiya.domain.span import Span
from hashiya.domain.step import Step

Where = tuple[ArticleKey, Span | None, str | None]


def place_of(step: Step, annotation: Callable[[str], AnyAnnotation | None]) -> Where | None:
    """The article, the span and the annotation that the step changed first; of a relation, those of its head.

    None when it changed nothing that has a place. `annotation` finds one by its id.
    """
    things = [change.after if change.after is not None else change.before for change in step.changes]
    ends = [annotation(thing.head) for thing in things if isinstance(thing, Relation)]
    for thing in (*things, *ends):
        if isinstance(thing, EntityMention | Claim | Region):
            return thing.article, thing.span, thing.id
    for thing in things:
        if isinstance(thing, Article):
            return thing.key, None, None
    article = step.details.get("article")
    return (ArticleKey(article), None, None) if isinstance(article, str) else None
