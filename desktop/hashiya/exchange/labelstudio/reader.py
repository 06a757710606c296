"""Label Studio's exports as articles: JSON with all annotations and predictions, and JSON_MIN."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec

from hashiya.domain.annotation import Layer
from hashiya.exchange.about import ABOUT, read_about, tell_about
from hashiya.exchange.draft import By, Draft, Fills
from hashiya.exchange.json_items import json_values
from hashiya.exchange.labelstudio.controls import LAYERS, RESTATEMENT, ROLE, ROLES, attribute_key
from hashiya.exchange.labelstudio.results import Mark, Results, gathered, number
from hashiya.exchange.labelstudio.texts import is_address, text_beside, text_key
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.offsets import Quoted, Unit
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source
from hashiya.exchange.table.delimited import DelimitedReader

_FULL = re.compile(rb'"(?:annotations|completions|predictions)"\s*:\s*\[\s*(?:\{|\])')
_DATA = re.compile(rb'"data"\s*:\s*\{')
_TABLE = frozenset((b"annotation_id", b"annotator", b"lead_time"))
TABLES = {".csv": ",", ".tsv": "\t"}
"""What parts the cells of an export as table."""
_MIN = re.compile(rb'"(?:annotation_id|lead_time|annotator)"\s*:')
_MIN_KEYS = frozenset(("id", "annotator", "annotation_id", "created_at", "updated_at", "lead_time"))


class LabelStudioReader(Reader):
    """Reads tasks one at a time."""

    def sniff(self, source: Source, head: bytes) -> float:
        if source.ending in TABLES:
            return 0.9 if set(re.findall(rb"[a-z_]+", head.partition(b"\n")[0])) >= _TABLE else 0.0
        if _DATA.search(head) and _FULL.search(head):
            return 0.96
        if b'"result"' in head and b'"from_name"' in head:
            return 0.9
        return 0.8 if b'"annotation_id"' in head and _MIN.search(head) else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        for line, task in _tasks(unit[0], reading):
            if not isinstance(task, dict):
                reading.refuse("not_object", line=line, found=task)
                continue
            made = _Task(task, reading, line, unit[0]).article()
            if made is not None:
                yield made


def _tasks(source: Source, reading: Reading) -> Iterator[tuple[int, Any]]:
    """The tasks of the file, each with the line where it begins."""
    if source.ending in TABLES:
        rows = DelimitedReader(TABLES[source.ending]).rows(source, reading)
        next(rows)
        for line, row in rows:
            yield line, {name: _cell(name, value) for name, value in row.items()}
        return
    with source.open() as file:
        yield from json_values(file, reading.file)


def _cell(name: str, value: str) -> Any:
    """What stands in a cell of the export as table: marks and several choices as JSON, people by their numbers."""
    if name == "annotator" and value.isascii() and value.isdecimal() and len(value) < 12:
        return int(value)
    if value.startswith(('[{"', '{"')):
        with suppress(msgspec.DecodeError, RecursionError):
            return msgspec.json.decode(value)
    return value


class _Task:
    """One task becoming an article."""

    def __init__(self, task: dict[str, Any], reading: Reading, line: int, source: Source) -> None:
        self._reading, self._line, self._source = reading, line, source
        whole = task.get("data")
        self._data: dict[str, Any] = whole if isinstance(whole, dict) else _without(task)
        self._name = str(task.get("id", "")) or str(self._data.get("id", ""))
        self._task = task if isinstance(whole, dict) else _from_min(task, self._data)
        self._ids: dict[tuple[int, str], str] = {}
        self._any: dict[str, str] = {}
        self._taken: set[str] = set()
        self._found: list[tuple[By, Results]] = []

    def _refuse(self, code: str, found: object) -> None:
        self._reading.refuse(code, line=self._line, article=self._name, found=found)

    def article(self) -> CorpusArticle | None:
        """The article; None, said, without a text."""
        self._gather()
        sources = [source for _, results in self._found for source in results.sources]
        marks = [mark for _, results in self._found for mark in results.marks.values()]
        quoted = [Quoted([(mark.start, mark.end)], mark.quote) for mark in marks if mark.quote]
        key = self._reading.options.columns.get("text") or text_key(self._data, sources, quoted)
        text = self._data.get(key) if key is not None else None
        if not isinstance(text, str) or not text.strip():
            self._refuse("reading.no_text", self._name)
            return None
        if is_address(text):
            address, text = text, text_beside(self._source, text, self._reading)
            if text is None:
                self._refuse("formats_labelstudio.text_elsewhere", address)
                return None
        draft = Draft(self._reading, article_id=self._name, text=text, unit=Unit.UTF16, line=self._line)
        self._tell_data(draft, str(key))
        for number_of, (_, results) in enumerate(self._found):
            for identifier in results.marks:
                own = identifier if identifier not in self._taken else f"{number_of}:{identifier}"
                self._taken.add(own)
                self._ids[number_of, identifier] = own
                self._any.setdefault(identifier, own)
        for number_of, (by, results) in enumerate(self._found):
            self._tell(draft, number_of, by, results)
        return draft.finish()

    def _gather(self) -> None:
        annotations = self._task.get("annotations", self._task.get("completions"))
        for one in _objects(annotations):
            if one.get("was_cancelled"):
                self._refuse("formats_labelstudio.cancelled", len(_objects(one.get("result"))))
                continue
            by = By(annotator=_person(one), created=_time(one, "created_at"), modified=_time(one, "updated_at"))
            self._found.append((by, gathered(one.get("result"), self._refuse)))
        for one in _objects(self._task.get("predictions")):
            by = By(engine=str(one.get("model_version") or "labelstudio"), score=number(one.get("score")))
            results = gathered(one.get("result"), self._refuse)
            # An article's labels and note are nobody's proposal: a model's would stand there as a person's.
            for said in (*(f"{control}: {value}" for control, value in results.labels.items()), *results.notes):
                self._refuse("formats_labelstudio.predicted_label", said)
            results.labels, results.notes = {}, []
            self._found.append((by, results))

    def _tell_data(self, draft: Draft, text: str) -> None:
        about = read_about(self._data[ABOUT]) if ABOUT in self._data else None
        for key, value in self._data.items():
            if key == text or value in (None, "") or (key == ABOUT and about):
                continue
            if key == "meta" and isinstance(value, dict):
                draft.meta.update(value)
            else:
                draft.meta[key] = value
        if about:
            tell_about(draft, about)
        for _, results in self._found:
            draft.labels.update(results.labels)
            if results.notes:
                draft.note = "\n".join((*([draft.note] if draft.note else ()), *results.notes))

    # Marks

    def _tell(self, draft: Draft, which: int, by: By, results: Results) -> None:
        roles: dict[str, dict[str, list[Fills]]] = {}
        filling: set[str] = set()
        links = []
        for link in results.links:
            for label in link.labels:
                claim = results.marks.get(link.head)
                if label.startswith(ROLE) and claim is not None and claim.control == "claims":
                    filler = results.marks.get(link.tail)
                    fills = self._fills(which, link.tail, filler)
                    roles.setdefault(link.head, {}).setdefault(label.removeprefix(ROLE), []).append(fills)
                    if filler is not None and filler.control == ROLES:
                        filling.add(link.tail)
                else:
                    links.append((label, link.head, link.tail))
        for mark in results.marks.values():
            if mark.id not in filling:
                self._mark(draft, which, mark, _by(by, mark), roles.get(mark.id, {}))
        for label, head, tail in links:
            draft.relation(label, self._own(which, head), self._own(which, tail), by=by, line=self._line)

    def _own(self, which: int, identifier: str) -> str:
        """The mark's id in the draft: the annotation's own, else any of the task."""
        return self._ids.get((which, identifier)) or self._any.get(identifier, identifier)

    def _fills(self, which: int, identifier: str, mark: Mark | None) -> Fills:
        if mark is not None and mark.control == ROLES:
            return Fills(pieces=mark.pieces, quote=mark.own_quote)
        return Fills(id=self._own(which, identifier))

    def _mark(self, draft: Draft, which: int, mark: Mark, by: By, roles: Mapping[str, list[Fills]]) -> None:
        own = self._ids[which, mark.id]
        restated = mark.texts.pop(RESTATEMENT, None)
        for count, (control, label) in enumerate(mark.labels):
            self._adder(draft, LAYERS.get(control, Layer.ENTITIES), mark, roles, restated)(
                label,
                mark.pieces,
                own_id=own if count == 0 else f"{own}:{count}",
                quote=mark.own_quote,
                attributes={attribute_key(control, key): value for key, value in mark.attributes.items()},
                note=mark.note,
                by=by,
                line=self._line,
            )

    @staticmethod
    def _adder(
        draft: Draft, layer: Layer, mark: Mark, roles: Mapping[str, list[Fills]], restated: list[str] | None
    ) -> partial[None]:
        if layer is Layer.REGIONS:
            return partial(draft.region)
        if layer is Layer.ENTITIES:
            return partial(draft.entity, referent=_text(mark.meta.get("referent")))
        restatement = "\n".join(restated) if restated else None
        return partial(draft.claim, roles=roles, restatement=restatement, cluster=_text(mark.meta.get("cluster")))


def _by(by: By, mark: Mark) -> By:
    annotator = None if by.engine is not None else _text(mark.meta.get("annotator")) or by.annotator
    score = mark.score if mark.score is not None else by.score
    return By(annotator=annotator, engine=by.engine, score=score, created=by.created, modified=by.modified)


def _objects(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _time(one: Mapping[str, Any], key: str) -> str | None:
    return _text(one.get(key))


def _person(one: Mapping[str, Any]) -> str | None:
    if "annotator" in one:
        return _text(one["annotator"])
    who = one.get("completed_by", one.get("created_username"))
    if isinstance(who, dict):
        return _text(who.get("email")) or _text(who.get("username")) or (f"user-{who['id']}" if "id" in who else None)
    return f"user-{who}" if isinstance(who, int) else _text(who)


# JSON_MIN


def _without(task: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a flat task: what is neither about the annotation nor a list of marks."""
    return {key: value for key, value in task.items() if key not in _MIN_KEYS and not _is_marks(value)}


def _is_marks(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(one, dict) and "start" in one for one in value)


def _from_min(task: Mapping[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """A flat task as one with an annotation; choices of the whole text become its labels."""
    results: list[dict[str, Any]] = []
    for key, value in task.items():
        if _is_marks(value):
            results += [_min_result(key, one, count) for count, one in enumerate(value)]
        elif key in data and isinstance(value, dict) and isinstance(value.get("choices"), list):
            results.append({"type": "choices", "from_name": key, "value": data.pop(key)})
    made = {"result": results, "created_at": task.get("created_at"), "updated_at": task.get("updated_at")}
    who = task.get("annotator")
    return {"annotations": [made | ({"completed_by": who} if who is not None else {})]}


def _min_result(key: str, value: Any, count: int) -> dict[str, Any]:
    kinds = [name for name in value if name.endswith("labels")] if isinstance(value, dict) else []
    return {"id": f"{key}:{count}", "type": kinds[0] if kinds else "labels", "from_name": key, "value": value}
