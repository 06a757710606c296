"""The glosses in the margin: who says it and how, for every claim of one article, made anew only where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler
from hashiya.domain.ids import ReferentId
from hashiya.domain.links import Referent
from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Span, hull, quote
from hashiya.workspace.claims import SOURCE, SOURCE_FORM
from hashiya.workspace.marks import shortened
from hashiya.workspace.placing import effective

CUE = "cue"
PERSON = "PERS"


@dataclass(frozen=True, slots=True)
class Gloss:
    """What stands in the margin beside a claim; `form` is the key of its quote form."""

    id: str
    number: int
    speaker: str
    carried: bool
    cue: str
    form: str | None


class Article(Protocol):
    """What a gloss is made from."""

    text: str

    @property
    def scheme(self) -> Scheme: ...
    def annotation(self, identifier: str) -> AnyAnnotation | None: ...
    def referent(self, identifier: ReferentId | None) -> Referent | None: ...
    def filler_text(self, filler: Filler) -> str: ...
    def person_inside(self, place: Span) -> EntityMention | None: ...


class Glosses:
    """The glosses of one article; what each was made from is noted, so that a change of that makes it anew."""

    def __init__(self, article: Article) -> None:
        self.version = 0
        """A number that changes when a gloss that was made does."""
        self._article = article
        self._all: list[Gloss] | None = None
        self._made: dict[str, Gloss] = {}
        self._used_in: dict[str, set[str]] = {}
        self._places: dict[str, list[tuple[int, int]]] = {}

    def all(self, claims: Sequence[Claim]) -> list[Gloss]:
        """The glosses of the claims, numbered in their order; the same list again while nothing changes them."""
        if self._all is not None:
            return self._all
        self._all = [self._numbered(claim, number) for number, claim in enumerate(claims, 1)]
        return self._all

    def one(self, identifier: str, number: int) -> Gloss | None:
        """The gloss of the claim with this id and number; None when there is no such claim."""
        gloss = self._made.get(identifier)
        if gloss is not None and gloss.number == number:
            return gloss
        claim = self._article.annotation(identifier)
        return self._numbered(claim, number) if isinstance(claim, Claim) else None

    def _numbered(self, claim: Claim, number: int) -> Gloss:
        gloss = self._made.get(claim.id)
        if gloss is None:
            gloss = self._made[claim.id] = self._gloss(number, claim)
        elif gloss.number != number:
            gloss = self._made[claim.id] = replace(gloss, number=number)
        return gloss

    def follow(self, before: AnyAnnotation | None, after: AnyAnnotation | None) -> None:
        """Forget the glosses that were made from an annotation that is changed."""
        changed = [one for one in (before, after) if one is not None]
        if any(isinstance(one, Claim) for one in changed):
            self._all = None
            self.version += 1
        for identifier in {one.id for one in changed}:
            self._forget((identifier, *self._used_in.pop(identifier, ())))
        people = [one for one in changed if isinstance(one, EntityMention) and one.label == PERSON]
        for person in people:
            self._forget(self._around(person.start, person.end))

    def forget_referent(self, identifier: str) -> None:
        """Forget the glosses that name the referent."""
        self._forget(self._used_in.pop(identifier, ()))

    def _around(self, first: int, last: int) -> list[str]:
        """The claims with a speaker that is words around that place."""
        return [
            claim for claim, places in self._places.items() for start, end in places if start <= first and last <= end
        ]

    def _forget(self, claims: Iterable[str]) -> None:
        for claim in claims:
            self._places.pop(claim, None)
            if self._made.pop(claim, None) is not None:
                self._all = None
                self.version += 1

    def _gloss(self, number: int, claim: Claim) -> Gloss:
        self._places.pop(claim.id, None)
        for filler in claim.fillers(CUE):
            self._note(claim, filler.annotation)
        cue = " … ".join(self._article.filler_text(filler) for filler in claim.fillers(CUE))
        form = effective(self._article.scheme, claim, "quote_form")
        carried = claim.attributes.get(SOURCE_FORM) == "implicit"
        return Gloss(claim.id, number, self.speaker(claim), carried, shortened(cue), form)

    def speaker(self, claim: Claim) -> str:
        """Who says it, short enough for the margin."""
        return "، ".join(dict.fromkeys(self._short_name(claim, filler) for filler in claim.fillers(SOURCE)))

    def _note(self, claim: Claim, *others: str | None) -> None:
        """Keep in mind what the claim's gloss is made from."""
        for other in others:
            if other:
                self._used_in.setdefault(other, set()).add(claim.id)

    def _short_name(self, claim: Claim, filler: Filler) -> str:
        self._note(claim, filler.annotation)
        if filler.referent:
            referent = self._article.referent(filler.referent)
            self._note(claim, filler.referent, referent.id if referent else None)
            return referent.name if referent else "?"
        other = self._article.annotation(filler.annotation) if filler.annotation else None
        if isinstance(other, EntityMention):
            return self._mention_name(claim, other)
        fragments = other.fragments if other else filler.fragments
        if not fragments:
            return "?"
        place = hull(fragments)
        self._places.setdefault(claim.id, []).append((place.start, place.end))
        inside = self._article.person_inside(place)
        if inside:
            self._note(claim, inside.id)
            return self._mention_name(claim, inside)
        return shortened(" … ".join(span.of(self._article.text) for span in fragments))

    def _mention_name(self, claim: Claim, mention: EntityMention) -> str:
        referent = self._article.referent(mention.referent)
        self._note(claim, mention.referent, referent.id if referent else None)
        name = referent.name if referent else quote(self._article.text, mention.fragments)
        is_person = (referent.label if referent and referent.label else mention.label) == PERSON
        return name.split()[-1] if is_person and name.split() else shortened(name)
