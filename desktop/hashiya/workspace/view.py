"""One article as the person at work sees it: marks, claims with their numbers and glosses, what wants a look.

What was read once is kept in step with the file by the changes that are heard of, so that a gesture in a long article
costs what it changed and not what is there.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hashiya.arabic.index import TextIndex
from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Layer
from hashiya.domain.article import Article
from hashiya.domain.ids import SHARED, AnnotationId, AnnotatorId, ArticleKey, ReferentId
from hashiya.domain.links import Referent, Relation
from hashiya.domain.scheme import Scheme
from hashiya.domain.span import Fragments, Span
from hashiya.domain.step import Kind, Step
from hashiya.workspace.claims import Claims
from hashiya.workspace.glossing import PERSON, Gloss, Glosses
from hashiya.workspace.looking import Look, Looks
from hashiya.workspace.ordered import InTextOrder, One
from hashiya.workspace.record import BULK, Record, is_about_all
from hashiya.workspace.referents import Referents

__all__ = ["ArticleView", "Delta", "Gloss", "Look", "MarkRow", "Place"]

LAYERS = {Kind.ENTITY.value: Layer.ENTITIES, Kind.CLAIM.value: Layer.CLAIMS, Kind.REGION.value: Layer.REGIONS}


class MarkRow(NamedTuple):
    """What the viewer needs of an annotation; `fragments` None when it is in one piece."""

    id: str
    layer: Layer
    label: str
    start: int
    end: int
    fragments: Fragments | None
    owner: AnnotatorId


class Delta(NamedTuple):
    """What a step changed in the marks of the article; `everything` when all of it is to be shown anew."""

    added: list[MarkRow]
    removed: list[str]
    everything: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands, for people: paragraph and word, both from 1."""

    paragraph: int
    word: int


