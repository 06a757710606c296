"""Articles as brat's files: a text and its annotations, and once what may be marked."""

from __future__ import annotations

from collections import Counter

from hashiya.exchange.brat.conf import CONTENT, Types, annotation_conf, visual_conf
from hashiya.exchange.brat.frames import CUE, OWN_CLUSTERS, OWN_DATABASE, RESTATEMENT, argument_names
from hashiya.exchange.brat.names import safe
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusFiller
from hashiya.exchange.naming import FileNames
from hashiya.exchange.protocol import Setting, Writer

NOTE = "AnnotatorNotes"


class BratWriter(Writer):
    """Writes a folder of texts and annotation files in UTF-8."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._names = FileNames()
        self._types = Types(setting.scheme)
        out.put("annotation.conf", annotation_conf(setting.scheme, self._types))
        out.put("visual.conf", visual_conf(setting.scheme, self._types))

    def add(self, line: CorpusArticle) -> None:
        name = self._names.take(line.id)
        self.out.put(f"{name}.txt", line.text.encode())
        self.out.put(f"{name}.ann", _Standoff(line, self.setting, self._types).text().encode())


class _Standoff:
    """One article's annotation file in the making."""

    def __init__(self, line: CorpusArticle, setting: Setting, types: Types) -> None:
        self._line, self._setting, self._types = line, setting, types
        self._records: list[str] = []
        self._numbers: Counter[str] = Counter()
        self._ids: dict[str, str] = {}
        self._plain: dict[tuple[str, tuple[tuple[int, int], ...]], str] = {}

    def text(self) -> str:
        """The whole file."""
        line = self._line
        for region in line.regions:
            self._mark(region, self._types.region(region.label))
        for entity in line.entities:
            identifier = self._mark(entity, safe(entity.label))
            if entity.referent:
                self._referent(identifier, entity.referent)
        for claim in line.claims:
            self._numbers["E"] += 1
            if claim.id:
                self._ids[claim.id] = f"E{self._numbers['E']}"
        for number, claim in enumerate(line.claims, 1):
            self._claim(f"E{number}", claim)
        for relation in line.relations:
            ends = [self._ids.get(end.id) for end in (relation.head, relation.tail) if end.article == line.id]
            if len(ends) == 2 and all(ends):
                identifier = self._next("R")
                self._records.append(f"{identifier}\t{safe(relation.label)} Arg1:{ends[0]} Arg2:{ends[1]}\t")
                self._note(identifier, NOTE, relation.note)
        return "".join(f"{record}\n" for record in self._records)

    def _next(self, kind: str) -> str:
        self._numbers[kind] += 1
        return f"{kind}{self._numbers[kind]}"

    def _text_bound(self, name: str, fragments: list[tuple[int, int]]) -> str:
        identifier = self._next("T")
        text = self._line.text
        where = ";".join(f"{start} {end}" for start, end in fragments)
        words = " ".join(text[start:end] for start, end in fragments).replace("\n", " ")
        self._records.append(f"{identifier}\t{name} {where}\t{words}")
        return identifier

    def _span(self, name: str, fragments: list[tuple[int, int]]) -> str:
        """The text-bound annotation for a plain span in a role; two claims may share it."""
        key = name, tuple(fragments)
        if key not in self._plain:
            self._plain[key] = self._text_bound(name, fragments)
        return self._plain[key]

    def _mark(self, one: CorpusAnnotation, name: str) -> str:
        identifier = self._text_bound(name, one.fragments)
        if one.id:
            self._ids[one.id] = identifier
        self._about(identifier, one)
        return identifier

    def _about(self, identifier: str, one: CorpusAnnotation) -> None:
        for key, value in one.attributes.items():
            if value is not None:
                self._records.append(f"{self._next('A')}\t{safe(key)} {identifier} {safe(value)}")
        self._note(identifier, NOTE, one.note)

    def _note(self, identifier: str, kind: str, note: str | None) -> None:
        """A note, a record for each of its lines: brat's notes have one."""
        for row in note.split("\n") if note is not None else ():
            self._records.append(f"{self._next('#')}\t{kind} {identifier}\t{row}")

    def _norm(self, identifier: str, key: str, name: str) -> None:
        self._records.append(f"{self._next('N')}\tReference {identifier} {key}\t{' '.join(name.split())}")

    def _referent(self, identifier: str, key: str) -> None:
        known = self._line.referents.get(key)
        if known is None:
            return
        self._norm(identifier, f"{OWN_DATABASE}:{safe(known.label) + '/' if known.label else ''}{key}", known.name)
        whole = self._setting.referents.get(key)
        for database, value in sorted(whole.external.items()) if whole else ():
            if value and not any(sign.isspace() for sign in value):
                self._norm(identifier, f"{database.capitalize()}:{value}", known.name)

    def _claim(self, identifier: str, claim: CorpusClaim) -> None:
        cues = claim.roles.get(CUE, [])
        is_trigger = len(cues) == 1 and cues[0].fragments is not None
        fillers = [
            (role, target)
            for role, given in claim.roles.items()
            if not (role == CUE and is_trigger)
            for one in given
            if (target := self._filler(role, one))
        ]
        if cues:
            # The trigger is the cue; where that is no plain span, what is said stands in for it.
            fillers.insert(0, (CONTENT, self._span(self._types.role(CONTENT), claim.fragments)))
        where = cues[0].fragments if is_trigger and cues[0].fragments else claim.fragments
        trigger = self._text_bound(safe(claim.label), where)
        names = argument_names(role for role, _ in fillers)
        arguments = "".join(f" {name}:{target}" for name, (_, target) in zip(names, fillers, strict=True))
        self._records.append(f"{identifier}\t{safe(claim.label)}:{trigger}{arguments}")
        self._about(identifier, claim)
        self._note(identifier, RESTATEMENT, claim.restatement)
        if claim.cluster:
            cluster = self._setting.clusters.get(claim.cluster)
            self._norm(identifier, f"{OWN_CLUSTERS}:{claim.cluster}", (cluster and cluster.name) or "")

    def _filler(self, role: str, filler: CorpusFiller) -> str | None:
        if filler.id is not None:
            return self._ids.get(filler.id)
        if filler.fragments is not None:
            return self._span(self._types.role(role), filler.fragments)
        return None
