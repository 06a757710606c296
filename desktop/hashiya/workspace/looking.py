"""What wants a look in an article, kept up by what changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Layer
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

    def all(self, annotations: InTextOrder[AnyAnnotation], scheme: Scheme, claims: Claims) -> list[Look]:
        """Everything that wants a look, in text order; the scheme must be the same each time."""
        every = annotations.all()
        changed = every if self._changed is None else [annotations.get(one) for one in self._changed]
        for one in changed:
            codes = self._codes_of(one, scheme, claims) if one else ()
            if one and codes:
                self._codes[one.id] = codes
        self._changed = set()
        overlapping = self._overlaps(every, scheme)
        there = [annotations.get(identifier) for identifier in {*self._codes, *overlapping}]
        found = []
        for one in sorted((one for one in there if one), key=text_order):
            found += [Look(one.id, code) for code in self._codes.get(one.id, ())]
            if one.id in overlapping:
                found.append(Look(one.id, "same_label_overlap"))
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
