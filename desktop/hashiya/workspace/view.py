"""One article as the person at work sees it: marks, claims with their numbers and glosses, what wants a look."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from hashiya.arabic.index import TextIndex
from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Layer, Region
from hashiya.domain.article import Article
from hashiya.domain.ids import SHARED, AnnotationId, AnnotatorId, ArticleKey
from hashiya.domain.links import Relation
from hashiya.domain.span import Fragments, Span, hull, quote
from hashiya.domain.step import Kind, Step
from hashiya.workspace.claims import SOURCE, SOURCE_FORM, Claims
from hashiya.workspace.marks import shortened
from hashiya.workspace.placing import effective
from hashiya.workspace.record import Record
from hashiya.workspace.referents import Referents

CUE = "cue"
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
    """What a step changed in the marks of the article."""

    added: list[MarkRow]
    removed: list[str]


@dataclass(frozen=True, slots=True)
class Gloss:
    """What stands in the margin beside a claim; `form` is the key of its quote form."""

    id: str
    number: int
    speaker: str
    carried: bool
    cue: str
    form: str | None


@dataclass(frozen=True, slots=True)
class Look:
    """An annotation that wants a look, and why (a message key `look.<code>`)."""

    id: str
    code: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands, for people: paragraph and word, both from 1."""

    paragraph: int
    word: int


