"""CAS files in: a text an article, spans as mentions, slots as roles, arcs as relations."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from msgspec.structs import replace

from hashiya.exchange.details import (
    About,
    Details,
    Named,
    add,
    draft_of,
    read_about,
    read_details,
    read_filling,
    referent_key,
)
from hashiya.exchange.draft import Fills
from hashiya.exchange.exported import ABOUT, NOBODY, worked_on
from hashiya.exchange.line import CorpusArticle
from hashiya.exchange.naming import identifier_of
from hashiya.exchange.offsets import Places, Unit
from hashiya.exchange.protocol import Reader, Reading
from hashiya.exchange.sources import Source
from hashiya.exchange.uima import cas
from hashiya.exchange.uima.cas import Cas, Sofa, Structure
from hashiya.exchange.uima.json_cas import read_json_cas
from hashiya.exchange.uima.xmi import read_xmi

_LABELS = ("value", "label", "DependencyType", "relationType", "referenceType", "referenceRelation", "type", "category")
_NOT_ATTRIBUTES = frozenset(("begin", "end", "sofa", "identifier", cas.DETAILS, *_LABELS))
_FILE_NAME = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_WHOLE = frozenset(("uima.tcas.DocumentAnnotation", cas.METADATA))


class _CasReader(Reader):
    """Reads a file with any number of texts."""

    @abstractmethod
    def _cas(self, source: Source) -> Cas:
        """The file as a CAS."""

    def read(self, unit: tuple[Source, ...], reading: Reading) -> Iterator[CorpusArticle]:
        source = unit[0]
        found = self._cas(source)
        number = 0
        for sofa in sorted(found.sofas.values(), key=lambda one: one.id):
            if not sofa.text:
                reading.remark("said", "foreign.no_sofa_text", found=sofa.name)
                continue
            number += 1
            stem = identifier_of(source.stem)
            name = stem if number == 1 else f"{stem}-{sofa.name}"
            if made := _Article(found, sofa, name, reading).line():
                yield made


class XmiReader(_CasReader):
    """Reads XMI; type systems beside it are not needed."""

    def sniff(self, source: Source, head: bytes) -> float:
        if b"<typeSystemDescription" in head:
            return 0.9
        return 1.0 if b"http://www.omg.org/XMI" in head and b":XMI" in head else 0.0

    def units(self, sources: Sequence[Source]) -> list[tuple[Source, ...]]:
        return [(one,) for one in worked_on(sources) if b"<typeSystemDescription" not in one.head()]

    def _cas(self, source: Source) -> Cas:
        return read_xmi(source)


class JsonCasReader(_CasReader):
    """Reads JSON CAS."""

    def sniff(self, source: Source, head: bytes) -> float:
        if PurePosixPath(source.name).name == ABOUT:
            return 0.9
        return 1.0 if b'"%FEATURE_STRUCTURES"' in head or b'"%TYPES"' in head else 0.0

    def units(self, sources: Sequence[Source]) -> list[tuple[Source, ...]]:
        return [(one,) for one in worked_on(sources) if PurePosixPath(one.name).name != ABOUT]

    def _cas(self, source: Source) -> Cas:
        return read_json_cas(source)


class _Article:
    """One text of a CAS becoming an article."""

    def __init__(self, whole: Cas, sofa: Sofa, name: str, reading: Reading) -> None:
        self._whole, self._reading = whole, reading
        self._annotator: str | None = None
        self._all = list(whole.indexed(sofa))
        about = About(id=name)
        for one in self._all:
            if one.type == cas.ARTICLE:
                about = read_about(one.text(cas.DETAILS), reading) or about
                about = about if about.id else replace(about, id=name)
            elif one.type in _WHOLE and about.meta == {}:
                about = self._from_metadata(one, name)
        self._draft = draft_of(about, sofa.text or "", reading, unit=Unit.UTF16)
        self._places = Places(sofa.text or "", Unit.UTF16)
        self._referents = self._chains()
        self._spans = [one for one in self._all if self._is_span(one)]
        self._details = {one.id: read_details(one.text(cas.DETAILS), reading) for one in self._all}

    def _from_metadata(self, one: Structure, name: str) -> About:
        title, language = one.text("documentTitle"), one.text("language")
        if title and one.text("documentId") == name and _FILE_NAME.search(title):
            # INCEpTION: a file for each annotator, called like them, the document's own name within.
            self._annotator = name if name not in NOBODY else None
            name, title = _FILE_NAME.sub("", title), None
        meta = {"title": title} if title and title != name else {}
        return About(id=name, meta=meta, language=language if language and language != "x-unspecified" else "ar")

    def line(self) -> CorpusArticle | None:
        """The article with everything that comes in."""
        skipped: Counter[str] = Counter()
        arcs = []
        for one in self._spans:
            if one.type in _WHOLE or one.type == cas.SLOT_SPAN:
                continue
            if one.type.startswith(cas.TOKEN_LAYERS):
                skipped[one.name] += 1
            elif self._is_arc(one):
                arcs.append(one)
            else:
                self._mark(one)
        for one in arcs:
            self._arc(one)
        for name, count in sorted(skipped.items()):
            self._reading.remark("said", "foreign.layer_left_out", article=self._draft.id, found=name, expected=count)
        return self._draft.finish()

    @staticmethod
    def _is_span(one: Structure) -> bool:
        return "begin" in one.features and "end" in one.features

    def _is_arc(self, one: Structure) -> bool:
        return bool({"Governor", "Dependent"} & one.features.keys())

    def _slots(self, one: Structure) -> Iterator[Structure]:
        """The links that the structure's features hold, in order."""
        for name in one.features:
            if name not in ("begin", "end", "sofa", *_LABELS):
                for number in one.refs(name):
                    link = self._whole.structures.get(number)
                    if link is not None and not self._is_span(link) and ({"role", "target"} & link.features.keys()):
                        yield link

    def _id(self, number: int) -> str:
        details = self._details.get(number)
        return details.id if details is not None and details.id else f"x{number}"

    def _mark(self, one: Structure) -> None:
        begin, end = one.number("begin"), one.number("end")
        if begin is None or end is None:
            self._reading.refuse("reading.no_number", article=self._draft.id, found=f"{one.type} {one.id}")
            return
        details = self._details[one.id]
        label = next((found for name in _LABELS if (found := one.text(name))), one.name)
        slots = list(self._slots(one))
        layer = "regions" if one.type == cas.REGION else "claims" if slots or one.type == cas.CLAIM else "entities"
        if details is None:
            details = self._told(one)
        pieces = [(begin, end)]
        if layer != "claims":
            add(self._draft, layer, label, pieces, details)
            return
        own = details.fragments
        roles: dict[str, list[Fills]] = {}
        for slot in slots:
            if filler := self._filler(slot):
                roles.setdefault(slot.text("role") or "role", []).append(filler)
        self._draft.claim(
            label,
            own if own and (own[0][0], own[-1][1]) == (begin, end) else pieces,
            roles=roles,
            restatement=details.restatement,
            cluster=details.cluster,
            **details.common,
        )

    def _told(self, one: Structure) -> Details:
        """What another tool's features say: those with text are attributes."""
        slots = {link.id for link in self._slots(one)}
        plain = {
            name: text
            for name in one.features
            if name not in _NOT_ATTRIBUTES and (text := one.text(name)) and slots.isdisjoint(one.refs(name))
        }
        referent = self._referents.get(one.id)
        if identifier := one.text("identifier"):
            referent = Named(identifier, identifier, external={"identifier": identifier})
        return Details(id=f"x{one.id}", attributes=dict(plain), referent=referent, annotator=self._annotator)

    def _chains(self) -> dict[int, Named]:
        """The referent of each link of a chain of coreference."""
        found: dict[int, Named] = {}
        for chain in self._all:
            if chain.type != cas.CHAIN:
                continue
            referent, following = None, chain.refs("first")
            while following and following[0] not in found:
                link = self._whole.structures.get(following[0])
                if link is None:
                    break
                referent = referent or Named(f"{self._draft.id}:{chain.id}", self._words(link) or str(chain.id))
                found[link.id] = referent
                following = link.refs("next")
        return found

    def _words(self, one: Structure) -> str:
        begin, end = one.number("begin"), one.number("end")
        places = self._places.pieces([(begin, end)]) if begin is not None and end is not None else None
        return self._places.text[places[0][0] : places[0][1]] if places else ""

    def _filler(self, slot: Structure) -> Fills | None:
        kept = slot.text(cas.DETAILS)
        if kept:
            filling = read_filling(kept, self._reading)
            key = referent_key(self._draft, filling.referent) if filling else None
            return Fills(referent=key) if key else None
        target = next((self._whole.structures.get(number) for number in slot.refs("target")), None)
        if target is None:
            self._reading.refuse("unknown_filler", article=self._draft.id, found=slot.text("role") or slot.id)
            return None
        if target.type != cas.SLOT_SPAN:
            return Fills(id=self._id(target.id))
        begin, end = target.number("begin"), target.number("end")
        details = self._details.get(target.id)
        own = details.fragments if details else None
        return Fills(pieces=own or [(begin or 0, end or 0)])

    def _arc(self, one: Structure) -> None:
        ends = [next(iter(one.refs(name)), None) for name in ("Governor", "Dependent")]
        label = next((found for name in _LABELS if (found := one.text(name))), one.name)
        if ends[0] is None or ends[1] is None:
            self._reading.refuse("reading.unknown_end", article=self._draft.id, found=label)
            return
        details = self._details[one.id] or Details(
            id=f"x{one.id}", attributes=self._arc_attributes(one), annotator=self._annotator
        )
        self._draft.relation(label, self._id(ends[0]), self._id(ends[1]), **details.common)

    @staticmethod
    def _arc_attributes(one: Structure) -> dict[str, str | None]:
        names = (name for name in one.features if name not in (*_NOT_ATTRIBUTES, "Governor", "Dependent"))
        return {name: text for name in names if (text := one.text(name))}
