"""Articles as WebAnno TSV: tokens in sentences, spans and their slots as columns, relations at their tails."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from hashiya.domain.span import Span
from hashiya.exchange.conll.tokens import in_sentences, tokens_of
from hashiya.exchange.delivery import Outlet
from hashiya.exchange.line import CorpusAnnotation, CorpusArticle, CorpusClaim, CorpusFiller, CorpusRelation
from hashiya.exchange.naming import FileNames
from hashiya.exchange.offsets import Unit, edges
from hashiya.exchange.protocol import Setting, Writer
from hashiya.exchange.uima.cas import CLAIM, ENTITY, REGION, RELATION, SLOT, SLOT_SPAN
from hashiya.exchange.webanno.cells import escaped, escaped_line

HEADER = (
    "#FORMAT=WebAnno TSV 3.3\n"
    f"#T_SP={ENTITY}|identifier|value\n"
    f"#T_SP={CLAIM}|label|ROLE_{CLAIM}:roles_{SLOT}|uima.tcas.Annotation\n"
    f"#T_SP={SLOT_SPAN}|\n"
    f"#T_SP={REGION}|value\n"
    f"#T_RL={RELATION}|label|BT_uima.tcas.Annotation\n\n"
)
_COLUMNS = {ENTITY: 2, CLAIM: 3, SLOT_SPAN: 1, REGION: 1, RELATION: 2}
Place = tuple[int, int]


@dataclass(slots=True)
class _Row:
    """A token, or a part of one, with its cells: for each layer the values of its columns, one list a thing."""

    address: str
    place: Place
    cells: dict[str, list[list[str]]] = field(default_factory=dict)


class _Article:
    """One article becoming rows."""

    def __init__(self, line: CorpusArticle, writer: TsvWriter) -> None:
        self._line, self._writer = line, writer
        self._text = line.text
        self._edges = edges(line.text, Unit.UTF16)
        self._tokens = list(tokens_of(line.text))
        self._starts = [one.start for one in self._tokens]
        self._ends = [one.end for one in self._tokens]
        self._rows: dict[tuple[int, Place], _Row] = {}
        self._by_token: list[list[_Row]] = []
        self._sentences = list(in_sentences(line.text, self._tokens))
        self._numbers: dict[str | None, tuple[str, int]] = {}
        self._wanted: list[tuple[int, Place]] = []
        self._count = 0

    def lines(self) -> str:
        """The whole file."""
        self._make_rows()
        for region in self._line.regions:
            self._span(REGION, region.fragments, [escaped(region.label)])
        for entity in self._line.entities:
            self._numbers[entity.id] = self._span(ENTITY, entity.fragments, ["*", escaped(entity.label)])
        for claim in self._line.claims:
            self._numbers[claim.id] = self._number(claim.fragments)
        for claim in self._line.claims:
            self._claim(claim)
        for relation in self._line.relations:
            self._relation(relation)
        return HEADER + "".join(self._written())

    def _make_rows(self) -> None:
        """A row for each token, and one for each part of a token that an annotation needs."""
        everything: list[CorpusAnnotation] = [*self._line.regions, *self._line.entities, *self._line.claims]
        pieces = [one.fragments for one in everything]
        pieces += [f.fragments for c in self._line.claims for fs in c.roles.values() for f in fs if f.fragments]
        needed: dict[int, set[Place]] = {}
        for fragments in pieces:
            for number, place in self._parts(fragments):
                needed.setdefault(number, set()).add(place)
        number = 0
        for which, sentence in enumerate(self._sentences, 1):
            for index, token in enumerate(sentence, 1):
                whole = (token.start, token.end)
                parts = sorted(needed.get(number, set()) - {whole})
                rows = [_Row(f"{which}-{index}", whole)]
                rows += [_Row(f"{which}-{index}.{part}", place) for part, place in enumerate(parts, 1)]
                self._by_token.append(rows)
                self._rows.update({(number, row.place): row for row in rows})
                number += 1

    def _parts(self, fragments: Sequence[Place]) -> list[tuple[int, Place]]:
        """The tokens that the span touches, and how much of each; none of one in several pieces."""
        if len(fragments) > 1:
            return []
        start, end = fragments[0]
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end)
        touched = enumerate(self._tokens[first:last], first)
        return [(number, (max(start, one.start), min(end, one.end))) for number, one in touched]

    def _number(self, fragments: Sequence[Place]) -> tuple[str, int]:
        """The address of the span's first row and its number; no address when it is lost."""
        parts = self._parts(fragments)
        if not parts:
            if len(fragments) == 1:
                self._writer.lose("edge_spaces", self._line.id)
            return "", 0
        if (parts[0][1][0], parts[-1][1][1]) != tuple(fragments[0]):
            self._writer.lose("edge_spaces", self._text[fragments[0][0] : fragments[0][1]])
        self._count += 1
        return self._rows[parts[0]].address, self._count

    def _span(self, layer: str, fragments: Sequence[Place], values: list[str]) -> tuple[str, int]:
        address, number = self._number(fragments)
        if number:
            self._put(layer, fragments, [f"{value}[{number}]" for value in values])
        return address, number

    def _put(self, layer: str, fragments: Sequence[Place], values: list[str]) -> None:
        for part in self._parts(fragments):
            self._rows[part].cells.setdefault(layer, []).append(values)

    def _claim(self, one: CorpusClaim) -> None:
        _, number = self._numbers[one.id]
        if not number:
            return
        filled = [
            (role, target)
            for role, fillers in one.roles.items()
            for filler in fillers
            if (target := self._target(filler))
        ]
        roles = ";".join(escaped(role) for role, _ in filled) or "*"
        targets = ";".join(target for _, target in filled) or "*"
        self._put(CLAIM, one.fragments, [f"{value}[{number}]" for value in (escaped(one.label), roles, targets)])

    def _target(self, filler: CorpusFiller) -> str:
        if filler.referent is not None:
            return ""
        if filler.id is not None:
            address, number = self._numbers[filler.id]
        else:
            address, number = self._span(SLOT_SPAN, filler.fragments or [], ["*"])
        return f"{address}[{number}]" if number else ""

    def _relation(self, one: CorpusRelation) -> None:
        if one.tail.article != self._line.id:
            return
        source, from_number = self._numbers[one.head.id]
        target, to_number = self._numbers[one.tail.id]
        if from_number and to_number:
            row = next(row for row in self._rows.values() if row.address == target)
            row.cells.setdefault(RELATION, []).append([escaped(one.label), f"{source}[{from_number}_{to_number}]"])

    def _written(self) -> list[str]:
        written, number = [], 0
        for which, sentence in enumerate(self._sentences):
            following = self._sentences[which + 1][0].start if which + 1 < len(self._sentences) else len(self._text)
            shown = self._text[sentence[0].start : following]
            written.append("\n" + "".join(f"#Text={escaped_line(part)}\n" for part in shown.split("\n")))
            for _ in sentence:
                written += [self._row(row) for row in self._by_token[number]]
                number += 1
        return written

    def _row(self, row: _Row) -> str:
        start, end = row.place
        cells = [row.address, f"{self._edges[start]}-{self._edges[end]}", escaped_line(Span(start, end).of(self._text))]
        for layer, count in _COLUMNS.items():
            things = row.cells.get(layer, [])
            cells += ["|".join(one[column] for one in things) or "_" for column in range(count)]
        return "\t".join(cells) + "\t\n"


class TsvWriter(Writer):
    """Writes a folder with a file an article."""

    def __init__(self, out: Outlet, setting: Setting) -> None:
        super().__init__(out, setting)
        self._names = FileNames()

    def add(self, line: CorpusArticle) -> None:
        if line.text[: len(line.text) - len(line.text.lstrip())].strip(" "):
            self.lose("leading_space", line.id)
        self.out.put(f"{self._names.take(line.id)}.tsv", _Article(line, self).lines().encode())
