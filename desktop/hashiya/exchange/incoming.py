"""Corpus lines as domain values: foreign ids made stable, times in UTC, attributes only where somebody chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from hashiya.domain.annotation import PROPOSED, Claim, EntityMention, Filler, Layer, Region
from hashiya.domain.article import Article, Status, digest
from hashiya.domain.ids import (
    HASHIYA_NAMESPACE,
    NOBODY,
    SHARED,
    AnnotationId,
    AnnotatorId,
    ArticleKey,
    ClusterId,
    ReferentId,
    RelationId,
    article_key,
    foreign_id,
)
from hashiya.domain.links import Cluster, Referent, Relation
from hashiya.domain.scheme import Scheme
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Fragments, Span, join
from hashiya.exchange.attributes import REMEMBERED, Defaults, Pairs
from hashiya.exchange.canonical import META_KEYS
from hashiya.exchange.line import (
    CorpusAnnotation,
    CorpusArticle,
    CorpusEnd,
    CorpusEntity,
    CorpusFiller,
    CorpusRelation,
    kept_keys,
)
from hashiya.exchange.line_check import is_uuid

FORMAT_NAME = "hashiya"

AnnotatorOf = Callable[[str], AnnotatorId]
"""The annotator with a handle; asked with an empty handle for work that names nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """Something that the scheme does not have: a label of a layer, a role, an attribute or a value."""

    kind: str
    layer: Layer
    label: str
    key: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingRelation:
    """A relation whose ends are named by article ids, until the whole corpus is read."""

    relation: CorpusRelation
    article: ArticleKey
    owner: AnnotatorId
    annotator: AnnotatorId
    attributes: dict[str, str | None]

    @property
    def is_inside(self) -> bool:
        """Whether both ends are in one article."""
        return self.relation.tail.article == self.relation.head.article

    def settle(self, articles: Mapping[str, ArticleKey]) -> Relation | None:
        """The relation, when the articles of both ends are known by their ids; None when one is not."""
        line = self.relation
        head, tail = self._end(line.head, articles), self._end(line.tail, articles)
        if head is None or tail is None or head == tail:
            return None
        own = line.id or f"{line.label}:{head}:{tail}"
        return Relation(
            id=RelationId(_identifier(self.article, own, named=line.id is not None)),
            label=line.label,
            head=head,
            tail=tail,
            owner=self.owner,
            annotator=self.annotator,
            attributes=self.attributes,
            note=line.note,
            origin=line.origin,
            score=_rounded(line.score),
            created=utc(line.created),
            modified=utc(line.modified),
            extra=kept_keys(line),
        )

    @staticmethod
    def _end(end: CorpusEnd, articles: Mapping[str, ArticleKey]) -> AnnotationId | None:
        article = articles.get(end.article)
        if is_uuid(end.id):
            return AnnotationId(end.id.lower())
        return None if article is None else AnnotationId(_identifier(article, end.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One line as domain values: the article, what is still pending, what it names, what the scheme does not have."""

    content: ArticleContent
    pending: tuple[PendingRelation, ...] = ()
    referents: tuple[Referent, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    unknown: tuple[Unknown, ...] = ()


Chosen = tuple[dict[str, str | None], tuple[Unknown, ...]]
"""The attributes that somebody touched, and what the scheme does not have of them."""


class LineReader:
    """Makes domain values of lines, for a project with this scheme."""

    def __init__(self, scheme: Scheme, annotator_of: AnnotatorOf) -> None:
        self.scheme = scheme
        self.annotator_of = annotator_of
        self.defaults = {layer: Defaults(scheme, layer) for layer in Layer}
        self._chosen: dict[tuple[Layer, str, Pairs, tuple[str, ...]], Chosen] = {}

    def incoming(self, line: CorpusArticle) -> Incoming:
        """The line as domain values.

        The content has no relations yet: they are pending until every article's id is known. The line must have
        been checked (as `read_corpus` does).
        """
        return _Line(line, self).incoming()

    def chosen(self, layer: Layer, one: CorpusAnnotation | CorpusRelation) -> Chosen:
        """The attributes that somebody touched, and what the scheme does not have of label and attributes.

        The two must not be changed: annotations with the same choices share them.
        """
        choice = (layer, one.label, tuple(one.attributes.items()), tuple(one.defaulted))
        found = self._chosen.get(choice)
        if found is None:
            if len(self._chosen) >= REMEMBERED:
                self._chosen.clear()
            touched = self.defaults[layer].touched(one.label, one.attributes, one.defaulted)
            unknown = tuple(self._missing(layer, one.label, one.attributes))
            found = self._chosen[choice] = touched, unknown
        return found

    def _missing(self, layer: Layer, label: str, attributes: dict[str, str | None]) -> Iterator[Unknown]:
        if self.scheme.label(layer, label) is None:
            yield Unknown(kind="label", layer=layer, label=label)
        known = {attribute.key: attribute for attribute in self.scheme.attributes(layer, label)}
        for key, value in attributes.items():
            if key not in known:
                yield Unknown(kind="attribute", layer=layer, label=label, key=key, value=value or "")
            elif value is not None and known[key].value(value) is None:
                yield Unknown(kind="value", layer=layer, label=label, key=key, value=value)


def to_content(line: CorpusArticle, *, scheme: Scheme, annotator_of: AnnotatorOf) -> Incoming:
    """One line as domain values (for many lines, keep a LineReader)."""
    return LineReader(scheme, annotator_of).incoming(line)


def utc(time: str | None) -> str:
    """The moment in UTC with milliseconds and Z; empty when there is none."""
    if not time:
        return ""
    if len(time) == 24 and time[10] == "T" and time[19] == "." and time[23] == "Z":
        return time
    moment = datetime.fromisoformat(time)
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        moment = moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def shared_id(identifier: str) -> str:
    """The id of a referent or cluster: a UUID is kept; any other is the same in every article of every file."""
    if is_uuid(identifier):
        return identifier.lower()
    return foreign_id(ArticleKey(str(HASHIYA_NAMESPACE)), f"{FORMAT_NAME}:{identifier}")


def _identifier(article: ArticleKey, identifier: str, *, named: bool = True) -> str:
    if named and is_uuid(identifier):
        return identifier.lower()
    return foreign_id(article, f"{FORMAT_NAME}:{identifier}" if named else f"{FORMAT_NAME}::{identifier}")


def _fragments(pieces: list[tuple[int, int]]) -> Fragments:
    if len(pieces) == 1:
        return (Span(*pieces[0]),)
    return join(Span(start, end) for start, end in pieces)


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 4)


class _Line:
    """One line on its way in."""

    def __init__(self, line: CorpusArticle, reader: LineReader) -> None:
        self._line = line
        self._reader = reader
        self._scheme = reader.scheme
        self._annotator_of = reader.annotator_of
        self._sha256 = line.sha256 or digest(line.text)
        self._key = ArticleKey(line.key.lower()) if line.key else article_key(self._sha256)
        self._nameless: Counter[str] = Counter()
        self._unknown: dict[Unknown, None] = {}
        self._clusters: dict[ClusterId, None] = {}

    def incoming(self) -> Incoming:
        line = self._line
        entities = tuple(map(self._entity, line.entities))
        claims = tuple(
            Claim(
                roles={role: tuple(map(self._filler, fillers)) for role, fillers in one.roles.items() if fillers},
                restatement=one.restatement,
                cluster=self._cluster(one.cluster),
                **self._annotation(one, Layer.CLAIMS),
            )
            for one in line.claims
        )
        for one in line.claims:
            self._check_roles(one.label, one.roles)
        regions = tuple(Region(**self._annotation(one, Layer.REGIONS)) for one in line.regions)
        pending = tuple(map(self._pending, line.relations))
        content = ArticleContent(
            article=self._article(), text=line.text, entities=entities, claims=claims, regions=regions
        )
        return Incoming(
            content=content,
            pending=pending,
            referents=tuple(
                Referent(id=ReferentId(shared_id(key)), name=one.name, label=one.label)
                for key, one in line.referents.items()
            ),
            clusters=tuple(Cluster(id=key) for key in self._clusters),
            unknown=tuple(self._unknown),
        )

    def _article(self) -> Article:
        line = self._line
        return Article(
            key=self._key,
            id=line.id,
            sha256=self._sha256,
            length=len(line.text),
            language=line.language,
            meta={key: value for key, value in line.meta.items() if value is not None or key not in META_KEYS},
            status=Status(line.status),
            progress={self._annotator_of(handle): Status(status) for handle, status in line.progress.items()},
            labels=line.labels,
            note=line.note,
            replaces=ArticleKey(line.replaces.lower()) if line.replaces else None,
            extra=kept_keys(line),
        )

    def _entity(self, one: CorpusEntity) -> EntityMention:
        # Nearly all annotations are mentions: with its keys named, one is made in half the time.
        owner, annotator = self._whose(one, Layer.ENTITIES)
        return EntityMention(
            id=AnnotationId(self._id(one, Layer.ENTITIES)),
            article=self._key,
            label=one.label,
            fragments=_fragments(one.fragments),
            owner=owner,
            annotator=annotator,
            attributes=self._attributes(one, Layer.ENTITIES),
            note=one.note,
            origin=one.origin,
            score=_rounded(one.score),
            created=utc(one.created),
            modified=utc(one.modified),
            extra=kept_keys(one),
            referent=self._referent(one.referent),
        )

    def _annotation(self, one: CorpusAnnotation, layer: Layer) -> dict[str, Any]:
        owner, annotator = self._whose(one, layer)
        return {
            "id": AnnotationId(self._id(one, layer)),
            "article": self._key,
            "label": one.label,
            "fragments": _fragments(one.fragments),
            "owner": owner,
            "annotator": annotator,
            "attributes": self._attributes(one, layer),
            "note": one.note,
            "origin": one.origin,
            "score": _rounded(one.score),
            "created": utc(one.created),
            "modified": utc(one.modified),
            "extra": kept_keys(one),
        }

    def _attributes(self, one: CorpusAnnotation | CorpusRelation, layer: Layer) -> dict[str, str | None]:
        """The attributes that somebody touched; what the scheme does not have is noted."""
        touched, unknown = self._reader.chosen(layer, one)
        if unknown:
            self._unknown.update(dict.fromkeys(unknown))
        return dict(touched)

    def _id(self, one: CorpusAnnotation, layer: Layer) -> str:
        if one.id is not None:
            return _identifier(self._key, one.id)
        own = f"{layer.value}:{one.label}:{one.fragments}:{one.annotator or ''}"
        self._nameless[own] += 1
        return _identifier(self._key, f"{own}:{self._nameless[own]}", named=False)

    def _whose(self, one: CorpusAnnotation | CorpusRelation, layer: Layer) -> tuple[AnnotatorId, AnnotatorId]:
        """Owner and annotator."""
        shared = layer is Layer.REGIONS
        if one.origin.startswith(PROPOSED):
            return NOBODY, self._annotator_of(one.annotator) if one.annotator else NOBODY
        if shared and not one.annotator:
            return SHARED, SHARED
        annotator = self._annotator_of(one.annotator or "")
        return (SHARED if shared else annotator), annotator

    def _pending(self, one: CorpusRelation) -> PendingRelation:
        owner, annotator = self._whose(one, Layer.RELATIONS)
        values = self._attributes(one, Layer.RELATIONS)
        return PendingRelation(relation=one, article=self._key, owner=owner, annotator=annotator, attributes=values)

    def _filler(self, one: CorpusFiller) -> Filler:
        if one.id is not None:
            return Filler(annotation=AnnotationId(_identifier(self._key, one.id)))
        if one.referent is not None:
            return Filler(referent=self._referent(one.referent))
        return Filler(fragments=_fragments(one.fragments or []))

    def _referent(self, key: str | None) -> ReferentId | None:
        return None if key is None else ReferentId(shared_id(key))

    def _cluster(self, key: str | None) -> ClusterId | None:
        if key is None:
            return None
        cluster = ClusterId(shared_id(key))
        self._clusters[cluster] = None
        return cluster

    def _check_roles(self, label: str, roles: Mapping[str, object]) -> None:
        for role in roles:
            if self._scheme.role(role) is None:
                self._unknown[Unknown(kind="role", layer=Layer.CLAIMS, label=label, key=role)] = None
