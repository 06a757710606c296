"""Gestures on entity mentions and regions: a label on a selection."""

from __future__ import annotations

from collections.abc import Sequence

from hashiya.domain.annotation import EntityMention, Region
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import ArticleKey
from hashiya.domain.span import Span
from hashiya.workspace.marks import Making, Marks, fresh
from hashiya.workspace.placing import offered
from hashiya.workspace.record import Outcome, Record


class Entities:
    """Making mentions."""

    def __init__(self, record: Record, marks: Marks) -> None:
        self._record = record
        self._marks = marks

    def annotate(self, article: ArticleKey, spans: Sequence[Span], label: str) -> Outcome:
        """Mark the spans as one mention with that label."""
        return _make(self._record, self._marks, article, spans, label, EntityMention)


class Regions:
    """Making regions."""

    def __init__(self, record: Record, marks: Marks) -> None:
        self._record = record
        self._marks = marks

    def make(self, article: ArticleKey, spans: Sequence[Span], label: str) -> Outcome:
        """Mark the spans as one region with that label."""
        return _make(self._record, self._marks, article, spans, label, Region)


def _make(
    record: Record, marks: Marks, article: ArticleKey, spans: Sequence[Span], label: str, kind: type[Making]
) -> Outcome:
    allowed = offered(record.scheme, kind.layer, label)
    if isinstance(allowed, Refusal):
        return allowed
    fragments = marks.placed_in(article, spans)
    if isinstance(fragments, Refusal):
        return fragments
    return marks.add(fresh(record, kind, article, label, fragments), name="annotate")
