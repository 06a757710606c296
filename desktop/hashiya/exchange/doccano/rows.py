"""The format of doccano, and its writer: spans and relations, in UTF-16 units as doccano counts them."""

from __future__ import annotations

from typing import Any

import msgspec

from hashiya.domain.annotation import Layer
from hashiya.exchange.about import ABOUT, about_of
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.doccano.reader import DoccanoReader
from hashiya.exchange.layered import ROLES, links_of, marks_of, written_label
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.offsets import Unit, edges
from hashiya.exchange.protocol import Format, Setting, Writer


class DoccanoWriter(Writer):
    """Writes a row for each article."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._file = out.open()
        self._rows = self._spans = self._links = 0

    def add(self, line: CorpusArticle) -> None:
        self._rows += 1
        units = edges(line.text, Unit.UTF16)
        entities: list[dict[str, Any]] = []
        ids: dict[str | None, int] = {}

        def add(label: str, start: int, end: int) -> int:
            self._spans += 1
            place = {"start_offset": units[start], "end_offset": units[end]}
            entities.append({"id": self._spans, "label": label, **place})
            return self._spans

        for layer, one in marks_of(line):
            ids[one.id] = add(written_label(layer, one.label), one.start, one.end)
        relations: list[dict[str, Any]] = []
        for claim, filler, fragments, role in links_of(line):
            if fragments is not None:
                target: int | None = add(ROLES + role, fragments[0][0], fragments[-1][1])
            else:
                target = ids.get(filler)
            self._link(relations, ids.get(claim), target, ROLES + role)
        for relation in line.relations:
            if relation.tail.article == line.id:
                label = written_label(Layer.ENTITIES, relation.label)
                self._link(relations, ids.get(relation.head.id), ids.get(relation.tail.id), label)
        meta = {key: value for key, value in line.meta.items() if value is not None}
        about = msgspec.structs.replace(about_of(line, self.setting), referents={})
        row = {"id": self._rows, "entities": entities, "relations": relations, "Comments": [], "text": line.text}
        self._file.write(msgspec.json.encode({**row, "meta": meta, ABOUT: about}) + b"\n")

    def _link(self, into: list[dict[str, Any]], head: int | None, tail: int | None, label: str) -> None:
        if head is not None and tail is not None:
            self._links += 1
            into.append({"id": self._links, "from_id": head, "to_id": tail, "type": label})


FORMAT = Format(
    name="doccano",
    endings=(".jsonl", ".json"),
    reader=DoccanoReader,
    writer=DoccanoWriter,
    loses=(
        *("replaces", "extra", "cross_relations", "relation_details", "role_referents", "referents", "clusters"),
        *("restatements", "gaps", "attributes", "defaults", "mark_notes", "ids", "annotators", "origins", "scores"),
        "times",
    ),
)
