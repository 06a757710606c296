"""BioC in XML and JSON: passages and sentences at places in a document, annotations with locations, relations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hashiya.domain.faults import Fault, FileFault
from hashiya.exchange.draft import Draft
from hashiya.exchange.json_items import decoded
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.offsets import Unit, agrees, edges
from hashiya.exchange.protocol import Format, Reader, Reading
from hashiya.exchange.sources import Source
from hashiya.exchange.xml_in import each_element, local_name

if TYPE_CHECKING:
    from lxml import etree

Tree = dict[str, Any]
_LISTED = frozenset(("passages", "documents"))
WIDEST_GAP = 1 << 20
"""Code points that may be missing between two passages."""
_LISTS = {"document": "documents", "passage": "passages", "sentence": "sentences", "annotation": "annotations"}
_LISTS |= {"relation": "relations", "location": "locations", "node": "nodes"}


class BiocReader(Reader):
    """Reads collections."""

    def sniff(self, source: Source, head: bytes) -> float:
        if source.ending == ".json":
            return 0.95 if b'"passages"' in head and (b'"infons"' in head or b'"documents"' in head) else 0.0
        return 0.95 if b"<collection" in head and (b"<document" in head or b"BioC" in head) else 0.0

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        for number, document in enumerate(_documents(source), 1):
            name = _text(document.get("id")) or f"{identifier_of(source.stem)}-{number}"
            if made := _Document(document, name, reading).line():
                yield made


def _documents(source: Source) -> Iterator[Tree]:
    """The documents one at a time; of JSON, where a file is one value, all are held."""
    if source.ending == ".json":
        found = list(_in_json(decoded(source.read(), str(source.path), 1)))
        if not found:
            raise FileFault(Fault("missing_key", file=str(source.path), expected="documents"))
        yield from found
        return
    for element in each_element(source, "document"):
        yield _tree(element)


def _in_json(tree: object) -> Iterator[Tree]:
    """The documents of a collection, of a list of them, or under whatever name a service has put them."""
    if isinstance(tree, list):
        for one in tree:
            yield from _in_json(one)
    elif isinstance(tree, dict):
        if isinstance(tree.get("passages"), list):
            yield tree
            return
        for value in tree.values():
            if isinstance(value, list):
                yield from _in_json([one for one in value if isinstance(one, dict) and _LISTED & one.keys()])


def _tree(element: etree._Element) -> Tree:
    """An element as BioC's JSON has it."""
    made: Tree = {str(key): value for key, value in element.attrib.items()}
    for child in element:
        name = local_name(child)
        if name == "infon":
            made.setdefault("infons", {})[child.get("key", "")] = child.text or ""
        elif name in _LISTS:
            made.setdefault(_LISTS[name], []).append(_tree(child))
        elif name in ("id", "offset", "text"):
            made[name] = child.text or ""
    return made


def _dicts(value: object) -> list[Tree]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return str(value) if isinstance(value, str | int | float) else ""


