"""Annotations: entity mentions, claims and regions, each on fragments of one article."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from hashiya.domain.ids import NOBODY, AnnotationId, AnnotatorId, ArticleKey, ClusterId, ReferentId
from hashiya.domain.span import Fragments, Span, are_fragments, hull


class Layer(StrEnum):
    """The kinds of labels that a scheme has."""

    ENTITIES = "entities"
    CLAIMS = "claims"
    REGIONS = "regions"
    RELATIONS = "relations"


HUMAN = "human"
PROPOSED = "proposed:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A label on fragments; use one of the three kinds below.

    `attributes` holds only what somebody touched: what is missing has the scheme's default. `owner` is whose work
    it is (an annotator, SHARED for regions, NOBODY for proposals), `annotator` who made it. `created` and
    `modified` are UTC times in ISO 8601 with milliseconds and Z.
    """

    layer: ClassVar[Layer]

    id: AnnotationId
    article: ArticleKey
    label: str
    fragments: Fragments
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
        if not are_fragments(self.fragments):
            raise ValueError(f"fragments touch, overlap or are out of order: {self.fragments}")

    @property
    def start(self) -> int:
        """Where the first fragment starts, in code points."""
        return self.fragments[0].start

    @property
    def end(self) -> int:
        """Where the last fragment ends, in code points."""
        return self.fragments[-1].end

    @property
    def span(self) -> Span:
        """From start to end."""
        return hull(self.fragments)

    @property
    def is_proposal(self) -> bool:
        """Whether nobody has accepted it yet."""
        return self.owner == NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityMention(Annotation):
    """A mention of a person, state, treaty …, and the referent it stands for."""

    layer: ClassVar[Layer] = Layer.ENTITIES

    referent: ReferentId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Region(Annotation):
    """A headline, dateline, boilerplate … of an article."""

    layer: ClassVar[Layer] = Layer.REGIONS


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a role: exactly one of a mention or claim of the same article, a referent, or fragments."""

    annotation: AnnotationId | None = None
    referent: ReferentId | None = None
    fragments: Fragments | None = None

    def __post_init__(self) -> None:
        if sum(one is not None for one in (self.annotation, self.referent, self.fragments)) != 1:
            raise ValueError("a filler is one of annotation, referent, fragments")
        if self.fragments is not None and not are_fragments(self.fragments):
            raise ValueError(f"fragments touch, overlap or are out of order: {self.fragments}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Annotation):
    """A frame: its own fragments are the content; the other roles hang on it, fillers in the order given."""

    layer: ClassVar[Layer] = Layer.CLAIMS

    roles: dict[str, tuple[Filler, ...]] = field(default_factory=dict)
    restatement: str | None = None
    cluster: ClusterId | None = None

    def fillers(self, role: str) -> tuple[Filler, ...]:
        """What fills the role, in the order given."""
        return self.roles.get(role, ())


AnyAnnotation = EntityMention | Claim | Region
