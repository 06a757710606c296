"""The rows of things: what is queried stands in columns, the whole value in the body."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any, cast

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention
from hashiya.domain.article import Article
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import ArticleKey
from hashiya.domain.links import Annotator, Referent, Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.scheme import Scheme
from hashiya.domain.step import Kind, Thing
from hashiya.storage.line import Line
from hashiya.storage.values import decode, encode, pieces_of

TextOf = Callable[[ArticleKey], str]
SCHEME_TARGET = "scheme"
"""The target of a change of the scheme, of which a project has one."""

TABLE = {
    Kind.ARTICLE: "article",
    Kind.ENTITY: "annotation",
    Kind.CLAIM: "annotation",
    Kind.REGION: "annotation",
    Kind.RELATION: "relation",
    Kind.REFERENT: "referent",
    Kind.CLUSTER: "cluster",
    Kind.ANNOTATOR: "annotator",
    Kind.SCHEME: "scheme",
    Kind.REJECTION: "rejection",
}
_KEY = {Kind.ARTICLE: "key"}
KEY_OF = {kind: _KEY.get(kind, "id") for kind in TABLE}
"""The column that has a thing's id."""
_ONE_KIND = {kind: f" AND kind = '{kind}'" if table == "annotation" else "" for kind, table in TABLE.items()}
BODY_OF = {
    kind: f"SELECT body FROM {table if kind is Kind.SCHEME else 'seen_' + table} WHERE {_KEY.get(kind, 'id')} = ?"
    f"{_ONE_KIND[kind]}"
    for kind, table in TABLE.items()
}
_DELETE = {kind: f"DELETE FROM {table} WHERE {_KEY.get(kind, 'id')} = ?" for kind, table in TABLE.items()}