def _number(value: object) -> int | None:
    text = _text(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None


class _Document:
    """One document becoming an article."""

    def __init__(self, document: Tree, name: str, reading: Reading) -> None:
        self._document, self._reading, self._name = document, reading, name
        self._pieces = [(_number(one.get("offset")) or 0, _text(one.get("text")), one) for one in self._holders()]
        self._pieces.sort(key=lambda one: one[0])
        self._unit = min((Unit.CODEPOINT, Unit.UTF16, Unit.UTF8), key=self._misfit)

    def _holders(self) -> Iterator[Tree]:
        """What has text: passages, or the sentences of those that have none of their own."""
        for passage in _dicts(self._document.get("passages")):
            if passage.get("text"):
                yield passage
            else:
                yield from (one for one in _dicts(passage.get("sentences")) if one.get("text"))

    def _misfit(self, unit: Unit) -> int:
        """How far the passages are from following each other when offsets count this; too much when they overlap."""
        reached = missing = 0
        for offset, text, _ in self._pieces:
            gap = offset - reached
            # A line end or two between passages is what one expects.
            missing += WIDEST_GAP if gap < 0 else gap if gap > 2 else 0
            reached = max(offset, reached) + edges(text, unit)[-1]
        return missing

    def line(self) -> CorpusArticle | None:
        """The article; None, said, when its text cannot be put together."""
        text: list[str] = []
        reached = 0
        starts: dict[int, int] = {}
        for offset, piece, holder in self._pieces:
            gap = offset - reached
            if gap < 0 or gap > WIDEST_GAP:
                self._reading.refuse("foreign.passages_overlap", article=self._name, found=offset, expected=reached)
                return None
            if gap:
                text.append("\n" + " " * (gap - 1) if text else " " * gap)
            text.append(piece)
            starts[id(holder)] = offset
            reached = offset + edges(piece, self._unit)[-1]
        infons = self._document.get("infons")
        draft = Draft(
            self._reading,
            article_id=self._name,
            text="".join(text),
            unit=self._unit,
            meta=infons if isinstance(infons, dict) else {},
        )
        self._fill(draft)
        return draft.finish()

    def _fill(self, draft: Draft) -> None:
        levels: list[Tree] = [self._document]
        for passage in _dicts(self._document.get("passages")):
            levels += [passage, *_dicts(passage.get("sentences"))]
        for level in levels:
            base, text = _number(level.get("offset")) or 0, _text(level.get("text"))
            for one in _dicts(level.get("annotations")):
                self._annotation(draft, one, base, text)
        for level in levels:
            for one in _dicts(level.get("relations")):
                self._relation(draft, one)

    def _annotation(self, draft: Draft, one: Tree, base: int, text: str) -> None:
        pieces = []
        for location in _dicts(one.get("locations")):
            start, length = _number(location.get("offset")), _number(location.get("length"))
            if start is None or length is None:
                self._reading.refuse("reading.no_number", article=self._name, found=_text(one.get("id")))
                return
            pieces.append((start, start + length))
        quote = _text(one.get("text")) or None
        if pieces and base and self._counts_from_passage(pieces, base, text, quote):
            # Against the format's own rules, some tools count from the start of the passage.
            pieces = [(start + base, end + base) for start, end in pieces]
            self._reading.remark("said", "foreign.from_passage", article=self._name, found=_text(one.get("id")))
        infons = _infons(one)
        label = infons.pop("type", "") or "annotation"
        referent = next((infons.pop(key) for key in ("identifier", "Identifier") if infons.get(key)), None)
        if referent:
            draft.referent(referent, quote or referent, external={"identifier": referent})
        draft.entity(
            label, pieces, own_id=_text(one.get("id")) or None, quote=quote, referent=referent, attributes=infons
        )

    @staticmethod
    def _counts_from_passage(pieces: Sequence[tuple[int, int]], base: int, text: str, quote: str | None) -> bool:
        if pieces[0][0] < base:
            return True
        inside = " ".join(text[start:end] for start, end in pieces)
        moved = " ".join(text[start - base : end - base] for start, end in pieces)
        return bool(text and quote and agrees(inside, quote) and not agrees(moved, quote))

    def _relation(self, draft: Draft, one: Tree) -> None:
        infons = _infons(one)
        label = infons.pop("type", "") or infons.pop("relation type", "") or "relation"
        ends = [_text(node.get("refid")) for node in _dicts(one.get("nodes"))]
        if len(ends) != 2:
            self._reading.refuse("foreign.many_ends", article=self._name, found=label, expected=len(ends))
            return
        own = _text(one.get("id"))
        draft.relation(label, ends[0], ends[1], own_id=f"relation {own}" if own else None, attributes=infons)


def _infons(one: Tree) -> dict[str, str | None]:
    found = one.get("infons")
    return {key: _text(value) for key, value in found.items() if _text(value)} if isinstance(found, dict) else {}


FORMAT = Format(name="bioc", endings=(".xml", ".json", ".bioc"), reader=BiocReader)
