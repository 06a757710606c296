"""Domain values as corpus lines, and lines as the one form of bytes that they have."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention, Filler, Layer, Region
from hashiya.domain.article import digest
from hashiya.domain.ids import NOBODY, SHARED, AnnotationId, AnnotatorId, ReferentId
from hashiya.domain.links import Annotator, Referent, Relation
from hashiya.domain.scheme import Scheme
from hashiya.domain.snapshot import ArticleContent
from hashiya.domain.span import Span
from hashiya.exchange.attributes import Defaults
from hashiya.exchange.line import (
    CorpusArticle,
    CorpusClaim,
    CorpusEnd,
    CorpusEntity,
    CorpusFiller,
    CorpusReferent,
    CorpusRegion,
    CorpusRelation,
)
from hashiya.exchange.stored import (
    StoredArticle,
    StoredClaim,
    StoredEntity,
    StoredFiller,
    StoredRegion,
    StoredRelation,
    StoredSpan,
)

META_KEYS = ("title", "source", "published", "url", "file")
"""The metadata that every line has; null where they are not known."""

_NO_META: dict[str, Any] = dict.fromkeys(META_KEYS)
_ENCODER = msgspec.json.Encoder(order="deterministic")
_PLAIN = msgspec.json.Encoder()


def encode(line: CorpusArticle) -> bytes:
    """The line's canonical bytes, without the line end: keys in order, no spaces, no needless escapes."""
    lists = (line.regions, line.entities, line.claims, line.relations)
    kept = [one.kept for things in lists for one in things]
    if line.kept is msgspec.UNSET and kept.count(msgspec.UNSET) == len(kept):
        return _ENCODER.encode(line)
    plain = msgspec.to_builtins(line, order="deterministic")
    for things in ("regions", "entities", "claims", "relations"):
        plain[things] = [_spread(one) for one in plain[things]]
    return _PLAIN.encode(_spread(plain))


def encode_plain(line: CorpusArticle) -> bytes:
    """The same for a line that is known to have no `x_` keys."""
    return _ENCODER.encode(line)


def _spread(thing: dict[str, Any]) -> dict[str, Any]:
    """The thing with its kept keys after its own, by code point."""
    kept = thing.pop("kept", None)
    if kept:
        thing.update((key, kept[key]) for key in sorted(kept))
    return thing


def pairs(fragments: Sequence[Span] | Sequence[StoredSpan]) -> list[tuple[int, int]]:
    """The fragments as a line holds them."""
    if len(fragments) == 1:
        return [(fragments[0].start, fragments[0].end)]
    return [(piece.start, piece.end) for piece in fragments]


def _words(text: str, fragments: Sequence[Span] | Sequence[StoredSpan]) -> str:
    """See `quote`."""
    if len(fragments) == 1:
        return text[fragments[0].start : fragments[0].end]
    return " ".join([text[piece.start : piece.end] for piece in fragments])


def article_order(annotation: AnyAnnotation) -> tuple[int, int, str]:
    """What annotations stand in order of: start, the longer one first, id."""
    return annotation.fragments[0].start, -annotation.fragments[-1].end, annotation.id


def in_order(content: ArticleContent) -> ArticleContent:
    """The article with everything in the order that it has in a line."""
    places = {one.id: one.fragments[0].start for one in (*content.entities, *content.claims)}
    return dataclasses.replace(
        content,
        regions=tuple(sorted(content.regions, key=article_order)),
        entities=tuple(sorted(content.entities, key=article_order)),
        claims=tuple(sorted(content.claims, key=article_order)),
        relations=tuple(sorted(content.relations, key=lambda one: (places.get(one.head, -1), one.id))),
    )


