"""Articles as Prodigy's tasks: a row for each annotator, and one for what engines propose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from hashiya.domain.annotation import PROPOSED, Layer
from hashiya.exchange.about import ABOUT, about_of
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.layered import ROLES, marks_of, written_label
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusEntity, CorpusRelation
from hashiya.exchange.prodigy.spans import Cut
from hashiya.exchange.protocol import Setting, Writer

Maker = tuple[str | None, bool]
"""An annotator, and whether it is a proposal."""


class ProdigyWriter(Writer):
    """Writes rows of tasks."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._file = out.open()

    def add(self, line: CorpusArticle) -> None:
        for row in _Tasks(line, self.setting).rows():
            self._file.write(msgspec.json.encode(row) + b"\n")


class _Tasks:
    """One article becoming rows."""

    def __init__(self, line: CorpusArticle, setting: Setting) -> None:
        self._line, self._setting = line, setting
        edges = {place for _, one in marks_of(line) for piece in one.fragments for place in piece}
        for claim in line.claims:
            fillers = (filler for given in claim.roles.values() for filler in given)
            edges |= {place for filler in fillers for piece in filler.fragments or () for place in piece}
        self._cut = Cut(line.text, edges)
        self._ends: dict[str | None, dict[str, Any]] = {}
        self._spans: dict[Maker, list[dict[str, Any]]] = {}
        self._links: dict[Maker, list[dict[str, Any]]] = {}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows; one without spans when nothing is marked."""
        for layer, one in marks_of(self._line):
            self._mark(layer, one)
        for claim in self._line.claims:
            self._roles(claim)
        for relation in self._line.relations:
            self._relation(relation)
        meta = {key: value for key, value in self._line.meta.items() if value is not None}
        about = about_of(self._line, self._setting)
        for maker in dict.fromkeys((*self._spans, *self._links)) or [(None, True)]:
            annotator, is_proposed = maker
            row: dict[str, Any] = {"spans": self._spans.get(maker, []), "relations": self._links.get(maker, [])}
            if not is_proposed:
                row["answer"] = "accept"
            if annotator is not None:
                row |= {"_annotator_id": annotator, "_session_id": annotator}
            yield {**row, "text": self._line.text, "tokens": self._cut.tokens, "meta": meta, ABOUT: about}

    def _place(self, fragments: Sequence[tuple[int, int]]) -> dict[str, Any]:
        start, end = fragments[0][0], fragments[-1][1]
        place = {"start": start, "end": end, **self._cut.numbers(start, end)}
        return {**place, "fragments": fragments} if len(fragments) > 1 else place

    def _mark(self, layer: Layer, one: CorpusAnnotation) -> None:
        span = {**self._place(one.fragments), "label": written_label(layer, one.label), **_closing(one)}
        if isinstance(one, CorpusEntity) and one.referent:
            span["referent"] = one.referent
        if isinstance(one, CorpusClaim):
            span |= {key: value for key in ("cluster", "restatement") if (value := getattr(one, key)) is not None}
        self._spans.setdefault(_maker(one), []).append(span)
        self._ends[one.id] = {key: span[key] for key in ("start", "end", "label", "id") if key in span}

    def _roles(self, claim: CorpusClaim) -> None:
        maker = _maker(claim)
        for role, fillers in claim.roles.items():
            for number, filler in enumerate(fillers, 1):
                target = filler.id
                if filler.fragments is not None:
                    target = f"{claim.id}:{role}:{number}"
                    span = {**self._place(filler.fragments), "label": ROLES + role, "id": target}
                    self._spans.setdefault(maker, []).append(span)
                    self._ends[target] = {key: span[key] for key in ("start", "end", "label", "id")}
                if target in self._ends:
                    self._link(maker, claim.id, target, ROLES + role, {})

    def _relation(self, one: CorpusRelation) -> None:
        if one.tail.article == self._line.id:
            label = written_label(Layer.ENTITIES, one.label)
            self._link(_maker(one), one.head.id, one.tail.id, label, _closing(one))

    def _link(self, maker: Maker, head: str | None, tail: str | None, label: str, more: dict[str, Any]) -> None:
        ends = self._ends[head], self._ends[tail]
        tokens = [self._cut.numbers(end["start"], end["end"]).get("token_end", 0) for end in ends]
        link = {"head": tokens[0], "child": tokens[1], "head_span": ends[0], "child_span": ends[1], "label": label}
        self._links.setdefault(maker, []).append({**link, **more})


def _maker(one: CorpusAnnotation | CorpusRelation) -> Maker:
    return one.annotator, one.origin.startswith(PROPOSED)


def _closing(one: CorpusAnnotation | CorpusRelation) -> dict[str, Any]:
    """What every mark and relation has, less what says nothing."""
    known = {
        "id": one.id,
        "attributes": one.attributes or None,
        "defaulted": one.defaulted or None,
        "note": one.note,
        "origin": one.origin,
        "score": one.score,
        "created": one.created,
        "modified": one.modified,
    }
    return {key: value for key, value in known.items() if value is not None}
