"""What wants a look in an article, kept up by what changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Layer
from hashiya.domain.links import Relation
from hashiya.domain.scheme import Scheme
from hashiya.workspace.claims import Claims
from hashiya.workspace.ordered import InTextOrder, text_order


@dataclass(frozen=True, slots=True)
class Look:
    """An annotation that wants a look, and why (a message key `look.<code>`)."""

    id: str
    code: str


class Looks:
    """What wants a look; what was found of an annotation holds until that annotation changes."""

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, ...]] = {}
        self._changed: set[str] | None = None
        self._overlapping: dict[str, set[str]] = {}
        self._lost: dict[tuple[Layer, str], bool] = {}

    def follow(self, before: AnyAnnotation | None, after: AnyAnnotation | None) -> None:
        """Forget what was found of an annotation that is changed, and which overlap among those with its label."""
        for one in (before, after):
            if one is not None:
                self._codes.pop(one.id, None)
                self._overlapping.pop(one.label, None)
                if self._changed is not None:
                    self._changed.add(one.id)

    def all(
        self,
        annotations: InTextOrder[AnyAnnotation],
        scheme: Scheme,
        claims: Claims,
        relations: Sequence[Relation] = (),
        elsewhere: Callable[[str], AnyAnnotation | None] = lambda _: None,
    ) -> list[Look]:
        """Everything that wants a look, in text order; the scheme must be the same each time.

        `relations` are those with an end here; `elsewhere` finds an end in another article.
        """
        every = annotations.all()
        changed = every if self._changed is None else [annotations.get(one) for one in self._changed]
        for one in changed:
            codes = self._codes_of(one, scheme, claims) if one else ()
            if one and codes:
                self._codes[one.id] = codes
        self._changed = set()
        overlapping = self._overlaps(every, scheme)
        unfit = set(_with_unfit_fillers(every, annotations, scheme))
        tied = set(_with_unfit_relations(annotations, scheme, relations, elsewhere))
        there = [annotations.get(identifier) for identifier in {*self._codes, *overlapping, *unfit, *tied}]
        found = []
        for one in sorted((one for one in there if one), key=text_order):
            found += [Look(one.id, code) for code in self._codes.get(one.id, ())]
            if one.id in overlapping:
                found.append(Look(one.id, "same_label_overlap"))
            if one.id in unfit:
                found.append(Look(one.id, "filler_not_allowed"))
            if one.id in tied:
                found.append(Look(one.id, "relation_not_allowed"))
        return found

    def _codes_of(self, one: AnyAnnotation, scheme: Scheme, claims: Claims) -> tuple[str, ...]:
        """Why the annotation by itself wants a look."""
        place = (one.layer, one.label)
        if place not in self._lost:
            label = scheme.label(*place)
            self._lost[place] = label is None or label.retired
        codes = ("not_in_scheme",) if self._lost[place] else ()
        if isinstance(one, Claim) and claims.lacks_source(one):
            codes = (*codes, "claim_without_source")
        if one.attributes.get("certainty") == "unsure":
            codes = (*codes, "unsure")
        return codes

    def _overlaps(self, annotations: Sequence[AnyAnnotation], scheme: Scheme) -> set[str]:
        """The mentions that begin inside an earlier one with the same label."""
        new = {label.key for label in scheme.entities.labels} - self._overlapping.keys()
        reached = dict.fromkeys(new, 0)
        for label in new:
            self._overlapping[label] = set()
        for one in annotations if new else ():
            if one.label in new and isinstance(one, EntityMention):
                if one.start < reached[one.label]:
                    self._overlapping[one.label].add(one.id)
                reached[one.label] = max(reached[one.label], one.end)
        return set().union(*self._overlapping.values())


def _with_unfit_fillers(
    every: Sequence[AnyAnnotation], annotations: InTextOrder[AnyAnnotation], scheme: Scheme
) -> Iterator[str]:
    """The claims with a filler whose label its role does not take: it was relabelled since."""
    picky = {role.key: frozenset(role.labels) for role in scheme.roles if role.labels}
    for claim in every if picky else ():
        if isinstance(claim, Claim) and not picky.keys().isdisjoint(claim.roles):
            fillers = [(role, one) for role, there in claim.roles.items() if role in picky for one in there]
            labels = [(role, annotations.get(one.annotation)) for role, one in fillers if one.annotation]
            if any(one is not None and one.label not in picky[role] for role, one in labels):
                yield claim.id


def _with_unfit_relations(
    annotations: InTextOrder[AnyAnnotation],
    scheme: Scheme,
    relations: Sequence[Relation],
    elsewhere: Callable[[str], AnyAnnotation | None],
) -> Iterator[str]:
    """The ends, in this article, of relations that the scheme does not allow between the labels of their ends."""
    labels = {label.key: label for label in scheme.relations.labels}
    for relation in relations:
        head = annotations.get(relation.head) or elsewhere(relation.head)
        tail = annotations.get(relation.tail) or elsewhere(relation.tail)
        label = labels.get(relation.label)
        if head is None or tail is None:
            continue
        if label is None or head.label not in label.head or tail.label not in label.tail:
            yield head.id if annotations.get(head.id) else tail.id
