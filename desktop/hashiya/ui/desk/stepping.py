"""Where a step took place: what the view goes to after undo and redo."""

from __future__ import annotations

from hashiya.domain.annotation import Claim, EntityMention, Region
from hashiya.domain.article import Article
from hashiya.domain.ids import ArticleKey
from hashiya.domain.span import Span
from hashiya.domain.step import Step

Where = tuple[ArticleKey, Span | None, str | None]


def place_of(step: Step) -> Where | None:
    """The article, the span and the annotation that the step changed first; None when it changed none."""
    for change in step.changes:
        thing = change.after if change.after is not None else change.before
        if isinstance(thing, EntityMention | Claim | Region):
            return thing.article, thing.span, change.target
    for change in step.changes:
        thing = change.after if change.after is not None else change.before
        if isinstance(thing, Article):
            return thing.key, None, None
    article = step.details.get("article")
    return (ArticleKey(article), None, None) if isinstance(article, str) else None
