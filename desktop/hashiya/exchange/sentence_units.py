"""Articles as sentences: each a unit of its own, with what lies within it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any, TypeVar

from msgspec.structs import replace

from hashiya.arabic.sentences import sentences
from hashiya.domain.article import digest
from hashiya.domain.span import Span
from hashiya.exchange.line import (
    CorpusArticle,
    CorpusClaim,
    CorpusEnd,
    CorpusEntity,
    CorpusFiller,
    CorpusRegion,
    CorpusRelation,
)

Kind = TypeVar("Kind", CorpusEntity, CorpusClaim, CorpusRegion)


def sentence_lines(line: CorpusArticle, counts: Counter[str]) -> Iterator[CorpusArticle]:
    """The article's sentences as articles; what reaches beyond one is counted and left out, but regions are cut."""
    seen: Counter[str] = Counter()
    kept = 0
    for number, span in enumerate(sentences(line.text), 1):
        unit = _Unit(line, span, f"{line.id}#{number:03}", seen).line()
        kept += len(unit.entities) + len(unit.claims)
        seen["relations"] += len(unit.relations)
        yield unit
    counts["crossing_sentences"] += len(line.entities) + len(line.claims) - kept
    counts["fillers_in_other_sentences"] += seen["fillers"]
    counts["relations"] += len(line.relations) - seen["relations"]


class _Unit:
    """One sentence of an article."""

    def __init__(self, line: CorpusArticle, span: Span, name: str, seen: Counter[str]) -> None:
        self._line, self._span, self._name, self._seen = line, span, name, seen
        self._text = line.text[span.start : span.end]

    def line(self) -> CorpusArticle:
        line = self._line
        entities = [self._moved(one) for one in line.entities if self._within(one.fragments)]
        claims = [self._moved(one) for one in line.claims if self._within(one.fragments)]
        ids = {one.id for one in entities} | {one.id for one in claims}
        claims = [self._with_fillers(one, ids) for one in claims]
        relations = [self._relation(one) for one in line.relations if self._stays(one, ids)]
        used = {one.referent for one in entities}
        used |= {f.referent for one in claims for fillers in one.roles.values() for f in fillers}
        return replace(
            line,
            id=self._name,
            key=str(uuid.uuid5(uuid.UUID(line.key), f"sentence:{self._span.start}")),
            text=self._text,
            sha256=digest(self._text),
            referents={key: one for key, one in line.referents.items() if key in used},
            regions=[cut for one in line.regions if (cut := self._cut(one))],
            entities=entities,
            claims=claims,
            relations=relations,
        )

    def _within(self, pieces: list[tuple[int, int]]) -> bool:
        return self._span.start <= pieces[0][0] and pieces[-1][1] <= self._span.end

    def _places(self, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
        first = self._span.start
        return [(start - first, end - first) for start, end in pieces]

    def _moved(self, one: Kind) -> Kind:
        return self._at(one, self._places(one.fragments))

    def _at(self, one: Kind, pieces: list[tuple[int, int]]) -> Kind:
        new: dict[str, Any] = {"start": pieces[0][0], "end": pieces[-1][1], "fragments": pieces}
        return replace(one, text=" ".join(self._text[start:end] for start, end in pieces), **new)

    def _cut(self, region: CorpusRegion) -> CorpusRegion | None:
        first, last = self._span.start, self._span.end
        inside = [(max(start, first), min(end, last)) for start, end in region.fragments]
        pieces = self._places([(start, end) for start, end in inside if start < end])
        if not pieces:
            return None
        # A region of several sentences is as many regions, each with an id of its own.
        own = str(uuid.uuid5(uuid.UUID(region.id), self._name)) if region.id else None
        return replace(self._at(region, pieces), id=own)

    def _with_fillers(self, claim: CorpusClaim, ids: set[str | None]) -> CorpusClaim:
        roles: dict[str, list[CorpusFiller]] = {}
        for role, fillers in claim.roles.items():
            kept = [moved for one in fillers if (moved := self._filler(one, ids))]
            self._seen["fillers"] += len(fillers) - len(kept)
            if kept:
                roles[role] = kept
        return replace(claim, roles=roles)

    def _filler(self, one: CorpusFiller, ids: set[str | None]) -> CorpusFiller | None:
        if one.id is not None:
            return one if one.id in ids else None
        if one.fragments is None:
            return one
        if not self._within(one.fragments):
            return None
        return CorpusFiller(fragments=self._places(one.fragments), text=one.text)

    def _stays(self, one: CorpusRelation, ids: set[str | None]) -> bool:
        return one.head.id in ids and one.tail.id in ids and one.tail.article == self._line.id

    def _relation(self, one: CorpusRelation) -> CorpusRelation:
        head, tail = (CorpusEnd(article=self._name, id=end.id) for end in (one.head, one.tail))
        return replace(one, head=head, tail=tail)
