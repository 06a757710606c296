"""Gestures that every layer has: make, relabel, move an edge, add a fragment, set an attribute, note, delete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from hashiya.domain.annotation import HUMAN, PROPOSED, AnyAnnotation, Claim, EntityMention, Filler, Layer, Region
from hashiya.domain.article import Article, Status
from hashiya.domain.faults import Refusal
from hashiya.domain.ids import NOBODY, SHARED, AnnotationId, AnnotatorId, ArticleKey
from hashiya.domain.links import Relation
from hashiya.domain.span import Fragments, Span, quote
from hashiya.domain.step import KIND_OF_TYPE, Change
from hashiya.workspace.clustering import left_behind
from hashiya.workspace.placing import clash, offered, placed, settled, with_attribute
from hashiya.workspace.record import Outcome, Record, now

Making = TypeVar("Making", EntityMention, Claim, Region)

SHOWN_WORDS = 60
"""How many code points of a mark a step's message shows."""


@dataclass(frozen=True, slots=True)
class Dependents:
    """What hangs on annotations and goes with them: roles become spans, relations are deleted."""

    fillers: int
    relations: int


class Marks:
    """Gestures on annotations of any layer."""

    def __init__(self, record: Record) -> None:
        self._record = record

    # Reading

    def get(self, identifier: str) -> AnyAnnotation | None:
        """The annotation with this id, of whatever layer."""
        return self._record.project.annotation(AnnotationId(identifier))

    def excerpt(self, annotation: AnyAnnotation) -> str:
        """The marked words, cut for a message."""
        return shortened(quote(self._record.project.text(annotation.article), annotation.fragments))

    def editable(self, identifier: str) -> AnyAnnotation | Refusal:
        """The annotation, if it is there and the annotator's own or shared."""
        annotation = self.get(identifier)
        if annotation is None:
            return Refusal("gone")
        if annotation.owner not in (self._record.me, SHARED):
            return Refusal("not_yours")
        return annotation

    # Making and changing

    def placed_in(self, article: ArticleKey, spans: Sequence[Span]) -> Fragments | Refusal:
        """The spans as fragments of that article; a refusal when it was removed or they cannot stand there."""
        there = self._record.article(article)
        if there is None or there.removed:
            return Refusal("gone")
        return placed(self._record.project.text(article), spans)

    def add(self, new: AnyAnnotation, *, name: str) -> Outcome:
        """Write a new annotation; the article, if it was new, is in progress from now on."""
        refusal = self.clash(new)
        if refusal:
            return refusal
        changes = [self._record.change(None, new), *self.begun(new.article)]
        return self._record.take(
            name, changes, label=new.label, layer=new.layer.value, text=self.excerpt(new), article=new.article
        )

    def begun(self, key: ArticleKey) -> list[Change]:
        """The change that puts a new article in progress, if it is new."""
        article = self._record.article(key)
        if article is None or article.status is not Status.NEW:
            return []
        return [self._record.change(article, with_status(article, Status.IN_PROGRESS, self._record.me))]

    def relabel(self, identifier: str, label: str) -> Outcome:
        """Give the annotation another label of its layer; attributes that the new label lacks are dropped."""
        old = self.editable(identifier)
        if isinstance(old, Refusal):
            return old
        new = self.relabelled(old, label)
        return new if isinstance(new, Refusal) else self._replace(old, new, "relabel")

    def relabelled(self, old: AnyAnnotation, label: str) -> AnyAnnotation | Refusal:
        """The annotation with another label of its layer, nothing written; who writes it looks whether it clashes."""
        allowed = offered(self._record.scheme, old.layer, label)
        if isinstance(allowed, Refusal):
            return allowed
        if old.label == label:
            return Refusal("same_label", {"label": label, "layer": old.layer.value})
        new = replace(old, label=label)
        return replace(new, attributes=settled(self._record.scheme, new, old.attributes))

    def set_fragments(self, identifier: str, spans: Sequence[Span]) -> Outcome:
        """Move the annotation's edges: its fragments become these spans."""
        old = self.editable(identifier)
        if isinstance(old, Refusal):
            return old
        fragments = placed(self._record.project.text(old.article), spans)
        if isinstance(fragments, Refusal):
            return fragments
        if fragments == old.fragments:
            return Refusal("nothing_to_change")
        return self._replace(old, replace(old, fragments=fragments), "move_edge")

    def add_fragment(self, identifier: str, span: Span) -> Outcome:
        """Give the annotation one more piece."""
        old = self.editable(identifier)
        if isinstance(old, Refusal):
            return old
        fragments = placed(self._record.project.text(old.article), (*old.fragments, span))
        if isinstance(fragments, Refusal):
            return fragments
        if fragments == old.fragments:
            return Refusal("nothing_to_change")
        return self._replace(old, replace(old, fragments=fragments), "add_fragment")

    def set_attribute(self, identifier: str, key: str, value: str | None) -> Outcome:
        """Set one attribute; what may be set only while another has a value is cleared in the same step."""
        old = self.editable(identifier)
        if isinstance(old, Refusal):
            return old
        new = self.with_value(old, key, value)
        return new if isinstance(new, Refusal) else self._replace(old, new, "attribute")

    def with_value(self, old: AnyAnnotation, key: str, value: str | None) -> AnyAnnotation | Refusal:
        """The annotation with that value of an attribute, nothing written; a refusal when that cannot be."""
        scheme = self._record.scheme
        plan = next((a for a in scheme.attributes(old.layer, old.label) if a.key == key), None)
        chosen = plan.value(value) if plan and value is not None else None
        if plan is None or plan.retired or (value is not None and (chosen is None or chosen.retired)):
            return Refusal("unknown_attribute", {"attribute": key, "value": value})
        if value is None and plan.default is not None:
            return Refusal("attribute_not_empty", {"attribute": key})
        touched = with_attribute(scheme, old, plan, value)
        if value is not None and key not in touched:
            return Refusal("attribute_not_now", {"attribute": key})
        if touched == old.attributes:
            return Refusal("nothing_to_change")
        return replace(old, attributes=touched)

    def set_note(self, identifier: str, note: str | None) -> Outcome:
        """Write a note on the annotation, or take it away."""
        old = self.editable(identifier)
        if isinstance(old, Refusal):
            return old
        if (note or None) == old.note:
            return Refusal("nothing_to_change")
        return self._replace(old, replace(old, note=note or None), "note", correct=False)

    def take_over(self, identifier: str) -> Outcome:
        """Copy another annotator's annotation into the current annotator's work, without what hangs on the other's."""
        old = self.get(identifier)
        if old is None:
            return Refusal("gone")
        if old.owner in (self._record.me, SHARED):
            return Refusal("already_yours")
        time = now()
        copy = replace(
            old,
            id=AnnotationId(self._record.project.ids.make()),
            owner=self._record.me,
            annotator=self._record.me,
            created=time,
            modified=time,
            score=None,
            origin=accepted(old.origin),
        )
        if isinstance(copy, Claim):
            copy = replace(copy, roles=self._without_mentions(copy), cluster=None)
        return self.add(copy, name="take_over")

    # Deleting

    def dependents(self, identifiers: Sequence[str]) -> Dependents:
        """What goes with the annotations: fillers that become spans, relations that are deleted."""
        fillers, relations = self._hanging(identifiers)
        return Dependents(len(fillers), len(relations))

    def delete(self, identifiers: Sequence[str]) -> Outcome:
        """Delete annotations and what hangs on them, in one step."""
        doomed: list[AnyAnnotation] = []
        for identifier in dict.fromkeys(identifiers):
            annotation = self.editable(identifier)
            if isinstance(annotation, Refusal):
                return annotation
            doomed.append(annotation)
        if not doomed:
            return Refusal("nothing_to_change")
        fillers, relations = self._hanging(identifiers)
        if any(
            owner not in (self._record.me, NOBODY)
            for owner in [one.owner for one in fillers] + [r.owner for r in relations]
        ):
            return Refusal("others_depend")
        alone, clusters = left_behind(self._record, [one for one in doomed if isinstance(one, Claim)])
        changes = [self._record.change(relation, None) for relation in relations]
        for claim in {one.id: one for one in (*fillers, *alone)}.values():
            kept = replace(claim, cluster=None) if claim.cluster in {one.id for one in clusters} else claim
            changes.append(self._record.change(claim, self._released(kept, doomed)))
        changes += [self._record.change(annotation, None) for annotation in doomed]
        changes += [self._record.change(cluster, None) for cluster in clusters]
        return self._record.take(
            "delete",
            changes,
            count=len(doomed),
            label=doomed[0].label,
            layer=doomed[0].layer.value,
            text=self.excerpt(doomed[0]),
            article=doomed[0].article,
            relations=len(relations),
            fillers=len(fillers),
        )

    def _hanging(self, identifiers: Sequence[str]) -> tuple[list[Claim], list[Relation]]:
        ids = [AnnotationId(identifier) for identifier in identifiers]
        claims = {claim.id: claim for one in ids for claim in self._record.project.claims_filled_by(one)}
        kept = [claim for claim in claims.values() if claim.id not in set(ids)]
        return kept, self._record.project.relations_touching(ids)

    def _released(self, claim: Claim, doomed: Sequence[AnyAnnotation]) -> Claim:
        """The claim with the fillers that are deleted turned into their spans."""
        gone = {annotation.id: annotation for annotation in doomed}
        roles = {}
        for role, fillers in claim.roles.items():
            spans = [Filler(fragments=gone[f.annotation].fragments) if f.annotation in gone else f for f in fillers]
            roles[role] = tuple(dict.fromkeys(spans))
        return replace(claim, roles=roles, modified=now())

    def _without_mentions(self, claim: Claim) -> dict[str, tuple[Filler, ...]]:
        """The roles with mentions and claims of the other annotator turned into their spans."""
        roles = {}
        for role, fillers in claim.roles.items():
            kept = []
            for filler in fillers:
                other = self.get(filler.annotation) if filler.annotation else None
                kept.append(Filler(fragments=other.fragments) if other else filler)
            roles[role] = tuple(dict.fromkeys(kept))
        return roles

    def clash(self, new: AnyAnnotation) -> Refusal | None:
        """Why the annotation cannot stand where it stands; only what stands there too is read."""
        project, kind = self._record.project, KIND_OF_TYPE[type(new)]
        rule = self._record.scheme.layer(new.layer).overlap
        near = project.annotations_at if rule == "any" else project.annotations_overlapping
        return clash(self._record.scheme, new, near(new.article, new.start, new.end, kind, new.owner))

    def _replace(self, old: AnyAnnotation, new: AnyAnnotation, name: str, *, correct: bool = True) -> Outcome:
        if (new.label, new.fragments) != (old.label, old.fragments):
            refusal = self.clash(new)
            if refusal:
                return refusal
        new = replace(new, modified=now(), origin=corrected(new.origin) if correct else new.origin)
        return self._record.take(
            name,
            [self._record.change(old, new)],
            label=new.label,
            layer=new.layer.value,
            text=self.excerpt(new),
            article=new.article,
        )


