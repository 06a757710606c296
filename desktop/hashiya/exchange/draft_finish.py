"""A draft becoming a corpus line: the unit told, places found, ends and fillers resolved, the rest refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from hashiya.domain.annotation import PROPOSED, Layer
from hashiya.domain.article import digest
from hashiya.domain.ids import article_key
from hashiya.domain.span import Span, join, quote
from hashiya.exchange.draft_parts import Drafted, Fills, Link, Mark
from hashiya.exchange.line import (
    ORIGIN_PATTERN,
    CorpusArticle,
    CorpusClaim,
    CorpusEnd,
    CorpusEntity,
    CorpusFiller,
    CorpusReferent,
    CorpusRegion,
    CorpusRelation,
)
from hashiya.exchange.line_check import is_time
from hashiya.exchange.offsets import Pieces, Quoted, agrees, told
from hashiya.exchange.protocol import Reading

_ORIGIN = re.compile(ORIGIN_PATTERN)


class Finish:
    """One draft becoming a line."""

    def __init__(
        self,
        draft: Drafted,
        reading: Reading,
        marks: list[Mark],
        links: list[Link],
        referents: dict[str, CorpusReferent],
        line: int | None,
    ) -> None:
        self._draft, self._reading, self._line = draft, reading, line
        self._marks, self._links, self._referents = marks, links, referents
        quoted = [Quoted(one.pieces, one.quote) for one in marks if one.quote]
        quoted += [
            Quoted(f.pieces, f.quote) for m in marks for fs in m.roles.values() for f in fs if f.pieces and f.quote
        ]
        self._places = told(draft.text, draft.unit, quoted)
        self._say_unit()
        self._text = self._places.text
        self._ids: dict[str, Layer] = {}

    def _say_unit(self) -> None:
        places, draft = self._places, self._draft
        if places.unit is not draft.unit or places.line_ends != "as_is":
            taken = places.unit.value if places.line_ends == "as_is" else f"{places.unit.value}, {places.line_ends}"
            self._reading.remark(
                "said", "reading.unit_taken", article=draft.id, line=self._line, found=taken, expected=draft.unit.value
            )

    def line(self) -> CorpusArticle:
        """The line: what can come in, in itself consistent."""
        sound = [(mark, fragments) for mark in self._marks if (fragments := self._fragments_of(mark))]
        regions = [CorpusRegion(**self._common(m, f)) for m, f in sound if m.layer is Layer.REGIONS]
        entities = [
            CorpusEntity(referent=self._known_referent(m.referent, m), **self._common(m, f))
            for m, f in sound
            if m.layer is Layer.ENTITIES
        ]
        claims = self._claims([(m, f) for m, f in sound if m.layer is Layer.CLAIMS])
        relations = self._relations()
        self._reading.read += len(regions) + len(entities) + len(claims) + len(relations)
        used = {one.referent for one in entities} | {
            f.referent for c in claims for fillers in c.roles.values() for f in fillers
        }
        sha256, draft = digest(self._text), self._draft
        return CorpusArticle(
            format="hashiya/1",
            id=draft.id or sha256[:12],
            key=article_key(sha256),
            text=self._text,
            sha256=sha256,
            language=draft.language,
            meta=draft.meta,
            status=draft.status,
            progress=draft.progress,
            labels=draft.labels,
            note=draft.note,
            referents={key: one for key, one in self._referents.items() if key in used},
            regions=regions,
            entities=entities,
            claims=claims,
            relations=relations,
        )

    def _refuse(self, code: str, line: int | None, *, found: object = None, expected: object = None) -> None:
        self._reading.refuse(code, line=line or self._line, article=self._draft.id, found=found, expected=expected)

    def _fragments_of(self, mark: Mark) -> tuple[Span, ...] | None:
        """Where the mark stands; None, said, when it does not come in."""
        if not mark.label.strip():
            self._refuse("reading.no_label", mark.line, found=mark.id or mark.quote or list(mark.pieces))
            return None
        fragments = self._joined(mark.pieces, mark.quote, mark.line)
        if fragments is None:
            return None
        if mark.id is not None:
            if mark.id in self._ids:
                self._refuse("doubled_id", mark.line, found=mark.id)
                return None
            self._ids[mark.id] = mark.layer
        return fragments

    def _joined(self, pieces: Pieces, said: str | None, line: int | None) -> tuple[Span, ...] | None:
        places = self._places.pieces(pieces) if pieces else None
        shown = ";".join(f"{start} {end}" for start, end in pieces)
        if places is None:
            if not pieces or any(start >= end for start, end in pieces):
                self._refuse("reading.empty_span", line, found=f"{shown} {said or ''}".strip())
            else:
                self._refuse("reading.outside_text", line, found=shown, expected=self._places.length)
            return None
        spans = [Span(start, end) for start, end in places]
        fragments = join(spans)
        if list(fragments) != spans:
            self._reading.remark(
                "changed", "reading.fragments_joined", line=line or self._line, article=self._draft.id, found=shown
            )
        if said is not None and not agrees(quote(self._text, fragments), said):
            in_order = " ".join(self._text[one.start : one.end] for one in spans)
            if not agrees(in_order, said):
                self._reading.remark(
                    "differs",
                    "text_differs",
                    line=line or self._line,
                    article=self._draft.id,
                    found=said,
                    expected=quote(self._text, fragments),
                )
        return fragments

    def _common(self, mark: Mark, fragments: tuple[Span, ...]) -> dict[str, Any]:
        return {
            "id": mark.id,
            "label": mark.label,
            "start": fragments[0].start,
            "end": fragments[-1].end,
            "fragments": [(one.start, one.end) for one in fragments],
            "text": quote(self._text, fragments),
            **self._closing(mark),
        }

    def _closing(self, one: Mark | Link) -> dict[str, Any]:
        by = one.by
        known = by.origin is not None and _ORIGIN.match(by.origin)
        origin = by.origin if known and by.origin else f"imported:{self._reading.format}"
        if by.engine is not None:
            origin = f"{PROPOSED}{by.engine or self._reading.format}"
        return {
            "attributes": dict(one.attributes),
            "defaulted": [name for name in one.defaulted if name in one.attributes],
            "note": one.note,
            "annotator": by.annotator or None,
            "origin": origin,
            "score": by.score,
            "created": by.created if by.created and is_time(by.created) else None,
            "modified": by.modified if by.modified and is_time(by.modified) else None,
        }

    def _known_referent(self, key: str | None, mark: Mark) -> str | None:
        if key is not None and key not in self._referents:
            self._refuse("unknown_referent", mark.line, found=key)
            return None
        return key

    # Claims

    def _claims(self, marks: list[tuple[Mark, tuple[Span, ...]]]) -> list[CorpusClaim]:
        fills: dict[str, set[str]] = {}
        claims = []
        for mark, fragments in marks:
            roles: dict[str, list[CorpusFiller]] = {}
            for role, given in mark.roles.items():
                made = [one for filler in given if (one := self._filler(filler, mark, fills))]
                if made:
                    roles[role] = made
            claims.append(
                CorpusClaim(
                    roles=roles, restatement=mark.restatement, cluster=mark.cluster, **self._common(mark, fragments)
                )
            )
        return claims

    def _filler(self, filler: Fills, mark: Mark, fills: dict[str, set[str]]) -> CorpusFiller | None:
        if filler.id is not None:
            layer = self._ids.get(filler.id)
            if layer not in (Layer.ENTITIES, Layer.CLAIMS):
                self._refuse("unknown_filler", mark.line, found=filler.id)
                return None
            if layer is Layer.CLAIMS and mark.id is not None:
                if filler.id == mark.id or mark.id in _reached(filler.id, fills):
                    self._refuse("claim_in_itself", mark.line, found=mark.id)
                    return None
                fills.setdefault(mark.id, set()).add(filler.id)
            return CorpusFiller(id=filler.id)
        if filler.referent is not None:
            known = self._known_referent(filler.referent, mark)
            return CorpusFiller(referent=known) if known else None
        fragments = self._joined(filler.pieces or (), filler.quote, mark.line)
        if fragments is None:
            return None
        pieces = [(one.start, one.end) for one in fragments]
        return CorpusFiller(fragments=pieces, text=quote(self._text, fragments))

    # Relations

    def _relations(self) -> list[CorpusRelation]:
        made = []
        for link in self._links:
            ends = (link.head, link.tail) if link.tail_article is None else (link.head,)
            gone = [end for end in ends if self._ids.get(end) not in (Layer.ENTITIES, Layer.CLAIMS)]
            if gone:
                self._refuse("reading.unknown_end", link.line, found=f"{link.label}: {', '.join(gone)}")
            elif link.head == link.tail:
                self._refuse("relation_to_itself", link.line, found=link.head)
            elif not link.label.strip():
                self._refuse("reading.no_label", link.line, found=link.id or f"{link.head} → {link.tail}")
            elif link.id is not None and link.id in self._ids:
                self._refuse("doubled_id", link.line, found=link.id)
            else:
                if link.id is not None:
                    self._ids[link.id] = Layer.RELATIONS
                made.append(self._relation(link))
        return made

    def _relation(self, link: Link) -> CorpusRelation:
        article = self._draft.id or digest(self._text)[:12]
        return CorpusRelation(
            id=link.id,
            label=link.label,
            head=CorpusEnd(article=article, id=link.head),
            tail=CorpusEnd(article=link.tail_article or article, id=link.tail),
            **self._closing(link),
        )


def _reached(start: str, fills: Mapping[str, set[str]]) -> set[str]:
    """Every claim that fills a role of the claim, directly or through others."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key not in reached:
            reached.add(key)
            waiting += fills.get(key, ())
    return reached
