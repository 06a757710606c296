"""How many of what the file has: articles by status, annotations by label and owner, what became of proposals."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from hashiya.domain.article import Status
from hashiya.domain.ids import NOBODY, SHARED, AnnotatorId, ArticleKey, ReferentId
from hashiya.domain.judged import (
    PROPOSED_REFERENT,
    EngineCount,
    EngineRecord,
    Judged,
    Verdict,
    judged_mark,
    judged_referent,
)
from hashiya.domain.step import Kind
from hashiya.storage.line import Line
from hashiya.storage.schema import SUGGESTED

_IN_REMOVED = (
    "SELECT annotation.id FROM article JOIN annotation ON annotation.article = article.key WHERE article.removed = 1"
)
NOT_REMOVED = " AND article NOT IN (SELECT key FROM article WHERE removed = 1)"

_JUDGED = f"WHERE ({SUGGESTED}) AND owner <> '{NOBODY}'"
_TOLD = msgspec.json.Decoder(tuple[str, Any])


class Counts:
    """Counting on one line."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def statuses(self) -> dict[Status, int]:
        """How many articles have each status, removed ones left out; a status that none has is not there."""
        rows = self._line.rows("SELECT status, count(*) FROM seen_article WHERE removed = 0 GROUP BY status")
        return {Status(status): count for status, count in rows}

    def counts(
        self, article: ArticleKey | None = None, *, owner: AnnotatorId | None = None
    ) -> dict[tuple[Kind, str], int]:
        """Annotations and relations by kind and label, of one article (a relation counts at its head) or of all."""
        place, values = (" AND article = ?", [article]) if article else (NOT_REMOVED, [])
        condition, who = whose(owner)
        rows = self._line.rows(
            f"SELECT kind, label, count(*) FROM seen_annotation WHERE {condition}{place} GROUP BY kind, label",
            (*who, *values),
        )
        heads = f"SELECT id FROM annotation WHERE 1{place}"
        limit = f" AND head IN ({heads})" if article else f" AND head NOT IN ({_IN_REMOVED})"
        rows += self._line.rows(
            f"SELECT 'relation', label, count(*) FROM seen_relation WHERE {condition}{limit} GROUP BY label",
            (*who, *values),
        )
        return {(Kind(kind), label): count for kind, label, count in rows}

    def annotation_counts(self, *, owner: AnnotatorId | None = None) -> dict[ArticleKey, int]:
        """How many annotations each article has: the owner's and the shared ones, or all but proposals."""
        condition, who = whose(owner)
        return dict(
            self._line.rows(f"SELECT article, count(*) FROM seen_annotation WHERE {condition} GROUP BY article", who)
        )

    def counts_by_annotator(self) -> dict[AnnotatorId, int]:
        """Annotations and relations by the annotator who owns them; shared ones under SHARED, proposals left out."""
        found: dict[AnnotatorId, int] = {}
        for table, limit in (("annotation", NOT_REMOVED), ("relation", f" AND head NOT IN ({_IN_REMOVED})")):
            for owner, count in self._line.rows(
                f"SELECT owner, count(*) FROM seen_{table} WHERE owner <> '{NOBODY}'{limit} GROUP BY owner"
            ):
                found[owner] = found.get(owner, 0) + count
        return found

    def mention_counts(self) -> dict[ReferentId, tuple[int, int]]:
        """For each referent that has mentions: how many, and in how many articles; proposals left out."""
        rows = self._line.rows(
            "SELECT referent, count(*), count(DISTINCT article) FROM seen_annotation"
            f" WHERE referent IS NOT NULL AND owner <> '{NOBODY}'{NOT_REMOVED} GROUP BY referent"
        )
        return {referent: (mentions, articles) for referent, mentions, articles in rows}

    def engine_record(self) -> dict[tuple[str, str], EngineCount]:
        """For each engine and label of its proposals: how many were accepted as they were, corrected, rejected."""
        return self.judged().all()

    def judged(self) -> EngineRecord:
        """The same, to be counted on."""
        record, alike = EngineRecord(), Counter[tuple[str, str]]()
        # Grouped here: asked to group, SQLite would read every body instead of the index.
        for identifier, label, referent, told in self._line.rows(
            f"SELECT id, label, referent, json_extract(body, '$.origin', '$.extra.{PROPOSED_REFERENT}')"
            f" FROM seen_annotation {_JUDGED}"
        ):
            origin, proposed = _TOLD.decode(told)
            alike[origin, label] += 1
            if proposed is not None:
                for one in judged_referent(proposed, identifier, referent):
                    record.count(one)
        alike.update(self._line.rows(f"SELECT json_extract(body, '$.origin'), label FROM seen_relation {_JUDGED}"))
        for (origin, label), count in alike.items():
            for one in judged_mark(origin, label):
                record.count(one, count)
        for engine, label, count in self._line.rows(
            "SELECT engine, label, count(*) FROM seen_rejection GROUP BY engine, label"
        ):
            record.count(Judged(engine, label, Verdict.REJECTED), count)
        return record


def whose(owner: AnnotatorId | None) -> tuple[str, tuple[str, ...]]:
    """The condition that takes the owner's things and the shared ones, or all but proposals; and its values."""
    if owner is None:
        return "owner <> ?", (NOBODY,)
    return "owner IN (?, ?)", (owner, SHARED)
