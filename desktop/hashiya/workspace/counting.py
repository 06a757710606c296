"""Numbers of annotations, read once and kept up by what changes."""

from __future__ import annotations

from collections import Counter

from hashiya.domain.annotation import AnyAnnotation
from hashiya.domain.ids import SHARED, AnnotatorId, ArticleKey
from hashiya.domain.step import Kind, Step
from hashiya.workspace.record import BULK, Record

PLACED = (Kind.ENTITY, Kind.CLAIM, Kind.REGION)


class Counting:
    """How many annotations the person at work sees: in each article, and by label in the one last asked for."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._of: AnnotatorId = record.me
        self._articles: Counter[ArticleKey] | None = None
        self._article: ArticleKey | None = None
        self._labels: Counter[tuple[Kind, str]] | None = None
        record.subscribe(self._hear)

    def articles(self) -> dict[ArticleKey, int]:
        """Annotations of each article that has any."""
        self._same_person()
        if self._articles is not None:
            return {key: number for key, number in self._articles.items() if number}
        found = self._record.project.annotation_counts(owner=self._of)
        # A step that is in these numbers and is announced later would be counted twice.
        self._articles = Counter(found) if self._record.is_all_told() else None
        return found

    def labels(self, article: ArticleKey) -> dict[tuple[Kind, str], int]:
        """Annotations and relations of one article by layer and label."""
        self._same_person()
        if self._labels is not None and self._article == article:
            return {key: number for key, number in self._labels.items() if number}
        found = self._record.project.counts(article, owner=self._of)
        self._article = article
        self._labels = Counter(found) if self._record.is_all_told() else None
        return found

    def _same_person(self) -> None:
        if self._of != self._record.me:
            self._of = self._record.me
            self._articles = self._labels = None

    def _hear(self, step: Step) -> None:
        if step.name in BULK:
            self._articles = self._labels = None
        for change in step.changes:
            if change.kind is Kind.RELATION:
                self._labels = None
            if change.kind in PLACED and change.owner in (self._of, SHARED):
                self._count(change.kind, change.before, -1)
                self._count(change.kind, change.after, 1)

    def _count(self, kind: Kind, thing: object, number: int) -> None:
        if isinstance(thing, AnyAnnotation):
            if self._articles is not None:
                self._articles[thing.article] += number
            if self._labels is not None and thing.article == self._article:
                self._labels[kind, thing.label] += number
