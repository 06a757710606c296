"""An article in the making, from another tool's file: offsets in its unit, ids of its own, whatever it says wrongly.

A reader adds what the file says, in any order; `finish` counts and lists what cannot come in, and gives a corpus
line that agrees with itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hashiya.domain.annotation import PROPOSED, Layer
from hashiya.domain.article import digest
from hashiya.domain.ids import ReferentId, article_key
from hashiya.domain.links import Referent
from hashiya.domain.span import Span, join, quote
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
    StatusName,
)
from hashiya.exchange.line_check import is_time
from hashiya.exchange.offsets import Pieces, Quoted, Unit, agrees, told
from hashiya.exchange.protocol import Reading

Attributes = Mapping[str, str | None]
_ORIGIN = re.compile(ORIGIN_PATTERN)


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who made a thing, and when: `annotator` is a handle; `engine` makes it a proposal of that engine."""

    annotator: str | None = None
    engine: str | None = None
    score: float | None = None
    created: str | None = None
    modified: str | None = None
    origin: str | None = None
    """As a corpus line has it, where the format keeps it; else it is `imported:<format>`."""


NOBODY_SAID = By()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fills:
    """What fills a role: the id of a mention or claim of the draft, a referent's key, or ranges."""

    id: str | None = None
    referent: str | None = None
    pieces: Pieces | None = None
    quote: str | None = None


@dataclass(slots=True, kw_only=True)
class _Mark:
    """One annotation as the file says it."""

    layer: Layer
    label: str
    pieces: Pieces
    id: str | None
    quote: str | None
    attributes: Attributes
    defaulted: Sequence[str]
    note: str | None
    by: By
    line: int | None
    referent: str | None = None
    roles: dict[str, list[Fills]] = field(default_factory=dict)
    restatement: str | None = None
    cluster: str | None = None


@dataclass(slots=True, kw_only=True)
class _Link:
    """One relation as the file says it."""

    label: str
    head: str
    tail: str
    tail_article: str | None
    id: str | None
    by: By
    line: int | None
    attributes: Attributes = field(default_factory=dict)
    defaulted: Sequence[str] = ()
    note: str | None = None


