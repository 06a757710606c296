"""What the report says about an article beside its text, as plain values: who, the claims, the relations, the notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hashiya.domain.annotation import Layer
from hashiya.exchange.line import (
    CorpusAnnotation,
    CorpusArticle,
    CorpusEntity,
    CorpusFiller,
    CorpusRegion,
    CorpusRelation,
)
from hashiya.exchange.protocol import Setting
from hashiya.resources.messages import LANGUAGES, Messages

COLOURS = ("#3D4BCD", "#A3480F", "#00695C", "#8E24AA", "#AD1457", "#33691E", "#01579B", "#6D4C41")
"""For labels without a colour of their own, in the order in which they come."""


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim: its number in the article, its label, its words, and what is known of it, by name."""

    number: int
    label: str
    words: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ToldRelation:
    """A relation in words: head, label, tail, then attributes by name."""

    head: str
    label: str
    tail: str
    attributes: tuple[tuple[str, str], ...]
    note: str | None


class Told:
    """The words of one report, in the language that its option names."""

    def __init__(self, setting: Setting) -> None:
        asked = setting.more.get("language", "ar")
        self.language = asked if asked in LANGUAGES else "ar"
        self.setting = setting
        self._messages = Messages(self.language, isolate=False)
        self._colours: dict[tuple[Layer, str], str] = {}

    @property
    def rtl(self) -> bool:
        """Whether the report's own words run from right to left."""
        return self.language == "ar"

    @property
    def joint(self) -> str:
        """What stands between several fillers of a role."""
        return "؛ " if self.rtl else "; "

    def say(self, key: str, *, count: int | None = None, **values: object) -> str:
        """One of the report's own words."""
        return self._messages.text(f"report.{key}", count=count, **values)

    def digits(self, number: int) -> str:
        """The number in the digits of the language."""
        return self.say("number", number=number)

    def colour(self, layer: Layer, key: str) -> str:
        """The label's colour on white, `#RRGGBB`; one of eight in their order for a label that has none."""
        known = self.setting.scheme.label(layer, key)
        if known is not None and known.colour is not None:
            return known.colour.light
        return self._colours.setdefault((layer, key), COLOURS[len(self._colours) % len(COLOURS)])

    def name(self, layer: Layer, key: str, *, short: bool = False) -> str:
        """The label's name, or its key where the scheme does not know it."""
        known = self.setting.scheme.label(layer, key)
        if known is None:
            return key
        own = known.short.in_language(self.language) if short else ""
        return own or known.name.in_language(self.language) or key

    def about(self, line: CorpusArticle) -> list[tuple[str, bool]]:
        """Source, date and address, how far it is, and who worked on it; whether each is somebody's own text."""
        found = [
            (line.meta[key], True) for key in ("source", "published", "url") if isinstance(line.meta.get(key), str)
        ]
        found.append((self.say(f"status.{line.status}"), False))
        handles = {one.annotator for one in (*marks(line), *line.relations) if one.annotator}
        names = {one.handle: one.name for one in self.setting.annotators}
        found += [(names.get(handle) or handle, True) for handle in sorted(handles)]
        return found

    def claims(self, line: CorpusArticle) -> Iterator[ToldClaim]:
        """The claims in their order."""
        numbers = numbered(line)
        for one in line.claims:
            rows = [(self.role(role), tuple(self._fillers(found, line, numbers))) for role, found in one.roles.items()]
            rows += [(name, (value,)) for name, value in self._attributes(one, Layer.CLAIMS)]
            cluster = self.setting.clusters.get(one.cluster or "")
            more = (
                ("restatement", one.restatement),
                ("cluster", cluster.name if cluster else None),
                ("note", one.note),
            )
            rows += [(self.say(key), (value,)) for key, value in more if value]
            yield ToldClaim(numbers[one.id], self.name(Layer.CLAIMS, one.label), one.text, tuple(rows))

    def relations(self, line: CorpusArticle) -> Iterator[ToldRelation]:
        """The relations whose head is in the article."""
        numbers = numbered(line)
        for one in line.relations:
            head = self._words_of(one.head.id, line, numbers)
            elsewhere = one.tail.article != line.id
            tail = (
                self.say("elsewhere", article=one.tail.article)
                if elsewhere
                else self._words_of(one.tail.id, line, numbers)
            )
            attributes = tuple(self._attributes(one, Layer.RELATIONS))
            yield ToldRelation(head, self.name(Layer.RELATIONS, one.label), tail, attributes, one.note)

    def notes(self, line: CorpusArticle) -> list[tuple[str, str]]:
        """The notes, each with the words that it is on; those of claims stand with the claims."""
        own = [("", line.note)] if line.note else []
        noted: list[CorpusRegion | CorpusEntity] = [*line.regions, *line.entities]
        return own + [(one.text, one.note) for one in noted if one.note]

    def role(self, key: str) -> str:
        """The role's name."""
        known = self.setting.scheme.role(key)
        return known.name.in_language(self.language) if known else key

    def _attributes(self, one: CorpusAnnotation | CorpusRelation, layer: Layer) -> Iterator[tuple[str, str]]:
        plan = {attribute.key: attribute for attribute in self.setting.scheme.attributes(layer, one.label)}
        for key, value in one.attributes.items():
            if value is None or key in one.defaulted:
                continue
            known = plan.get(key)
            told = known.value(value) if known else None
            name = known.name.in_language(self.language) if known else key
            yield name, told.name.in_language(self.language) if told else value

    def _fillers(
        self, found: Iterable[CorpusFiller], line: CorpusArticle, numbers: dict[str | None, int]
    ) -> Iterator[str]:
        for one in found:
            if one.id is not None:
                yield self._words_of(one.id, line, numbers)
            elif one.referent is not None:
                known = line.referents.get(one.referent)
                yield known.name if known else one.referent
            else:
                yield one.text or ""

    def _words_of(self, annotation: str, line: CorpusArticle, numbers: dict[str | None, int]) -> str:
        if annotation in numbers:
            return f"⟨{self.digits(numbers[annotation])}⟩"
        return next((one.text for one in line.entities if one.id == annotation), annotation)


def numbered(line: CorpusArticle) -> dict[str | None, int]:
    """The claims' numbers by their ids, from 1."""
    return {one.id: number for number, one in enumerate(line.claims, 1)}


def marks(line: CorpusArticle) -> list[CorpusAnnotation]:
    """All annotations of the article."""
    return [*line.regions, *line.entities, *line.claims]