class ArticleView:
    """One open article; `hear` keeps it in step with the file."""

    def __init__(self, record: Record, claims: Claims, referents: Referents, key: ArticleKey) -> None:
        self._record = record
        self._claims = claims
        self._referents = referents
        self.key = key
        self.text = record.project.text(key)
        self._rows: dict[str, MarkRow] | None = None
        self._claim_list: list[Claim] | None = None

    @property
    def article(self) -> Article:
        """The article as it is now."""
        article = self._record.project.article(self.key)
        if article is None:
            raise KeyError(self.key)
        return article

    @cached_property
    def index(self) -> TextIndex:
        """The text's words, clauses, sentences and paragraphs."""
        return TextIndex(self.text)

    # Marks

    def marks(self) -> list[MarkRow]:
        """The annotator's own marks and the regions, in text order."""
        return sorted(self._mine().values(), key=_order)

    def others(self) -> list[MarkRow]:
        """The other annotators' marks."""
        rows = self._record.project.mark_rows(self.key, owner=None)
        return [_row(row) for row in rows if row[6] not in (self._record.me, SHARED)]

    def hear(self, step: Step) -> Delta:
        """Take note of a step; what changed in the marks of this article."""
        added, removed = [], []
        for change in step.changes:
            if change.kind in (Kind.REFERENT, Kind.CLAIM, Kind.ENTITY):
                self._claim_list = None
            if change.kind.value not in LAYERS or self._rows is None:
                continue
            new = change.after
            if change.target in self._rows:
                del self._rows[change.target]
                removed.append(change.target)
            if isinstance(new, EntityMention | Claim | Region) and self._is_mine(new):
                row = _row_of(new)
                self._rows[row.id] = row
                added.append(row)
        if step.name == "import" or any(change.kind is Kind.SCHEME for change in step.changes):
            self.refresh()
        return Delta(added, removed)

    def refresh(self) -> None:
        """Read everything again the next time it is asked for."""
        self._rows = None
        self._claim_list = None

    def _mine(self) -> dict[str, MarkRow]:
        if self._rows is None:
            rows = self._record.project.mark_rows(self.key, owner=self._record.me)
            self._rows = {row[0]: _row(row) for row in rows}
        return self._rows

    def _is_mine(self, annotation: AnyAnnotation) -> bool:
        return annotation.article == self.key and annotation.owner in (self._record.me, SHARED)

    def row(self, identifier: str) -> MarkRow | None:
        """The mark with this id, if it is here and the annotator's own or shared."""
        return self._mine().get(identifier)

    # Annotations whole

    def annotations(self) -> list[AnyAnnotation]:
        """The annotator's own annotations and the regions, whole, in text order."""
        return self._record.project.annotations(self.key, owner=self._record.me)

    def claims(self) -> list[Claim]:
        """The annotator's claims, in text order: a claim's number is its place in this list."""
        if self._claim_list is None:
            self._claim_list = self._record.project.claims(self.key, owner=self._record.me)
        return self._claim_list

    def claim_number(self, identifier: str) -> int:
        """The claim's number in this article, from 1; 0 when it is not here."""
        return next((n for n, claim in enumerate(self.claims(), 1) if claim.id == identifier), 0)

    def glosses(self) -> list[Gloss]:
        """The margin's glosses, in text order."""
        return [self._gloss(number, claim) for number, claim in enumerate(self.claims(), 1)]

    def relations(self) -> list[Relation]:
        """The annotator's relations that have an end in this article."""
        there = self._record.project.relations_of_article(self.key)
        return [relation for relation in there if relation.owner == self._record.me]

    def place(self, position: int) -> Place:
        """Paragraph and word at this code point; blank paragraphs do not count."""
        paragraphs = [line for line in self.text[:position].split("\n")[:-1] if line.strip()]
        start = self.text.rfind("\n", 0, position) + 1
        words = self.index.words_in(Span(start, position)) if position > start else ()
        return Place(len(paragraphs) + 1, len([w for w in words if w.end <= position]) + 1)

    # Fillers in words

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
        other = self._record.project.annotation(filler.annotation) if filler.annotation else None
        return other.fragments if other else None

    def speaker(self, claim: Claim) -> str:
        """Who says it, short enough for the margin."""
        return "، ".join(dict.fromkeys(self._short_name(filler) for filler in claim.fillers(SOURCE)))

    def _short_name(self, filler: Filler) -> str:
        other = self._record.project.annotation(filler.annotation) if filler.annotation else None
        if isinstance(other, EntityMention):
            return self._mention_name(other)
        if filler.referent:
            return self.filler_text(filler)
        fragments = other.fragments if other else filler.fragments
        inside = self._person_inside(fragments) if fragments else None
        return self._mention_name(inside) if inside else shortened(self.filler_text(filler))

    def _mention_name(self, mention: EntityMention) -> str:
        referent = self._referents.resolve(mention.referent)
        name = referent.name if referent else quote(self.text, mention.fragments)
        is_person = (referent.label if referent and referent.label else mention.label) == "PERS"
        return name.split()[-1] if is_person and name.split() else shortened(name)

    def _person_inside(self, fragments: Fragments) -> EntityMention | None:
        """The last person named in the fragments: who speaks, in «the president so-and-so»."""
        place = hull(fragments)
        inside = [row for row in self._mine().values() if row.label == "PERS" and _within(row, place)]
        if not inside:
            return None
        found = self._record.project.annotation(AnnotationId(max(inside, key=lambda row: row.start).id))
        return found if isinstance(found, EntityMention) else None

    def _gloss(self, number: int, claim: Claim) -> Gloss:
        cue = " … ".join(self.filler_text(filler) for filler in claim.fillers(CUE))
        form = effective(self._record.scheme, claim, "quote_form")
        carried = claim.attributes.get(SOURCE_FORM) == "implicit"
        return Gloss(claim.id, number, self.speaker(claim), carried, shortened(cue), form)

    # What wants a look

    def needs_a_look(self) -> list[Look]:
        """Claims without source, the same label twice over the same words, unsure ones, what the scheme lost."""
        return sorted(self._looks(), key=lambda look: self._mine()[look.id].start if look.id in self._mine() else 0)

    def _looks(self) -> Iterator[Look]:
        scheme = self._record.scheme
        previous: dict[tuple[Layer, str], AnyAnnotation] = {}
        for one in self.annotations():
            label = scheme.label(one.layer, one.label)
            if label is None or label.retired:
                yield Look(one.id, "not_in_scheme")
            if isinstance(one, Claim) and self._claims.lacks_source(one):
                yield Look(one.id, "claim_without_source")
            if one.attributes.get("certainty") == "unsure":
                yield Look(one.id, "unsure")
            before = previous.get((one.layer, one.label))
            if before and before.span.overlaps(one.span) and one.layer is Layer.ENTITIES:
                yield Look(one.id, "same_label_overlap")
            if before is None or one.end > before.end:
                previous[one.layer, one.label] = one


def _row(row: tuple[str, str, str, int, int, str | None, str]) -> MarkRow:
    identifier, kind, label, start, end, pieces, owner = row
    fragments = tuple(Span(*piece) for piece in json.loads(pieces)) if pieces else None
    return MarkRow(identifier, LAYERS[kind], label, start, end, fragments, AnnotatorId(owner))


def _row_of(annotation: AnyAnnotation) -> MarkRow:
    fragments = annotation.fragments if len(annotation.fragments) > 1 else None
    return MarkRow(
        annotation.id, annotation.layer, annotation.label, annotation.start, annotation.end, fragments, annotation.owner
    )


def _order(row: MarkRow) -> tuple[int, int, str]:
    return row.start, -row.end, row.id


def _within(row: MarkRow, place: Span) -> bool:
    return place.start <= row.start and row.end <= place.end
