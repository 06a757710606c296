"""Gestures on relations: labelled links between mentions or claims, of one article or two."""

from __future__ import annotations

from dataclasses import replace

from hashiya.domain.annotation import AnyAnnotation, Layer
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import AnnotationId, ArticleKey, RelationId
from hashiya.domain.links import Relation
from hashiya.domain.scheme import Label
from hashiya.domain.step import Kind
from hashiya.workspace.marks import Marks, corrected
from hashiya.workspace.record import Outcome, Record, now


class Relations:
    """Making and taking away relations."""

    def __init__(self, record: Record, marks: Marks) -> None:
        self._record = record
        self._marks = marks
        self._order: dict[ArticleKey, int] = {}

    def get(self, identifier: str) -> Relation | None:
        """The relation with this id."""
        thing = self._record.project.thing(Kind.RELATION, identifier)
        return thing if isinstance(thing, Relation) else None

    def of(self, annotation: AnnotationId) -> list[Relation]:
        """The relations that have an end at the annotation."""
        return self._record.project.relations_touching([annotation])

    def starts(self, annotation: AnyAnnotation) -> bool:
        """Whether the scheme lets any relation have an end there."""
        return any(
            annotation.label in (*label.head, *label.tail)
            for label in self._record.scheme.relations.labels
            if not label.retired
        )

    def allowed(self, one: str, other: str) -> list[Label]:
        """The labels that the scheme allows between the two, whichever of them is the head."""
        head, tail = self._marks.get(one), self._marks.get(other)
        if head is None or tail is None or head.id == tail.id:
            return []
        return [label for label in self._record.scheme.relations.labels if self._fits(label, head, tail)]

    def make(self, one: str, other: str, label_key: str) -> Outcome:
        """Link the two; the scheme decides which end is the head when only one way is allowed."""
        head, tail = self._marks.editable(one), self._marks.editable(other)
        if isinstance(head, Refusal):
            return head
        if isinstance(tail, Refusal):
            return tail
        label = self._record.scheme.label(Layer.RELATIONS, label_key)
        if label is None or head.id == tail.id or not self._fits(label, head, tail):
            return Refusal("relation_not_allowed", {"label": label_key})
        if self._must_turn(label, head, tail):
            head, tail = tail, head
        if self._exists(label, head.id, tail.id):
            return Refusal("relation_exists", {"label": label_key, "layer": Layer.RELATIONS.value})
        time = now()
        relation = Relation(
            id=RelationId(self._record.project.ids.make()),
            label=label_key,
            head=head.id,
            tail=tail.id,
            owner=self._record.me,
            annotator=self._record.me,
            created=time,
            modified=time,
        )
        return self._take("relate", None, relation, head)

    def relabel(self, identifier: str, label_key: str) -> Outcome:
        """Give the relation another label that its ends allow."""
        relation = self._own(identifier)
        if isinstance(relation, Refusal):
            return relation
        head, tail = self._marks.get(relation.head), self._marks.get(relation.tail)
        label = self._record.scheme.label(Layer.RELATIONS, label_key)
        if label is None or head is None or tail is None or not self._fits(label, head, tail):
            return Refusal("relation_not_allowed", {"label": label_key})
        if relation.label == label_key:
            return Refusal("same_label", {"label": label_key, "layer": Layer.RELATIONS.value})
        if self._must_turn(label, head, tail):
            head, tail = tail, head
        if self._exists(label, head.id, tail.id):
            return Refusal("relation_exists", {"label": label_key, "layer": Layer.RELATIONS.value})
        new = replace(relation, label=label_key, head=head.id, tail=tail.id, modified=now())
        return self._take("relabel", relation, replace(new, origin=corrected(new.origin)), head)

    def set_note(self, identifier: str, note: str | None) -> Outcome:
        """Write a note on the relation, or take it away."""
        relation = self._own(identifier)
        if isinstance(relation, Refusal):
            return relation
        if (note or None) == relation.note:
            return Refusal("nothing_to_change")
        at = self._marks.get(relation.head)
        return self._take("note", relation, replace(relation, note=note or None, modified=now()), at)

    def delete(self, identifier: str) -> Outcome:
        """Take the relation away."""
        relation = self._own(identifier)
        if isinstance(relation, Refusal):
            return relation
        return self._take("delete", relation, None, self._marks.get(relation.head))

    def _own(self, identifier: str) -> Relation | Refusal:
        relation = self.get(identifier)
        if relation is None:
            return Refusal("gone")
        return relation if relation.owner == self._record.me else Refusal("not_yours")

    def _exists(self, label: Label, head: AnnotationId, tail: AnnotationId) -> bool:
        """Whether the pair has that relation already; of a symmetric one either way round."""
        same = {(head, tail), (tail, head)} if label.symmetric else {(head, tail)}
        return any(one.label == label.key and (one.head, one.tail) in same for one in self._mine(head))

    def _mine(self, annotation: AnnotationId) -> list[Relation]:
        return [one for one in self.of(annotation) if one.owner == self._record.me]

    def _fits(self, label: Label, one: AnyAnnotation, other: AnyAnnotation) -> bool:
        return not label.retired and (_one_way(label, one, other) or _one_way(label, other, one))

    def _must_turn(self, label: Label, head: AnyAnnotation, tail: AnyAnnotation) -> bool:
        """Whether the second one is the head: a symmetric relation's head comes first (article order, start, id)."""
        if not label.symmetric:
            return not _one_way(label, head, tail)
        return self._place(tail) < self._place(head)

    def _place(self, annotation: AnyAnnotation) -> tuple[int, int, str]:
        if annotation.article not in self._order:
            self._order = {a.key: n for n, a in enumerate(self._record.project.articles())}
        return self._order.get(annotation.article, len(self._order)), annotation.start, annotation.id

    def _take(self, name: str, old: Relation | None, new: Relation | None, at: AnyAnnotation | None) -> Outcome:
        shown = new or old
        return self._record.take(
            name,
            [self._record.change(old, new)],
            label=shown.label if shown else "",
            layer=Layer.RELATIONS.value,
            text=self._marks.excerpt(at) if at else "",
            article=at.article if at else None,
        )


def _one_way(label: Label, head: AnyAnnotation, tail: AnyAnnotation) -> bool:
    """Whether the label may go from this head to this tail."""
    return head.label in label.head and tail.label in label.tail
