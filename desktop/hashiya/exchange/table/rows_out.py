"""A corpus line as rows: one for the article, then one for each annotation and relation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusEntity, CorpusRelation
from hashiya.exchange.protocol import Setting

Row = dict[str, str | int | float | None]
LOSES = ("replaces", "extra")
_KINDS = (("region", "regions"), ("entity", "entities"), ("claim", "claims"))


def rows_of(line: CorpusArticle, setting: Setting) -> Iterator[Row]:
    """The rows of one article; lists and tables within a cell are JSON."""
    about = {
        "meta": {key: value for key, value in line.meta.items() if value is not None},
        "language": line.language,
        "status": line.status,
        "progress": line.progress,
        "labels": line.labels,
        "referents": {key: _referent(key, one, setting) for key, one in line.referents.items()},
    }
    yield {"kind": "article", "article": line.id, "text": line.text, "note": line.note, "meta": _json(about)}
    for kind, layer in _KINDS:
        for one in getattr(line, layer):
            yield _annotation(kind, line, one)
    for relation in line.relations:
        yield _relation(line, relation)


def _annotation(kind: str, line: CorpusArticle, one: CorpusAnnotation) -> Row:
    row: Row = {
        "kind": kind,
        "article": line.id,
        "id": one.id,
        "label": one.label,
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "fragments": _json(one.fragments) if len(one.fragments) > 1 else None,
        **_closing(one),
    }
    if isinstance(one, CorpusEntity):
        row["referent"] = one.referent
    elif isinstance(one, CorpusClaim):
        row |= {
            "roles": _json(one.roles) if one.roles else None,
            "restatement": one.restatement,
            "cluster": one.cluster,
        }
    return row


def _relation(line: CorpusArticle, one: CorpusRelation) -> Row:
    tail = one.tail.id if one.tail.article == line.id else _json([one.tail.article, one.tail.id])
    return {
        "kind": "relation",
        "article": line.id,
        "id": one.id,
        "label": one.label,
        "head": one.head.id,
        "tail": tail,
        **_closing(one),
    }


def _closing(one: CorpusAnnotation | CorpusRelation) -> Row:
    return {
        "attributes": _json(one.attributes) if one.attributes else None,
        "defaulted": _json(one.defaulted) if one.defaulted else None,
        "note": one.note,
        "annotator": one.annotator,
        "origin": one.origin,
        "score": one.score,
        "created": one.created,
        "modified": one.modified,
    }


def _referent(key: str, one: Any, setting: Setting) -> dict[str, Any]:
    known = setting.referents.get(key)
    told: dict[str, Any] = {"name": one.name, "label": one.label}
    if known is not None and (known.aliases or known.external or known.note):
        told |= {"aliases": list(known.aliases), "external": known.external, "note": known.note}
    return told


def _json(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
