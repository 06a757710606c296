"""Articles as Label Studio's tasks, offsets in UTF-16 units as it counts them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from hashiya.domain.annotation import PROPOSED
from hashiya.exchange.about import ABOUT, about_of
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.labelstudio.controls import RESTATEMENT, ROLE, ROLES, TEXT, attribute_control, labelling_config
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusEntity, CorpusRelation
from hashiya.exchange.offsets import Unit, edges
from hashiya.exchange.protocol import Setting, Writer

Result = dict[str, Any]


class LabelStudioWriter(Writer):
    """Writes a list of tasks, with the labelling configuration beside it."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._file = out.open()
        self._file.write(b"[\n")
        self._count = 0
        out.put("config.xml", labelling_config(setting.scheme))

    def add(self, line: CorpusArticle) -> None:
        self._count += 1
        task = _Task(line, self.setting, self._count).task()
        self._file.write((b",\n" if self._count > 1 else b"") + msgspec.json.encode(task))

    def finish(self) -> None:
        self._file.write(b"\n]\n")


class _Task:
    """One article becoming a task."""

    def __init__(self, line: CorpusArticle, setting: Setting, number: int) -> None:
        self._line, self._setting, self._number = line, setting, number
        self._edges: Sequence[int] = edges(line.text, Unit.UTF16)
        self._people: dict[str | None, list[Result]] = {}
        self._engines: dict[str, list[Result]] = {}

    def task(self) -> dict[str, Any]:
        """The task."""
        line = self._line
        for control in ("regions", "entities", "claims"):
            for one in getattr(line, control):
                self._into(one).extend(self._mark(control, one))
        for relation in line.relations:
            if relation.tail.article == line.id:
                self._into(relation).append(_relation(relation.head.id, relation.tail.id, relation.label))
        meta = {key: value for key, value in line.meta.items() if value is not None}
        data = {TEXT: line.text, "meta": meta, ABOUT: about_of(line, self._setting)}
        # Who it was stands in a key of our own: a person that the other project does not know stops its import.
        annotations = [
            {"result": results, "was_cancelled": False, "annotator": who} for who, results in self._people.items()
        ]
        predictions = [{"model_version": engine, "result": results} for engine, results in self._engines.items()]
        return {"id": self._number, "annotations": annotations, "predictions": predictions, "data": data}

    def _into(self, one: CorpusAnnotation | CorpusRelation) -> list[Result]:
        if one.origin.startswith(PROPOSED):
            return self._engines.setdefault(one.origin.removeprefix(PROPOSED), [])
        return self._people.setdefault(one.annotator, [])

    def _place(self, fragments: Sequence[tuple[int, int]]) -> Result:
        start, end = fragments[0][0], fragments[-1][1]
        return {"start": self._edges[start], "end": self._edges[end]}

    def _region(
        self, identifier: str | None, control: str, label: str, fragments: Sequence[tuple[int, int]]
    ) -> tuple[Result, Result]:
        """The result of a mark, and its meta, where what Label Studio has no place for stands."""
        place = self._place(fragments)
        words = self._line.text[fragments[0][0] : fragments[-1][1]]
        meta: Result = {}
        if len(fragments) > 1:
            meta["fragments"] = [[self._edges[start], self._edges[end]] for start, end in fragments]
        result = {
            "id": identifier,
            "from_name": control,
            "to_name": TEXT,
            "type": "labels",
            "value": {**place, "text": words, "labels": [label]},
        }
        return result, meta

    def _mark(self, control: str, one: CorpusAnnotation) -> Iterator[Result]:
        result, meta = self._region(one.id, control, one.label, one.fragments)
        if one.note is not None:
            meta["text"] = [one.note]
        if one.annotator is not None:
            meta["annotator"] = one.annotator
        if one.score is not None:
            result["score"] = one.score
        if isinstance(one, CorpusEntity) and one.referent:
            meta["referent"] = one.referent
        if isinstance(one, CorpusClaim) and one.cluster:
            meta["cluster"] = one.cluster
        yield {**result, "meta": meta} if meta else result
        place = self._place(one.fragments)
        for key, value in one.attributes.items():
            if value is not None:
                yield self._beside(one.id, attribute_control(control, key), "choices", {**place, "choices": [value]})
        if isinstance(one, CorpusClaim):
            if one.restatement is not None:
                yield self._beside(one.id, RESTATEMENT, "textarea", {**place, "text": [one.restatement]})
            yield from self._roles(one)

    @staticmethod
    def _beside(identifier: str | None, control: str, kind: str, value: Result) -> Result:
        return {"id": identifier, "from_name": control, "to_name": TEXT, "type": kind, "value": value}

    def _roles(self, claim: CorpusClaim) -> Iterator[Result]:
        for role, fillers in claim.roles.items():
            for number, filler in enumerate(fillers, 1):
                target = filler.id
                if filler.fragments is not None:
                    target = f"{claim.id}:{role}:{number}"
                    result, meta = self._region(target, ROLES, role, filler.fragments)
                    yield {**result, "meta": meta} if meta else result
                if target is not None:
                    yield _relation(claim.id, target, ROLE + role)


def _relation(head: str | None, tail: str | None, label: str) -> Result:
    return {"type": "relation", "from_id": head, "to_id": tail, "direction": "right", "labels": [label]}
