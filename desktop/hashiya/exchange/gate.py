"""GATE's documents: XML with nodes in the text and sets of annotations between nodes, or JSON with offsets (bdoc)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.draft import By, Draft
from hashiya.exchange.json_items import BOM, decoded
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.offsets import Unit
from hashiya.exchange.protocol import Format, Reader, Reading
from hashiya.exchange.sources import Source
from hashiya.exchange.xml_in import local_name, parse_xml

if TYPE_CHECKING:
    from lxml import etree

_OF_TOKENS = frozenset(("Token", "SpaceToken", "Sentence", "Split", "Lookup", "DEFAULT_TOKEN"))
_JSON = (".json", ".bdocjs")
_UNITS = {"p": Unit.CODEPOINT, "j": Unit.UTF16}
"""What offsets count, by the language that wrote them: Python or Java."""
MARKUP = "Original markups"
"""The set of a web page's own tags."""


class GateReader(Reader):
    """Reads a document a file; the nodes' places in the text count, not the numbers that they are called by."""

    def sniff(self, source: Source, head: bytes) -> float:
        if source.ending in _JSON:
            return 0.95 if b'"annotation_sets"' in head else 0.0
        return 0.95 if b"<GateDocument" in head else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        if source.ending in _JSON:
            yield from _of_json(source, reading)
            return
        root = parse_xml(source)
        held = next((one for one in root if local_name(one) == "TextWithNodes"), None)
        if held is None:
            raise FileFault(Fault("missing_key", file=str(source.path), expected="TextWithNodes"))
        text, nodes = _text_and_nodes(held)
        meta = {
            key: value for key, value in _features(root, "GateDocumentFeatures") if value and "gate" not in key.lower()
        }
        draft = Draft(reading, article_id=identifier_of(source.stem), text=text, meta=meta)
        left_out: Counter[str] = Counter()
        for one in root:
            if local_name(one) == "AnnotationSet":
                _Set(one, nodes, draft, reading, left_out).fill()
        yield from _finished(draft, left_out, reading)


def _finished(draft: Draft, left_out: Counter[str], reading: Reading) -> Iterator[CorpusArticle]:
    for name, count in sorted(left_out.items()):
        reading.remark("said", "foreign.layer_left_out", article=draft.id, found=name, expected=count)
    if made := draft.finish():
        yield made


def _of_json(source: Source, reading: Reading) -> Iterator[CorpusArticle]:
    root = decoded(source.read().removeprefix(BOM), str(source.path), 1)
    text = root.get("text") if isinstance(root, dict) else None
    if not isinstance(text, str):
        raise FileFault(Fault("missing_key", file=str(source.path), expected="text"))
    meta = {key: value for key, value in _pairs(root, "features") if value and "gate" not in key.lower()}
    unit = _UNITS.get(str(root.get("offset_type")), Unit.CODEPOINT)
    draft = Draft(reading, article_id=identifier_of(source.stem), text=text, unit=unit, meta=meta)
    left_out: Counter[str] = Counter()
    for name, held in _pairs(root, "annotation_sets"):
        given = held.get("annotations") if isinstance(held, dict) else None
        for one in given if isinstance(given, list) else ():
            label = str(one.get("type") or "") if isinstance(one, dict) else ""
            if name == MARKUP or label in _OF_TOKENS:
                left_out[MARKUP if name == MARKUP else label] += 1
            elif not isinstance(one, dict) or type(one.get("start")) is not int or type(one.get("end")) is not int:
                reading.refuse("reading.no_number", article=draft.id, found=one)
            else:
                draft.entity(
                    label,
                    [(one["start"], one["end"])],
                    own_id=f"{name} {one['id']}".strip() if "id" in one else None,
                    attributes={key: str(value) for key, value in _pairs(one, "features") if value is not None},
                    by=By(annotator=name or None),
                )
    yield from _finished(draft, left_out, reading)


def _pairs(held: dict[str, Any], key: str) -> Iterable[tuple[str, Any]]:
    found = held.get(key)
    return found.items() if isinstance(found, dict) else ()


def _text_and_nodes(held: etree._Element) -> tuple[str, dict[str, int]]:
    parts = [held.text or ""]
    reached = len(parts[0])
    nodes: dict[str, int] = {}
    for node in held:
        nodes[node.get("id", "")] = reached
        parts.append(node.tail or "")
        reached += len(parts[-1])
    return "".join(parts), nodes


def _features(element: etree._Element, inside: str = "") -> Iterator[tuple[str, str]]:
    """Names and values of an element's features."""
    holder = next((one for one in element if local_name(one) == inside), None) if inside else element
    for feature in holder if holder is not None else ():
        if local_name(feature) == "Feature":
            told = {local_name(one): one.text or "" for one in feature}
            if told.get("Name"):
                yield told["Name"], told.get("Value", "")


def _line_of(element: Any) -> int | None:
    line = element.sourceline
    return line if isinstance(line, int) else None


class _Set:
    """One set of annotations."""

    def __init__(
        self, element: etree._Element, nodes: dict[str, int], draft: Draft, reading: Reading, left_out: Counter[str]
    ) -> None:
        self._element, self._nodes, self._draft, self._reading = element, nodes, draft, reading
        self._left_out = left_out
        self._name = element.get("Name") or ""
        self._by = By(annotator=self._name or None)

    def fill(self) -> None:
        """Add its annotations and relations."""
        for one in self._element:
            kind, label = local_name(one), one.get("Type") or ""
            if self._name == MARKUP:
                self._left_out[MARKUP] += 1
            elif kind == "Annotation" and label in _OF_TOKENS:
                self._left_out[label] += 1
            elif kind == "Annotation":
                self._annotation(one, label)
            elif kind == "Relation":
                self._relation(one, label)

    def _id(self, number: str | None) -> str:
        return f"{self._name} {number}".strip()

    def _annotation(self, one: etree._Element, label: str) -> None:
        start, end = self._nodes.get(one.get("StartNode") or ""), self._nodes.get(one.get("EndNode") or "")
        if start is None or end is None:
            found = f"{label} {one.get('StartNode')} {one.get('EndNode')}"
            self._reading.refuse("foreign.no_node", line=_line_of(one), article=self._draft.id, found=found)
            return
        number = one.get("Id")
        self._draft.entity(
            label,
            [(start, end)],
            own_id=self._id(number) if number else None,
            attributes=dict(_features(one)),
            by=self._by,
            line=_line_of(one),
        )

    def _relation(self, one: etree._Element, label: str) -> None:
        ends = [self._id(part) for part in (one.get("Members") or "").replace(",", ";").split(";") if part]
        if len(ends) != 2:
            self._reading.refuse(
                "foreign.many_ends", line=_line_of(one), article=self._draft.id, found=label, expected=len(ends)
            )
            return
        self._draft.relation(label, ends[0], ends[1], by=self._by, line=_line_of(one))


FORMAT = Format(name="gate", endings=(".xml", *_JSON[::-1]), reader=GateReader, many=False)
