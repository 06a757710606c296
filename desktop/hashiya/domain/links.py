"""What ties annotations together: relations, referents, clusters; and the people who make them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hashiya.domain.annotation import HUMAN
from hashiya.domain.ids import AnnotationId, AnnotatorId, ClusterId, ReferentId, RelationId


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A labelled link from head to tail, two annotations of one or two articles."""

    id: RelationId
    label: str
    head: AnnotationId
    tail: AnnotationId
    owner: AnnotatorId
    annotator: AnnotatorId
    attributes: dict[str, str | None] = field(default_factory=dict)
    note: str | None = None
    origin: str = HUMAN
    score: float | None = None
    created: str = ""
    modified: str = ""
    extra: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.head == self.tail:
            raise ValueError("a relation joins two annotations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referent:
    """Who or what mentions stand for, in the whole project.

    A merged referent keeps `merged_into`, so that old ids still resolve; `removed` takes an unused one off the lists.
    """

    id: ReferentId
    name: str
    label: str | None = None
    aliases: tuple[str, ...] = ()
    external: dict[str, str] = field(default_factory=dict)
    note: str | None = None
    merged_into: ReferentId | None = None
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Claims, of any article, that say the same."""

    id: ClusterId
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """The person at work; the handle (letters, digits, - and _) stands in exports."""

    id: AnnotatorId
    handle: str
    name: str
