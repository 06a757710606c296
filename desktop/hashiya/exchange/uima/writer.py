"""Articles as CAS files: an article a file, with the type system beside them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from hashiya.exchange.delivery import Outlet
from hashiya.exchange.details import Details, Filling, about_of, details_of, encoded, named
from hashiya.exchange.line import (
    CorpusAnnotation,
    CorpusArticle,
    CorpusClaim,
    CorpusEntity,
    CorpusFiller,
    CorpusRelation,
)
from hashiya.exchange.naming import FileNames
from hashiya.exchange.offsets import Unit, edges
from hashiya.exchange.protocol import Setting, Writer
from hashiya.exchange.uima import cas
from hashiya.exchange.uima.cas import Ref, Sofa, Structure
from hashiya.exchange.uima.json_cas import json_cas_of
from hashiya.exchange.uima.xmi import type_system, xmi_of
from hashiya.exchange.xml_in import count_unfit

SOFA = 1
EXTERNAL = ("wikidata", "identifier")
"""The external id that stands as an entity's identifier, the first that there is."""


class _Building:
    """The structures of one article."""

    def __init__(self, line: CorpusArticle, setting: Setting) -> None:
        self._line, self._setting = line, setting
        self._edges = edges(line.text, Unit.UTF16)
        self._ids: dict[str | None, int] = {}
        self._places: dict[str | None, list[tuple[int, int]]] = {}
        self.structures: list[Structure] = []

    def build(self) -> list[Structure]:
        line = self._line
        spans: list[CorpusEntity | CorpusClaim] = [*line.entities, *line.claims]
        for one in spans:
            self._places[one.id] = one.fragments
            self._ids[one.id] = len(self._ids) + 10
        self._next = len(self._ids) + 10
        title = line.meta.get("title")
        self._add(
            cas.METADATA,
            {
                **self._place([(0, len(line.text))]),
                "language": line.language,
                "documentTitle": title if isinstance(title, str) else line.id,
                "documentId": line.id,
            },
            2,
        )
        self._add(cas.ARTICLE, {cas.DETAILS: encoded(about_of(line))}, 3)
        for region in line.regions:
            self._add(cas.REGION, {**self._place(region.fragments), "value": region.label, **self._details(region)})
        for entity in line.entities:
            self._entity(entity)
        for claim in line.claims:
            slots = [self._slot(role, filler) for role, fillers in claim.roles.items() for filler in fillers]
            told = {**self._place(claim.fragments), "label": claim.label, "roles": slots}
            self._add(cas.CLAIM, {**told, **self._details(claim)}, self._ids[claim.id])
        for relation in line.relations:
            self._relation(relation)
        return sorted(self.structures, key=lambda one: one.id)

    def _add(self, kind: str, features: dict[str, cas.Feature], number: int | None = None) -> Ref:
        if number is None:
            number, self._next = self._next, self._next + 1
        self.structures.append(Structure(number, kind, features))
        return Ref(number)

    def _place(self, fragments: Sequence[tuple[int, int]]) -> dict[str, cas.Feature]:
        return {"sofa": Ref(SOFA), "begin": self._edges[fragments[0][0]], "end": self._edges[fragments[-1][1]]}

    def _details(self, one: CorpusAnnotation | CorpusRelation) -> dict[str, cas.Feature]:
        told = details_of(one, self._line, self._setting, self._edges.__getitem__)
        # What fills the roles stands in the slots.
        return {cas.DETAILS: encoded(replace(told, roles={}))}

    def _entity(self, one: CorpusEntity) -> None:
        known = self._setting.referents.get(one.referent or "")
        external = next((known.external[key] for key in EXTERNAL if key in known.external), None) if known else None
        features = {**self._place(one.fragments), "value": one.label}
        if external:
            features["identifier"] = external
        self._add(cas.ENTITY, {**features, **self._details(one)}, self._ids[one.id])

    def _slot(self, role: str, filler: CorpusFiller) -> Ref:
        features: dict[str, cas.Feature] = {"role": role}
        if filler.id is not None:
            features["target"] = Ref(self._ids[filler.id])
        elif filler.referent is not None:
            referent = named(filler.referent, self._line, self._setting)
            features[cas.DETAILS] = encoded(Filling(referent=referent))
        else:
            pieces = filler.fragments or []
            more: dict[str, cas.Feature] = {}
            if len(pieces) > 1:
                moved = [(self._edges[start], self._edges[end]) for start, end in pieces]
                more[cas.DETAILS] = encoded(Details(fragments=moved))
            features["target"] = self._add(cas.SLOT_SPAN, {**self._place(pieces), **more})
        return self._add(cas.SLOT, features)

    def _relation(self, one: CorpusRelation) -> None:
        if one.tail.article != self._line.id:
            return
        features = {
            **self._place(self._places[one.tail.id]),
            "label": one.label,
            "Governor": Ref(self._ids[one.head.id]),
            "Dependent": Ref(self._ids[one.tail.id]),
        }
        self._add(cas.RELATION, {**features, **self._details(one)})


class _CasWriter(Writer):
    """Writes a folder with a file an article."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._names = FileNames()

    def _built(self, line: CorpusArticle) -> tuple[str, Sofa, list[Structure]]:
        sofa = Sofa(SOFA, "_InitialView", line.text)
        return self._names.take(line.id), sofa, _Building(line, self.setting).build()


class XmiWriter(_CasWriter):
    """Writes XMI files, and the type system beside them."""

    def add(self, line: CorpusArticle) -> None:
        unfit = count_unfit(line.text)
        if unfit:
            self.lose("control_characters", line.id, count=unfit)
        name, sofa, structures = self._built(line)
        self.out.put(f"{name}.xmi", "".join(xmi_of(sofa, structures)).encode())

    def finish(self) -> None:
        self.out.put("TypeSystem.xml", type_system().encode())


class JsonCasWriter(_CasWriter):
    """Writes JSON files, each with the type system in it."""

    def add(self, line: CorpusArticle) -> None:
        name, sofa, structures = self._built(line)
        self.out.put(f"{name}.json", json_cas_of(sofa, structures))
