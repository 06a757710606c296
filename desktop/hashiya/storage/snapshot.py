"""A project as it stood at one moment, for exports: a reading transaction on a connection of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Self

from hashiya.domain.article import Article
from hashiya.domain.ids import AnnotationId, AnnotatorId, ArticleKey, ClusterId, ReferentId, StepId
from hashiya.domain.links import Annotator, Cluster, Referent
from hashiya.domain.scheme import Scheme
from hashiya.domain.snapshot import ArticleContent, StoredContent
from hashiya.domain.step import Kind
from hashiya.storage.line import Line
from hashiya.storage.reads import Reads
from hashiya.storage.record import Record
from hashiya.storage.values import array


class ProjectSnapshot:
    """What `domain.snapshot.Snapshot` promises. Nothing that is written later shows; close it when it was read."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._reads = Reads(line)
        line.run("BEGIN")
        try:
            # The moment is that of the first statement that reads.
            self._state = Record(line).last()
            self._scheme = self._reads.scheme()
        except BaseException:
            line.close()
            raise

    @classmethod
    def of(cls, line: Line) -> Self:
        """A snapshot of the file at the end of this line."""
        return cls(Line(line.path, "immutable" if line.mode == "immutable" else "ro", any_thread=True))

    @property
    def state(self) -> StepId | None:
        """The last step that it holds."""
        return self._state

    @property
    def scheme(self) -> Scheme:
        """The project's scheme."""
        return self._scheme

    @property
    def reads(self) -> Reads:
        """Everything else that can be read of this moment."""
        return self._reads

    def annotators(self) -> dict[AnnotatorId, Annotator]:
        """Everybody who worked in the project."""
        return self._reads.annotators()

    def referents(self) -> dict[ReferentId, Referent]:
        """Every referent, merged and removed ones too."""
        return self._reads.referents()

    def clusters(self) -> dict[ClusterId, Cluster]:
        """Every cluster of claims."""
        return self._reads.clusters()

    def articles(self) -> tuple[Article, ...]:
        """Every article that is not removed, in project order."""
        return tuple(self._reads.articles())

    def contents(self, keys: Iterable[ArticleKey], *, proposals: bool = False) -> Iterator[ArticleContent]:
        """The articles with these keys whole, one at a time, in the order given; KeyError when one is not there."""
        for key in keys:
            found = self._reads.article_with_text(key)
            if found is None:
                raise KeyError(key)
            article, text = found
            marks = self._reads.annotations_by_kind(key, proposals=proposals)
            relations = self._reads.relations_from(key, proposals=proposals)
            yield ArticleContent(
                article=article,
                text=text,
                entities=tuple(marks[Kind.ENTITY]),
                claims=tuple(marks[Kind.CLAIM]),
                regions=tuple(marks[Kind.REGION]),
                relations=tuple(relations),
            )

    def stored(self, articles: Iterable[Article], *, proposals: bool = False) -> Iterator[StoredContent]:
        """The same of these articles as it is stored."""
        for article in articles:
            marks = self._reads.bodies_by_kind(article.key, proposals=proposals)
            yield StoredContent(
                article=article,
                text=self._reads.text_of_digest(article.sha256),
                entities=array(marks[Kind.ENTITY]),
                claims=array(marks[Kind.CLAIM]),
                regions=array(marks[Kind.REGION]),
                relations=array(self._reads.relation_bodies_from(article.key, proposals=proposals)),
            )

    def articles_of(self, annotations: Iterable[AnnotationId]) -> dict[AnnotationId, ArticleKey]:
        """Which article each annotation stands in; those that are not there are left out."""
        return self._reads.articles_of(annotations)

    def close(self) -> None:
        """Let go of the moment, so that the journal can be emptied."""
        self._line.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