class Draft:
    """One article; `text` is as the file has it, line ends and all, and `unit` what its offsets are said to count."""

    def __init__(
        self,
        reading: Reading,
        *,
        article_id: str,
        text: str,
        unit: Unit = Unit.CODEPOINT,
        meta: Mapping[str, Any] | None = None,
        language: str = "ar",
        line: int | None = None,
    ) -> None:
        self.id = article_id
        self.text = text
        self.unit = unit
        self.meta: dict[str, Any] = dict(meta or {})
        self.language = language
        self.status: StatusName = "new"
        self.progress: dict[str, StatusName] = {}
        self.labels: dict[str, str] = {}
        self.note: str | None = None
        self._reading = reading
        self._line = line
        self._marks: list[_Mark] = []
        self._links: list[_Link] = []
        self._referents: dict[str, CorpusReferent] = {}

    # What the file says

    def entity(
        self,
        label: str,
        pieces: Pieces,
        *,
        own_id: str | None = None,
        quote: str | None = None,
        referent: str | None = None,
        attributes: Attributes | None = None,
        defaulted: Sequence[str] = (),
        note: str | None = None,
        by: By = NOBODY_SAID,
        line: int | None = None,
    ) -> None:
        """An entity mention; `quote` is what the file says stands there."""
        self._mark(
            Layer.ENTITIES, label, pieces, own_id, quote, attributes, defaulted, note, by, line
        ).referent = referent

    def region(
        self,
        label: str,
        pieces: Pieces,
        *,
        own_id: str | None = None,
        quote: str | None = None,
        attributes: Attributes | None = None,
        defaulted: Sequence[str] = (),
        note: str | None = None,
        by: By = NOBODY_SAID,
        line: int | None = None,
    ) -> None:
        """A region."""
        self._mark(Layer.REGIONS, label, pieces, own_id, quote, attributes, defaulted, note, by, line)

    def claim(
        self,
        label: str,
        pieces: Pieces,
        *,
        own_id: str | None = None,
        quote: str | None = None,
        roles: Mapping[str, Sequence[Fills]] | None = None,
        restatement: str | None = None,
        cluster: str | None = None,
        attributes: Attributes | None = None,
        defaulted: Sequence[str] = (),
        note: str | None = None,
        by: By = NOBODY_SAID,
        line: int | None = None,
    ) -> None:
        """A claim: the pieces are its content; clusters with one key are one, in every article of the format."""
        mark = self._mark(Layer.CLAIMS, label, pieces, own_id, quote, attributes, defaulted, note, by, line)
        mark.roles = {role: list(fillers) for role, fillers in (roles or {}).items()}
        mark.restatement, mark.cluster = restatement, cluster

    def relation(
        self,
        label: str,
        head: str,
        tail: str,
        *,
        tail_article: str | None = None,
        own_id: str | None = None,
        attributes: Attributes | None = None,
        defaulted: Sequence[str] = (),
        note: str | None = None,
        by: By = NOBODY_SAID,
        line: int | None = None,
    ) -> None:
        """A relation between two mentions or claims of the draft, by their ids.

        The tail may be in another article of the file, when its id is a UUID.
        """
        link = _Link(label=label, head=head, tail=tail, tail_article=tail_article, id=own_id, by=by, line=line)
        link.attributes, link.defaulted, link.note = attributes or {}, defaulted, note
        self._links.append(link)

    def referent(
        self,
        key: str,
        name: str,
        *,
        label: str | None = None,
        aliases: Sequence[str] = (),
        external: Mapping[str, str] | None = None,
        note: str | None = None,
    ) -> None:
        """A referent; referents with one key are one, in every article of the format."""
        self._referents[key] = CorpusReferent(name=name, label=label)
        if aliases or external or note:
            known = Referent(
                id=ReferentId(key), name=name, label=label, aliases=tuple(aliases), external=dict(external or {})
            )
            self._reading.referents[key] = known

    def _mark(
        self,
        layer: Layer,
        label: str,
        pieces: Pieces,
        identifier: str | None,
        said: str | None,
        attributes: Attributes | None,
        defaulted: Sequence[str],
        note: str | None,
        by: By,
        line: int | None,
    ) -> _Mark:
        mark = _Mark(
            layer=layer,
            label=label,
            pieces=pieces,
            id=identifier,
            quote=said,
            attributes=attributes or {},
            defaulted=defaulted,
            note=note,
            by=by,
            line=line,
        )
        self._marks.append(mark)
        return mark

    # What comes of it

    def finish(self) -> CorpusArticle | None:
        """The article as a corpus line; None, said in the reading, when no project can hold its text."""
        if not self._is_sound(self.text):
            return None
        return _Finish(self, self._reading, self._marks, self._links, self._referents, self._line).line()

    def _is_sound(self, text: str) -> bool:
        code = None
        if not text.strip():
            code = "empty_file"
        elif "\0" in text:
            code = "nul"
        elif not is_sound(text):
            code = "lone_surrogate"
        if code:
            self._reading.refuse(code, line=self._line, article=self.id)
        return code is None


class _Finish:
    """One draft becoming a line."""

    def __init__(
        self,
        draft: Draft,
        reading: Reading,
        marks: list[_Mark],
        links: list[_Link],
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

    def _fragments_of(self, mark: _Mark) -> tuple[Span, ...] | None:
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

    def _common(self, mark: _Mark, fragments: tuple[Span, ...]) -> dict[str, Any]:
        return {
            "id": mark.id,
            "label": mark.label,
            "start": fragments[0].start,
            "end": fragments[-1].end,
            "fragments": [(one.start, one.end) for one in fragments],
            "text": quote(self._text, fragments),
            **self._closing(mark),
        }

    def _closing(self, one: _Mark | _Link) -> dict[str, Any]:
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

    def _known_referent(self, key: str | None, mark: _Mark) -> str | None:
        if key is not None and key not in self._referents:
            self._refuse("unknown_referent", mark.line, found=key)
            return None
        return key

    # Claims

    def _claims(self, marks: list[tuple[_Mark, tuple[Span, ...]]]) -> list[CorpusClaim]:
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

    def _filler(self, filler: Fills, mark: _Mark, fills: dict[str, set[str]]) -> CorpusFiller | None:
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

    def _relation(self, link: _Link) -> CorpusRelation:
        article = self._draft.id or digest(self._text)[:12]
        return CorpusRelation(
            id=link.id,
            label=link.label,
            head=CorpusEnd(article=article, id=link.head),
            tail=CorpusEnd(article=link.tail_article or article, id=link.tail),
            **self._closing(link),
        )


def is_sound(text: str) -> bool:
    """Whether the text has no half of a character."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


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