class ArticleView:
    """One open article; `hear` keeps it in step with the file."""

    def __init__(self, record: Record, claims: Claims, referents: Referents, key: ArticleKey) -> None:
        self._record = record
        self._claims_of = claims
        self._referents = referents
        self.key = key
        self.text = record.project.text(key)
        self._me = record.me
        self._rows: InTextOrder[MarkRow] | None = None
        self._claim_rows: InTextOrder[MarkRow] | None = None
        self._opening: tuple[int, InTextOrder[MarkRow]] | None = None
        self._whole: InTextOrder[AnyAnnotation] | None = None
        self._claims: InTextOrder[Claim] | None = None
        self._glosses = Glosses(self)
        self._looks = Looks()
        self._relations: list[Relation] | None = None

    @property
    def article(self) -> Article:
        """The article as it is now."""
        article = self._record.article(self.key)
        if article is None:
            raise KeyError(self.key)
        return article

    @cached_property
    def index(self) -> TextIndex:
        """The text's words, clauses, sentences and paragraphs."""
        return TextIndex(self.text)

    # In step with the file

    def hear(self, step: Step) -> Delta:
        """Take note of a step; what changed in the marks of this article."""
        if is_about_all(step):
            self.refresh()
        added: dict[str, MarkRow] = {}
        removed: dict[str, None] = {}
        if Kind.RELATION in step.kinds:
            self._relations = None
        if Kind.REFERENT in step.kinds:
            for change in step.changes:
                if change.kind is Kind.REFERENT:
                    self._glosses.forget_referent(change.target)
        for change in step.placed.get(self.key, ()):
            before, after = self._mine_of(change.before), self._mine_of(change.after)
            if before is not None:
                removed[before.id] = None
                added.pop(before.id, None)
            if after is not None:
                added[after.id] = _row_of(after)
            if before is not None or after is not None:
                self._follow(before, after)
        return Delta(list(added.values()), list(removed), step.name in BULK)

    def _follow(self, before: AnyAnnotation | None, after: AnyAnnotation | None) -> None:
        """Bring what was read to the state after the change of one annotation."""
        gone = before.id if before is not None else None
        self._opening = None
        if self._rows is not None:
            _swap(self._rows, gone, _row_of(after) if after else None)
        if self._claim_rows is not None:
            _swap(self._claim_rows, gone, _row_of(after) if isinstance(after, Claim) else None)
        if self._whole is not None:
            _swap(self._whole, gone, after)
        if self._claims is not None:
            _swap(self._claims, gone, after if isinstance(after, Claim) else None)
        self._glosses.follow(before, after)
        self._looks.follow(before, after)

    def refresh(self) -> None:
        """Read everything again the next time it is asked for."""
        self._me = self._record.me
        self._rows = None
        self._opening = None
        self._claim_rows = None
        self._whole = None
        self._claims = None
        self._glosses = Glosses(self)
        self._looks = Looks()
        self._relations = None

    def _mine_of(self, thing: object) -> AnyAnnotation | None:
        """The thing, when it is an annotation of this article that the person at work sees as their own."""
        if not isinstance(thing, AnyAnnotation) or thing.article != self.key:
            return None
        return thing if thing.owner in (self._record.me, SHARED) else None

    def _marks(self) -> InTextOrder[MarkRow]:
        if self._me != self._record.me:
            self.refresh()
        if self._rows is None:
            rows = self._record.project.mark_rows(self.key, owner=self._me)
            self._rows = InTextOrder(map(_row, rows))
        return self._rows

    def _annotations(self) -> InTextOrder[AnyAnnotation]:
        if self._me != self._record.me:
            self.refresh()
        if self._whole is None:
            self._whole = InTextOrder(self._record.project.annotations(self.key, owner=self._me))
            self._claims = InTextOrder(one for one in self._whole.all() if isinstance(one, Claim))
        return self._whole

    def _frames(self) -> InTextOrder[Claim]:
        self._annotations()
        return self._claims if self._claims is not None else InTextOrder(())

    # Marks

    def opening(self, end: int) -> list[MarkRow]:
        """The marks that begin before this code point: all that the first screen of a long article needs."""
        if self._rows is not None or self._me != self._record.me:
            return self._marks().between(0, end)
        if self._opening is None or self._opening[0] != end:
            rows = self._record.project.mark_rows(self.key, owner=self._me, before=end)
            self._opening = end, InTextOrder(map(_row, rows))
        return self._opening[1].all()

    def _marks_up_to(self, end: int) -> InTextOrder[MarkRow]:
        """Marks among which are all that begin before this code point."""
        if self._rows is None and self._opening is not None and end <= self._opening[0]:
            return self._opening[1]
        return self._marks()

    def marks(self) -> list[MarkRow]:
        """The annotator's own marks and the regions, in text order."""
        return self._marks().all()

    def row(self, identifier: str) -> MarkRow | None:
        """The mark with this id, if it is here and the annotator's own or shared."""
        return self._marks().get(identifier)

    def others(self) -> list[MarkRow]:
        """The other annotators' marks."""
        rows = self._record.project.mark_rows(self.key, owner=None)
        return [_row(row) for row in rows if row[6] not in (self._record.me, SHARED)]

    # Annotations whole

    def annotations(self) -> list[AnyAnnotation]:
        """The annotator's own annotations and the regions, whole, in text order."""
        return self._annotations().all()

    def annotation(self, identifier: str) -> AnyAnnotation | None:
        """The annotation with this id, of whichever article and annotator."""
        known = self._whole.get(identifier) if self._whole is not None and self._me == self._record.me else None
        return known or self._record.project.annotation(AnnotationId(identifier))

    def claims(self) -> list[Claim]:
        """The annotator's claims, in text order: a claim's number is its place in this list."""
        return self._frames().all()

    def claim_number(self, identifier: str) -> int:
        """The claim's number in this article, from 1; 0 when it is not here."""
        if self._rows is None and self._opening is not None and self._opening[1].get(identifier):
            before = self._opening[1].all()
            claims = (row.id for row in before if row.layer is Layer.CLAIMS)
            return next((number for number, claim in enumerate(claims, 1) if claim == identifier), 0)
        marks = self._marks()
        if self._claim_rows is None:
            self._claim_rows = InTextOrder(row for row in marks.all() if row.layer is Layer.CLAIMS)
        return self._claim_rows.number(identifier)

    def relations(self) -> list[Relation]:
        """The annotator's relations that have an end in this article, by id."""
        if self._me != self._record.me:
            self.refresh()
        if self._relations is None:
            there = self._record.project.relations_of_article(self.key)
            self._relations = [relation for relation in there if relation.owner == self._record.me]
        return list(self._relations)

    def relations_of(self, identifier: str) -> list[Relation]:
        """The annotator's relations that have an end at an annotation of this article, by id."""
        return [relation for relation in self.relations() if identifier in (relation.head, relation.tail)]

    def place(self, position: int) -> Place:
        """Paragraph and word at this code point; blank paragraphs do not count."""
        start = self.text.rfind("\n", 0, position) + 1
        words = self.index.words_in(Span(start, position)) if position > start else ()
        before = bisect_left(self._paragraphs, start)
        return Place(before + 1, len([w for w in words if w.end <= position]) + 1)

    @cached_property
    def _paragraphs(self) -> list[int]:
        """Where the lines begin that are not blank."""
        starts, place = [], 0
        for line in self.text.split("\n"):
            if line.strip():
                starts.append(place)
            place += len(line) + 1
        return starts

    # Frames in words

    def glosses(self) -> list[Gloss]:
        """The margin's glosses, in text order."""
        claims = self.claims()
        return self._glosses.all(claims)

    @property
    def glosses_version(self) -> int:
        """A number that changes when a gloss that somebody has asked for does."""
        return self._glosses.version

    def gloss(self, identifier: str) -> Gloss | None:
        """The gloss of one claim of the annotator's; None when it is not here."""
        number = self.claim_number(identifier)
        return self._glosses.one(identifier, number) if number else None

    def person_inside(self, place: Span) -> EntityMention | None:
        """The last person named in that place: who speaks, in «the president so-and-so»."""
        inside = [
            row
            for row in self._marks_up_to(place.end).between(place.start, place.end)
            if row.label == PERSON and row.layer is Layer.ENTITIES and row.end <= place.end
        ]
        found = self.annotation(inside[-1].id) if inside else None
        return found if isinstance(found, EntityMention) else None

    def speaker(self, claim: Claim) -> str:
        """Who says it, short enough for the margin."""
        return self._glosses.speaker(claim)

    def filler_text(self, filler: Filler) -> str:
        """The filler in words: the marked text, or the referent's name."""
        if filler.referent:
            referent = self._referents.resolve(filler.referent)
            return referent.name if referent else "?"
        fragments = self.filler_fragments(filler)
        return " … ".join(span.of(self.text) for span in fragments) if fragments else "?"

    def filler_fragments(self, filler: Filler) -> Fragments | None:
        """Where the filler stands in the text; None for a referent."""
        if filler.fragments:
            return filler.fragments
        other = self.annotation(filler.annotation) if filler.annotation else None
        return other.fragments if other else None

    @property
    def scheme(self) -> Scheme:
        """The project's scheme as it is now."""
        return self._record.scheme

    def referent(self, identifier: ReferentId | None) -> Referent | None:
        """The referent, or the one that it was merged into."""
        return self._referents.resolve(identifier)

    # What wants a look

    def needs_a_look(self) -> list[Look]:
        """Claims without source, one label twice over the same words, unsure ones, what the scheme lost or forbids."""

        def elsewhere(identifier: str) -> AnyAnnotation | None:
            return self._record.project.annotation(AnnotationId(identifier))

        scheme = self._record.scheme
        return self._looks.all(self._annotations(), scheme, self._claims_of, self.relations(), elsewhere)


def _row(row: tuple[str, str, str, int, int, str | None, str]) -> MarkRow:
    identifier, kind, label, start, end, pieces, owner = row
    fragments = tuple(Span(*piece) for piece in json.loads(pieces)) if pieces else None
    # Ten thousand of these are made at once: this is the quickest way.
    return MarkRow._make((identifier, LAYERS[kind], label, start, end, fragments, owner))


def _row_of(annotation: AnyAnnotation) -> MarkRow:
    fragments = annotation.fragments if len(annotation.fragments) > 1 else None
    return MarkRow(
        annotation.id, annotation.layer, annotation.label, annotation.start, annotation.end, fragments, annotation.owner
    )


def _swap(marks: InTextOrder[One], gone: str | None, new: One | None) -> None:
    """Take the one away and put the other in."""
    if gone:
        marks.drop(gone)
    if new is not None:
        marks.put(new)
