"""What an export reads: pure values of one moment of the project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from hashiya.domain.annotation import Claim, EntityMention, Region
from hashiya.domain.article import Article
from hashiya.domain.ids import AnnotationId, AnnotatorId, ArticleKey, ClusterId, ReferentId, StepId
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.scheme import Scheme


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleContent:
    """One article whole. `relations` are those whose head is in this article, of all owners asked for."""

    article: Article
    text: str
    entities: tuple[EntityMention, ...] = ()
    claims: tuple[Claim, ...] = ()
    regions: tuple[Region, ...] = ()
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredContent:
    """One article whole as a project file holds it: each layer a JSON array of its values, in the order of the text.

    Relations stand by the start of their head, then by id.
    """

    article: Article
    text: str
    entities: str
    claims: str
    regions: str
    relations: str


class Snapshot(Protocol):
    """A project as it stood at one step; articles come one at a time, in project order."""

    @property
    def state(self) -> StepId | None:
        """The last step that it holds."""
        ...

    @property
    def scheme(self) -> Scheme:
        """The project's scheme."""
        ...

    def annotators(self) -> dict[AnnotatorId, Annotator]:
        """Everybody who worked in the project."""
        ...

    def referents(self) -> dict[ReferentId, Referent]:
        """Every referent, merged and removed ones too."""
        ...

    def clusters(self) -> dict[ClusterId, Cluster]:
        """Every cluster of claims."""
        ...

    def articles(self) -> tuple[Article, ...]:
        """Every article that is not removed, in project order."""
        ...

    def contents(self, keys: Iterable[ArticleKey], *, proposals: bool = False) -> Iterator[ArticleContent]:
        """The articles with these keys whole, one at a time, in the order given."""
        ...

    def stored(self, articles: Iterable[Article], *, proposals: bool = False) -> Iterator[StoredContent] | None:
        """The same as it is stored, for who only writes it; None where it is not stored so: then ask for `contents`."""
        ...

    def articles_of(self, annotations: Iterable[AnnotationId]) -> dict[AnnotationId, ArticleKey]:
        """Which article each annotation stands in; those that are not there are left out."""
        ...