class LineMaker:
    """Makes lines of articles, by the scheme and the names of one project."""

    def __init__(
        self,
        scheme: Scheme,
        *,
        annotators: Mapping[AnnotatorId, Annotator],
        referents: Mapping[ReferentId, Referent],
    ) -> None:
        self._of_regions = Defaults(scheme, Layer.REGIONS)
        self._of_entities = Defaults(scheme, Layer.ENTITIES)
        self._of_claims = Defaults(scheme, Layer.CLAIMS)
        self._of_relations = Defaults(scheme, Layer.RELATIONS)
        self._handles: dict[AnnotatorId, str | None] = {key: one.handle for key, one in annotators.items()}
        self._handles[NOBODY] = self._handles[SHARED] = None
        self._referents = referents

    def line(self, content: ArticleContent | StoredArticle, ends: Mapping[AnnotationId, str]) -> CorpusArticle:
        """The article as a line; `ends` gives the article id of relation ends that are in other articles."""
        if isinstance(content, ArticleContent):
            content = in_order(content)
        article, text = content.article, content.text
        return CorpusArticle(
            format="hashiya/1",
            id=article.id,
            key=article.key,
            text=text,
            sha256=article.sha256 or digest(text),
            language=article.language,
            meta=_NO_META | article.meta,
            status=article.status.value,
            progress={self._handle(who): how.value for who, how in article.progress.items()},
            labels=article.labels,
            note=article.note,
            replaces=article.replaces,
            referents=self._referents_of(content.entities, content.claims),
            regions=[self._region(one, text) for one in content.regions],
            entities=[self._entity(one, text) for one in content.entities],
            claims=[self._claim(one, text) for one in content.claims],
            relations=[
                self._relation(one, ends.get(one.head, article.id), ends.get(one.tail, article.id))
                for one in content.relations
            ],
            kept=article.extra or msgspec.UNSET,
        )

    def _handle(self, annotator: AnnotatorId) -> str:
        return self._handles.get(annotator) or annotator

    def _who(self, thing: AnyAnnotation | Relation | StoredRegion | StoredRelation) -> str | None:
        """Who made what is not a known annotator's work: is shared, nobody's, or of somebody who is not listed."""
        who = thing.annotator if thing.owner in (SHARED, NOBODY) else thing.owner
        return self._handles.get(who, who)

    # Every key is named where it is set, three times over: a shared dict of them costs half of an export's time. So
    # does a call with more than fifteen keywords, of which Python makes a dict first: rare ones are set afterwards.

    def _region(self, region: Region | StoredRegion, text: str) -> CorpusRegion:
        attributes, defaulted = self._of_regions.filled(region.label, region.attributes)
        pieces = region.fragments
        start, end, whole = pieces[0].start, pieces[-1].end, len(pieces) == 1
        return CorpusRegion(
            id=region.id,
            label=region.label,
            start=start,
            end=end,
            fragments=[(start, end)] if whole else pairs(pieces),
            text=text[start:end] if whole else _words(text, pieces),
            attributes=attributes,
            defaulted=defaulted,
            note=region.note,
            annotator=self._handles.get(region.owner) or self._who(region),
            origin=region.origin,
            score=region.score and round(region.score, 4),
            created=region.created or None,
            modified=region.modified or None,
            kept=region.extra or msgspec.UNSET,
        )

    def _entity(self, entity: EntityMention | StoredEntity, text: str) -> CorpusEntity:
        attributes, defaulted = self._of_entities.filled(entity.label, entity.attributes)
        pieces = entity.fragments
        start, end, whole = pieces[0].start, pieces[-1].end, len(pieces) == 1
        made = CorpusEntity(
            id=entity.id,
            label=entity.label,
            start=start,
            end=end,
            fragments=[(start, end)] if whole else pairs(pieces),
            text=text[start:end] if whole else _words(text, pieces),
            referent=entity.referent,
            attributes=attributes,
            defaulted=defaulted,
            note=entity.note,
            annotator=self._handles.get(entity.owner) or self._who(entity),
            origin=entity.origin,
            score=entity.score and round(entity.score, 4),
            created=entity.created or None,
            modified=entity.modified or None,
        )
        return replace(made, kept=entity.extra) if entity.extra else made

    def _claim(self, claim: Claim | StoredClaim, text: str) -> CorpusClaim:
        attributes, defaulted = self._of_claims.filled(claim.label, claim.attributes)
        pieces = claim.fragments
        start, end, whole = pieces[0].start, pieces[-1].end, len(pieces) == 1
        made = CorpusClaim(
            id=claim.id,
            label=claim.label,
            start=start,
            end=end,
            fragments=[(start, end)] if whole else pairs(pieces),
            text=text[start:end] if whole else _words(text, pieces),
            roles={role: [_filler(one, text) for one in fillers] for role, fillers in claim.roles.items() if fillers},
            attributes=attributes,
            defaulted=defaulted,
            note=claim.note,
            annotator=self._handles.get(claim.owner) or self._who(claim),
            origin=claim.origin,
            score=claim.score and round(claim.score, 4),
            created=claim.created or None,
            modified=claim.modified or None,
        )
        if claim.restatement is None and claim.cluster is None and not claim.extra:
            return made
        kept = claim.extra or msgspec.UNSET
        return replace(made, restatement=claim.restatement, cluster=claim.cluster, kept=kept)

    def _relation(self, relation: Relation | StoredRelation, head: str, tail: str) -> CorpusRelation:
        attributes, defaulted = self._of_relations.filled(relation.label, relation.attributes)
        return CorpusRelation(
            id=relation.id,
            label=relation.label,
            head=CorpusEnd(article=head, id=relation.head),
            tail=CorpusEnd(article=tail, id=relation.tail),
            attributes=attributes,
            defaulted=defaulted,
            note=relation.note,
            annotator=self._handles.get(relation.owner) or self._who(relation),
            origin=relation.origin,
            score=relation.score and round(relation.score, 4),
            created=relation.created or None,
            modified=relation.modified or None,
            kept=relation.extra or msgspec.UNSET,
        )

    def _referents_of(
        self, entities: Iterable[EntityMention | StoredEntity], claims: Iterable[Claim | StoredClaim]
    ) -> dict[str, CorpusReferent]:
        used = {one.referent for one in entities}
        used |= {one.referent for claim in claims for fillers in claim.roles.values() for one in fillers}
        named = {}
        for key in filter(None, used):
            referent = self._referents.get(key)
            named[str(key)] = CorpusReferent(
                name=referent.name if referent else "", label=referent.label if referent else None
            )
        return named


def _filler(filler: Filler | StoredFiller, text: str) -> CorpusFiller:
    pieces = filler.fragments
    if pieces is None:
        return CorpusFiller(id=filler.annotation, referent=filler.referent)
    return CorpusFiller(fragments=pairs(pieces), text=_words(text, pieces))
