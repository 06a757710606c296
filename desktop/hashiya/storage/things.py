"""The rows of things: what is queried stands in columns, the whole value in the body."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from hashiya.domain.annotation import AnyAnnotation, Claim, EntityMention
from hashiya.domain.article import Article
from hashiya.domain.faults import KnownFailure
from hashiya.domain.ids import ArticleKey
from hashiya.domain.links import Annotator, Cluster, Referent, Relation
from hashiya.domain.rejection import Rejection
from hashiya.domain.scheme import Scheme
from hashiya.domain.step import Change, Kind, Thing
from hashiya.storage.line import Line, Row
from hashiya.storage.values import decode, encode, pieces_of

TextsOf = Callable[[Iterable[ArticleKey]], Mapping[ArticleKey, str]]
"""The texts of articles by their keys, those left out of which there is none."""

Bodies = tuple[str | None, str | None]
Statement = tuple[str, Row]
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
_BODIES_OF = {
    kind: sql.replace("SELECT body", f"SELECT {KEY_OF[kind]}, body", 1).replace(
        "= ?", "IN (SELECT value FROM json_each(?))", 1
    )
    for kind, sql in BODY_OF.items()
}
_DELETE = {kind: f"DELETE FROM {table} WHERE {_KEY.get(kind, 'id')} = ?" for kind, table in TABLE.items()}

_INTO_ANNOTATION = (
    'INSERT INTO annotation (id, article, kind, label, start, "end", fragments, owner, referent, cluster, brought,'
    " body, quote)"
)
MAKE_ANNOTATION = f"{_INTO_ANNOTATION} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_MAKE_AND_CUT = (
    f"{_INTO_ANNOTATION} SELECT {', '.join(f'column{n}' for n in range(1, 13))},"
    " (SELECT substr(text, column5 + 1, column6 - column5) FROM seen_article JOIN text USING (sha256)"
    " WHERE key = column2) FROM (VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))"
)
"""The same for an annotation in one piece whose text is not at hand."""
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
# There are no words where there is no article any more: its import was taken back.
_TAKEN_AWAY = {_MAKE_AND_CUT: sqlite3.SQLITE_CONSTRAINT_CHECK}

_FEW = 8  # articles whose texts are read whole, and kept; of more the file itself cuts the words


def annotation_row(
    kind: Kind, thing: AnyAnnotation, text: str | None, brought: int | None, body: str
) -> tuple[Any, ...]:
    """The values of MAKE_ANNOTATION; the last are the words, None without a text."""
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
        thing.owner,
        thing.referent if isinstance(thing, EntityMention) else None,
        thing.cluster if isinstance(thing, Claim) else None,
        brought,
        body,
        text[start:end] if text is not None and pieces is None else None,
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
    """Writes the rows of changes, inside a transaction that somebody else began."""

    def __init__(self, line: Line, texts_of: TextsOf) -> None:
        self._line = line
        self._texts_of = texts_of

    def write(self, changes: Sequence[Change]) -> list[Bodies]:
        """Make, change or delete the things, each once; the JSON of before and after of each.

        KnownFailure when the file has another before.
        """
        befores = self._befores(changes)
        texts = self._texts_of(_to_read(changes))
        statements: list[Statement] = []
        written: list[Bodies] = []
        for change in changes:
            bodies = _bodies(change, befores)
            statements += _statements(change, bodies, texts)
            written.append(bodies)
        # Many rows of one sort at once: a step of ten thousand changes is half done by Python otherwise.
        for sql, same in groupby(statements, itemgetter(0)):
            self._run(sql, [row for _, row in same])
        return written

    def _befores(self, changes: Sequence[Change]) -> dict[tuple[Kind, str], str]:
        """The bodies that the file has of the things that are changed or deleted."""
        targets: dict[Kind, list[str]] = {}
        for change in changes:
            if change.before is not None:
                targets.setdefault(change.kind, []).append(change.target)
        found: dict[tuple[Kind, str], str] = {}
        for kind, some in targets.items():
            for target, body in self._line.rows(_BODIES_OF[kind], (json.dumps(some),)):
                found[kind, target] = body
        return found

    def _run(self, sql: str, rows: list[Row]) -> None:
        try:
            if len(rows) == 1:
                self._line.run(sql, rows[0])
            else:
                self._line.run_many(sql, rows)
        except sqlite3.IntegrityError as error:
            if error.sqlite_errorcode in TAKEN or error.sqlite_errorcode == _TAKEN_AWAY.get(sql):
                raise KnownFailure("changed_meanwhile", reason=str(error)) from error
            raise


def _to_read(changes: Sequence[Change]) -> dict[ArticleKey, None]:
    """The articles whose texts give the words of what is made or moved; of many, where the file cannot cut them."""
    placed = [
        (change.before, change.after)
        for change in changes
        if isinstance(change.after, AnyAnnotation) and _is_moved(change.before, change.after)
    ]
    articles = {after.article: None for _, after in placed}
    if len(articles) <= _FEW:
        return articles
    return {after.article: None for before, after in placed if before is not None or len(after.fragments) > 1}


def _is_moved(before: Thing | None, after: AnyAnnotation) -> bool:
    return not isinstance(before, AnyAnnotation) or (before.fragments, before.article) != (
        after.fragments,
        after.article,
    )


def _bodies(change: Change, befores: Mapping[tuple[Kind, str], str]) -> Bodies:
    """The JSON before and after; KnownFailure when the file does not say the same as `before`."""
    old = None
    if change.before is not None:
        old = befores.get((change.kind, change.target))
        # Two mappings with another order of keys are equal, but their JSON is not.
        if old is None or (old != encode(change.before) and decode(change.kind, old) != change.before):
            raise KnownFailure("changed_meanwhile", kind=change.kind.value, target=change.target)
    return old, None if change.after is None else encode(change.after)


def _statements(change: Change, bodies: Bodies, texts: Mapping[ArticleKey, str]) -> list[Statement]:
    """What writes the change, in this order."""
    old, new = bodies
    if change.after is None or new is None:
        return [(_DELETE[change.kind], (change.target,))]
    if change.before is None:
        return _making(change.kind, change.target, change.after, new, texts)
    return [] if old == new else _changing(change.target, change.before, change.after, new, texts)


def _making(kind: Kind, target: str, thing: Thing, body: str, texts: Mapping[ArticleKey, str]) -> list[Statement]:
    match thing:
        case Article():
            return [(MAKE_ARTICLE, article_row(thing, None, body))]
        case Relation():
            return [(MAKE_RELATION, relation_row(thing, None, body))]
        case Referent():
            return [(MAKE_REFERENT, (thing.id, thing.merged_into, None, body))]
        case Annotator():
            return [(MAKE_ANNOTATOR, (thing.id, thing.handle, None, body))]
        case Scheme():
            return [(MAKE_SCHEME, (target, body))]
        case Rejection():
            return [(MAKE_REJECTION, rejection_row(thing, None, body))]
        case Cluster():
            return [(MAKE_CLUSTER, (target, None, body))]
        case _:
            return _making_annotation(kind, thing, body, texts)


def _making_annotation(kind: Kind, thing: AnyAnnotation, body: str, texts: Mapping[ArticleKey, str]) -> list[Statement]:
    fillers = [(MAKE_FILLER, row) for row in filler_rows(thing)]
    if thing.article not in texts and len(thing.fragments) == 1:
        return [(_MAKE_AND_CUT, annotation_row(kind, thing, None, None, body)[:-1]), *fillers]
    text = _text(thing, texts)
    fragments = [(MAKE_FRAGMENT, row) for row in fragment_rows(thing, text)]
    return [(MAKE_ANNOTATION, annotation_row(kind, thing, text, None, body)), *fragments, *fillers]


def _text(thing: AnyAnnotation, texts: Mapping[ArticleKey, str]) -> str:
    try:
        return texts[thing.article]
    except KeyError as error:
        # Its import was taken back.
        raise KnownFailure("changed_meanwhile", kind=Kind.ARTICLE.value, target=thing.article) from error


def _changing(target: str, before: Thing, thing: Thing, body: str, texts: Mapping[ArticleKey, str]) -> list[Statement]:
    match thing:
        case Article() if isinstance(before, Article) and _is_as_before(before, thing):
            # No column that has an index: an article that is begun or done costs no more than its row.
            return [("UPDATE article SET status = ?, body = ? WHERE key = ?", (thing.status.value, body, target))]
        case Article():
            sql = "UPDATE article SET id = ?, sha256 = ?, status = ?, removed = ?, body = ? WHERE key = ?"
            return [(sql, (thing.id, thing.sha256, thing.status.value, int(thing.removed), body, target))]
        case Relation():
            sql = "UPDATE relation SET label = ?, head = ?, tail = ?, owner = ?, body = ? WHERE id = ?"
            return [(sql, (thing.label, thing.head, thing.tail, thing.owner, body, target))]
        case Referent():
            return [("UPDATE referent SET merged_into = ?, body = ? WHERE id = ?", (thing.merged_into, body, target))]
        case Annotator():
            return [("UPDATE annotator SET handle = ?, body = ? WHERE id = ?", (thing.handle, body, target))]
        case Scheme():
            return [("UPDATE scheme SET body = ? WHERE id = ?", (body, target))]
        case Rejection():
            sql = "UPDATE rejection SET article = ?, layer = ?, label = ?, engine = ?, owner = ?, body = ? WHERE id = ?"
            return [(sql, (thing.article, thing.layer.value, thing.label, thing.engine, thing.owner, body, target))]
        case Cluster():
            return [("UPDATE cluster SET body = ? WHERE id = ?", (body, target))]
        case _:
            return _changing_annotation(cast("AnyAnnotation", before), thing, body, texts)


def _changing_annotation(
    before: AnyAnnotation, thing: AnyAnnotation, body: str, texts: Mapping[ArticleKey, str]
) -> list[Statement]:
    referent = thing.referent if isinstance(thing, EntityMention) else None
    cluster = thing.cluster if isinstance(thing, Claim) else None
    sql = "UPDATE annotation SET label = ?, owner = ?, referent = ?, cluster = ?, body = ? WHERE id = ?"
    made: list[Statement] = [(sql, (thing.label, thing.owner, referent, cluster, body, thing.id))]
    if _is_moved(before, thing):
        text = _text(thing, texts)
        pieces = pieces_of(thing.fragments)
        quote = text[thing.start : thing.end] if pieces is None else None
        sql = 'UPDATE annotation SET article = ?, start = ?, "end" = ?, fragments = ?, quote = ? WHERE id = ?'
        made += [
            ("DELETE FROM fragment WHERE annotation = ?", (thing.id,)),
            (sql, (thing.article, thing.start, thing.end, pieces, quote, thing.id)),
            *((MAKE_FRAGMENT, row) for row in fragment_rows(thing, text)),
        ]
    if isinstance(before, Claim) and isinstance(thing, Claim) and before.roles != thing.roles:
        made.append(("DELETE FROM filler WHERE claim = ?", (thing.id,)))
        made += [(MAKE_FILLER, row) for row in filler_rows(thing)]
    return made
