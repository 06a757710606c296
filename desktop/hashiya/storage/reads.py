"""What the file tells: steps and things. Every statement asks a `seen_…` view, so no unfinished import shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention
from hashiya.domain.article import Article
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import (
    NOBODY,
    AnnotationId,
    AnnotatorId,
    ArticleKey,
    ClusterId,
    ReferentId,
    RelationId,
)
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.scheme import Scheme
from hashiya.domain.step import Kind, Thing
from hashiya.storage.counts import NOT_REMOVED, Counts, whose
from hashiya.storage.line import Line, Row
from hashiya.storage.things import BODY_OF, KEY_OF, SCHEME_TARGET
from hashiya.storage.values import decode, decode_all

MarkRow = tuple[AnnotationId, str, str, int, int, str | None, AnnotatorId]
"""Of one annotation: id, kind, label, start, end, fragments as [[start, end], …] (None when one piece), owner."""

MentionRow = tuple[ArticleKey, AnnotationId, str, int, int, str | None, ReferentId | None, AnnotatorId]
"""Of one mention: article, id, label, start, end, its words (None when in several pieces), referent, owner."""


_FEW = 8  # texts that are read one by one, and kept
_TEXT_OF = "SELECT key, text FROM seen_article JOIN text USING (sha256) WHERE key"
_AT_A_TIME = 500  # SQLite takes 999 values in a statement where it was built with its old limit.
_ORDER = ' ORDER BY start, "end" DESC, id'

T = TypeVar("T")


class Reads(Counts):
    """Reading on one line. Nothing here writes."""

    def __init__(self, line: Line) -> None:
        super().__init__(line)
        self._texts: dict[str, str] = {}

    # One thing

    def thing(self, kind: Kind, target: str) -> Thing | None:
        """The thing of that kind with that id (an article's is its key)."""
        body = self._line.value(BODY_OF[kind], (target,))
        return None if body is None else decode(kind, body)

    def things(self, kind: Kind, targets: Iterable[str]) -> dict[str, Thing]:
        """The things of that kind with these ids, by id."""
        found: dict[str, Thing] = {}
        sql = BODY_OF[kind].replace("SELECT body", f"SELECT {KEY_OF[kind]}, body", 1)
        for some, marks in _batches(targets):
            rows = self._line.rows(sql.replace("= ?", f"IN ({marks})", 1), some)
            found.update(zip((key for key, _ in rows), decode_all(kind, [body for _, body in rows]), strict=True))
        return found

    def scheme(self) -> Scheme:
        """The project's scheme."""
        found = self.thing(Kind.SCHEME, SCHEME_TARGET)
        if not isinstance(found, Scheme):
            raise KnownFailure("corrupt", path=str(self._line.path), reason="no scheme")
        return found

    def annotation(self, identifier: AnnotationId) -> AnyAnnotation | None:
        """The annotation with this id, of whatever kind."""
        found = self._annotations("WHERE id = ?", (identifier,))
        return found[0] if found else None

    def article(self, key: ArticleKey) -> Article | None:
        """The article with this key, a removed one too."""
        found = self.thing(Kind.ARTICLE, key)
        return found if isinstance(found, Article) else None

    def article_by_id(self, identifier: str) -> Article | None:
        """The article with this readable name, a removed one too."""
        body = self._line.value("SELECT body FROM seen_article WHERE id = ?", (identifier,))
        return None if body is None else self._all(Kind.ARTICLE, [(body,)])[0]

    def article_of(self, annotation: AnnotationId) -> ArticleKey | None:
        """The article in which the annotation stands."""
        found: ArticleKey | None = self._line.value("SELECT article FROM seen_annotation WHERE id = ?", (annotation,))
        return found

    def text(self, key: ArticleKey) -> str:
        """The article's text; KeyError when there is no such article."""
        # A text never changes, so what was read once holds.
        text = self._texts.get(key)
        if text is None:
            _, text = self._line.row(f"{_TEXT_OF} = ?", (key,)) or (key, None)
            if text is None:
                raise KeyError(key)
            if len(self._texts) >= _FEW:
                del self._texts[next(iter(self._texts))]
            self._texts[key] = text
        return text

    def folded_words(self) -> Iterator[str]:
        """Every word that stands in a text, folded, as the index has it: numbers and signs are among them."""
        return (word for (word,) in self._line.rows("SELECT term FROM search_words"))

    def text_of_digest(self, sha256: str) -> str:
        """The text with this digest; KeyError when there is none."""
        row = self._line.row("SELECT text FROM text WHERE sha256 = ?", (sha256,))
        if row is None:
            raise KeyError(sha256)
        text: str = row[0]
        return text

    def texts(self, keys: Iterable[ArticleKey]) -> dict[ArticleKey, str]:
        """The texts of these articles by their keys; those that are not there are left out."""
        every = list(keys)
        if len(every) > _FEW:
            found: dict[ArticleKey, str] = {}
            for some, marks in _batches(every):
                found.update(self._line.rows(f"{_TEXT_OF} IN ({marks})", some))
            return found
        texts = {}
        for key in every:
            with suppress(KeyError):
                texts[key] = self.text(key)
        return texts

    def openings(self, keys: Iterable[ArticleKey], length: int) -> dict[ArticleKey, str]:
        """So many characters at the beginning of each of these articles' texts, by key."""
        rows = self._line.rows(
            f"SELECT key, substr(text, 1, ?) FROM ({_TEXT_OF} IN (SELECT value FROM json_each(?)))",
            (length, json.dumps(list(keys))),
        )
        return dict(rows)

    def article_with_text(self, key: ArticleKey) -> tuple[Article, str] | None:
        """The article with this key, a removed one too, and its text."""
        row = self._line.row("SELECT body, text FROM seen_article JOIN text USING (sha256) WHERE key = ?", (key,))
        return None if row is None else (self._all(Kind.ARTICLE, [row])[0], row[1])

    # Articles and people

    def articles(self, *, removed: bool = False) -> list[Article]:
        """The articles in project order; with `removed` only those that were removed."""
        rows = self._line.rows(
            "SELECT body FROM seen_article WHERE removed = ? ORDER BY position, key", (int(removed),)
        )
        return self._all(Kind.ARTICLE, rows)

    def keys_of_digest(self, sha256: str) -> list[ArticleKey]:
        """The articles with this text, removed ones too."""
        rows = self._line.rows("SELECT key FROM seen_article WHERE sha256 = ? ORDER BY position", (sha256,))
        return [key for (key,) in rows]

    def annotators(self) -> dict[AnnotatorId, Annotator]:
        """Everybody who worked in the project, by handle."""
        rows = self._line.rows("SELECT body FROM seen_annotator ORDER BY handle, id")
        return {one.id: one for one in self._all(Kind.ANNOTATOR, rows)}

    def referents(self) -> dict[ReferentId, Referent]:
        """Every referent, merged and removed ones too."""
        return {one.id: one for one in self._all(Kind.REFERENT, self._line.rows("SELECT body FROM seen_referent"))}

    def clusters(self) -> dict[ClusterId, Cluster]:
        """Every cluster of claims."""
        return {one.id: one for one in self._all(Kind.CLUSTER, self._line.rows("SELECT body FROM seen_cluster"))}

    # Annotations of an article

    def annotations(self, article: ArticleKey, *, owner: AnnotatorId | None = None) -> list[AnyAnnotation]:
        """The article's annotations by (start, -end, id): the owner's and the shared ones, or all but proposals."""
        where, values = _of_article(article, owner)
        return self._annotations(f"{where}{_ORDER}", values)

    def annotations_by_kind(self, article: ArticleKey, *, proposals: bool) -> dict[str, list[Any]]:
        """All of the article's annotations by their kind, each in that order; proposals only when asked for."""
        bodies = self.bodies_by_kind(article, proposals=proposals)
        return {kind: decode_all(kind, some) for kind, some in bodies.items()}

    def bodies_by_kind(self, article: ArticleKey, *, proposals: bool) -> dict[str, list[str]]:
        """The same as the JSON that is stored."""
        condition = "" if proposals else f" AND owner <> '{NOBODY}'"
        rows = self._line.rows(
            f"SELECT kind, body FROM seen_annotation WHERE article = ?{condition}{_ORDER}", (article,)
        )
        bodies: dict[str, list[str]] = {Kind.ENTITY: [], Kind.CLAIM: [], Kind.REGION: []}
        for kind, body in rows:
            bodies[kind].append(body)
        return bodies

    def mark_rows(
        self, article: ArticleKey, *, owner: AnnotatorId | None = None, before: int | None = None
    ) -> list[MarkRow]:
        """The same annotations in the same order, only what the viewer paints; those that begin `before` a place."""
        where, values = _of_article(article, owner)
        if before is not None:
            where += f" AND start < {before:d}"
        return self._line.rows(
            f'SELECT id, kind, label, start, "end", fragments, owner FROM seen_annotation {where}{_ORDER}', values
        )

    def mention_rows(self, article: ArticleKey | None = None) -> list[MentionRow]:
        """The mentions that people made, of one article or of all that are not removed, in text order by article."""
        place, values = ("article = ?", (article,)) if article else (f"1{NOT_REMOVED}", ())
        return self._line.rows(
            'SELECT article, id, label, start, "end", quote, referent, owner FROM seen_annotation'
            f" WHERE {place} AND kind = 'entity' AND owner <> '{NOBODY}' ORDER BY article, start, \"end\" DESC, id",
            values,
        )

    def nameless(self, article: ArticleKey) -> set[AnnotationId]:
        """The article's mentions that are said to be a description or a pronoun, not a name."""
        rows = self._line.rows(
            "SELECT id FROM seen_annotation WHERE article = ? AND kind = 'entity'"
            " AND json_extract(body, '$.attributes.mention') <> 'name'",
            (article,),
        )
        return {identifier for (identifier,) in rows}

    def claims(self, article: ArticleKey, *, owner: AnnotatorId | None = None) -> list[Claim]:
        """The article's claims by (start, -end, id)."""
        where, values = _of_article(article, owner)
        rows = self._line.rows(f"SELECT body FROM seen_annotation {where} AND kind = 'claim'{_ORDER}", values)
        return self._all(Kind.CLAIM, rows)

    def annotations_overlapping(
        self, article: ArticleKey, start: int, end: int, kind: Kind, owner: AnnotatorId
    ) -> list[AnyAnnotation]:
        """The owner's annotations of that kind that reach into [start, end) of the article, in text order."""
        return self._annotations(
            f'WHERE article = ? AND start < ? AND "end" > ? AND kind = ? AND owner = ?{_ORDER}',
            (article, end, start, kind.value, owner),
        )

    def annotations_at(
        self, article: ArticleKey, start: int, end: int, kind: Kind, owner: AnnotatorId
    ) -> list[AnyAnnotation]:
        """The owner's annotations of that kind that begin and end exactly there."""
        return self._annotations(
            'WHERE article = ? AND start = ? AND "end" = ? AND kind = ? AND owner = ? ORDER BY id',
            (article, start, end, kind.value, owner),
        )

    def claims_before(
        self, article: ArticleKey, start: int, owner: AnnotatorId, *, limit: int, skip: int = 0
    ) -> list[Claim]:
        """The owner's claims that begin before that place, the nearest first, so many of them."""
        rows = self._line.rows(
            "SELECT body FROM seen_annotation WHERE article = ? AND start < ? AND kind = 'claim' AND owner = ?"
            ' ORDER BY start DESC, "end" ASC, id DESC LIMIT ? OFFSET ?',
            (article, start, owner, limit, skip),
        )
        return self._all(Kind.CLAIM, rows)

    # What became of proposals

    def rejections(self, article: ArticleKey, owner: AnnotatorId) -> list[Rejection]:
        """What the annotator turned down in the article, the oldest first."""
        rows = self._line.rows(
            "SELECT body FROM seen_rejection WHERE article = ? AND owner = ? ORDER BY id", (article, owner)
        )
        return self._all(Kind.REJECTION, rows)

    # What hangs together

    def relations_of_article(self, article: ArticleKey) -> list[Relation]:
        """Every relation with its head or its tail in the article, by id."""
        rows = self._line.rows(
            "SELECT body FROM seen_relation WHERE id IN ("
            "SELECT relation.id FROM annotation JOIN relation ON relation.head = annotation.id WHERE article = ?"
            " UNION SELECT relation.id FROM annotation JOIN relation ON relation.tail = annotation.id WHERE article = ?"
            ") ORDER BY id",
            (article, article),
        )
        return self._all(Kind.RELATION, rows)

    def relations_from(self, article: ArticleKey, *, proposals: bool = True) -> list[Relation]:
        """Every relation with its head in the article, by (head start, id); proposals may be left out."""
        return decode_all(Kind.RELATION, self.relation_bodies_from(article, proposals=proposals))

    def relation_bodies_from(self, article: ArticleKey, *, proposals: bool) -> list[str]:
        """The same as the JSON that is stored."""
        condition = "" if proposals else f" AND seen_relation.owner <> '{NOBODY}'"
        rows = self._line.rows(
            "SELECT seen_relation.body FROM annotation JOIN seen_relation ON head = annotation.id"
            f" WHERE article = ?{condition} ORDER BY start, seen_relation.id",
            (article,),
        )
        return [body for (body,) in rows]

    def relations_touching(self, annotations: Iterable[AnnotationId]) -> list[Relation]:
        """Every relation with one of these annotations as head or tail, by id."""
        found: dict[RelationId, Relation] = {}
        for some, marks in _batches(annotations):
            rows = self._line.rows(
                f"SELECT body FROM seen_relation WHERE head IN ({marks})"
                f" UNION SELECT body FROM seen_relation WHERE tail IN ({marks})",
                (*some, *some),
            )
            found.update((one.id, one) for one in self._all(Kind.RELATION, rows))
        return [found[identifier] for identifier in sorted(found)]

    def claims_filled_by(self, annotation: AnnotationId) -> list[Claim]:
        """The claims in which this mention or claim fills a role."""
        return self._claims_with("annotation", annotation)

    def claims_filled_by_any(self, annotations: Iterable[AnnotationId]) -> set[AnnotationId]:
        """The ids of the claims in which one of these mentions or claims fills a role."""
        found: set[AnnotationId] = set()
        for some, marks in _batches(annotations):
            rows = self._line.rows(
                "SELECT id FROM filler CROSS JOIN seen_annotation ON seen_annotation.id = filler.claim"
                f" WHERE filler.annotation IN ({marks})",
                some,
            )
            found.update(claim for (claim,) in rows)
        return found

    def claims_naming(self, referent: ReferentId) -> list[Claim]:
        """The claims in which this referent itself fills a role."""
        return self._claims_with("referent", referent)

    def _claims_with(self, column: str, value: str) -> list[Claim]:
        # The plus keeps SQLite from reading every annotation in the order that is asked for.
        rows = self._line.rows(
            f"SELECT body FROM seen_annotation WHERE id IN (SELECT claim FROM filler WHERE {column} = ?)"
            f" ORDER BY +article{_ORDER.replace(' ORDER BY', ',')}",
            (value,),
        )
        return self._all(Kind.CLAIM, rows)

    def claims_of_cluster(self, cluster: ClusterId) -> list[Claim]:
        """The claims that belong to the cluster, of any article and owner."""
        return self._in_project_order("claim", "cluster", cluster)

    def mentions_of(self, referent: ReferentId) -> list[EntityMention]:
        """The mentions that stand for the referent, of any article and owner, in removed articles too."""
        return self._in_project_order("entity", "referent", referent)

    def _in_project_order(self, kind: str, column: str, value: str) -> list[Any]:
        rows = self._line.rows(
            "SELECT seen_annotation.body FROM seen_annotation JOIN article ON article.key = seen_annotation.article"
            f' WHERE seen_annotation.{column} = ? ORDER BY position, start, "end" DESC, seen_annotation.id',
            (value,),
        )
        return self._all(kind, rows)

    def articles_of(self, annotations: Iterable[AnnotationId]) -> dict[AnnotationId, ArticleKey]:
        """Which article each annotation stands in; those that are not there are left out."""
        found: dict[AnnotationId, ArticleKey] = {}
        for some, marks in _batches(annotations):
            found.update(self._line.rows(f"SELECT id, article FROM seen_annotation WHERE id IN ({marks})", some))
        return found

    # From rows to things

    def _annotations(self, rest: str, values: Sequence[Any]) -> list[AnyAnnotation]:
        rows = self._line.rows(f"SELECT kind, body FROM seen_annotation {rest}", values)
        bodies: dict[str, list[str]] = {}
        for kind, body in rows:
            bodies.setdefault(kind, []).append(body)
        if len(bodies) == 1:
            ((kind, only),) = bodies.items()
            return decode_all(kind, only)
        things = {kind: iter(decode_all(kind, some)) for kind, some in bodies.items()}
        return [next(things[kind]) for kind, _ in rows]

    def _all(self, kind: Kind | str, rows: Iterable[Row]) -> list[Any]:
        return decode_all(kind, [row[0] for row in rows])


def _of_article(article: ArticleKey, owner: AnnotatorId | None) -> tuple[str, tuple[str, ...]]:
    condition, who = whose(owner)
    return f"WHERE article = ? AND {condition}", (article, *who)


def _batches(values: Iterable[str]) -> Iterable[tuple[list[str], str]]:
    """The values, some at a time, each with as many question marks."""
    every = list(dict.fromkeys(values))
    for first in range(0, len(every), _AT_A_TIME):
        some = every[first : first + _AT_A_TIME]
        yield some, ",".join("?" * len(some))