def accepted(origin: str) -> str:
    """The origin after a person made a proposal their own; any other stays."""
    return "suggested:" + origin.removeprefix(PROPOSED) if origin.startswith(PROPOSED) else origin


def corrected(origin: str) -> str:
    """The origin after a person changed what was suggested or imported (corpus-format: `origin`)."""
    if origin.startswith("suggested:"):
        return "corrected:" + origin.removeprefix("suggested:")
    if origin.startswith("imported:"):
        return "corrected:" + origin
    return origin


def with_status(article: Article, status: Status, me: AnnotatorId) -> Article:
    """The article with that status, and the annotator's own progress with it."""
    return replace(article, status=status, progress={**article.progress, me: status})


def shortened(words: str) -> str:
    """The words in one line, cut with an ellipsis where they are long."""
    line = " ".join(words.split())
    return line if len(line) <= SHOWN_WORDS else line[: SHOWN_WORDS - 1].rstrip() + "…"


def fresh(record: Record, kind: type[Making], article: ArticleKey, label: str, fragments: Fragments) -> Making:
    """A new annotation made by the person at work; regions are everybody's."""
    time = now()
    return kind(
        id=AnnotationId(record.project.ids.make()),
        article=article,
        label=label,
        fragments=fragments,
        owner=SHARED if kind.layer is Layer.REGIONS else record.me,
        annotator=record.me,
        origin=HUMAN,
        created=time,
        modified=time,
    )