MAKE_ANNOTATION = (
    'INSERT INTO annotation (id, article, kind, label, start, "end", fragments, quote, owner, referent, cluster,'
    " brought, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
MAKE_FRAGMENT = 'INSERT INTO fragment (annotation, n, start, "end", quote) VALUES (?, ?, ?, ?, ?)'
MAKE_FILLER = "INSERT INTO filler (claim, annotation, referent) VALUES (?, ?, ?)"
MAKE_RELATION = "INSERT INTO relation (id, label, head, tail, owner, brought, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
MAKE_ARTICLE = (
    "INSERT INTO article (key, id, sha256, position, status, removed, brought, body)"
    " VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM article), ?, ?, ?, ?)"
)
MAKE_REFERENT = "INSERT INTO referent (id, merged_into, brought, body) VALUES (?, ?, ?, ?)"
MAKE_CLUSTER = "INSERT INTO cluster (id, brought, body) VALUES (?, ?, ?)"
MAKE_ANNOTATOR = "INSERT INTO annotator (id, handle, brought, body) VALUES (?, ?, ?, ?)"
MAKE_REJECTION = (
    "INSERT INTO rejection (id, article, layer, label, engine, owner, brought, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
MAKE_SCHEME = "INSERT INTO scheme (id, body) VALUES (?, ?)"

# What says that a row with this name is there already.
TAKEN = {sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE}


def annotation_row(kind: Kind, thing: AnyAnnotation, text: str, brought: int | None, body: str) -> tuple[Any, ...]:
    """The values of MAKE_ANNOTATION."""
    start, end = thing.start, thing.end
    pieces = pieces_of(thing.fragments)
    return (
        thing.id,
        thing.article,
        kind.value,
        thing.label,
        start,
        end,
        pieces,
        text[start:end] if pieces is None else None,
        thing.owner,
        thing.referent if isinstance(thing, EntityMention) else None,
        thing.cluster if isinstance(thing, Claim) else None,
        brought,
        body,
    )


def fragment_rows(thing: AnyAnnotation, text: str) -> list[tuple[Any, ...]]:
    """The values of MAKE_FRAGMENT, none for an annotation in one piece."""
    if len(thing.fragments) == 1:
        return []
    return [(thing.id, n, piece.start, piece.end, piece.of(text)) for n, piece in enumerate(thing.fragments)]


def filler_rows(thing: AnyAnnotation) -> list[tuple[str, str | None, str | None]]:
    """The values of MAKE_FILLER: what the claim's roles name, spans left out."""
    if not isinstance(thing, Claim) or not thing.roles:
        return []
    return [
        (thing.id, filler.annotation, filler.referent)
        for fillers in thing.roles.values()
        for filler in fillers
        if filler.fragments is None
    ]


def relation_row(thing: Relation, brought: int | None, body: str) -> tuple[Any, ...]:
    """The values of MAKE_RELATION."""
    return (thing.id, thing.label, thing.head, thing.tail, thing.owner, brought, body)


def article_row(thing: Article, brought: int | None, body: str) -> tuple[Any, ...]:
    """The values of MAKE_ARTICLE."""
    return (thing.key, thing.id, thing.sha256, thing.status.value, int(thing.removed), brought, body)


def rejection_row(thing: Rejection, brought: int | None, body: str) -> tuple[Any, ...]:
    """The values of MAKE_REJECTION."""
    return (thing.id, thing.article, thing.layer.value, thing.label, thing.engine, thing.owner, brought, body)


def _is_as_before(before: Article, after: Article) -> bool:
    return (before.id, before.sha256, before.removed) == (after.id, after.sha256, after.removed)


class Things:
    """Writes one change's rows, inside a transaction that somebody else began."""

    def __init__(self, line: Line, text_of: TextOf) -> None:
        self._line = line
        self._text_of = text_of

    def write(
        self, kind: Kind, target: str, before: Thing | None, after: Thing | None
    ) -> tuple[str | None, str | None]:
        """Make, change or delete the thing; the JSON of before and after. KnownFailure when the file has another."""
        old = None if before is None else self._expect(kind, target, before)
        if after is None:
            self._line.run(_DELETE[kind], (target,))
            return old, None
        new = encode(after)
        if before is None:
            try:
                self._make(kind, target, after, new)
            except sqlite3.IntegrityError as error:
                if error.sqlite_errorcode in TAKEN:
                    raise KnownFailure("changed_meanwhile", kind=kind.value, target=target) from error
                raise
        elif old != new:
            self._change(kind, target, before, after, new)
        return old, new

    def _expect(self, kind: Kind, target: str, before: Thing) -> str:
        """The body that the file has, if it says the same as `before`."""
        body: str | None = self._line.value(BODY_OF[kind], (target,))
        # Two mappings with another order of keys are equal, but their JSON is not.
        if body is None or (body != encode(before) and decode(kind, body) != before):
            raise KnownFailure("changed_meanwhile", kind=kind.value, target=target)
        return body

    def _make(self, kind: Kind, target: str, thing: Thing, body: str) -> None:
        run = self._line.run
        match thing:
            case Article():
                run(MAKE_ARTICLE, article_row(thing, None, body))
            case Relation():
                run(MAKE_RELATION, relation_row(thing, None, body))
            case Referent():
                run(MAKE_REFERENT, (thing.id, thing.merged_into, None, body))
            case Annotator():
                run(MAKE_ANNOTATOR, (thing.id, thing.handle, None, body))
            case Scheme():
                run(MAKE_SCHEME, (target, body))
            case Rejection():
                run(MAKE_REJECTION, rejection_row(thing, None, body))
            case _ if kind is Kind.CLUSTER:
                run(MAKE_CLUSTER, (target, None, body))
            case _:
                self._make_annotation(kind, cast("AnyAnnotation", thing), body)

    def _make_annotation(self, kind: Kind, thing: AnyAnnotation, body: str) -> None:
        text = self._text(thing)
        self._line.run(MAKE_ANNOTATION, annotation_row(kind, thing, text, None, body))
        self._add_parts(thing, text)

    def _text(self, thing: AnyAnnotation) -> str:
        try:
            return self._text_of(thing.article)
        except KeyError as error:
            # Its import was taken back.
            raise KnownFailure("changed_meanwhile", kind=Kind.ARTICLE.value, target=thing.article) from error

    def _add_parts(self, thing: AnyAnnotation, text: str) -> None:
        if fragments := fragment_rows(thing, text):
            self._line.run_many(MAKE_FRAGMENT, fragments)
        if fillers := filler_rows(thing):
            self._line.run_many(MAKE_FILLER, fillers)

    def _change(self, kind: Kind, target: str, before: Thing, thing: Thing, body: str) -> None:
        run = self._line.run
        match thing:
            case Article() if isinstance(before, Article) and _is_as_before(before, thing):
                # No column that has an index: an article that is begun or done costs no more than its row.
                run("UPDATE article SET status = ?, body = ? WHERE key = ?", (thing.status.value, body, target))
            case Article():
                run(
                    "UPDATE article SET id = ?, sha256 = ?, status = ?, removed = ?, body = ? WHERE key = ?",
                    (thing.id, thing.sha256, thing.status.value, int(thing.removed), body, target),
                )
            case Relation():
                run(
                    "UPDATE relation SET label = ?, head = ?, tail = ?, owner = ?, body = ? WHERE id = ?",
                    (thing.label, thing.head, thing.tail, thing.owner, body, target),
                )
            case Referent():
                run("UPDATE referent SET merged_into = ?, body = ? WHERE id = ?", (thing.merged_into, body, target))
            case Annotator():
                run("UPDATE annotator SET handle = ?, body = ? WHERE id = ?", (thing.handle, body, target))
            case Scheme():
                run("UPDATE scheme SET body = ? WHERE id = ?", (body, target))
            case Rejection():
                run(
                    "UPDATE rejection SET article = ?, layer = ?, label = ?, engine = ?, owner = ?, body = ?"
                    " WHERE id = ?",
                    (thing.article, thing.layer.value, thing.label, thing.engine, thing.owner, body, target),
                )
            case _ if kind is Kind.CLUSTER:
                run("UPDATE cluster SET body = ? WHERE id = ?", (body, target))
            case _:
                self._change_annotation(cast("AnyAnnotation", before), cast("AnyAnnotation", thing), body)

    def _change_annotation(self, before: AnyAnnotation, thing: AnyAnnotation, body: str) -> None:
        referent = thing.referent if isinstance(thing, EntityMention) else None
        cluster = thing.cluster if isinstance(thing, Claim) else None
        self._line.run(
            "UPDATE annotation SET label = ?, owner = ?, referent = ?, cluster = ?, body = ? WHERE id = ?",
            (thing.label, thing.owner, referent, cluster, body, thing.id),
        )
        moved = before.fragments != thing.fragments or before.article != thing.article
        refilled = isinstance(before, Claim) and isinstance(thing, Claim) and before.roles != thing.roles
        if moved:
            text = self._text(thing)
            self._line.run("DELETE FROM fragment WHERE annotation = ?", (thing.id,))
            pieces = pieces_of(thing.fragments)
            quote = text[thing.start : thing.end] if pieces is None else None
            self._line.run(
                'UPDATE annotation SET article = ?, start = ?, "end" = ?, fragments = ?, quote = ? WHERE id = ?',
                (thing.article, thing.start, thing.end, pieces, quote, thing.id),
            )
            self._line.run_many(MAKE_FRAGMENT, fragment_rows(thing, text))
        if refilled:
            self._line.run("DELETE FROM filler WHERE claim = ?", (thing.id,))
            self._line.run_many(MAKE_FILLER, filler_rows(thing))
