"""Other tools' ids made stable: the same file gives the same UUIDs at every import, each annotator's his own."""

from __future__ import annotations

from collections import Counter
from typing import Any

from msgspec.structs import replace

from hashiya.domain.annotation import PROPOSED
from hashiya.domain.article import digest
from hashiya.domain.ids import HASHIYA_NAMESPACE, ArticleKey, article_key, foreign_id
from hashiya.exchange.line import (
    CorpusAnnotation,
    CorpusArticle,
    CorpusEnd,
    CorpusFiller,
    CorpusRelation,
)
from hashiya.exchange.line_check import is_uuid
from hashiya.exchange.naming import identifier_of


def as_proposals(line: CorpusArticle, engine: str) -> CorpusArticle:
    """The line with everything in it a proposal of that engine, whoever made it."""
    origin = f"{PROPOSED}{engine}"
    new: dict[str, Any] = {
        layer: [replace(one, origin=origin, annotator=None) for one in getattr(line, layer)]
        for layer in ("regions", "entities", "claims", "relations")
    }
    return replace(line, progress={}, status="new", **new)


def shared_key(format_name: str, key: str) -> str:
    """The id of a referent or cluster: a UUID is kept; any other is the same in every file of the format."""
    return key.lower() if is_uuid(key) else foreign_id(ArticleKey(str(HASHIYA_NAMESPACE)), f"{format_name}:{key}")


class Settler:
    """Gives the things of a format's lines their UUIDs; `whose` stands for the work that names nobody.

    `stem` is the name of the file: where an article is called after it, what is in the article has ids that say what it
    is instead, for a file may be renamed, and two files with one text may both number from one.
    """

    def __init__(self, format_name: str, *, whose: str, stem: str = "", keep_uuids: bool = True) -> None:
        self._format = format_name
        self._stem = identifier_of(stem) if stem else ""
        self._whose = whose
        self._keep = keep_uuids

    def settled(self, line: CorpusArticle) -> CorpusArticle:
        """The line with UUIDs for ids; ends of relations in other articles stay as they are."""
        after_file = bool(self._stem) and line.id.startswith(self._stem)
        name = None if after_file else line.id
        return _Settling(line, self._format, self._whose, name=name, keep=self._keep).line()


class _Settling:
    """One line getting its UUIDs; `name` is the article's own, None when it has none but its file's."""

    def __init__(self, line: CorpusArticle, format_name: str, whose: str, *, name: str | None, keep: bool) -> None:
        self._name = name
        self._line, self._format, self._whose, self._keep = line, format_name, whose, keep
        self._key = ArticleKey(line.key) if line.key else article_key(digest(line.text))
        self._nameless: Counter[str] = Counter()
        self._new: dict[str, str] = {}

    def line(self) -> CorpusArticle:
        line = self._line
        regions = [replace(one, id=self._id(one, "regions")) for one in line.regions]
        ids = [self._id(one, "entities") for one in line.entities]
        claim_ids = [self._id(one, "claims") for one in line.claims]
        entities = [
            replace(one, id=identifier, referent=self._shared(one.referent))
            for one, identifier in zip(line.entities, ids, strict=True)
        ]
        claims = [
            replace(
                one,
                id=identifier,
                cluster=self._shared(one.cluster),
                roles={role: [self._filler(f) for f in fillers] for role, fillers in one.roles.items()},
            )
            for one, identifier in zip(line.claims, claim_ids, strict=True)
        ]
        return replace(
            line,
            referents={self._shared(key) or key: one for key, one in line.referents.items()},
            regions=regions,
            entities=entities,
            claims=claims,
            relations=[self._relation(one) for one in line.relations],
        )

    def _made(self, name: str) -> str:
        # With the article's name, for two articles with one text may both number from one.
        return foreign_id(self._key, f"{self._format}:{self._name or ''}:{name}")

    def _id(self, one: CorpusAnnotation, layer: str) -> str:
        if one.id is None:
            own = f":{layer}:{one.label}:{one.fragments}:{self._maker(one)}"
            self._nameless[own] += 1
            return self._made(f"{own}:{self._nameless[own]}")
        return self._named(one.id, self._maker(one), f"{layer}:{one.label}:{one.fragments}")

    def _named(self, identifier: str, maker: str, content: str) -> str:
        """The id for one that the file gives; without a name of the article, `content` must tell things apart."""
        if identifier not in self._new:
            kept = self._keep and is_uuid(identifier)
            own = identifier if self._name is not None else f"{identifier}:{content}"
            self._new[identifier] = identifier.lower() if kept else self._made(f"{maker}:{own}")
        return self._new[identifier]

    def _maker(self, one: CorpusAnnotation | CorpusRelation) -> str:
        """Whose the thing is: two annotators' files both number from one."""
        return one.origin if one.origin.startswith(PROPOSED) else one.annotator or self._whose

    def _shared(self, key: str | None) -> str | None:
        return None if key is None else shared_key(self._format, key)

    def _filler(self, one: CorpusFiller) -> CorpusFiller:
        if one.id is not None:
            return CorpusFiller(id=self._new.get(one.id, one.id))
        return CorpusFiller(referent=self._shared(one.referent), fragments=one.fragments, text=one.text)

    def _relation(self, one: CorpusRelation) -> CorpusRelation:
        head, tail = self._end(one.head), self._end(one.tail)
        own = one.id
        if own is None:
            own = f":{one.label}:{head.id}:{tail.id}:{self._maker(one)}"
            self._nameless[own] += 1
            own = self._made(f"{own}:{self._nameless[own]}")
        else:
            own = self._named(own, self._maker(one), f"{one.label}:{head.id}:{tail.id}")
        return replace(one, id=own, head=head, tail=tail)

    def _end(self, end: CorpusEnd) -> CorpusEnd:
        if end.article != self._line.id:
            return end
        return CorpusEnd(article=end.article, id=self._new.get(end.id, end.id))
