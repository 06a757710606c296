"""Articles as a project file holds them, in light values: what an export reads that changes none of them.

The fields are those of the domain's values and are named like them. What the program wrote itself is not looked at
again, so that a line is made in half the time; no value can hold itself (`gc=False`, see `line`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import Struct
from msgspec.json import Decoder

from hashiya.domain.article import Article
from hashiya.domain.ids import AnnotationId, AnnotatorId, ClusterId, ReferentId, RelationId
from hashiya.domain.snapshot import StoredContent


class StoredSpan(Struct, frozen=True, gc=False):
    """See `Span`."""

    start: int
    end: int


class StoredRegion(Struct, frozen=True, gc=False):
    """See `Region`."""

    id: AnnotationId
    label: str
    fragments: list[StoredSpan]
    owner: AnnotatorId
    annotator: AnnotatorId
    attributes: dict[str, str | None]
    note: str | None
    origin: str
    score: float | None
    created: str
    modified: str
    extra: dict[str, Any]


class StoredEntity(StoredRegion, frozen=True, gc=False):
    """See `EntityMention`."""

    referent: ReferentId | None


class StoredFiller(Struct, frozen=True, gc=False):
    """See `Filler`."""

    annotation: AnnotationId | None
    referent: ReferentId | None
    fragments: list[StoredSpan] | None


class StoredClaim(StoredRegion, frozen=True, gc=False):
    """See `Claim`."""

    roles: dict[str, list[StoredFiller]]
    restatement: str | None
    cluster: ClusterId | None


class StoredRelation(Struct, frozen=True, gc=False):
    """See `Relation`."""

    id: RelationId
    label: str
    head: AnnotationId
    tail: AnnotationId
    owner: AnnotatorId
    annotator: AnnotatorId
    attributes: dict[str, str | None]
    note: str | None
    origin: str
    score: float | None
    created: str
    modified: str
    extra: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """See `ArticleContent`; everything stands in the order of a line."""

    article: Article
    text: str
    entities: Sequence[StoredEntity]
    claims: Sequence[StoredClaim]
    regions: Sequence[StoredRegion]
    relations: Sequence[StoredRelation]


_ENTITIES = Decoder(list[StoredEntity])
_CLAIMS = Decoder(list[StoredClaim])
_REGIONS = Decoder(list[StoredRegion])
_RELATIONS = Decoder(list[StoredRelation])


def article_of(content: StoredContent) -> StoredArticle:
    """The article in light values."""
    return StoredArticle(
        article=content.article,
        text=content.text,
        entities=_ENTITIES.decode(content.entities),
        claims=_CLAIMS.decode(content.claims),
        regions=_REGIONS.decode(content.regions),
        relations=_RELATIONS.decode(content.relations),
    )
